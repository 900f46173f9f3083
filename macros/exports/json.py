"""A tool as JSON for programs, and the shape of a file of answers to it."""

import json
from collections.abc import Mapping
from typing import Any

from macros.definitions.models import Calculator, Checklist, Scale
from macros.exports.filled import ABOUT, MOST_ACTIONS, PLAN
from macros.exports.meta import LICENCE, LICENCE_URL, Meta
from macros.exports.words import LANGUAGES
from macros.formulas import compile_calculator
from macros.formulas.program import Grid, Input
from macros.scoring import compile_checklist
from macros.scoring.compile import scale_of

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXTS = {"type": "object", "additionalProperties": {"type": "string"}}


def checklist_json(checklist: Checklist, scales: Mapping[str, Scale], lang: str, meta: Meta) -> bytes:
    """The definition in both languages, with its scales and the schema of a file of answers."""
    used = {scale_of(i, checklist, scales).id for s in checklist.sections for i in s.indicators}
    described = {id_: scales[id_].model_dump(mode="json", exclude_none=True) for id_ in sorted(used)}
    schema = answers_schema(checklist, compile_checklist(checklist, scales).inputs)
    return _document(checklist, lang, meta, {"scales": described, "answers_schema": schema})


def calculator_json(calculator: Calculator, lang: str, meta: Meta) -> bytes:
    """The definition in both languages and the schema of a file of inputs."""
    program = compile_calculator(calculator)
    schema = answers_schema(calculator, program.inputs, program.grids)
    return _document(calculator, lang, meta, {"answers_schema": schema})


def _document(tool: Checklist | Calculator, lang: str, meta: Meta, extra: Mapping[str, Any]) -> bytes:
    document = {
        "tool": tool.id,
        "kind": tool.kind,
        "version": tool.version,
        "date": tool.date,
        "language": lang,
        "permalink": meta.permalink,
        "licence": {"name": LICENCE, "url": LICENCE_URL},
        "publisher": meta.publisher or None,
        "references": {id_: meta.references[id_] for id_ in tool.sources if id_ in meta.references},
        "definition": tool.model_dump(mode="json", exclude_none=True),
        **extra,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def answers_schema(
    tool: Checklist | Calculator, inputs: tuple[Input, ...], grids: tuple[Grid, ...] = ()
) -> dict[str, Any]:
    """The JSON Schema of a file of answers: codes, numbers (a share is a fraction) or null by id.

    A table is a list of rows, or its cells one by one: ``flows.0.received``, rows counted from 0.
    """
    known = {item.key: item for item in inputs}
    cells = {grid.cell(row, c) for grid in grids for row in range(grid.height) for c in grid.columns}
    values = {item.key: _value(item) for item in inputs if item.key not in cells}
    values |= {grid.key: _rows(grid, known) for grid in grids}
    asked = [item.id for item in tool.inputs] if isinstance(tool, Calculator) else list(values)
    answers: dict[str, Any] = {"type": "object", "properties": {key: values[key] for key in asked}}
    if grids:
        answers["patternProperties"] = {
            rf"^{grid.key}\.(0|[1-9][0-9]*)\.{column}$": _value(known[grid.cell(0, column)])
            for grid in grids
            for column in grid.columns
        }
    return {
        "$schema": _DIALECT,
        "title": f"Answers to {tool.id}",
        "type": "object",
        "required": ["tool", "version", "language", "answers"],
        "properties": {
            "tool": {"const": tool.id},
            "version": {"type": "integer", "minimum": 1, "maximum": tool.version},
            "language": {"enum": list(LANGUAGES)},
            "answers": {**answers, "additionalProperties": False},
            "comments": _TEXTS,
            "saved": {"type": "string", "format": "date-time"},
            **(_record_parts(answers["properties"]) if isinstance(tool, Checklist) else {}),
        },
    }


def _record_parts(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What goes with the answers to a checklist; see ``Filled``."""
    line = {"type": "object", "properties": {key: {"type": "string"} for key in PLAN}, "additionalProperties": False}
    about = {"type": "object", "properties": {key: {"type": "string"} for key in ABOUT}, "additionalProperties": False}
    return {
        "about": about,
        "seen": _TEXTS,
        "plan": {"type": "array", "maxItems": MOST_ACTIONS, "items": line},
        "previous": {"type": "object", "properties": answers, "additionalProperties": False},
        "retired": {"type": "object", "additionalProperties": {"type": ["string", "number", "null"]}},
    }


def _rows(grid: Grid, inputs: Mapping[str, Input]) -> dict[str, Any]:
    """The rows of a table."""
    columns = {column: _value(inputs[grid.cell(0, column)]) for column in grid.columns}
    row = {"type": "object", "properties": columns, "additionalProperties": False}
    return {"type": "array", "maxItems": grid.height, "items": row}


def _value(item: Input) -> dict[str, Any]:
    """A code, a number within bounds, or null."""
    if item.kind == "text":
        return {"type": ["string", "null"]}
    shapes: list[dict[str, Any]] = [{"type": "null"}]
    if item.options:
        shapes.append({"enum": list(item.options)})
    if item.kind != "choice":
        bounds = {"minimum": item.minimum, "maximum": item.maximum}
        known = {name: bound for name, bound in bounds.items() if bound is not None}
        shapes.append({"type": "integer" if item.whole else "number", **known})
    return {"oneOf": shapes}
