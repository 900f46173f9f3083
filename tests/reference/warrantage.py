"""`warrantage`: store a harvest, borrow against it and sell later, from its specification."""

from collections.abc import Mapping
from fractions import Fraction

from tests.reference.outcome import Outcome, Values, missing, withheld
from tests.reference.reading import numbers, over, plain

REQUIRED = (
    "bags",
    "bag_weight",
    "price_now",
    "price_later",
    "advance_rate",
    "monthly_rate",
    "months",
    "storage_fee",
)
DEFAULTS: Mapping[str, float] = {
    "treatment_cost": 0,
    "loss_share": 0,
    "organisation_commission": 0,
    "income_from_loan": 0,
}
OUTPUTS = (
    "loan",
    "interest",
    "storage",
    "receipts",
    "cash_after_repayment",
    "gain",
    "breakeven_price",
    "breakeven_rise",
    "loan_repaid_price",
)


def warrantage(values: Values) -> Outcome:
    """Every output of `warrantage`; amounts are not rounded. `bag_weight` changes none of them."""
    refusals = missing(values, REQUIRED)
    if refusals:
        return withheld(OUTPUTS, refusals)
    return Outcome(plain(compute(numbers(values, REQUIRED, DEFAULTS))))


def compute(v: Mapping[str, Fraction]) -> dict[str, Fraction | None]:
    """The outputs as exact numbers; None where the price would be a division by zero."""
    loan = v["bags"] * v["price_now"] * v["advance_rate"]
    interest = loan * v["monthly_rate"] * v["months"]
    storage = v["bags"] * v["storage_fee"] * v["months"]
    receipts = v["bags"] * (1 - v["loss_share"]) * v["price_later"]
    commission = v["organisation_commission"] * receipts
    charges = interest + storage + v["treatment_cost"]
    cash = receipts - loan - charges - commission
    sold_now = v["bags"] * v["price_now"]
    # What a rise of 1 in the later price adds to the cash: both break-even prices divide by it.
    weight = v["bags"] * (1 - v["loss_share"]) * (1 - v["organisation_commission"])
    breakeven = over(sold_now + charges - v["income_from_loan"], weight)
    return {
        "loan": loan,
        "interest": interest,
        "storage": storage,
        "receipts": receipts,
        "cash_after_repayment": cash,
        "gain": loan + cash + v["income_from_loan"] - sold_now,
        "breakeven_price": breakeven,
        "breakeven_rise": None if breakeven is None else minus_one(over(breakeven, v["price_now"])),
        "loan_repaid_price": over(loan + charges, weight),
    }


def minus_one(value: Fraction | None) -> Fraction | None:
    """A ratio as a rise."""
    return None if value is None else value - 1
