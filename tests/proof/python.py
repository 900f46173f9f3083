"""What Python computes for a case: the answer that every engine must show."""

from macros.definitions.models import Checklist
from macros.formulas import Program, Refusal, run
from macros.scoring.score import score_compiled
from tests.exports.cases import score_outputs
from tests.proof.cases import Case
from tests.proof.compare import Shown
from tests.proof.subject import Subject

ELSEWHERE = ("check", "error")
"""Refusals that are about no input."""


def expected(tool: Subject, case: Case) -> Shown:
    """Python's answer."""
    if isinstance(tool.model, Checklist):
        return _scored(tool.model, tool.program, case)
    result = run(tool.program, case)
    left = float(sum(refusal.kind not in ELSEWHERE for refusal in result.refusals))
    return Shown(result.outputs, pairs(result.refusals), left, result.tables)


def _scored(checklist: Checklist, program: Program, case: Case) -> Shown:
    found = score_compiled(checklist, program, case)
    return Shown(score_outputs(found), pairs(found.refusals))


def pairs(refusals: tuple[Refusal, ...]) -> tuple[tuple[str, str], ...]:
    """Refusals as kind and subject."""
    return tuple((refusal.kind, refusal.subject) for refusal in refusals)
