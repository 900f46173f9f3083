"""The project's own runtime and the independent reference give the same results on random inputs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

import pytest

from macros.definitions import load_project
from macros.definitions.models import Checklist, Indicator, MeasureBand, Scale
from macros.formulas import Program, Result, compile_calculator, run
from macros.scoring import Score, SectionScore, compile_checklist, score
from tests.interface import CHOICES
from tests.reference import scoring
from tests.reference.loan import read
from tests.reference.outcome import Given, Outcome
from tests.reference.registry import REFERENCES, compute
from tests.strategies import GRIDS, STRATA, Values, random_inputs

ROOT = Path(__file__).parent.parent
PROJECT = load_project(ROOT)
CASES = 1000
SEED = 20261123
TOLERANCE = 1e-9

HIGHEST_RATE = 50
"""Rates up to 5,000 % must come out right; a runtime may refuse more."""
MOST_TIMES_RECEIVED = 10_000
"""A runtime may refuse a rate when people pay and save more than this many times what they received."""

TOOLS = [tool for tool in REFERENCES if tool in PROJECT.calculators]
"""The calculators of the project; `test_every_calculator_has_a_reference` finds those that are not compared."""


@dataclass(frozen=True)
class Pair:
    """One case with both results; `beyond` when the runtime may withhold what the reference gives."""

    values: Values
    expected: Outcome
    found: Result
    beyond: bool = False

    @property
    def accepted(self) -> bool:
        return not self.found.refusals


@cache
def program(tool: str) -> Program:
    return compile_calculator(PROJECT.calculators[tool].model)


@cache
def pairs(tool: str) -> list[Pair]:
    """The cases that both can compute."""
    drawn = random_inputs(program(tool), Random(SEED), CASES)
    found = (pair(tool, plain(values)) for values in drawn)
    return [p for p in found if tool not in COARSE or not coarse(p)]


def plain(values: Values) -> Values:
    return {name: value for name, value in values.items() if not isinstance(value, bool)}


def pair(tool: str, values: Values) -> Pair:
    expected, found = compute(tool, values), run(program(tool), values)
    limits = LIMITS.get(tool)
    further = bool(limits and limits(values, expected)) or bounded(tool, found)
    return Pair(dict(values), expected, found, further)


def bounded(tool: str, found: Result) -> bool:
    """Whether a cell of a table is refused by a bound of the tool's own."""
    names = tuple(f"{grid}." for grid in GRIDS.get(tool, ()))
    return any(r.kind in ("min", "max", "whole") and r.subject.startswith(names) for r in found.refusals)


COARSE = ("microloan-cost", "loan-schedule")
"""The tools in which a rounding step can be too coarse."""
SWOLLEN = 1e12
"""Interest of one period that no sane loan reaches."""


def coarse(pair: Pair) -> bool:
    """Whether the step is so coarse that the loan makes no sense, and the runtime refuses it in words.

    The instalment rounds to nothing, or to so much less than the interest that the debt swells without end.
    """
    grace = int(pair.values.get("grace_periods") or 0)
    rows = pair.expected.schedule[grace:]
    if len(rows) <= 2 or pair.values["method"] in ("bullet", "interest_only"):
        return False
    step = pair.values.get("rounding_step")
    nothing = rows[1]["payment"] == 0 or float(step if isinstance(step, float) else 1) > 2 * rows[1]["payment"]
    return nothing or any(row["interest"] > SWOLLEN for row in rows)


def beyond(values: Values, expected: Outcome) -> bool:
    """Whether a loan is dearer than any rate the specification promises."""
    if not expected.schedule:
        return False
    start, *rest = expected.schedule
    paid = sum(row["payment"] + row["fee"] + row["tax"] + row["saved"] for row in rest)
    return expected["quoted_annual_rate"] > HIGHEST_RATE or paid > MOST_TIMES_RECEIVED * start["flow"]


def too_dear(values: Values, expected: Outcome) -> bool:
    """Whether a schedule is dearer than any rate the specification promises."""
    if not expected.schedule:
        return False
    terms = read({name: value for name, value in values.items() if name not in ("grace_periods", "grace_kind")})
    return terms.rate * terms.per_year > HIGHEST_RATE


def senseless(values: Values, expected: Outcome) -> bool:
    """Whether no price of the harvest makes it break even: selling for nothing would still gain."""
    return below_zero(expected.outputs["breakeven_price"])


