"""Numbers as texts, written with XPath: rounded half up, in groups of three, with the marks of each language."""

from collections.abc import Mapping

from macros.exports.language import MINUS, NARROW
from macros.exports.words import LANGUAGES
from macros.exports.xlsform.form import Both, Form
from macros.formulas.xpath_term import BLANK, literal

_HALF = "0.5000001"
"""A little more than a half, so that 0.285 shown with two decimals is 0.29 whatever its noise."""
_GROUPS = 5
"""Fifteen digits: no value shown is larger."""
_PERCENT = {"fr": f"{NARROW}%", "en": "%"}


def as_text(form: Form, name: str, value: str, kind: str) -> Mapping[str, str]:
    """How labels show `value` (a reference) in each language; blank while it has none."""
    size = form.calculate(f"text_{name}", f"if({value} = {BLANK}, {BLANK}, {_thousandths(value, kind)})")
    whole = form.calculate(f"text_{name}_whole", f"if({value} = {BLANK}, {BLANK}, int({size} div 1000))")
    sign = f"if({value} < 0 and {size} > 0, '{MINUS}', '')"
    digits = f"concat({sign}, {_grouped(whole)}, {_fraction(size, whole)})"
    english = form.calculate(f"text_{name}_en", f"if({value} = {BLANK}, {BLANK}, {digits})", True)
    french = form.calculate(f"text_{name}_fr", f"translate({english}, ',.', '{NARROW},')", True)
    shown = {"en": english, "fr": french}
    return {lang: shown[lang] + (_PERCENT[lang] if kind == "percent" else "") for lang in LANGUAGES}


def as_label(form: Form, name: str, value: str, labels: Mapping[str, Both]) -> Mapping[str, str]:
    """How labels show a code in each language."""
    found = {}
    for lang in LANGUAGES:
        text = BLANK
        for code, label in labels.items():
            text = f"if({value} = '{code}', {literal(label[lang])}, {text})"
        found[lang] = form.calculate(f"text_{name}_{lang}", text, True)
    return found


def _thousandths(value: str, kind: str) -> str:
    """The value rounded as it is shown, in thousandths: a whole number, which phones write without an exponent."""
    size = f"abs({value}) * 100" if kind == "percent" else f"abs({value})"
    whole = f"int({size} + {_HALF}) * 1000"
    if kind == "integer":
        return whole
    small = f"if({size} >= 1, int({size} * 100 + {_HALF}) * 10, int({size} * 1000 + {_HALF}))"
    return f"if({size} >= 100, {whole}, {small})" if kind == "money" else small


def _fraction(size: str, whole: str) -> str:
    """The decimals that say something, with their point."""
    rest = f"({size} - {whole} * 1000)"
    places = f"if({rest} mod 10 > 0, 4, if({rest} mod 100 > 0, 3, 2))"
    return f"if({rest} = 0, '', concat('.', substr(string(1000 + {rest}), 1, {places})))"


def _grouped(whole: str) -> str:
    """A whole number in groups of three: all fifteen digits, then what follows the zeros before it."""
    length, start = 4 * _GROUPS - 1, "0"
    for digits in range(3 * _GROUPS - 1, 0, -1):
        start = f"if({whole} < {10**digits}, {length - digits - (digits - 1) // 3}, {start})"
    padded = ", ',', ".join(_three(whole, group) for group in reversed(range(_GROUPS)))
    return f"substr(concat({padded}), {start})"


def _three(whole: str, group: int) -> str:
    """Three digits of a number, with their zeros."""
    return f"substr(string(1000 + int({whole} div {1000**group}) mod 1000), 1)"
