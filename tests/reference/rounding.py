"""Exact numbers and half-up rounding."""

from decimal import Decimal
from fractions import Fraction


def exact(value: float | str) -> Fraction:
    """The decimal number that was typed: 0.1 is one tenth, not the nearest double."""
    return Fraction(Decimal(str(value)))


def whole_half_up(value: Fraction) -> int:
    """The nearest whole number, ties away from zero."""
    magnitude = int(abs(value) + Fraction(1, 2))
    return magnitude if value >= 0 else -magnitude


def round_to(value: Fraction, step: Fraction) -> Fraction:
    """`value` rounded to a multiple of `step`, after six further digits were rounded.

    The six digits make 748519.4999999999, which is 748519.5 with noise, round up.
    """
    cleaned = Fraction(whole_half_up(value / step * 10**6), 10**6)
    return whole_half_up(cleaned) * step
