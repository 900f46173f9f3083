"""Rounding half away from zero, the same in every runtime.

A value is first rounded to six digits more than asked: binary noise such as 748519.4999999999 then counts as the
tie that people see, in Python as in every spreadsheet (measured: no difference left over thousands of near-ties).
What remains is a whole number of the smallest units, so the second rounding is exact.
"""

import math
from collections.abc import Callable

from macros.formulas.values import NUM, FormulaError

GUARD = 6
EXACT = 2.0**52
"""Below this a float holds every whole number and every half."""
STEADY = 2.0**49
"""Below this the noise of a product stays far from a half, so that the guard never makes a unit of it."""


def _units(size: float, places: int) -> float:
    """How many times 10^-places there is in `size`."""
    return size * 10.0**places if places >= 0 else size / 10.0**-places


def _guarded(value: float, digits: float, shape: Callable[[int, int], int]) -> float:
    """`value` rounded by `shape`, which takes a whole number of small units and how many make one unit kept."""
    if abs(digits) > 15:
        raise FormulaError(NUM)
    places = math.trunc(digits)
    for guard in range(GUARD, -1, -1):  # a large value has fewer digits left to guard
        units = _units(abs(value), places + guard)
        if units < (STEADY if guard else EXACT):
            kept = shape(math.floor(units + 0.5), 10**guard)
            return math.copysign(_units(kept, -places), value) if kept else 0.0
    return value  # nothing left to round


def round_half_up(value: float, digits: float) -> float:
    """`value` to `digits` decimals (tens, hundreds… when negative), halves away from zero."""
    return _guarded(value, digits, lambda units, one: (2 * units + one) // (2 * one))


def round_up(value: float, digits: float) -> float:
    """`value` away from zero to `digits` decimals."""
    return _guarded(value, digits, lambda units, one: -(-units // one))


def round_down(value: float, digits: float) -> float:
    """`value` towards zero to `digits` decimals."""
    return _guarded(value, digits, lambda units, one: units // one)


def whole_below(value: float) -> float:
    """The greatest whole number that is not above `value`; 28.999999999999996 counts as 29."""
    return float(math.floor(round_half_up(value, GUARD)))
