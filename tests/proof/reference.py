"""The independent reference against the project's own runtime, on cases of their own: values, not odd ones."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from macros.definitions.models import Checklist, Indicator, MeasureBand, Scale
from macros.formulas import Program, Result, run
from macros.scoring import Score, SectionScore, compile_checklist, score
from tests.proof.compare import Difference
from tests.proof.subject import project, subject
from tests.reference import scoring
from tests.reference.loan import read
from tests.reference.outcome import Given, Outcome
from tests.reference.registry import REFERENCES, compute
from tests.strategies import GRIDS, Values, random_inputs

CASES = 1000
SEED = 20261123

HIGHEST_RATE = 50
"""Rates up to 5,000 % must come out right; a runtime may refuse more."""
MOST_TIMES_RECEIVED = 10_000
"""A runtime may refuse a rate when people pay and save more than this many times what they received."""


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


def program(tool: str) -> Program:
    return subject(tool).program


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


# --- calculators: what the reference gives and a runtime may refuse ----------------------------------


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


# --- checklists --------------------------------------------------------------------------------------


def question(item: Indicator, checklist: Checklist, scales: Mapping[str, Scale]) -> scoring.Question:
    points: Mapping[str, float] | scoring.Bands
    if item.measure:
        bands = item.measure.bands
        points = scoring.Bands(bands[0].up_to is not None, [(limit(band), band.points) for band in bands])
    else:
        answers = scales[item.scale or checklist.scale].answers
        points = {answer.code: answer.points for answer in answers if answer.points is not None}
        apart = {answer.code for answer in answers if answer.exclude}
        return scoring.Question(item.id, points, item.weight, item.critical, frozenset(apart))
    return scoring.Question(item.id, points, item.weight, item.critical)


def limit(band: MeasureBand) -> float | None:
    return band.at_least if band.up_to is None else band.up_to


def parts(checklist: Checklist) -> list[scoring.Part]:
    scales = project().scale_models()
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


# --- comparing ---------------------------------------------------------------------------------------


def compared(tool: str) -> Iterator[tuple[Values, Difference]]:
    """Every case with the difference between the reference and the runtime."""
    model = subject(tool).model
    yield from _scores(model) if isinstance(model, Checklist) else _results(tool)


def _results(tool: str) -> Iterator[tuple[Values, Difference]]:
    for p in pairs(tool):
        noted = Difference()
        for name in REFERENCES[tool].outputs:
            expected, found = p.expected.outputs[name], p.found.outputs[name]
            if not (p.beyond and found is None):
                noted.note(name, _float(expected), found)
        yield p.values, noted


def _float(value: object) -> object:
    return float(value) if isinstance(value, int) else value


def _scores(checklist: Checklist) -> Iterator[tuple[Values, Difference]]:
    for values, expected, found in scores(checklist, CASES):
        noted = Difference()
        noted.note("band", expected.band, found.band)
        noted.note("critical", " ".join(expected.critical), " ".join(found.critical))
        _mark(noted, "total", expected, found)
        for name, mark in expected.sections.items():
            _mark(noted, name, mark, found.sections[name])
        yield values, noted


def _mark(noted: Difference, name: str, expected: scoring.Mark, found: Score | SectionScore) -> None:
    noted.note(f"score of {name}", expected.score, found.score)
    noted.note(f"coverage of {name}", expected.coverage, found.coverage)


def scores(checklist: Checklist, count: int) -> Iterator[tuple[Values, scoring.Score, Score]]:
    """`count` cases of a checklist with both readings."""
    scales = project().scale_models()
    reference, bands = parts(checklist), {band.id: band.at_least for band in checklist.bands}
    for values in random_inputs(compile_checklist(checklist, scales), Random(SEED), count, marks(checklist)):
        expected = scoring.score(reference, plain(values), checklist.rollup, bands)
        yield values, expected, score(checklist, scales, values)
