"""What a number may be, in words: the hint under a field and the bounds its messages name."""

from collections.abc import Mapping
from dataclasses import dataclass

from macros.language.numbers import NumberFormat, format_number
from macros.language.texts import fill
from macros.pages.words import words

CEILING = 100_000
SHARE_CEILING = 10
"""Limits above these are not mentioned under the field; a message still names them when they are passed."""


@dataclass(frozen=True)
class Bounds:
    """The formatted limits of a number; empty when there is none."""

    minimum: str
    maximum: str
    hint: str


def bounds(minimum: float | None, maximum: float | None, format: NumberFormat, lang: str) -> Bounds:
    """The limits of a value of this `format`, written in `lang`."""
    low, high = (_limit(value, format, lang) for value in (minimum, maximum))
    return Bounds(low, high, _hint(low, high, words(lang)) if _worth_saying(minimum, maximum, format) else "")


def _worth_saying(minimum: float | None, maximum: float | None, format: NumberFormat) -> bool:
    """Whether readers may meet these limits: a bound of a thousand million only stops slips of the keyboard."""
    ceiling = SHARE_CEILING if format == "percent" else CEILING
    return maximum <= ceiling if maximum is not None else minimum not in (None, 0, 1)


def _limit(value: float | None, format: NumberFormat, lang: str) -> str:
    return "" if value is None else format_number(value, format, lang)


def _hint(low: str, high: str, w: Mapping[str, str]) -> str:
    if low and high:
        return fill(w["from_to"], low=low, high=high)
    if low:
        return fill(w["at_least"], low=low)
    return fill(w["at_most"], high=high) if high else ""
