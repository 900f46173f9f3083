"""The sheet of rates finds what macros.formulas.irr finds, or refuses where it refuses."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from macros.exports import Meta
from macros.exports.xlsx import calculator_xlsx
from macros.formulas import compile_calculator, run
from macros.formulas.program import Value
from tests.exports.cases import same
from tests.exports.engines import Formualizer, IronCalc
from tests.exports.office import Office
from tests.exports.small import FLOWS, small

KNOWN = [
    [-100, 110],
    [100, -110],
    [-100, 90],
    [-100, 1e-3],
    [-1, 1e4],
    [0, 0, -100, 60, 60],
    [-100, 230, -132],
    [-100, 0, 0, 100],
    [0, 0, 0],
    [100, 50, 20],
    [100, -50, -20, -50, 10],
    [-100, 30, 30, 30, 30, -5],
    [-100, 50, -20, 60],
    [-1e6, 1, 1, 1],
    [-0.01, 0.02],
    [100, -100.0000000001, 0.0000000002],
]


def flows() -> Iterator[list[float]]:
    """Known series, then random ones of every kind."""
    yield from KNOWN
    rng = Random(3)
    for _ in range(150):
        size = rng.choice((1, 100, 1e5))
        count = rng.randint(2, FLOWS)
        first = -size * rng.uniform(0.1, 3)
        yield [first, *(round(rng.uniform(-0.1, 1) * size, rng.choice((0, 2))) for _ in range(count - 1))]


def typed(series: list[float]) -> dict[str, Value]:
    padded = [*series, *[0.0] * (FLOWS - len(series))]
    return {"last": float(len(series)), **{f"flow_{n}": float(value) for n, value in enumerate(padded, start=1)}}


@pytest.mark.parametrize("kind", [Formualizer, IronCalc, Office])
def test_rates(kind: type[object], tmp_path: Path, request: pytest.FixtureRequest) -> None:
    tool = small()
    program = compile_calculator(tool)
    workbook = calculator_xlsx(tool, "en", Meta())
    if kind is Office:
        engine = request.getfixturevalue("office")
        (tmp_path / "small.xlsx").write_bytes(workbook)
        engine.open(tmp_path / "small.xlsx")
    else:
        engine = kind(workbook, tmp_path)  # type: ignore[call-arg]
    wrong, solved = [], 0
    for series in flows():
        values = typed(series)
        wanted = run(program, values).outputs["period_rate"]
        solved += wanted is not None
        found = engine.case({f"in_{key}": value for key, value in values.items()}, ["out_period_rate"])
        if not same(found["out_period_rate"], wanted):
            wrong.append((series, found["out_period_rate"], wanted))
    assert wrong == []
    assert 60 < solved < 160, solved


CASES = [
    {},
    {"mood": 0.3},
    {"mood": 0.9},
    {"mood": 0.0},
    {"mood": 2.0},
    {"way": "down"},
    {"way": "sideways"},
    {"way": "down", "mood": 0.5},
    {"flow_1": 5e6},
    {"flow_1": 2e15},
    {"flow_2": None},
    {"last": None},
    {"last": 2.5},
    {"last": 99.0},
    {"last": "two"},
]


@pytest.mark.parametrize("kind", [Formualizer, IronCalc, Office])
def test_refusals(kind: type[object], tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Unknown values, checks that wait for them, codes as results, bad inputs: as in Python."""
    tool = small()
    program = compile_calculator(tool)
    workbook = calculator_xlsx(tool, "fr", Meta())
    if kind is Office:
        engine = request.getfixturevalue("office")
        (tmp_path / "small.xlsx").write_bytes(workbook)
        engine.open(tmp_path / "small.xlsx")
    else:
        engine = kind(workbook, tmp_path)  # type: ignore[call-arg]
    for case in CASES:
        values = {**typed([-100, 60, 60]), "mood": None, "way": None, **case}
        wanted = run(program, values).outputs
        found = engine.case({f"in_{k}": v for k, v in values.items()}, [f"out_{key}" for key in wanted])
        shown = {key: found[f"out_{key}"] for key in wanted}
        assert all(same(shown[key], value) for key, value in wanted.items()), (case, shown, wanted)
