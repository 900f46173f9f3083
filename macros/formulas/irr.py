"""The rate of a series of flows: one algorithm for every runtime, and no silent wrong root.

Flows are turned so that the first is positive. Norstrøm's criterion (C. J. Norstrøm, "A sufficient condition
for a unique nonnegative internal rate of return", JFQA 7(3), 1972): when the running sum changes sign just
once and ends negative, exactly one rate above 0 exists. When the sum ends positive the same holds of the
series read backwards, for a rate below 0. In any other case there is no single rate and the answer is #NUM!.

The root is found by halving, on q = 1/(1+r) in ]0, 1[ or, for a rate below 0, on s = 1+r in ]0, 1[: neither
needs a guess, and HALVINGS steps are exact to the last digit. The spreadsheet does the same on its sheet of rates.
"""

from collections.abc import Sequence
from itertools import pairwise

from macros.formulas.rounding import round_half_up
from macros.formulas.values import NUM, FormulaError

HALVINGS = 64
DECIMALS = 6
"""Sums are compared with 0 at this many decimals: money noise below it is not a change of sign."""


def irr(flows: Sequence[float]) -> float:
    """The periodic rate r > -1 with sum(flow_t · (1+r)^-t) = 0. Raises #NUM! where no single rate exists."""
    turned = _turned(flows)
    total = round_half_up(_running(turned)[-1], DECIMALS) if turned else 0.0
    forward = sign_changes(_running(turned))
    if not turned or forward > 1:
        raise FormulaError(NUM)
    if total == 0:
        return 0.0
    if total < 0 and forward == 1:
        return 1 / _halve(turned) - 1
    if total > 0 and sign_changes(_running(turned[::-1])) == 1:
        return _halve([-flow for flow in turned[::-1]]) - 1
    raise FormulaError(NUM)


def _turned(flows: Sequence[float]) -> list[float]:
    first = next((flow for flow in flows if flow), 0.0)
    last = max((t for t, flow in enumerate(flows) if flow), default=-1)
    return [flow if first > 0 else -flow for flow in flows[: last + 1]]


def _running(flows: Sequence[float]) -> list[float]:
    sums, total = [], 0.0
    for flow in flows:
        total += flow
        sums.append(total)
    return sums


def sign_changes(sums: Sequence[float]) -> int:
    """How often the sums pass from one side of 0 to the other."""
    sides = [rounded > 0 for total in sums if (rounded := round_half_up(total, DECIMALS))]
    return sum(a != b for a, b in pairwise(sides))


def _halve(coefficients: Sequence[float]) -> float:
    """The root in ]0, 1[ of sum(c_t · x^t), positive near 0 and negative at 1."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        value = 0.0
        for coefficient in reversed(coefficients):
            value = value * middle + coefficient
        if value > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
