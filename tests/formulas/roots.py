"""Every rate of a series of whole flows, exactly: Sturm's theorem counts the roots of a polynomial in an interval.

Whole numbers only, nothing rounded, nothing guessed: an independent judge of the rate that the runtimes find.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import gcd

Poly = list[int]
"""Coefficients, from the constant up, the last one not 0."""

BITS = 60
"""Roots are located to 2^-60."""


def all_rates(flows: Sequence[float]) -> list[float]:
    """Every rate above -1 that makes the present value of `flows` zero, smallest first; flows are whole numbers."""
    poly = trimmed([int(flow) for flow in flows])
    while poly and poly[0] == 0:
        poly = poly[1:]
    return sorted(float(1 / factor - 1) for factor in positive_roots(poly)) if len(poly) > 1 else []


def positive_roots(poly: Poly) -> list[Fraction]:
    """The distinct roots above 0, to 2^-60."""
    chain = sturm_chain(poly)
    top = 1
    while top <= 1 + max(abs(c) for c in poly) // abs(poly[-1]):
        top *= 2
    return located(chain, Fraction(0), Fraction(top))


def located(chain: list[Poly], low: Fraction, high: Fraction) -> list[Fraction]:
    """The roots in ]low, high]."""
    count = variations(chain, low) - variations(chain, high)
    if count == 0:
        return []
    if (high - low) < Fraction(1, 2**BITS):
        return [(low + high) / 2] * count
    middle = (low + high) / 2
    return located(chain, low, middle) + located(chain, middle, high)


def variations(chain: list[Poly], x: Fraction) -> int:
    """How often the sign changes along the chain at `x`."""
    signs = [value > 0 for poly in chain if (value := scaled_value(poly, x))]
    return sum(a != b for a, b in pairwise(signs))


def scaled_value(poly: Poly, x: Fraction) -> int:
    """The value at `x` times a positive number, without any fraction."""
    total, power = 0, 1
    for coefficient in reversed(poly):
        total = total * x.numerator + coefficient * power
        power *= x.denominator
    return total


def sturm_chain(poly: Poly) -> list[Poly]:
    """The polynomial, its derivative, then each remainder with its sign turned."""
    chain = [poly, primitive([k * c for k, c in enumerate(poly)][1:])]
    while len(chain[-1]) > 1:
        rest = primitive([-c for c in remainder(chain[-2], chain[-1])])
        if not rest:
            break
        chain.append(rest)
    return chain


def remainder(top: Poly, bottom: Poly) -> Poly:
    """What is left of `top` divided by `bottom`, times a positive number."""
    while len(top) >= len(bottom):
        shift = len(top) - len(bottom)
        lead, size = top[-1], abs(bottom[-1])
        turn = lead if bottom[-1] > 0 else -lead
        below = [0] * shift + [turn * c for c in bottom]
        top = trimmed([size * c - b for c, b in zip(top, below, strict=True)])
    return top


def primitive(poly: Poly) -> Poly:
    """Without common divisor."""
    poly = trimmed(poly)
    common = gcd(*poly) if poly else 1
    return [c // common for c in poly]


def trimmed(poly: Poly) -> Poly:
    """Without zeros at the end."""
    while poly and poly[-1] == 0:
        poly = poly[:-1]
    return poly
