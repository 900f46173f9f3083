"""`guarantee-fund`: what a fund must hold to guarantee loans, from its specification."""

from tests.reference.outcome import Outcome, Values, missing, withheld
from tests.reference.reading import blocked, numbers, over, plain

REQUIRED = ("loans", "coverage", "default_rate", "recovery_rate", "safety_multiple")
OUTPUTS = ("expected_loss", "fund_needed", "leverage")


def guarantee_fund(values: Values) -> Outcome:
    """Every output of `guarantee-fund`; a guarantee that needs no fund has no leverage."""
    refusals = missing(values, REQUIRED)
    if refusals:
        return withheld(OUTPUTS, refusals)
    v = numbers(values, REQUIRED)
    guaranteed = v["loans"] * v["coverage"]
    loss = guaranteed * v["default_rate"] * (1 - v["recovery_rate"])
    fund = loss * v["safety_multiple"]
    found = plain({"expected_loss": loss, "fund_needed": fund, "leverage": over(guaranteed, fund)})
    return Outcome(found, refusals=blocked(found))
