"""The scoring rule: worked cases, its laws on random checklists, and the same numbers in the page."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.definitions.models import Checklist
from macros.formulas import Value
from macros.scoring import Score, compile_checklist, score
from tests.javascript import JavaScript
from tests.scoring.checklists import BANDS, LARGE_IS_GOOD, SCALES, SMALL_IS_GOOD, Record, checklist

CASES: list[Record] = yaml.safe_load((Path(__file__).parents[1] / "data" / "scoring.yaml").read_text(encoding="utf-8"))
ROLLUPS = ("sections", "indicators")
Answers = dict[str, Value]


def scored(tool: Checklist, answers: Mapping[str, Value]) -> Score:
    """The score in Python; the page must find the same."""
    found = score(tool, SCALES, answers)
    page = JavaScript(compile_checklist(tool, SCALES)).run(answers)
    if not found.refusals:
        sections = {name: section.score for name, section in found.sections.items()}
        assert page["outputs"] == {
            "score": found.score,
            "coverage": found.coverage,
            "band": found.band,
            **sections,
        }
        assert alarms(tool, page["tables"]) == list(found.critical)
    return found


def alarms(tool: Checklist, tables: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    """The critical points as the page reads them from its tables."""
    return [
        indicator.id
        for section in tool.sections
        for indicator, row in zip(section.indicators, tables[section.id.replace("-", "_")], strict=True)
        if row["alarm"]
    ]


def answers_of(sections: Mapping[str, list[Value]]) -> Answers:
    return {f"{name}-{i}": value for name, values in sections.items() for i, value in enumerate(values, start=1)}


# --- worked cases ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rollup", ROLLUPS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_worked_cases(case: Record, rollup: str) -> None:
    sections, expected = case["sections"], dict(case["expect"])
    tool = checklist({name: [{}] * len(values) for name, values in sections.items()}, rollup)
    found = scored(tool, answers_of(sections))
    total = expected.get(f"total_{rollup}", expected.get("total_sections"))
    assert found.score == pytest.approx(total, abs=1e-9)
    assert found.coverage == pytest.approx(expected["coverage"], abs=1e-9)
    assert found.provisional == expected.get("provisional", False)
    for name in sections:
        assert found.sections[name].score == pytest.approx(expected[name], abs=1e-9)


def test_nothing_answered() -> None:
    found = scored(checklist({"a": [{}, {}]}), {})
    assert (found.score, found.coverage, found.band, found.provisional) == (None, 0.0, None, True)
    assert (found.sections["a"].score, found.sections["a"].coverage) == (None, 0.0)


def test_nothing_applicable() -> None:
    found = scored(checklist({"a": [{}, {}]}), {"a-1": "na", "a-2": "na"})
    assert (found.score, found.coverage, found.band, found.provisional) == (None, 1.0, None, False)


@pytest.mark.parametrize(("rollup", "expected"), [("sections", (1 * 3 + 0.5 * 1) / 4), ("indicators", (2 + 1 + 0) / 4)])
def test_weights(rollup: str, expected: float) -> None:
    sections: dict[str, list[Record]] = {"a": [{"weight": 2.0}], "b": [{}, {}]}
    tool = checklist(sections, rollup, weights={"a": 3.0})
    assert scored(tool, {"a-1": "yes", "b-1": "yes", "b-2": "no"}).score == pytest.approx(expected)


@pytest.mark.parametrize("rollup", ROLLUPS)
def test_an_indicator_without_weight_only_counts_as_answered(rollup: str) -> None:
    tool = checklist({"a": [{"weight": 0.0}, {}]}, rollup)
    found = scored(tool, {"a-1": "no", "a-2": "yes"})
    assert (found.score, found.coverage) == (1.0, 1.0)
    assert scored(tool, {"a-1": "no"}).score is None


def test_sections_that_are_words_with_hyphens() -> None:
    found = scored(checklist({"gov-power": [{}], "gov-control": [{}]}), {"gov-power-1": "yes", "gov-control-1": "no"})
    assert {name: section.score for name, section in found.sections.items()} == {"gov-power": 1.0, "gov-control": 0.0}


def test_a_retired_indicator_is_not_asked() -> None:
    tool = checklist({"a": [{}, {"status": "retired", "retired": 1}], "b": [{"status": "retired", "retired": 1}]})
    found = score(tool, SCALES, {"a-1": "yes", "a-2": "no", "b-1": "no"})
    assert (found.score, found.coverage, list(found.sections)) == (1.0, 1.0, ["a"])
    assert [(r.kind, r.subject) for r in found.refusals] == [("unknown", "a-2"), ("unknown", "b-1")]


def test_an_answer_that_is_not_allowed_is_left_out_and_named() -> None:
    tool = checklist({"a": [{}, {"measure": SMALL_IS_GOOD}, {}]})
    found = score(tool, SCALES, {"a-1": "maybe", "a-2": 1.5, "a-3": "yes"})
    assert [(r.kind, r.subject) for r in found.refusals] == [("option", "a-1"), ("max", "a-2")]
    assert found.score == 1.0
    assert found.coverage == pytest.approx(1 / 3)


# --- bands -------------------------------------------------------------------------------------------


def band_at(points: list[str]) -> str | None:
    tool = checklist({"a": [{}] * len(points)})
    return scored(tool, answers_of({"a": list(points)})).band


@pytest.mark.parametrize(
    ("yes", "no", "band"),
    [(0, 5, "weak"), (1, 4, "weak"), (2, 3, "fair"), (3, 2, "good"), (4, 1, "strong"), (5, 0, "strong")],
)
def test_a_band_starts_at_its_bound(yes: int, no: int, band: str) -> None:
    assert band_at(["yes"] * yes + ["no"] * no) == band


def test_a_bound_reached_through_thirds_is_reached() -> None:
    """Shares that no binary number holds: the mean is a hair below 0.4 or 0.8 in some orders."""
    below = 0
    for weights in ((0.3, 0.3, 0.4), (0.1, 0.1, 0.8), (0.1, 0.7, 0.2), (0.2, 0.1, 0.7), (1 / 15, 0.6, 0.2, 2 / 15)):
        for lost in range(len(weights)):
            tool = checklist({"a": [{"weight": 5 * weight} for weight in weights]})
            given = {f"a-{i}": "no" if i - 1 == lost else "yes" for i in range(1, len(weights) + 1)}
            exact, found = round(1 - weights[lost], 9), scored(tool, given)
            assert found.band == [name for name, bound in BANDS.items() if bound <= exact][-1]
            below += exact in BANDS.values() and (found.score or 0) < exact
    assert below >= 2


# --- critical indicators -----------------------------------------------------------------------------


CRITICAL: dict[str, list[Record]] = {"a": [{"critical": True}, {}, {}, {}, {}, {}]}
REST = {f"a-{i}": "yes" for i in range(2, 7)}


@pytest.mark.parametrize(
    ("answer", "band", "critical"),
    [
        ("no", "weak", ("a-1",)),
        ("partly", "strong", ()),
        ("yes", "strong", ()),
        ("na", "strong", ()),
        (None, "strong", ()),
    ],
)
def test_a_critical_point_caps_the_band(answer: Value, band: str, critical: tuple[str, ...]) -> None:
    found = scored(checklist(CRITICAL), {**REST, "a-1": answer})
    assert (found.band, found.critical) == (band, critical)


def test_the_cap_does_not_change_the_score() -> None:
    assert scored(checklist(CRITICAL), {**REST, "a-1": "no"}).score == pytest.approx(5 / 6)


@pytest.mark.parametrize(("answer", "critical"), [("some", True), ("most", False), ("full", False), ("apart", False)])
def test_the_lowest_answer_of_a_scale_need_not_be_zero(answer: str, critical: bool) -> None:
    """ "Not applicable" has no points: it is not the lowest answer."""
    found = scored(checklist({"a": [{"critical": True, "scale": "graded"}]}), {"a-1": answer})
    assert found.critical == (("a-1",) if critical else ())


def test_a_critical_point_alone_in_the_answers() -> None:
    found = scored(checklist({"a": [{"critical": True, "weight": 0.0}]}), {"a-1": "no"})
    assert (found.score, found.band, found.critical) == (None, None, ("a-1",))


# --- measured indicators -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "value", "points"),
    [
        (SMALL_IS_GOOD, 0.0, 1.0),
        (SMALL_IS_GOOD, 0.05, 1.0),
        (SMALL_IS_GOOD, math.nextafter(0.05, 1), 0.5),
        (SMALL_IS_GOOD, 0.1, 0.5),
        (SMALL_IS_GOOD, 0.100001, 0.0),
        (SMALL_IS_GOOD, 1.0, 0.0),
        (SMALL_IS_GOOD, "na", None),
        (SMALL_IS_GOOD, None, None),
        (LARGE_IS_GOOD, 100.0, 1.0),
        (LARGE_IS_GOOD, 12.0, 1.0),
        (LARGE_IS_GOOD, 11.0, 0.25),
        (LARGE_IS_GOOD, 4.0, 0.25),
        (LARGE_IS_GOOD, 3.0, 0.0),
        (LARGE_IS_GOOD, 0.0, 0.0),
    ],
)
def test_bounds_of_bands_are_inclusive(measure: Record, value: Value, points: float | None) -> None:
    found = scored(checklist({"a": [{"measure": measure, "critical": True}]}), {"a-1": value})
    assert found.score == points
    assert found.coverage == (0.0 if value is None else 1.0)
    assert bool(found.critical) == (points == 0.0)


@pytest.mark.parametrize(("value", "kind"), [(-0.01, "min"), (1.01, "max"), ("no", "option"), (True, "type")])
def test_a_measure_out_of_bounds(value: Value, kind: str) -> None:
    found = score(checklist({"a": [{"measure": SMALL_IS_GOOD}]}), SCALES, {"a-1": value})
    assert [(r.kind, r.subject) for r in found.refusals] == [(kind, "a-1")]


def test_a_whole_measure() -> None:
    found = score(checklist({"a": [{"measure": LARGE_IS_GOOD}]}), SCALES, {"a-1": 3.5})
    assert [r.kind for r in found.refusals] == ["whole"]


# --- laws --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filled:
    """A checklist and answers to it."""

    sections: dict[str, list[Record]]
    weights: dict[str, float]
    rollup: str
    answers: Answers

    @property
    def tool(self) -> Checklist:
        return checklist(self.sections, self.rollup, self.weights)


WEIGHTS = (1.0, 1.0, 1.0, 0.0, 0.5, 2.0, 3.0, 0.1)


def random_indicator(rng: Random) -> Record:
    kind = rng.choice(("plain", "plain", "graded", "small", "large"))
    differs: Record = {"weight": rng.choice(WEIGHTS), "critical": rng.random() < 0.2}
    if kind == "graded":
        return differs | {"scale": "graded"}
    measures = {"small": SMALL_IS_GOOD, "large": LARGE_IS_GOOD}
    return differs | ({"measure": measures[kind]} if kind in measures else {})


def random_answer(rng: Random, item: Record) -> Value:
    if rng.random() < 0.2:
        return None
    if measure := item.get("measure"):
        shares: list[Value] = ["na", 0.05, 0.1, rng.random()]
        counts: list[Value] = ["na", 4.0, 12.0, float(rng.randint(0, 100))]
        return rng.choice(counts if measure["type"] == "integer" else shares)
    codes = [answer.code for answer in SCALES[item.get("scale", "plain")].answers]
    return rng.choice(codes)


def random_filled(seed: int) -> Filled:
    rng = Random(seed)
    names = [f"part-{letter}" for letter in "abcd"[: rng.randint(1, 4)]]
    sections = {name: [random_indicator(rng) for _ in range(rng.randint(1, 6))] for name in names}
    answers = answers_of({name: [random_answer(rng, item) for item in items] for name, items in sections.items()})
    return Filled(sections, {name: rng.choice(WEIGHTS) for name in names}, rng.choice(ROLLUPS), answers)


filled = st.integers(0, 10**9).map(random_filled)


def is_apart(value: Value) -> bool:
    return value in (None, "na", "apart")


@given(case=filled)
@settings(max_examples=300)
def test_page_and_python_agree_and_the_score_is_a_share(case: Filled) -> None:
    found = scored(case.tool, case.answers)
    for share in (found.score, found.coverage, *(s.score for s in found.sections.values())):
        assert share is None or 0 <= share <= 1
    assert found.provisional == any(value is None for value in case.answers.values())
    assert (found.band is None) == (found.score is None)


@given(case=filled)
def test_the_score_is_the_weighted_mean_of_what_applies(case: Filled) -> None:
    """A second way to the same number: replace each section by the mean of its points."""
    tool, found = case.tool, score(case.tool, SCALES, case.answers)
    means = {name: section.score for name, section in found.sections.items()}
    if case.rollup == "sections":
        pairs = [(case.weights[name], mean) for name, mean in means.items() if mean is not None]
    else:
        counted = {
            section.id: sum(i.weight for i in section.indicators if not is_apart(case.answers[i.id]))
            for section in tool.sections
        }
        pairs = [(counted[name], mean) for name, mean in means.items() if mean is not None]
    total = sum(weight for weight, _ in pairs)
    expected = sum(weight * mean for weight, mean in pairs) / total if total else None
    assert found.score == (None if expected is None else pytest.approx(expected, abs=1e-12))


@given(case=filled, pick=st.integers(0, 100))
def test_not_applicable_leaves_the_fraction_and_blank_lowers_coverage(case: Filled, pick: int) -> None:
    names = [name for name, value in case.answers.items() if not is_apart(value)]
    if not names:
        return
    name = names[pick % len(names)]
    item = next(i for s in case.tool.sections for i in s.indicators if i.id == name)
    apart = score(case.tool, SCALES, {**case.answers, name: "apart" if item.scale == "graded" else "na"})
    blank = score(case.tool, SCALES, {**case.answers, name: None})
    assert (apart.score, apart.band, apart.critical) == (blank.score, blank.band, blank.critical)
    assert apart.coverage == score(case.tool, SCALES, case.answers).coverage
    assert blank.coverage == pytest.approx(apart.coverage - 1 / len(case.answers))


@given(case=filled, seed=st.integers(0, 10**9))
def test_the_order_of_sections_does_not_matter(case: Filled, seed: int) -> None:
    names = list(case.sections)
    Random(seed).shuffle(names)
    turned = Filled({name: case.sections[name] for name in names}, case.weights, case.rollup, case.answers)
    one, other = score(case.tool, SCALES, case.answers), score(turned.tool, SCALES, case.answers)
    assert other.score == (None if one.score is None else pytest.approx(one.score, abs=1e-12))
    assert (other.band, other.coverage, set(other.critical)) == (one.band, one.coverage, set(one.critical))


@given(case=filled, factor=st.sampled_from((0.5, 2.0, 3.0, 10.0)))
def test_only_the_proportion_of_weights_matters(case: Filled, factor: float) -> None:
    sections = {
        name: [{**item, "weight": item["weight"] * factor} for item in items] for name, items in case.sections.items()
    }
    weights = {name: weight * factor for name, weight in case.weights.items()}
    scaled = Filled(sections, weights, case.rollup, case.answers)
    one, other = score(case.tool, SCALES, case.answers), score(scaled.tool, SCALES, case.answers)
    assert other.score == (None if one.score is None else pytest.approx(one.score, abs=1e-12))
    assert (other.band, other.critical) == (one.band, one.critical)


@given(case=filled)
def test_a_critical_point_always_caps(case: Filled) -> None:
    found = score(case.tool, SCALES, case.answers)
    if found.critical and found.score is not None:
        assert found.band == "weak"
    critical = {i.id for s in case.tool.sections for i in s.indicators if i.critical}
    assert set(found.critical) <= critical


@given(case=filled, pick=st.integers(0, 100))
def test_a_better_answer_never_lowers_the_score(case: Filled, pick: int) -> None:
    plain = [i for s in case.tool.sections for i in s.indicators if not i.measure and i.scale is None]
    names = [i.id for i in plain if case.answers[i.id] in ("no", "partly")]
    if not names:
        return
    better = score(case.tool, SCALES, {**case.answers, names[pick % len(names)]: "yes"})
    before = score(case.tool, SCALES, case.answers)
    if before.score is not None and better.score is not None:
        assert better.score >= before.score - 1e-12