def below_zero(value: Given) -> bool:
    return isinstance(value, float) and value < 0


def extreme(values: Values, expected: Outcome) -> bool:
    """Whether a series of flows has a rate that the specification does not promise."""
    rate, received = expected.outputs["nominal_annual_rate"], expected.outputs["total_received"]
    if not isinstance(rate, float) or not isinstance(received, float):
        return False
    return rate > HIGHEST_RATE or expected["total_paid"] > MOST_TIMES_RECEIVED * received


LIMITS: Mapping[str, Callable[[Values, Outcome], bool]] = {
    "microloan-cost": beyond,
    "loan-schedule": too_dear,
    "warrantage": senseless,
    "cash-flow-rate": extreme,
}
"""When a runtime may withhold what the reference gives."""


def close(expected: float, found: object) -> bool:
    """Equal within the tolerance: relative for amounts, of the larger of 1 and the rate for rates."""
    return isinstance(found, int | float) and abs(expected - found) <= TOLERANCE * max(1.0, abs(expected))


def same(pair: Pair, name: str) -> bool:
    expected, found = pair.expected.outputs[name], pair.found.outputs[name]
    if expected is None or found is None:
        return expected is found or (pair.beyond and found is None)
    return expected == found if isinstance(expected, str) else close(expected, found)


def shown(pair: Pair, name: str) -> str:
    values = {key: value for key, value in pair.values.items() if value is not None}
    refusals = f"{pair.expected.refusals} {pair.found.refusals}"
    return f"{name}: reference {pair.expected.outputs[name]}, found {pair.found.outputs[name]} {refusals} {values}"


def outputs() -> Iterator[tuple[str, str]]:
    return ((tool, name) for tool in TOOLS for name in REFERENCES[tool].outputs)


def unknown(pair: Pair, tool: str) -> bool:
    """Whether an output may be empty only because an input without default is not known."""
    optional = (source.key for source in program(tool).inputs if not source.required and source.default is None)
    return not pair.expected.refusals and any(pair.values.get(key) is None for key in optional)


# --- calculators -------------------------------------------------------------------------------------


def test_every_calculator_has_a_reference() -> None:
    assert REFERENCES.keys() >= PROJECT.calculators.keys()


@pytest.mark.parametrize(("tool", "name"), [*outputs()])
def test_same_output(tool: str, name: str) -> None:
    different = [shown(p, name) for p in pairs(tool) if not same(p, name)]
    assert not different, f"{len(different)} of {len(pairs(tool))} cases differ:\n" + "\n".join(different[:5])


@pytest.mark.parametrize("tool", TOOLS)
def test_same_missing_inputs(tool: str) -> None:
    for p in pairs(tool):
        found = [(r.kind, r.subject) for r in p.found.refusals if r.kind == "missing"]
        assert found == [refusal for refusal in p.expected.refusals if refusal[0] == "missing"], p.values


@pytest.mark.parametrize("tool", TOOLS)
def test_each_refusal_has_its_reason(tool: str) -> None:
    """Nothing is withheld without a refusal, and nothing is refused that the reference computes."""
    for p in pairs(tool):
        blank = [name for name in REFERENCES[tool].outputs if p.found.outputs[name] is None]
        assert not blank or p.found.refusals or unknown(p, tool), shown(p, blank[0])
        assert not any(r.kind == "error" for r in p.found.refusals), p.found.refusals


@pytest.mark.parametrize("tool", TOOLS)
def test_most_cases_are_accepted(tool: str) -> None:
    accepted = sum(p.accepted for p in pairs(tool))
    assert accepted >= 0.8 * CASES
    assert sum(p.beyond for p in pairs(tool)) <= 0.1 * CASES


@pytest.mark.parametrize("tool", [tool for tool in STRATA if tool in TOOLS])
def test_every_combination_of_choices_appears(tool: str) -> None:
    seen = {tuple(p.values[name] for name in STRATA[tool]) for p in pairs(tool)}
    assert seen >= set(product(*(CHOICES[name] for name in STRATA[tool])))


