"""Loops of the page's scripts say what the statements they replace said."""

import pytest

from macros.formulas.rolled import rolled


def unrolled(code: str) -> list[str]:
    """The statements of a loop, by hand: `k` in each of its places."""
    head, *body, _ = code.split("\n")
    first, last = (int(part) for part in head.removeprefix("for(let k=").removesuffix(";k++){").split(";k<"))
    return [
        line.replace('"+k', f'{k}"').replace(",k)", f",{k})").replace("(k,", f"({k},")
        for k in range(first, last)
        for line in body
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [f'scalar("begin_{n}",()=>INDEX(w("flows","first"),{n}));' for n in range(1, 25)],
        [f'scalar("net_{n}",()=>sub(v("in_{n}"),1));' for n in range(3, 9)],
        [f'scalar("{name}_{n}",()=>add(v("a_{n}"),1));' for n in range(1, 5) for name in ("end", "every")],
    ],
    ids=["argument", "constant", "two-a-turn"],
)
def test_statements_that_count_up_become_one_loop(lines: list[str]) -> None:
    (code,) = rolled(lines)
    assert unrolled(code) == lines


def test_what_stands_around_a_loop_stays_in_its_place() -> None:
    counted = [f'scalar("x_{n}",()=>v("y_{n}"));' for n in range(1, 4)]
    first, loop, last = rolled(["before();", *counted, 'scalar("x_9",()=>v("y_9"));'])
    assert (first, last) == ("before();", 'scalar("x_9",()=>v("y_9"));')
    assert unrolled(loop) == counted


@pytest.mark.parametrize(
    "lines",
    [
        ['scalar("x_1",()=>v("y_1"));', 'scalar("x_2",()=>v("y_2"));'],
        [f'scalar("x_{n}",()=>v("y_{n * n}"));' for n in range(1, 6)],
        [f'scalar("x_{n}",()=>v("y_{n}"));' for n in (1, 3, 5, 7)],
        [f'scalar("x_{n}",()=>eq(v("y_{n}"),"row (,{n})"));' for n in range(1, 6)],
    ],
    ids=["two", "squares", "steps", "inside-a-text"],
)
def test_other_statements_stay_as_they_are(lines: list[str]) -> None:
    assert list(rolled(lines)) == lines
