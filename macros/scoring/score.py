"""Answers → score, coverage, band and critical points."""

from collections.abc import Mapping
from dataclasses import dataclass

from macros.definitions.models import Checklist, Scale
from macros.formulas import Program, Refusal, Result, Value, run
from macros.scoring.compile import active, compile_checklist, formula_name

Answers = Mapping[str, Value]
"""Indicator id → answer code, measured number, or None for blank."""


@dataclass(frozen=True)
class SectionScore:
    """A section's score from 0 to 1 (None when nothing counts) and the share of its indicators answered."""

    score: float | None
    coverage: float


@dataclass(frozen=True)
class Score:
    """The reading of a checklist. `provisional` until every indicator is answered."""

    score: float | None
    coverage: float
    band: str | None
    sections: Mapping[str, SectionScore]
    critical: tuple[str, ...]
    refusals: tuple[Refusal, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether some indicator is still unanswered."""
        return self.coverage < 1


def score(checklist: Checklist, scales: Mapping[str, Scale], answers: Answers) -> Score:
    """The score of `answers`. An answer that is not allowed is left out, and named in `refusals`."""
    return score_compiled(checklist, compile_checklist(checklist, scales), answers)


def score_compiled(checklist: Checklist, program: Program, answers: Answers) -> Score:
    """The same, for many answers to a checklist compiled once."""
    refusals = run(program, answers).refusals
    wrong = {refusal.subject for refusal in refusals}
    result = run(program, {key: value for key, value in answers.items() if key not in wrong})
    return Score(
        score=_number(result.outputs["score"]),
        coverage=_number(result.outputs["coverage"]) or 0.0,
        band=str(result.outputs["band"]) if result.outputs["band"] else None,
        sections={s.id: _section(s.id, result) for s in checklist.sections if active(s)},
        critical=critical_points(checklist, result),
        refusals=refusals,
    )


def critical_points(checklist: Checklist, result: Result) -> tuple[str, ...]:
    """The critical indicators answered at their lowest point."""
    return tuple(
        indicator.id
        for section in checklist.sections
        for indicator, row in zip(active(section), result.tables.get(formula_name(section.id), []), strict=True)
        if row["alarm"]
    )


def _section(section: str, result: Result) -> SectionScore:
    rows = result.tables[formula_name(section)]
    answered = sum(_number(row["answered"]) or 0.0 for row in rows)
    return SectionScore(_number(result.outputs[section]), answered / len(rows))


def _number(value: Value) -> float | None:
    return value if isinstance(value, float) else None
