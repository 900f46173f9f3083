"""What a plain YAML word means: the core schema of YAML 1.2, without its octal, infinite and odd numbers.

YAML 1.1 reads ``yes``, ``no``, ``on``, ``1:30`` and ``2026-11-23`` as something else than what was typed. Here
they are texts; only ``true`` and ``false`` are booleans.
"""

import re

Value = str | int | float | bool | None

MOST_DIGITS = 12
"""Significant digits that every spreadsheet keeps."""

LARGEST = 1e15
SMALLEST = 1e-15

_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Value] = {"": None, "~": None, "null": None, "true": True, "false": False}


def is_number(text: str) -> bool:
    """Whether the plain word `text` is a number."""
    return _DECIMAL.fullmatch(text) is not None


def resolve(text: str) -> Value:
    """The value of the plain (unquoted) word `text`. Numbers must be `fits_size` and `fits_digits`."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if is_number(text) else text


def fits_digits(number: str) -> bool:
    """Whether `number` has at most MOST_DIGITS significant digits; zeros around them do not count."""
    digits = re.sub(r"[eE].*|[^0-9]", "", number)
    return len(digits.strip("0")) <= MOST_DIGITS


def fits_size(number: str) -> bool:
    """Whether `number` is 0 or neither absurdly large nor absurdly small."""
    digits = re.sub(r"[eE].*|[^1-9]", "", number)
    return not digits or SMALLEST <= abs(float(number)) <= LARGEST
