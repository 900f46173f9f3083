"""The rate of a series of flows, with sixty digits.

The flows of a loan start with money received (positive), continue with payments (none positive) and may end
with savings paid back (any sign). With v = 1/(1+r) the net present value is a polynomial in v whose
coefficients change sign once or twice. By Descartes' rule its derivative has at most one positive root:
it falls, then rises. That leaves three cases, told apart by the sum of the flows S, its value at v = 1:

* S < 0: one root between 0 and 1, a positive rate;
* S = 0: the loan costs nothing, rate 0;
* S > 0: no positive rate. If the polynomial dips below zero beyond v = 1, the first root there is the
  (negative) rate that moves away from 0 as S does; if it does not dip, there is no rate.
"""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

DIGITS = 60
Flows = Sequence[Fraction]
Coefficients = Sequence[Decimal]


def sign_changes(flows: Flows) -> int:
    """How often the running sum of the flows changes sign; zeros do not count."""
    total, last, changes = Fraction(0), 0, 0
    for flow in flows:
        total += flow
        sign = (total > 0) - (total < 0)
        changes += sign * last < 0
        last = sign or last
    return changes


def trimmed(flows: Flows) -> Flows:
    """The flows without the zeros that follow an early end; the first flow always stays."""
    return flows[: max([0, *(t for t, flow in enumerate(flows) if flow)]) + 1]


def rate_of(flows: Flows) -> Decimal | None:
    """The rate per period, or None when no single rate exists or nothing was received."""
    flows = trimmed(flows)
    if flows[0] <= 0 or sign_changes(flows) > 1:
        return None
    if sum(flows) == 0:
        return Decimal(0)
    if any(flow > 0 for flow in flows[1:-1]):
        raise ValueError("money received between the first and the last flow")
    with localcontext() as context:
        context.prec = DIGITS
        factor = discount_factor(flows)
        return None if factor is None else 1 / factor - 1


def rate_of_any(flows: Flows) -> Decimal | None:
    """The rate per period of flows in any order, or None when there is no single one.

    Let S_t be the running sum of the flows and v = 1/(1+r). The net present value divided by 1 - v is the power
    series of the S_t (the last one repeated for ever), so when they change sign once it has exactly one root
    between 0 and 1: one positive rate. Read from the last flow to the first, the same law gives the single
    negative rate of flows whose running sum never changes sign.
    """
    flows = begun(trimmed(flows)) if any(flows) else ()
    if not flows or sign_changes(flows) > 1:
        return None
    if sum(flows) == 0:
        return Decimal(0)
    facing = [flow if flows[0] > 0 else -flow for flow in flows]
    with localcontext() as context:
        context.prec = DIGITS
        factor = discount_factor(facing) if sum(facing) < 0 else growing(facing)
        return None if factor is None else 1 / factor - 1


def begun(flows: Flows) -> Flows:
    """The flows without the zeros before the first of them: waiting changes no rate."""
    return flows[next(t for t, flow in enumerate(flows) if flow) :]


def growing(flows: Flows) -> Decimal | None:
    """The factor above 1 of flows, the first and their sum positive, when it is the only one."""
    backwards = [-flow for flow in reversed(flows)]
    if backwards[0] > 0 and sign_changes(backwards) == 1:
        factor = discount_factor(backwards)
        return None if factor is None else 1 / factor
    # Money back at the end, as with savings: of the two roots, the one nearest to rate 0.
    return None if any(flow > 0 for flow in flows[1:-1]) else discount_factor(flows)


def discount_factor(flows: Flows) -> Decimal | None:
    """The factor v at which the flows, each times v to the power of its period, sum to zero."""
    scale = flows[0]
    poly = [Decimal((f / scale).numerator) / Decimal((f / scale).denominator) for f in flows]
    bracket = (Decimal(0), Decimal(1)) if sum(flows) < 0 else dip(poly)
    if bracket is None:
        return None
    root = newton(poly, *bracket)
    size = sum((abs(c) * root**t for t, c in enumerate(poly)), Decimal(0))
    if abs(value_and_slope(poly, root)[0]) > size * Decimal("1e-45"):
        raise ArithmeticError(f"net present value is not zero at v = {root}")
    return root


def value_and_slope(poly: Coefficients, v: Decimal) -> tuple[Decimal, Decimal]:
    """The polynomial and its derivative at `v` (Horner)."""
    value, slope = Decimal(0), Decimal(0)
    for coefficient in reversed(poly):
        slope = slope * v + value
        value = value * v + coefficient
    return value, slope


def dip(poly: Coefficients) -> tuple[Decimal, Decimal] | None:
    """Where the polynomial, positive at 1, first falls below zero beyond 1; None if it never does."""
    if value_and_slope(poly, Decimal(1))[1] >= 0:
        return None
    low = Decimal(1)
    high = outside(poly)
    for _ in range(4 * DIGITS):
        middle = (low + high) / 2
        value, slope = value_and_slope(poly, middle)
        if value < 0:
            return Decimal(1), middle
        low, high = (middle, high) if slope < 0 else (low, middle)
    return None


def outside(poly: Coefficients) -> Decimal:
    """A point beyond 1 where the polynomial is below zero or rises."""
    v = Decimal(2)
    while True:
        value, slope = value_and_slope(poly, v)
        if value < 0 or slope >= 0:
            return v
        v *= 2


def newton(poly: Coefficients, low: Decimal, high: Decimal) -> Decimal:
    """The root between `low` (value above zero) and `high` (below): Newton's steps kept inside the bracket."""
    v = (low + high) / 2
    for _ in range(2000):
        value, slope = value_and_slope(poly, v)
        if value == 0:
            return v
        low, high = (v, high) if value > 0 else (low, v)
        step = v - value / slope if slope else v
        after = step if low < step < high else (low + high) / 2
        if abs(after - v) <= abs(v) * Decimal(10) ** (5 - DIGITS):
            return after
        v = after
    raise ArithmeticError("no convergence")
