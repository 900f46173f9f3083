"""`producer-organisation-limit`: how much a producer organisation can borrow, from its specification."""

from fractions import Fraction

from tests.reference.outcome import Outcome, Values, missing, withheld
from tests.reference.reading import Numbers, blocked, numbers, over, plain

REQUIRED = (
    "stock_quantity",
    "price_now",
    "advance_rate",
    "equity",
    "gearing",
    "existing_debt",
    "price_later",
    "loss_share",
    "campaign_costs",
    "debt_service_cover",
    "monthly_rate",
    "months",
)
LIMITS = ("stock", "equity", "cash_flow")
OUTPUTS = (*(f"{limit}_limit" for limit in LIMITS), "borrowing_limit", "binding_limit")


def producer_organisation_limit(values: Values) -> Outcome:
    """Every output of `producer-organisation-limit`; each limit as it comes, also below zero."""
    refusals = missing(values, REQUIRED)
    if refusals:
        return withheld(OUTPUTS, refusals)
    limits = compute(numbers(values, REQUIRED))
    known = {name: limit for name, limit in limits.items() if limit is not None}
    if len(known) < len(LIMITS):
        found = {**plain({f"{name}_limit": limit for name, limit in limits.items()}), **dict.fromkeys(OUTPUTS[3:])}
        return Outcome(found, refusals=blocked(found))
    # Reading: of limits that are equal, the first in the order stock, equity, cash flow is said to bind.
    binding = min(LIMITS, key=lambda name: known[name])
    amounts = {f"{name}_limit": limit for name, limit in known.items()}
    amounts["borrowing_limit"] = max(Fraction(0), known[binding])
    return Outcome({**plain(amounts), "binding_limit": binding})


def compute(v: Numbers) -> dict[str, Fraction | None]:
    """The three limits as exact numbers; None where the cover is zero."""
    receipts = v["stock_quantity"] * (1 - v["loss_share"]) * v["price_later"]
    affordable = over(receipts - v["campaign_costs"], v["debt_service_cover"])
    return {
        "stock": v["stock_quantity"] * v["price_now"] * v["advance_rate"],
        "equity": v["equity"] * v["gearing"] - v["existing_debt"],
        "cash_flow": over(affordable, 1 + v["monthly_rate"] * v["months"]),
    }
