"""One calculator computed from a file of inputs, with every refusal in words."""

import json
from collections.abc import Mapping
from typing import Any

from macros.content.knowledge import lower_first
from macros.definitions.messages import nearest
from macros.definitions.models import Calculator, Input, InputColumn
from macros.formulas import Refusal, Value, compile_calculator, run
from macros.formulas.program import Given
from macros.language.numbers import format_number

_WORDS = {
    "missing": {"fr": "{label} : à remplir.", "en": "{label}: please fill this in."},
    "type": {"fr": "{label} : valeur non reconnue.", "en": "{label}: this value is not understood."},
    "whole": {"fr": "{label} : un nombre entier est attendu.", "en": "{label}: a whole number is expected."},
    "min": {"fr": "{label} : au moins {minimum}.", "en": "{label}: at least {minimum}."},
    "max": {"fr": "{label} : au plus {maximum}.", "en": "{label}: at most {maximum}."},
    "option": {"fr": "{label} : au choix {options}.", "en": "{label}: one of {options}."},
    "unknown": {"fr": "entrée inconnue ; permis : {inputs}.", "en": "unknown input; allowed: {inputs}."},
    "error": {
        "fr": "{label} ne peut pas être calculé avec ces valeurs.",
        "en": "{label} cannot be computed from these values.",
    },
}


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
            {"kind": r.kind, "subject": r.subject, "message": refusal_message(calculator, r, lang)}
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


def refusal_message(calculator: Calculator, refusal: Refusal, lang: str) -> str:
    """Why a result is withheld, in words."""
    if refusal.kind == "check":
        return next(check.message[lang] for check in calculator.checks if check.id == refusal.subject)
    label, item = _named(calculator, refusal.subject, lang)
    inputs = [i.id for i in calculator.inputs]
    words = {"label": label, "inputs": ", ".join(inputs)}
    if item:
        words["options"] = ", ".join(option.code for option in getattr(item, "options", []))
        words["minimum"] = _limit(item.min, item.type, lang, "-10^15")
        words["maximum"] = _limit(item.max, item.type, lang, "10^15")
    hint = nearest(refusal.subject, inputs) if refusal.kind == "unknown" else None
    return _WORDS[refusal.kind][lang].format(**words) + (f" ({hint} ?)" if hint else "")


def _named(calculator: Calculator, subject: str, lang: str) -> tuple[str, Input | InputColumn | None]:
    """What a refusal is about, in words: an input, a cell of a table, or an output."""
    for item in calculator.inputs:
        if item.id == subject:
            return item.label[lang], item
        for column in item.columns:
            table, _, row = subject.removesuffix(f".{column.id}").rpartition(".")
            if table == item.id and subject == f"{table}.{row}.{column.id}":
                line = {"fr": "ligne", "en": "row"}[lang]
                return f"{item.label[lang]}, {line} {int(row) + 1}, {lower_first(column.label[lang])}", column
    return next((o.label[lang] for o in calculator.outputs if o.id == subject), subject), None


def _limit(value: float | None, kind: str, lang: str, without: str) -> str:
    if value is None:
        return without
    return format_number(value, kind, lang)