LOAN = ("period", "interest", "principal", "balance", "tax", "saved", "returned", "flow")
TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "cash-flow-rate": ("schedule", {"period": "period", "flow": "flow"}),
    "loan-schedule": ("schedule", {name: name for name in ("period", "interest", "payment", "balance")}),
    "microloan-cost": (
        "schedule",
        {**{name: name for name in LOAN}, "fee": "fees", "savings": "savings_balance"},
    ),
    "seasonal-repayment": (
        "year_ahead",
        {"month": "calendar_month", "monthly": "balance_monthly", "seasonal": "balance_seasonal"},
    ),
    "value-chain-margins": (
        "margins",
        {"share": "price_share", "sold": "sold", "cost": "own_costs", "net_margin": "net_margin"},
    ),
}
"""The table of a tool that its reference computes too, and the tool's name of each column that means the same.

Interest withheld at the start is a payment for the reference alone; interest added to the debt is, there, a negative
principal.
"""


DUST = {"microloan-cost": 1e-4, "loan-schedule": 1e-4}
"""What balances rounded to six decimals on every row may add up to; far below a cent."""


@pytest.mark.parametrize("tool", [tool for tool in TABLES if tool in TOOLS])
def test_same_table(tool: str) -> None:
    table, names = TABLES[tool]
    compared = 0
    for p in pairs(tool):
        if not p.accepted or p.beyond:
            continue
        rows = p.found.tables[table]
        rest = p.expected.schedule[len(rows) :]
        assert len(rows) <= len(p.expected.schedule) and not any(row.get("flow", 1) for row in rest), p.values
        for theirs, ours in names.items():
            expected = [row[theirs] for row in p.expected.schedule[: len(rows)]]
            least = max(TOLERANCE * max(1.0, *map(abs, expected)), DUST.get(tool, 0.0))
            far = [(k, x, rows[k][ours]) for k, x in enumerate(expected) if not near(x, rows[k][ours], least)]
            assert not far, (ours, far[:3], p.values)
        compared += 1
    assert compared >= 0.7 * CASES


def near(expected: float, found: object, least: float) -> bool:
    return isinstance(found, int | float) and abs(expected - found) <= least


# --- checklists --------------------------------------------------------------------------------------


def question(item: Indicator, checklist: Checklist, scales: Mapping[str, Scale]) -> scoring.Question:
    points: Mapping[str, float] | scoring.Bands
    if item.measure:
        bands = item.measure.bands
        points = scoring.Bands(bands[0].up_to is not None, [(limit(band), band.points) for band in bands])
    else:
        answers = scales[item.scale or checklist.scale].answers
        points = {answer.code: answer.points for answer in answers if answer.points is not None}
    return scoring.Question(item.id, points, item.weight, item.critical)


def limit(band: MeasureBand) -> float | None:
    return band.at_least if band.up_to is None else band.up_to


def parts(checklist: Checklist) -> list[scoring.Part]:
    scales = PROJECT.scale_models()
    return [
        scoring.Part(
            section.id,
            [question(item, checklist, scales) for item in section.indicators if item.status == "active"],
            section.weight,
        )
        for section in checklist.sections
    ]


def marks(checklist: Checklist) -> dict[str, list[float]]:
    """The limits of the bands of measured indicators: the numbers at which points change."""
    measured = (item for section in checklist.sections for item in section.indicators if item.measure)
    return {
        item.id: [found for band in item.measure.bands if (found := limit(band)) is not None]
        for item in measured
        if item.measure
    }


@pytest.mark.parametrize("tool", PROJECT.checklists)
def test_same_score(tool: str) -> None:
    checklist = PROJECT.checklists[tool].model
    scales = PROJECT.scale_models()
    reference, bands = parts(checklist), {band.id: band.at_least for band in checklist.bands}
    reached = set()
    for values in random_inputs(compile_checklist(checklist, scales), Random(SEED), 300, marks(checklist)):
        expected = scoring.score(reference, plain(values), checklist.rollup, bands)
        found = score(checklist, scales, values)
        assert (found.band, found.provisional) == (expected.band, expected.provisional), values
        assert list(found.critical) == expected.critical, values
        assert alike(expected, found), values
        for name, mark in expected.sections.items():
            assert alike(mark, found.sections[name]), (name, values)
        reached.add(expected.band)
    assert reached >= set(bands)


def alike(expected: scoring.Mark, found: Score | SectionScore) -> bool:
    """The same score, or none in both, and the same coverage."""
    if expected.score is None or found.score is None:
        return expected.score is found.score and close(expected.coverage, found.coverage)
    return close(expected.score, found.score) and close(expected.coverage, found.coverage)
