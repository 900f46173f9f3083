"""The worked examples of a calculator: what must come out, and what does."""

from collections.abc import Iterator

from macros.definitions.models import Calculator, Example
from macros.formulas import Program, Result, run
from macros.formulas.compile import Located
from macros.formulas.types import fault

_REFUSED = {
    "missing": {"fr": "entrée manquante", "en": "missing input"},
    "type": {"fr": "valeur d'un autre type", "en": "value of another type"},
    "whole": {"fr": "nombre non entier", "en": "not a whole number"},
    "min": {"fr": "au-dessous du minimum", "en": "below the minimum"},
    "max": {"fr": "au-dessus du maximum", "en": "above the maximum"},
    "option": {"fr": "option inconnue", "en": "unknown option"},
    "unknown": {"fr": "entrée inconnue", "en": "unknown input"},
    "check": {"fr": "vérification non satisfaite", "en": "check not met"},
    "error": {"fr": "calcul impossible", "en": "cannot be computed"},
}


def example_faults(calculator: Calculator, program: Program) -> Iterator[Located]:
    """Every expectation of an example that does not come out, where it is written."""
    for i, example in enumerate(calculator.examples):
        yield from _faults(i, example, program)


def _faults(number: int, example: Example, program: Program) -> Iterator[Located]:
    result = run(program, example.inputs)
    for name, expected in example.expect.items():
        place = ("examples", number, "expect", name)
        actual = result.outputs.get(name)
        if actual is None and expected is not None and result.refusals:
            yield Located(place, fault("example_refused", example=example.id, reason=_reason(result)))
        elif not _agree(actual, expected, example.tolerance):
            words = {"example": example.id, "name": name, "actual": actual, "expected": expected}
            yield Located(place, fault("example_differs", **words, tolerance=example.tolerance))


def _reason(result: Result) -> dict[str, str]:
    """Every refusal in words, in both languages."""
    return {
        lang: ", ".join(f"{_REFUSED[refusal.kind][lang]} ({refusal.subject})" for refusal in result.refusals)
        for lang in ("fr", "en")
    }


def _agree(actual: object, expected: object, tolerance: float) -> bool:
    if isinstance(actual, float) and isinstance(expected, (int, float)):
        return abs(actual - expected) <= tolerance
    return actual == expected
