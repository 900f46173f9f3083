"""`repayment-capacity`: how much a family can repay, and so borrow, from its specification."""

from fractions import Fraction

from tests.reference.outcome import Outcome, Values, missing, withheld
from tests.reference.reading import Numbers, blocked, numbers, out_of_bounds, over, plain

REQUIRED = (
    "farm_income",
    "other_income",
    "living_costs",
    "other_instalments",
    "prudence",
    "monthly_rate",
    "bullet_months",
    "instalments",
)
OUTPUTS = ("capacity", "usable_capacity", "max_bullet_loan", "max_instalment_loan", "debt_burden")


def repayment_capacity(values: Values) -> Outcome:
    """Every output of `repayment-capacity`; amounts are those of a year, and not rounded."""
    # Reading: a number of monthly instalments is whole; months of a single payment may be broken.
    refusals = missing(values, REQUIRED) or out_of_bounds(values, {"instalments": (1, None)}, ["instalments"])
    if refusals:
        return withheld(OUTPUTS, refusals)
    found = plain(compute(numbers(values, REQUIRED)))
    return Outcome(found, refusals=blocked(found))


def compute(v: Numbers) -> dict[str, Fraction | None]:
    """The outputs as exact numbers. Reading: without an income above 0 the debt burden does not exist."""
    income = v["farm_income"] + v["other_income"]
    capacity = income - v["living_costs"] - v["other_instalments"]
    usable = max(Fraction(0), capacity) * v["prudence"]
    return {
        "capacity": capacity,
        "usable_capacity": usable,
        "max_bullet_loan": over(usable, 1 + v["monthly_rate"] * v["bullet_months"]),
        "max_instalment_loan": present_value(usable / 12, v["monthly_rate"], int(v["instalments"])),
        "debt_burden": over(v["other_instalments"], max(Fraction(0), income)),
    }


def present_value(payment: Fraction, rate: Fraction, count: int) -> Fraction:
    """What `count` equal payments are worth one period before the first of them."""
    return sum((payment / (1 + rate) ** k for k in range(1, count + 1)), Fraction(0))
