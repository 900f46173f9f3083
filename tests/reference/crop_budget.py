"""`crop-budget`: what a field brings and costs, per hectare and for the farm, from its specification."""

from fractions import Fraction

from tests.reference.outcome import Outcome, Values, missing, withheld
from tests.reference.reading import Numbers, blocked, numbers, over, plain

REQUIRED = ("area", "yield_per_ha", "price_per_kg")
VARIABLE = ("seed", "fertiliser", "pesticide", "hired_labour", "services", "other_inputs")
FIXED = ("equipment", "store", "draught_animals")
DEFAULTS = {
    **dict.fromkeys(VARIABLE + FIXED, 0.0),
    "self_consumed_share": 0.0,
    "loss_share": 0.0,
    "bad_yield_drop": 0.3,
    "bad_price_drop": 0.2,
}
OUTPUTS = (
    "gross_product_per_ha",
    "variable_cost_per_ha",
    "fixed_cost_per_ha",
    "gross_margin_per_ha",
    "net_margin_per_ha",
    "gross_margin",
    "net_margin",
    "cash_margin",
    "cost_per_kg",
    "breakeven_yield",
    "breakeven_price",
    "bad_year_net_margin",
)


def crop_budget(values: Values) -> Outcome:
    """Every output of `crop-budget`; amounts are not rounded."""
    refusals = missing(values, REQUIRED)
    if refusals:
        return withheld(OUTPUTS, refusals)
    found = plain(compute(numbers(values, REQUIRED, DEFAULTS)))
    return Outcome(found, refusals=blocked(found))


def compute(v: Numbers) -> dict[str, Fraction | None]:
    """The outputs as exact numbers; None for a quotient by zero."""
    variable, fixed = (sum((v[name] for name in names), Fraction(0)) for names in (VARIABLE, FIXED))
    saleable = v["yield_per_ha"] * (1 - v["loss_share"])
    product = saleable * v["price_per_kg"]
    bad_product = product * (1 - v["bad_yield_drop"]) * (1 - v["bad_price_drop"])
    return {
        "gross_product_per_ha": product,
        "variable_cost_per_ha": variable,
        "fixed_cost_per_ha": fixed,
        "gross_margin_per_ha": product - variable,
        "net_margin_per_ha": product - variable - fixed,
        "gross_margin": v["area"] * (product - variable),
        "net_margin": v["area"] * (product - variable - fixed),
        # What the family eats is not sold, but was paid for.
        "cash_margin": v["area"] * (product * (1 - v["self_consumed_share"]) - variable - fixed),
        # Reading: a kilogramme that can be sold, per hectare as everything here; what is eaten could be sold.
        "cost_per_kg": over(variable, saleable),
        "breakeven_yield": over(variable, v["price_per_kg"]),
        "breakeven_price": over(variable + fixed, saleable),
        # Reading: the costs of a bad year are those of any year.
        "bad_year_net_margin": v["area"] * (bad_product - variable - fixed),
    }
