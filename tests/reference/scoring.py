"""The scoring rule, from its statement: points 0 to 1, blanks and "not applicable" left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from tests.reference.rounding import exact

NOT_APPLICABLE = "na"
Answer = str | float | None


@dataclass(frozen=True)
class Bands:
    """Points of a measured number: the first limit that holds decides, the last entry holds always.

    `limits` are inclusive upper bounds when `upper`, else inclusive lower bounds; the last is None.
    """

    upper: bool
    limits: Sequence[tuple[float | None, float]]

    def points(self, value: float) -> Fraction:
        """The points of `value`."""
        for limit, points in self.limits:
            if limit is None or (exact(value) <= exact(limit) if self.upper else exact(value) >= exact(limit)):
                return exact(points)
        raise ValueError("the last band must hold always")


@dataclass(frozen=True)
class Question:
    """One indicator: how an answer becomes points, and how much it counts."""

    id: str
    points: Mapping[str, float] | Bands
    weight: float = 1
    critical: bool = False
    apart: frozenset[str] = frozenset({NOT_APPLICABLE})
    """The answers that leave numerator and denominator."""

    def value(self, answer: Answer) -> Fraction | None:
        """The points of an answer; None when blank or not applicable."""
        if answer is None or answer in self.apart:
            return None
        if isinstance(self.points, Bands):
            return self.points.points(float(answer))
        return exact(self.points[str(answer)])

    def lowest(self) -> Fraction:
        """The lowest points that any answer gives."""
        every = [p for _, p in self.points.limits] if isinstance(self.points, Bands) else self.points.values()
        return min(exact(p) for p in every)


@dataclass(frozen=True)
class Part:
    """A section."""

    id: str
    questions: Sequence[Question]
    weight: float = 1


@dataclass(frozen=True)
class Mark:
    """A score (None when nothing counts) and the share of questions that were answered."""

    score: float | None
    coverage: float


@dataclass(frozen=True)
class Score(Mark):
    """The whole checklist."""

    band: str | None = None
    provisional: bool = False
    sections: Mapping[str, Mark] = field(default_factory=dict)
    critical: list[str] = field(default_factory=list)


def score(
    parts: Sequence[Part],
    answers: Mapping[str, Answer],
    rollup: Literal["sections", "indicators"] = "sections",
    bands: Mapping[str, float] | None = None,
) -> Score:
    """The score of `answers` (by question id); `bands` maps the id of a band to the score it starts from."""
    every = [q for part in parts for q in part.questions]
    means = {part.id: mean_of(part.questions, answers) for part in parts}
    weighted = [(exact(p.weight), means[p.id]) for p in parts]
    total = mean(weighted) if rollup == "sections" else mean_of(every, answers)
    alarms = [q.id for q in every if q.critical and q.value(answers.get(q.id)) == q.lowest()]
    coverage = coverage_of(every, answers)
    return Score(
        score=number(total),
        coverage=coverage,
        band=band_of(total, bands or {}, bool(alarms)),
        provisional=coverage < 1,
        sections={p.id: Mark(number(means[p.id]), coverage_of(p.questions, answers)) for p in parts},
        critical=alarms,
    )


def mean(pairs: Sequence[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """The weighted mean of the values that exist; None when they weigh nothing."""
    kept = [(weight, value) for weight, value in pairs if value is not None]
    total = sum((weight for weight, _ in kept), Fraction(0))
    return sum((weight * value for weight, value in kept), Fraction(0)) / total if total else None


def mean_of(questions: Sequence[Question], answers: Mapping[str, Answer]) -> Fraction | None:
    """The weighted mean of the points of these questions."""
    return mean([(exact(q.weight), q.value(answers.get(q.id))) for q in questions])


def coverage_of(questions: Sequence[Question], answers: Mapping[str, Answer]) -> float:
    """The share of questions with an answer; "not applicable" is one."""
    return sum(answers.get(q.id) is not None for q in questions) / len(questions)


def band_of(total: Fraction | None, bands: Mapping[str, float], capped: bool) -> str | None:
    """The highest band that the score reaches; the lowest when a critical question is at its lowest."""
    if total is None or not bands:
        return None
    rising = sorted(bands, key=lambda b: bands[b])
    reached = [b for b in rising if exact(bands[b]) <= total]
    return rising[0] if capped or not reached else reached[-1]


def number(value: Fraction | None) -> float | None:
    """The value as a float."""
    return None if value is None else float(value)
