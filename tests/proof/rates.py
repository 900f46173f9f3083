"""A rate is right when it makes the flows worth nothing: checked on the rate and the flows that an engine shows."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.proof.cases import Case
from tests.proof.compare import TOLERANCE, Shown
from tests.strategies import PER_YEAR

FREE = 1e-13
"""Flows whose sum is smaller than this share of their sizes cost nothing."""


@dataclass(frozen=True)
class Rate:
    """An output found with IRR, the column of flows behind it, and how to get from it to a rate for one period."""

    output: str
    table: str
    column: str
    for_a_period: Callable[[float, Case], float] = lambda rate, _: rate


def _a_year(rate: float, case: Case) -> float:
    """From a nominal annual rate."""
    return rate / PER_YEAR[str(case["frequency"])]


RATES: Mapping[str, Sequence[Rate]] = {
    "microloan-cost": (
        Rate("period_rate", "schedule", "flow"),
        Rate("teg_umoa", "schedule", "lender_flow", _a_year),
    ),
    "cash-flow-rate": (Rate("period_rate", "schedule", "flow"),),
}
"""The tools that show a rate of their flows; `test_proof.py` finds one that is missing."""


@dataclass
class Worth:
    """The largest present value, as a share of the flows, and how many free loans were met."""

    largest: float = 0.0
    free: int = 0


def check(tool: str, case: Case, shown: Shown, worth: Worth) -> list[str]:
    """What is wrong with the rates of a case; `worth` takes note of the others."""
    wrong = []
    for rate in RATES.get(tool, ()):
        value = shown.outputs[rate.output]
        if not isinstance(value, (int, float)):
            continue
        flows = shown.flows[rate.output]
        period = rate.for_a_period(float(value), case)
        left = unbalanced(flows, period)
        free = abs(math.fsum(flows)) <= FREE * sum(map(abs, flows))
        if not left <= TOLERANCE or (free and period):  # what is no number is not small either
            wrong.append(f"{rate.output}: value {left:.1e} of the flows at {period!r} a period, free: {free}")
        else:
            worth.largest, worth.free = max(worth.largest, left), worth.free + free
    return wrong


def unbalanced(flows: Sequence[float], rate: float) -> float:
    """The net value of flows one period apart, as a share of the sum of their sizes.

    Valued on the first day or, at a rate below 0, on the last one, so that no flow is enlarged.
    """
    last = max((period for period, flow in enumerate(flows) if flow), default=0)
    powers = [-period if rate >= 0 else last - period for period in range(last + 1)]
    values = [flow * (1 + rate) ** power for flow, power in zip(flows, powers, strict=False)]
    return abs(math.fsum(values)) / (math.fsum(map(abs, flows)) or 1.0)
