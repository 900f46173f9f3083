"""A filled file scored again with the definitions of this project, and compared with its own results."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from macros.definitions.load import Project
from macros.definitions.models import Calculator, Checklist, Input
from macros.exports.bounds import limits
from macros.exports.filled import Filled
from macros.exports.language import fill, say
from macros.exports.message import Message, message
from macros.exports.words import LANGUAGES, words
from macros.formulas import Refusal, Value, compile_calculator, run
from macros.scoring import score

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


# --- refusals in words -------------------------------------------------------------------------------


def _refused(tool: Checklist | Calculator, refusal: Refusal, lang: str) -> str:
    """Why an answer is left out or a result withheld."""
    if refusal.kind == "check" and isinstance(tool, Calculator):
        return say(next(c.message for c in tool.checks if c.id == refusal.subject), lang)
    label, bounds = _described(tool, refusal.subject, lang)
    w = words(lang)
    reason = {
        "missing": w["missing"],
        "type": w["a_number"],
        "whole": w["whole"],
        "min": bounds,
        "max": bounds or w["too_large"],
        "option": w["choose"],
        "unknown": bounds or w["read_no_such_input"],
        "error": w["impossible"],
    }[refusal.kind]
    return fill(w["read_refused"], label=label, reason=reason)


def _described(tool: Checklist | Calculator, subject: str, lang: str) -> tuple[str, str]:
    """What an id is called, and the bounds of its number."""
    if isinstance(tool, Checklist):
        found = next((i for s in tool.sections for i in s.indicators if i.id == subject), None)
        measure = found.measure if found else None
        return subject, limits(measure.min, measure.max, measure.type, lang) if measure else ""
    item = next((i for i in tool.inputs if i.id == subject.partition(".")[0]), None)
    if item and item.rows:
        return _described_cell(item, subject, lang)
    if item:
        return say(item.label, lang), limits(item.min, item.max, item.type, lang)
    output = next((o for o in tool.outputs if o.id == subject), None)
    return (say(output.label, lang) if output else subject), ""


def _described_cell(table: Input, subject: str, lang: str) -> tuple[str, str]:
    """What a cell of a table is called (``flows.0.received``: the first row), and the bounds of its number.

    For a cell that the table does not have, how many rows it may have.
    """
    _, row, id_ = (*subject.split("."), "", "")[:3]
    column = next((c for c in table.columns if c.id == id_), None)
    if column is None or not row.isdecimal() or table.rows is None:
        return subject, ""
    what = fill(words(lang)["row_says"], row=int(row) + 1, what=say(column.label, lang))
    many = fill(words(lang)["rows_most"], most=table.rows.most)
    hint = limits(column.min, column.max, column.type, lang) if int(row) < table.rows.most else many
    return f"{say(table.label, lang)}, {what[:1].lower()}{what[1:]}", hint
