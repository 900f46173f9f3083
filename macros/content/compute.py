"""One calculator computed from a file of inputs, with every refusal in words."""

import json
from collections.abc import Mapping
from typing import Any

from macros.definitions.models import Calculator
from macros.formulas import Value, compile_calculator, run
from macros.formulas.program import Given
from macros.scoring.refusals import refusal_text


class BadInputs(ValueError):
    """A file of inputs that cannot be read."""


def read_values(text: str, name: str, lang: str) -> dict[str, Value]:
    """The inputs in a JSON object. Raises BadInputs, with the place and what is allowed."""
    try:
        loaded = json.loads(text, parse_constant=lambda constant: constant)
    except json.JSONDecodeError as error:
        said = {"fr": "ce n'est pas du JSON", "en": "this is not JSON"}[lang]
        raise BadInputs(f"{name}:{error.lineno}:{error.colno}: {said}: {error.msg}") from None
    if not isinstance(loaded, dict):
        said = {"fr": "un objet {entrée: valeur} est attendu", "en": "an object {input: value} is expected"}[lang]
        raise BadInputs(f"{name}:1:1: {said}")
    return loaded.get("inputs", loaded) if isinstance(loaded.get("inputs"), dict) else loaded


def compute_tool(calculator: Calculator, values: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """``{"outputs": …, "checks": …, "tables": …}``: numbers unrounded, null where there is none.

    A table is a list of rows, or comes cell by cell (``flows.0.received``).
    """
    tables = {item.id for item in calculator.inputs if item.type == "table"}
    given = {key: _rows(value) if key in tables else _plain(value) for key, value in values.items()}
    result = run(compile_calculator(calculator), given)
    return {
        "tool": calculator.id,
        "version": calculator.version,
        "outputs": dict(result.outputs),
        "checks": [
            {"kind": r.kind, "subject": r.subject, "message": refusal_text(calculator, r, lang)}
            for r in result.refusals
        ],
        "tables": dict(result.tables),
    }


def _rows(value: Any) -> Given:
    """The rows of a table; what is no list of rows becomes a text that no input accepts."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return _plain(value)
    return [{str(column): _plain(cell) for column, cell in row.items()} for row in value]


def _plain(value: Any) -> Value:
    """A JSON value as an input; lists and objects become a text that no input accepts."""
    return value if value is None or isinstance(value, (bool, int, float, str)) else json.dumps(value)
