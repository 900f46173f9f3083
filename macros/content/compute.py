"""One calculator computed from a file of inputs, with every refusal in words."""

import json
from collections.abc import Mapping
from typing import Any

from macros.definitions.messages import nearest
from macros.definitions.models import Calculator
from macros.formulas import Refusal, Value, compile_calculator, run
from macros.pages.numbers import NumberFormat, format_number

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


def compute_tool(calculator: Calculator, values: Mapping[str, Value], lang: str) -> dict[str, Any]:
    """``{"outputs": …, "checks": …, "tables": …}``: numbers unrounded, null where there is none."""
    plain = {key: _plain(value) for key, value in values.items()}
    result = run(compile_calculator(calculator), plain)
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


def _plain(value: Any) -> Value:
    """A JSON value as an input; lists and objects become a text that no input accepts."""
    return value if value is None or isinstance(value, (bool, int, float, str)) else json.dumps(value)


def refusal_message(calculator: Calculator, refusal: Refusal, lang: str) -> str:
    """Why a result is withheld, in words."""
    if refusal.kind == "check":
        return next(check.message[lang] for check in calculator.checks if check.id == refusal.subject)
    inputs = {i.id: i for i in calculator.inputs}
    item = inputs.get(refusal.subject)
    outputs = {o.id: o.label[lang] for o in calculator.outputs}
    words = {"label": item.label[lang] if item else outputs.get(refusal.subject, refusal.subject)}
    words["inputs"] = ", ".join(inputs)
    if item:
        words["options"] = ", ".join(o.code for o in item.options)
        number: NumberFormat = "number" if item.type in ("choice", "table") else item.type  # type: ignore[assignment]
        words["minimum"] = "" if item.min is None else format_number(item.min, number, lang)
        words["maximum"] = "10^15" if item.max is None else format_number(item.max, number, lang)
    hint = nearest(refusal.subject, inputs) if refusal.kind == "unknown" else None
    return _WORDS[refusal.kind][lang].format(**words) + (f" ({hint} ?)" if hint else "")
