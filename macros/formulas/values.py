"""Values inside a formula and the operators on them, with a spreadsheet's rules.

A blank is the empty text, as in a cell whose formula gives ``""``: it equals ``""``, is not a number, and
cannot be calculated with. ``theme/scripts/xl.js`` says the same in JavaScript.
"""

import math
import operator
from collections.abc import Callable

Scalar = float | str | bool

Rank = tuple[int, float | str | bool]
"""A key that sorts values as spreadsheets do."""

DIV0, NUM, VALUE, REF, NA = "#DIV/0!", "#NUM!", "#VALUE!", "#REF!", "#N/A"


class FormulaError(Exception):
    """An error a cell would show, such as ``#DIV/0!``; IFERROR catches it."""

    @property
    def code(self) -> str:
        """The error as a spreadsheet writes it."""
        return str(self.args[0])


def number(value: object) -> float:
    """`value` as a number; TRUE is 1. Raises #VALUE! for a text or a blank."""
    if isinstance(value, float):
        return value
    if isinstance(value, (bool, int)):
        return float(value)
    raise FormulaError(VALUE)


def truth(value: object) -> bool:
    """`value` as a condition; a number is true unless 0. Raises #VALUE! for a text."""
    return value if isinstance(value, bool) else number(value) != 0


def finite(value: float) -> float:
    """`value`, or #NUM! when it is too large to be a number."""
    if math.isfinite(value):
        return value
    raise FormulaError(NUM)


def divide(left: float, right: float) -> float:
    """left / right, #DIV/0! when right is 0."""
    if right == 0:
        raise FormulaError(DIV0)
    return finite(left / right)


def power(base: float, exponent: float) -> float:
    """base ^ exponent, #NUM! where it is not a real number (and for 0^0, as in Excel)."""
    if base == 0 and exponent <= 0:
        raise FormulaError(NUM if exponent == 0 else DIV0)
    try:
        return finite(math.pow(base, exponent))
    except (ValueError, OverflowError):
        raise FormulaError(NUM) from None


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: finite(a + b),
    "-": lambda a, b: finite(a - b),
    "*": lambda a, b: finite(a * b),
    "/": divide,
    "^": power,
}

COMPARISON: dict[str, Callable[[Rank, Rank], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def rank(value: object) -> Rank:
    """The sort key of `value`: numbers before texts (whatever their case) before truth values."""
    if isinstance(value, bool):
        return (2, value)
    if isinstance(value, str):
        return (1, value.lower())
    return (0, number(value))


def text(value: object) -> str:
    """`value` as `&` joins it: fifteen digits, whole numbers without decimals."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    return f"{number(value) + 0.0:.15G}"
