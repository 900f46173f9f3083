"""The worked examples of a calculator: what must come out, and what does."""

from collections.abc import Iterator

from macros.definitions.messages import refusal_words
from macros.definitions.models import Calculator, Example
from macros.formulas import Program, Refusal, Result, run
from macros.formulas.compile import Located
from macros.formulas.types import fault
from macros.scoring.refusals import refusal_reason


def example_faults(calculator: Calculator, program: Program) -> Iterator[Located]:
    """Every expectation of an example that does not come out, where it is written."""
    for i, example in enumerate(calculator.examples):
        yield from _faults(i, example, calculator, program)


def _faults(number: int, example: Example, calculator: Calculator, program: Program) -> Iterator[Located]:
    result = run(program, example.inputs)
    for name, expected in example.expect.items():
        place = ("examples", number, "expect", name)
        actual = result.outputs.get(name)
        if actual is None and expected is not None and result.refusals:
            yield Located(place, fault("example_refused", example=example.id, reason=_reason(calculator, result)))
        elif not _agree(actual, expected, example.tolerance):
            words = {"example": example.id, "name": name, "actual": actual, "expected": expected}
            yield Located(place, fault("example_differs", **words, tolerance=example.tolerance))


def _reason(calculator: Calculator, result: Result) -> dict[str, str]:
    """Every refusal in words, in both languages, by the ids that the author wrote."""
    return {
        lang: " ".join(_said(calculator, refusal, lang) for refusal in result.refusals).removesuffix(".")
        for lang in ("fr", "en")
    }


def _said(calculator: Calculator, refusal: Refusal, lang: str) -> str:
    reason = refusal_reason(calculator, refusal, lang)
    return refusal_words("refused", lang, label=refusal.subject, reason=reason)


def _agree(actual: object, expected: object, tolerance: float) -> bool:
    if isinstance(actual, float) and isinstance(expected, (int, float)):
        return abs(actual - expected) <= tolerance
    return actual == expected
