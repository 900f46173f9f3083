"""Numbers as readers see them, the same in static text as in the browser script (theme/scripts/form/numbers.js)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

NumberFormat = Literal["money", "percent", "integer", "number", "text"]

NARROW_SPACE = "\u202f"
MINUS = "\u2212"
_MARKS = {"fr": (NARROW_SPACE, ","), "en": (",", ".")}
_PERCENT = {"fr": f"{NARROW_SPACE}%", "en": "%"}


def format_number(value: float, format: str, lang: str, decimals: int | None = None) -> str:
    """`value` written for people, rounded half up; trailing zeros are dropped. `format` is a NumberFormat; what is
    none of them is written as a number.

    A percent is a fraction (0.24 gives 24 %). Money has no currency here: the reader chooses it.
    `decimals` is the most that are shown; without it, two, and three significant digits below 1.
    """
    exact = Decimal(f"{value:.15g}")
    shown = exact.scaleb(2) if format == "percent" else exact
    rounded = _round(shown, _decimals(shown, format) if decimals is None else decimals)
    return _write(rounded, lang) + (_PERCENT[lang] if format == "percent" else "")


def _decimals(shown: Decimal, format: str) -> int:
    """How many decimals are worth showing. Whole money from 100 upwards: FCFA have no cents."""
    if format == "integer" or (format == "money" and abs(shown) >= 100):
        return 0
    if format == "money" or not shown or abs(shown) >= 1:
        return 2
    return min(8, 2 - shown.adjusted())


def _round(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _write(value: Decimal, lang: str) -> str:
    """Digits with the language's marks, without trailing zeros and without a minus before zero."""
    grouping, mark = _MARKS[lang]
    whole, _, fraction = f"{abs(value):f}".partition(".")
    fraction = fraction.rstrip("0")
    sign = MINUS if value < 0 else ""
    return sign + f"{int(whole):,}".replace(",", grouping) + (mark + fraction if fraction else "")
