"""A filled file scored again with the definitions of this project, and compared with its own results."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from macros.definitions.load import Project
from macros.definitions.models import Calculator, Checklist
from macros.exports.filled import Filled
from macros.exports.language import typeset
from macros.exports.message import Message, message
from macros.exports.words import LANGUAGES, words
from macros.formulas import Refusal, Value, compile_calculator, run
from macros.scoring import score
from macros.scoring.refusals import refusal_text

Rescored = dict[str, Any]
"""JSON: the object that ``cerise score --json`` prints."""

_SAME = 1e-6
"""Own results that differ by less come from another rounding, not from another formula."""


def rescore(filled: Filled, project: Project, lang: str | None = None) -> Rescored:
    """The results of `filled`; warnings in `lang` (the file's language unless said otherwise)."""
    lang = lang or filled.language
    if filled.tool in project.checklists:
        found, refusals, own = _checklist(filled, project)
        told = {m.values.get("id") for m in filled.warnings}
        model = project.checklists[filled.tool].model
        said = [_refused(model, r, lang) for r in refusals if r.subject not in told]
    else:
        found, refusals, own = _calculator(filled, project.calculators[filled.tool].model, lang)
        said = []
    differs = [m.text(lang) for m in _differences(filled.own_results, own)]
    apart = {"about": dict(filled.about), "retired": dict(filled.retired)} if filled.tool in project.checklists else {}
    return {**found, **apart, "warnings": [m.text(lang) for m in filled.warnings] + said + differs}


def _checklist(filled: Filled, project: Project) -> tuple[Rescored, tuple[Refusal, ...], dict[str, Value]]:
    checklist = project.checklists[filled.tool].model
    result = score(checklist, project.scale_models(), filled.values)
    sections = {id_: {"score": s.score, "coverage": s.coverage} for id_, s in result.sections.items()}
    found = {
        "tool": checklist.id,
        "version": checklist.version,
        "score": result.score,
        "coverage": result.coverage,
        "band": result.band,
        "sections": sections,
        "critical": list(result.critical),
    }
    own: dict[str, Value] = {"score": result.score, "coverage": result.coverage, "band": result.band}
    own |= {id_.replace("-", "_"): s.score for id_, s in result.sections.items()}
    return found, result.refusals, own | {"critical": " ".join(result.critical)}


def _calculator(
    filled: Filled, calculator: Calculator, lang: str
) -> tuple[Rescored, tuple[Refusal, ...], dict[str, Value]]:
    result = run(compile_calculator(calculator), filled.values)
    checks = [{"kind": r.kind, "subject": r.subject, "message": _refused(calculator, r, lang)} for r in result.refusals]
    outputs = dict(result.outputs)
    found = {"tool": calculator.id, "version": calculator.version, "outputs": outputs, "checks": checks}
    return found, result.refusals, outputs


def _refused(tool: Checklist | Calculator, refusal: Refusal, lang: str) -> str:
    return typeset(refusal_text(tool, refusal, lang), lang)


def _differences(own: Mapping[str, Value], computed: Mapping[str, Value]) -> Iterator[Message]:
    """Results of the file that its answers do not give: someone changed a formula."""
    for key, value in own.items():
        if key in computed and not _same(value, computed[key]):
            shown = {lang: _shown(computed[key], lang) for lang in LANGUAGES}
            yield message("differs", id=key, own=value, computed=shown)


def _shown(value: Value, lang: str) -> str:
    return words(lang)["read_nothing"] if value is None or value == "" else str(value)


def _same(own: Value, computed: Value) -> bool:
    if isinstance(own, float) and isinstance(computed, float):
        return math.isclose(own, computed, rel_tol=_SAME, abs_tol=_SAME)
    return own == computed
