"""What people type into each calculator, as its specification has it: names, kinds, codes and defaults.

Bounds stand here for drawing random cases. Only those in `STATED` are the specification's; a tool may have others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from macros.formulas.program import Input, Program
from tests.reference.registry import REFERENCES

CHOICES: Mapping[str, tuple[str, ...]] = {
    "rate_period": ("year", "month", "week", "loan"),
    "method": ("declining", "flat", "equal_principal", "interest_only", "bullet"),
    "frequency": (
        "weekly",
        "fortnightly",
        "four_weekly",
        "monthly",
        "bimonthly",
        "quarterly",
        "semiannual",
        "yearly",
    ),
    "interest_upfront": ("yes", "no"),
    "grace_kind": ("interest_only", "full"),
}


@dataclass(frozen=True)
class Grid:
    """A table that people fill in: its columns, and how many rows it has at most."""

    columns: tuple[str, ...]
    most: int


def money(key: str) -> Input:
    """An amount, zero or more, that must be given."""
    return Input(key, key, "money", 0.0)


def share(key: str, most: float = 1.0) -> Input:
    """A rate or share that must be given."""
    return Input(key, key, "percent", 0.0, most)


def number(key: str, low: float, high: float | None = None) -> Input:
    """A number that must be given."""
    return Input(key, key, "number", low, high)


def whole(key: str, low: float, high: float | None = None) -> Input:
    """A whole number that must be given."""
    return Input(key, key, "integer", low, high, whole=True)


def choice(key: str) -> Input:
    """A code that must be given."""
    return Input(key, key, "choice", options=CHOICES[key])


def optional(source: Input, default: float | str | None = 0.0) -> Input:
    """The same input with a default, None when it may stay unknown."""
    return replace(source, required=False, default=default)


LOAN = (choice("rate_period"), choice("method"), choice("frequency"), share("rate", 10.0), number("amount", 1.0))
AGES = ("current", "1_30", "31_60", "61_90", "91_180", "181_365", "over_365")

INPUTS: Mapping[str, tuple[Input, ...]] = {
    "microloan-cost": (
        *LOAN,
        whole("instalments", 1, 104),
        optional(share("upfront_fee_rate")),
        *(optional(money(key)) for key in ("upfront_fee", "fee_per_instalment", "saving_per_instalment")),
        optional(choice("interest_upfront"), "no"),
        *(optional(share(key)) for key in ("deposit_rate", "savings_rate", "tax_rate")),
        optional(number("rounding_step", 0.01), 1.0),
        optional(share("rate_ceiling"), None),
    ),
    "cash-flow-rate": (whole("periods_per_year", 1, 366),),
    "loan-schedule": (
        *LOAN,
        whole("instalments", 1, 240),
        optional(whole("grace_periods", 0)),
        optional(choice("grace_kind"), "interest_only"),
        optional(number("rounding_step", 0.01), 1.0),
    ),
    "seasonal-repayment": (
        money("amount"),
        share("monthly_rate"),
        whole("start_month", 1, 12),
        whole("harvest_month", 1, 12),
        share("share_at_harvest"),
        optional(number("opening_balance", -1e9, 1e9)),
    ),
    "sustainable-rate": (
        share("administrative_rate", 5.0),
        share("loss_rate"),
        *(share(key) for key in ("cost_of_funds", "capitalisation_rate", "investment_income")),
    ),
    "mfi-ratios": tuple(
        optional(source, None)
        for source in (
            *(money(key) for key in ("operating_income", "operating_costs", "financial_costs")),
            *(money(key) for key in ("loan_loss_provision", "average_portfolio", "write_offs", "portfolio_income")),
            number("average_borrowers", 0.0),
            number("loan_officers", 0.0),
            number("average_equity", -1e12, 1e12),
            share("inflation_rate", 10.0),
            money("average_debt"),
            share("market_debt_rate", 10.0),
            *(money(key) for key in ("average_loan_balance", "gni_per_capita")),
            number("net_income", -1e12, 1e12),
            money("average_assets"),
        )
    ),
    "portfolio-at-risk": (
        *(money(f"balance_{age}") for age in AGES),
        *(share(f"provision_{age}") for age in AGES),
        optional(money("restructured")),
        optional(money("written_off"), None),
    ),
    "crop-budget": (
        number("area", 0.0),
        number("yield_per_ha", 0.0),
        money("price_per_kg"),
        *(optional(money(key)) for key in ("seed", "fertiliser", "pesticide", "hired_labour", "services")),
        *(optional(money(key)) for key in ("other_inputs", "equipment", "store", "draught_animals")),
        *(optional(share(key)) for key in ("self_consumed_share", "loss_share")),
        optional(share("bad_yield_drop"), 0.3),
        optional(share("bad_price_drop"), 0.2),
    ),
    "repayment-capacity": (
        *(money(key) for key in ("farm_income", "other_income", "living_costs", "other_instalments")),
        share("prudence"),
        share("monthly_rate"),
        number("bullet_months", 0.0, 60.0),
        whole("instalments", 1, 240),
    ),
    "warrantage": (
        number("bags", 0.0),
        number("bag_weight", 0.0),
        *(money(key) for key in ("price_now", "price_later")),
        share("advance_rate"),
        share("monthly_rate"),
        number("months", 0.0, 24.0),
        money("storage_fee"),
        optional(money("treatment_cost")),
        *(optional(share(key)) for key in ("loss_share", "organisation_commission")),
        optional(money("income_from_loan")),
    ),
    "storage-cost": (money("rent"), number("days", 0.0, 3660.0), number("average_bags", 0.0)),
    "value-chain-margins": (),
    "producer-organisation-limit": (
        number("stock_quantity", 0.0),
        money("price_now"),
        share("advance_rate"),
        money("equity"),
        number("gearing", 0.0, 20.0),
        money("existing_debt"),
        money("price_later"),
        share("loss_share"),
        money("campaign_costs"),
        number("debt_service_cover", 0.0, 10.0),
        share("monthly_rate"),
        number("months", 0.0, 60.0),
    ),
    "guarantee-fund": (
        money("loans"),
        *(share(key) for key in ("coverage", "default_rate", "recovery_rate")),
        number("safety_multiple", 0.0, 20.0),
    ),
    "poverty-rate": (optional(Input("bias", "bias", "percent", -1.0, 1.0)),),
    "sample-size": (
        whole("population", 1),
        share("half_width"),
        number("confidence_z", 0.0, 5.0),
        share("expected_share"),
        optional(number("design_factor", 0.1, 10.0), 1.0),
    ),
}
"""The inputs that are single values. `LOAN` comes first: what it draws decides what is sensible for the others."""

GRIDS: Mapping[str, Mapping[str, Grid]] = {
    "cash-flow-rate": {"flows": Grid(("first_period", "count", "step", "received", "paid"), 24)},
    "seasonal-repayment": {"cash": Grid(("month", "income", "expense"), 12)},
    "value-chain-margins": {"actors": Grid(("actor", "price", "cost", "loss_share"), 8)},
    "poverty-rate": {"households": Grid(("likelihood", "weight"), 200)},
}
"""The inputs that are tables."""

STATED: Mapping[tuple[str, str], tuple[float, float]] = {
    ("microloan-cost", "instalments"): (1, 104),
    ("loan-schedule", "instalments"): (1, 240),
}
"""The bounds that the specification itself states for single values."""


def program(tool: str) -> Program:
    """A tool of which only the inputs are known: enough to draw cases for it."""
    return Program(tool, 1, INPUTS[tool], (), (), (), (), (), ())


assert INPUTS.keys() == REFERENCES.keys()
