"""The financial functions, with the sign rules of spreadsheets (money received is positive).

Formula common to PV, FV, PMT and NPER (Excel's help, function PV), for a rate that is not 0:
pv·(1+r)^n + pmt·(1+r·type)·((1+r)^n − 1)/r + fv = 0.
"""

import math
from collections.abc import Sequence

from macros.formulas.values import DIV0, NUM, FormulaError, finite


def _growth(rate: float, periods: float) -> tuple[float, float]:
    """(1+r)^n and ((1+r)^n − 1)/r; expm1 and log1p keep the second exact when r is tiny."""
    if rate == 0:
        return 1.0, periods
    if rate <= -1:
        raise FormulaError(NUM)
    exponent = periods * math.log1p(rate)
    try:
        return math.exp(exponent), finite(math.expm1(exponent) / rate)
    except OverflowError:
        raise FormulaError(NUM) from None


def pmt(rate: float, periods: float, pv: float, fv: float = 0.0, due: float = 0.0) -> float:
    """The equal payment of each period; `due` is 1 for payments at the start of periods."""
    growth, annuity = _growth(rate, periods)
    factor = (1 + rate * due) * annuity
    if factor == 0:
        raise FormulaError(NUM)
    return finite(-(pv * growth + fv) / factor)


def fv(rate: float, periods: float, payment: float, pv: float = 0.0, due: float = 0.0) -> float:
    """The value at the end."""
    growth, annuity = _growth(rate, periods)
    return finite(-(pv * growth + payment * (1 + rate * due) * annuity))


def pv(rate: float, periods: float, payment: float, future: float = 0.0, due: float = 0.0) -> float:
    """The value at the start."""
    growth, annuity = _growth(rate, periods)
    if growth == 0:
        raise FormulaError(NUM)
    return finite(-(future + payment * (1 + rate * due) * annuity) / growth)


def nper(rate: float, payment: float, pv_: float, fv_: float = 0.0, due: float = 0.0) -> float:
    """The number of periods."""
    if rate == 0:
        if payment == 0:
            raise FormulaError(NUM)
        return finite(-(pv_ + fv_) / payment)
    adjusted = payment * (1 + rate * due) / rate
    above, below = adjusted - fv_, adjusted + pv_
    if rate <= -1 or below == 0 or above / below <= 0:
        raise FormulaError(NUM)
    return finite(math.log(above / below) / math.log1p(rate))


def ipmt(rate: float, period: float, periods: float, pv_: float, fv_: float = 0.0, due: float = 0.0) -> float:
    """The interest part of payment number `period`."""
    if not 1 <= period <= periods:
        raise FormulaError(NUM)
    if due and period == 1:
        return 0.0
    balance = fv(rate, period - 1, pmt(rate, periods, pv_, fv_, due), pv_, due)
    return finite(balance * rate / (1 + rate if due else 1))


def ppmt(rate: float, period: float, periods: float, pv_: float, fv_: float = 0.0) -> float:
    """The principal part of payment number `period`."""
    return finite(pmt(rate, periods, pv_, fv_) - ipmt(rate, period, periods, pv_, fv_))


def cumipmt(rate: float, periods: float, pv_: float, first: float, last: float, due: float) -> float:
    """Interest paid from payment `first` to payment `last`, both included."""
    if rate <= 0 or periods <= 0 or pv_ <= 0 or not 1 <= first <= last <= periods or due not in (0, 1):
        raise FormulaError(NUM)
    total = 0.0
    for k in range(math.ceil(first), int(last) + 1):
        total += ipmt(rate, float(k), periods, pv_, 0.0, due)
    return total


def npv(rate: float, flows: Sequence[float]) -> float:
    """Present value of flows that come at the end of periods 1, 2, 3…"""
    if rate == -1:
        raise FormulaError(DIV0)
    total, factor = 0.0, 1.0
    for flow in flows:
        factor *= 1 + rate
        total += flow / factor if factor else math.inf
    return finite(total)
