"""`sustainable-rate`: the rate at which a lender covers its costs, from its specification (CGAP's formula)."""

from decimal import Decimal, localcontext
from fractions import Fraction

from tests.reference.outcome import Given, Outcome, Values, missing, withheld
from tests.reference.reading import blocked, numbers, over
from tests.reference.root import DIGITS

REQUIRED = ("administrative_rate", "loss_rate", "cost_of_funds", "capitalisation_rate", "investment_income")
OUTPUTS = ("annual_rate", "monthly_rate_compounded", "monthly_rate_simple")


def sustainable_rate(values: Values) -> Outcome:
    """Every output of `sustainable-rate`; no rate makes up for the loss of everything lent."""
    refusals = missing(values, REQUIRED)
    if refusals:
        return withheld(OUTPUTS, refusals)
    costs = numbers(values, REQUIRED)
    charged = sum((costs[name] for name in REQUIRED[:4]), Fraction(0)) - costs["investment_income"]
    annual = over(charged, 1 - costs["loss_rate"])
    found: dict[str, Given] = {
        "annual_rate": None if annual is None else float(annual),
        "monthly_rate_compounded": None if annual is None else compounded(annual),
        "monthly_rate_simple": None if annual is None else float(annual / 12),
    }
    return Outcome(found, refusals=blocked(found))


def compounded(annual: Fraction) -> float | None:
    """The rate that grows to `annual` in twelve months; None for a loss of more than everything."""
    if annual < -1:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        grown = 1 + Decimal(annual.numerator) / annual.denominator
        return float(grown ** (Decimal(1) / 12) - 1) if grown else -1.0
