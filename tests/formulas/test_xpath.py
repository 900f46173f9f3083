"""Formulas as XPath give what Python gives, in the engine of Enketo; what has no XPath is refused by its name."""

from collections.abc import Sequence
from random import Random

import pytest

from macros.formulas import Value, compile_calculator, run
from macros.formulas.program import Program
from macros.formulas.unroll import LIMIT, reachable, unroll, weight
from macros.formulas.xpath_term import NoXPath, Term, decimal
from tests.formulas.calculators import compiled, table
from tests.formulas.cases import CASES, FORMULAS
from tests.formulas.random_programs import CRITERIA, SIGNS, Author, random_calculator, random_values
from tests.formulas.xpath_engine import in_xpath, survey_of

REFUSED: dict[str, str] = {
    '"n"&five': "join",
    'word<"flatter"': "order",
    'IFERROR(1/zero,"none")': "mixed",
    "ABS(blank)": "text",
    "ROUND(2/3,six)": "digits",
    "SUMIF(data[plain],word)": "criterion",
    "IRR(data[loan])": "function",
}
"""Formulas that a phone cannot compute, and why."""
RANDOM = 40
SURVIVORS = 0.8


def expected(wanted: object) -> object:
    """What a survey keeps: a blank for an error, 1 or 0 for a truth value."""
    if isinstance(wanted, bool):
        return float(wanted)
    return "" if isinstance(wanted, str) and wanted.startswith("#") else wanted


def same(found: object, wanted: object) -> bool:
    if isinstance(found, float) and isinstance(wanted, float):
        return abs(found - wanted) <= 1e-12 * max(1.0, abs(wanted))
    return type(found) is type(wanted) and found == wanted


def test_every_function_and_operator() -> None:
    wanted = {formula: expected(answer) for cases in CASES.values() for formula, answer in cases}
    found = dict(zip(FORMULAS, in_xpath(FORMULAS), strict=True))
    printed = {formula: answer for formula, answer in found.items() if not isinstance(answer, NoXPath)}
    assert {f: (answer, wanted[f]) for f, answer in printed.items() if not same(answer, wanted[f])} == {}
    silent = [name for name, cases in CASES.items() if not any(formula in printed for formula, _ in cases)]
    assert silent == ["IRR"]


@pytest.mark.parametrize(("formula", "reason"), REFUSED.items())
def test_what_has_no_xpath_is_refused(formula: str, reason: str) -> None:
    (refused,) = in_xpath([formula])
    assert isinstance(refused, NoXPath) and refused.reason == reason


# --- random programs ---------------------------------------------------------------------------------


class SurveyAuthor(Author):
    """Writes what a phone can compute: no IRR, no order of texts, digits and criteria written out."""

    between_texts = ("=", "<>") * (len(SIGNS) // 2)

    def pick(self, choices: Sequence[str]) -> str:
        digits = "-1" in choices and "9" in choices
        numbers = [c for c in CRITERIA if c not in ('"flat"', '""', '">"&term')]
        if tuple(choices) == CRITERIA:
            return self.rng.choice(numbers)
        kept = [c for c in choices if not c.startswith("IRR(") and not (digits and c == "term")]
        return self.rng.choice(kept)


def test_random_programs() -> None:
    surveys = 0
    for seed in range(RANDOM):
        tool = random_calculator(seed, SurveyAuthor)
        try:
            survey = survey_of(tool)
        except NoXPath:
            continue
        surveys += 1
        program = compile_calculator(tool)
        for values in (random_values(10 * seed + k) for k in range(5)):
            if typable(program, values):
                wanted = {key: expected(value) for key, value in run(program, values).outputs.items()}
                found = survey.case(values, list(wanted))
                assert all(near(found[key], wanted[key]) for key in wanted), (seed, values, found, wanted)
    assert surveys > RANDOM * SURVIVORS


def typable(program: Program, values: dict[str, Value]) -> bool:
    """Whether people could type this at all: known inputs, no truth value, no number given as a text."""
    known = values.keys() <= {item.key for item in program.inputs}
    return known and not any(isinstance(v, bool) or v == "12" for v in values.values())


def near(found: object, wanted: object) -> bool:
    if isinstance(found, float) and isinstance(wanted, float):
        return abs(found - wanted) <= 1e-9 * max(1.0, abs(wanted))
    return found == wanted


# --- what is computed, and in which words ------------------------------------------------------------


def test_numbers_have_no_exponent() -> None:
    rng = Random(4)
    values = [1e-12, 1e-7, 1e7, 1e15, 1e300, -2.5e-9, 0.1, 100.0]
    values += [rng.uniform(-1, 1) * 10.0 ** rng.randint(-12, 15) for _ in range(200)]
    for value in values:
        assert "e" not in decimal(value).lower() and float(decimal(value)) == value


def test_only_what_is_shown_is_computed() -> None:
    schedule = table({"interest": "=amount*0.02", "unused": "=amount"})
    program = compiled({"result": "=SUM(schedule[interest])"}, calc={"aside": "=amount*3"}, tables=[schedule])
    names = [c.name for c in unroll(program, _inputs(program)).calculations]
    assert "schedule_3_interest" in names
    assert not [name for name in names if "unused" in name or name == "aside"]


def test_a_program_too_large_is_refused_with_its_size() -> None:
    columns = {f"part_{letter}": "=amount" for letter in "abcdefghijklmnopqrstuvwxyzabcdefgh"}
    columns |= {f"more_{letter}": "=amount" for letter in "abcdefgh"}
    shown = "+".join(f"SUM(schedule[{name}])" for name in columns)
    program = compiled({"result": f"={shown}"}, tables=[table(columns)])
    assert weight(program, reachable(program)) > LIMIT
    with pytest.raises(NoXPath) as refused:
        unroll(program, _inputs(program))
    assert refused.value.reason == "size" and refused.value.values["limit"] == LIMIT


def test_the_result_that_cannot_be_computed_is_named() -> None:
    program = compiled({"result": "=amount", "other": '="n"&halved'}, calc={"halved": "=amount/2"})
    with pytest.raises(NoXPath) as refused:
        unroll(program, _inputs(program))
    assert refused.value.values["output"] == "other"


def _inputs(program: Program) -> dict[str, Term]:
    return {i.name: Term(f"${{in_{i.name}}}", "text" if i.kind == "choice" else "number") for i in program.inputs}
