"""Random inputs for any compiled tool: a fast seeded generator, and a Hypothesis strategy.

The generator mixes realistic values, limits, defaults and blanks. `REALISTIC` gives, for the tools that need it,
ranges in which most draws are accepted; every other number is drawn between the bounds of its input.
An input that is a table is a list of rows, each a value by column; `GRIDS` says how its rows are drawn.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, product
from random import Random
from typing import Any

from hypothesis import strategies as st

from macros.formulas.program import Input, Program, Value

Row = dict[str, Value]
Rows = list[Row]
Values = dict[str, Any]
"""A case: the value of each input by name, a list of rows for a table."""
Draw = Callable[[Random, Values], Value]
DrawRows = Callable[[Random, Values], Rows]

EDGE = 0.15
"""Share of cases in which numbers come from the whole range of their input, limits included."""
BLANK = 0.03
"""Share of cases with one blank required input."""
DEFAULT = 0.4
"""Share of optional inputs left blank."""
COMPLETE = 0.2
"""Share of cases in which no optional input is left blank."""
STEADY = 0.95
"""How often a checklist with a usual answer gets it."""
WIDEST = 1e9
"""Stands for a missing bound."""

PER_YEAR = {
    "weekly": 52,
    "fortnightly": 26,
    "four_weekly": 13,
    "monthly": 12,
    "bimonthly": 6,
    "quarterly": 4,
    "semiannual": 2,
    "yearly": 1,
}


# --- one number --------------------------------------------------------------------------------------


def log_uniform(rng: Random, low: float, high: float, digits: int = 3) -> float:
    """A number between two positive bounds, every order of magnitude as likely, with `digits` significant digits."""
    return float(f"{math.exp(rng.uniform(math.log(low), math.log(high))):.{digits}g}")


def within(source: Input, value: float) -> float:
    """`value` moved into the bounds of its input, and made whole where it must be."""
    low = -WIDEST if source.minimum is None else source.minimum
    high = WIDEST if source.maximum is None else source.maximum
    value = min(max(value, low), high)
    return float(round(value)) if source.whole else value


def anywhere(rng: Random, source: Input) -> float:
    """A number from the whole range of its input: often a limit, or zero."""
    low = 0.0 if source.minimum is None else source.minimum
    high = WIDEST if source.maximum is None else source.maximum
    kind = rng.random()
    if kind < 0.4:
        return within(source, rng.choice((low, high, 0.0, 1.0)))
    if kind < 0.7 and high > 0:
        return within(source, log_uniform(rng, max(low, high * 1e-6), high, rng.choice((2, 6, 15))))
    return within(source, round(rng.uniform(low, high), rng.choice((0, 2, 6))))


def ordinary(rng: Random, source: Input) -> float:
    """A number of the usual size: log-uniform over the lower half of the range, in orders of magnitude."""
    low = max(source.minimum or 0.0, 1e-3 if source.kind == "percent" else 1.0)
    high = WIDEST if source.maximum is None else source.maximum
    if high <= low:
        return anywhere(rng, source)
    usual = 0.6 if source.kind == "percent" else math.sqrt(low * high) * 10
    return within(source, log_uniform(rng, low, max(low, min(high, usual))))


# --- realistic values --------------------------------------------------------------------------------

LOAN_RATES = {"year": (0.05, 0.9), "month": (0.005, 0.08), "week": (0.001, 0.02), "loan": (0.02, 0.4)}
COUNTS = (1, 2, 3, 4, 6, 8, 10, 12, 18, 24, 36, 48, 52, 104, 120, 180, 240)
STEPS = (0.01, 0.05, 0.5, 1.0, 5.0, 10.0, 25.0, 50.0, 100.0, 500.0)


def number(values: Values, name: str) -> float:
    """A value already drawn."""
    found = values[name]
    assert isinstance(found, int | float)
    return float(found)


def part(values: Values) -> float:
    """The principal of one instalment."""
    return number(values, "amount") / number(values, "instalments")


def loan_amount(rng: Random, _: Values) -> float:
    amount = log_uniform(rng, 5_000, 5_000_000, 2)
    return amount if rng.random() < 0.7 else round(rng.uniform(1_000, 3_000_000), rng.choice((0, 2)))


def loan_count(most: int, years: int) -> Draw:
    """A number of instalments, `most` at most, that takes `years` at most."""

    def drawn(rng: Random, values: Values) -> float:
        count = rng.choice([count for count in COUNTS if count <= most]) if rng.random() < 0.8 else rng.randint(1, most)
        return float(max(1, min(years * PER_YEAR[str(values["frequency"])], count)))

    return drawn


def loan_rate(rng: Random, values: Values) -> float:
    """A sensible rate for its period; charged for less than twice the amount over the life of the loan."""
    low, high = LOAN_RATES[str(values["rate_period"])]
    return 0.0 if rng.random() < 0.04 else log_uniform(rng, low, high)


def loan_upfront(rng: Random, values: Values) -> str:
    """Interest withheld, only where some of the loan would be left."""
    periods = {"year": 1, "month": 12, "week": 52}
    period_rates = periods.get(str(values["rate_period"]), 0) / PER_YEAR[str(values["frequency"])]
    whole = number(values, "rate") * (period_rates * number(values, "instalments") or 1)
    return "yes" if whole < 0.5 and rng.random() < 0.35 else "no"


def share(low: float, high: float) -> Draw:
    """A share between two bounds."""
    return lambda rng, _: log_uniform(rng, low, high, 2)


def of_part(low: float, high: float) -> Draw:
    """An amount that is a share of the principal of one instalment."""
    return lambda rng, values: float(f"{part(values) * rng.uniform(low, high):.2g}")


def of_amount(low: float, high: float) -> Draw:
    """An amount that is a share of the loan."""
    return lambda rng, values: float(f"{number(values, 'amount') * rng.uniform(low, high):.2g}")


def loan_step(rng: Random, values: Values) -> float:
    """A rounding step well below the instalment."""
    return rng.choice([step for step in STEPS if step * 5 <= part(values)] or [0.01])


def fixed(low: float, high: float, digits: int = 3) -> Draw:
    """A log-uniform amount."""
    return lambda rng, _: log_uniform(rng, low, high, digits)


def loan_grace(rng: Random, values: Values) -> float:
    """A grace of a third of the instalments at most, now and then of all but one."""
    count = int(number(values, "instalments"))
    return float(count - 1 if rng.random() < 0.1 else rng.randint(0, count // 3))


def around(low: float, high: float) -> Draw:
    """A number between two bounds, every one as likely."""
    return lambda rng, _: round(rng.uniform(low, high), 3)


def count_of(low: int, high: int) -> Draw:
    """A whole number between two bounds."""
    return lambda rng, _: float(rng.randint(low, high))


def times(name: str, low: float, high: float, digits: int = 3) -> Draw:
    """A multiple of a number already drawn."""
    return lambda rng, values: float(f"{number(values, name) * rng.uniform(low, high):.{digits}g}")


def seldom(chance: float, draw: Draw, otherwise: float = 0.0) -> Draw:
    """A draw that often gives `otherwise` instead."""
    return lambda rng, values: draw(rng, values) if rng.random() < chance else otherwise


AGES = ("current", "1_30", "31_60", "61_90", "91_180", "181_365", "over_365")
PROVISIONS = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
"""What is set aside, class by class, when the loans are in trouble for longer and longer."""


def provision(usual: float) -> Draw:
    """A rate of provision near the usual one, within 0 and 1."""
    return lambda rng, _: min(1.0, max(0.0, round(usual + rng.choice((-0.05, 0.0, 0.0, 0.05)), 2)))


REALISTIC: Mapping[str, Mapping[str, Draw]] = {
    "microloan-cost": {
        # Drawn in this order: later ones look at earlier ones.
        "amount": loan_amount,
        "instalments": loan_count(104, 4),
        "rate": loan_rate,
        "interest_upfront": loan_upfront,
        "upfront_fee_rate": share(0.005, 0.06),
        "upfront_fee": of_amount(0.0, 0.03),
        "fee_per_instalment": of_part(0.0, 0.03),
        "deposit_rate": share(0.02, 0.25),
        "saving_per_instalment": of_part(0.0, 0.2),
        "savings_rate": share(0.005, 0.06),
        "tax_rate": share(0.05, 0.2),
        "rounding_step": loan_step,
        "rate_ceiling": share(0.15, 0.6),
    },
    "warrantage": {
        "bags": lambda rng, _: float(rng.randint(1, 500)),
        "bag_weight": lambda rng, _: rng.choice((25.0, 50.0, 80.0, 100.0)),
        "price_now": fixed(5_000, 40_000),
        "price_later": fixed(5_000, 60_000),
        "advance_rate": share(0.4, 0.95),
        "monthly_rate": share(0.005, 0.04),
        "months": lambda rng, _: float(rng.randint(1, 10)),
        "storage_fee": fixed(20, 500, 2),
        "treatment_cost": fixed(1_000, 50_000, 2),
        "loss_share": share(0.005, 0.2),
        "organisation_commission": share(0.005, 0.05),
        "income_from_loan": fixed(1_000, 200_000, 2),
    },
    "loan-schedule": {
        "amount": loan_amount,
        "instalments": loan_count(240, 20),
        "rate": loan_rate,
        "grace_periods": loan_grace,
        "rounding_step": loan_step,
    },
    "cash-flow-rate": {
        "periods_per_year": lambda rng, _: float(rng.choice((1, 2, 4, 6, 12, 12, 12, 13, 26, 52, 365))),
    },
    "seasonal-repayment": {
        "amount": fixed(20_000, 2_000_000),
        "monthly_rate": seldom(0.95, share(0.005, 0.04)),
        "start_month": count_of(1, 12),
        "harvest_month": count_of(1, 12),
        "share_at_harvest": lambda rng, _: rng.choice((0.5, 0.6, 0.7, 0.8, 0.9, 1.0, round(rng.random(), 2))),
        "opening_balance": lambda rng, v: float(f"{number(v, 'amount') * rng.uniform(-0.2, 1.0):.2g}"),
    },
    "sustainable-rate": {
        "administrative_rate": share(0.08, 0.5),
        "loss_rate": share(0.005, 0.1),
        "cost_of_funds": share(0.02, 0.2),
        "capitalisation_rate": share(0.01, 0.2),
        "investment_income": seldom(0.8, share(0.002, 0.05)),
    },
    "mfi-ratios": {
        "average_portfolio": fixed(5e6, 5e10),
        "operating_income": times("average_portfolio", 0.1, 0.5),
        "operating_costs": times("average_portfolio", 0.06, 0.4),
        "financial_costs": times("average_portfolio", 0.0, 0.1),
        "loan_loss_provision": times("average_portfolio", 0.0, 0.08),
        "write_offs": times("average_portfolio", 0.0, 0.06),
        "portfolio_income": times("average_portfolio", 0.1, 0.6),
        "average_borrowers": count_of(50, 60_000),
        "loan_officers": count_of(1, 400),
        "average_equity": times("average_portfolio", -0.1, 0.6),
        "inflation_rate": share(0.005, 0.25),
        "average_debt": times("average_portfolio", 0.0, 1.0),
        "market_debt_rate": share(0.03, 0.2),
        "average_loan_balance": fixed(20_000, 2_000_000),
        "gni_per_capita": fixed(200_000, 3_000_000),
        "average_assets": times("average_portfolio", 1.05, 1.6),
        "net_income": times("average_portfolio", -0.15, 0.15),
    },
    "portfolio-at-risk": {
        "balance_current": fixed(1e6, 1e10),
        **{
            f"balance_{age}": seldom(0.9, times("balance_current", 0.001, 0.12 / k))
            for k, age in enumerate(AGES[1:], 1)
        },
        **{f"provision_{age}": provision(usual) for age, usual in zip(AGES, PROVISIONS, strict=True)},
        "restructured": seldom(0.7, times("balance_current", 0.001, 0.08)),
        "written_off": times("balance_current", 0.0, 0.06),
    },
    "crop-budget": {
        "area": lambda rng, _: rng.choice((0.25, 0.5, 1.0, 1.5, 2.0, 3.0, round(rng.uniform(0.1, 20), 2))),
        "yield_per_ha": fixed(300, 6_000),
        "price_per_kg": fixed(80, 600),
        "seed": fixed(2_000, 60_000),
        "fertiliser": fixed(5_000, 120_000),
        "pesticide": fixed(1_000, 30_000),
        "hired_labour": fixed(5_000, 120_000),
        "services": fixed(5_000, 60_000),
        "other_inputs": fixed(1_000, 30_000),
        "equipment": fixed(500, 30_000),
        "store": fixed(100, 10_000),
        "draught_animals": fixed(1_000, 30_000),
        "self_consumed_share": around(0.0, 0.9),
        "loss_share": share(0.01, 0.3),
        "bad_yield_drop": around(0.1, 0.7),
        "bad_price_drop": around(0.0, 0.5),
    },
    "repayment-capacity": {
        "farm_income": fixed(100_000, 3_000_000),
        "other_income": seldom(0.7, fixed(20_000, 1_000_000)),
        "living_costs": times("farm_income", 0.3, 1.3),
        "other_instalments": seldom(0.5, times("farm_income", 0.02, 0.3)),
        "prudence": lambda rng, _: rng.choice((0.5, 0.6, 0.7, 0.8, 1.0)),
        "monthly_rate": seldom(0.95, share(0.005, 0.04)),
        "bullet_months": count_of(1, 12),
        "instalments": lambda rng, _: float(rng.choice((3, 6, 10, 12, 18, 24, 36, 48, 60))),
    },
    "storage-cost": {
        "rent": fixed(5_000, 500_000),
        "days": count_of(1, 365),
        "average_bags": count_of(1, 3_000),
    },
    "producer-organisation-limit": {
        # Each limit should be the smallest in a good part of the cases.
        "stock_quantity": fixed(5, 500),
        "price_now": fixed(80_000, 250_000),
        "advance_rate": share(0.5, 0.9),
        "gearing": lambda rng, _: rng.choice((1.0, 1.5, 2.0, 3.0, 4.0)),
        "equity": lambda rng, v: float(f"{stock_value(v) * rng.uniform(0.1, 1.5) / (number(v, 'gearing') or 1):.3g}"),
        "existing_debt": lambda rng, v: float(f"{stock_value(v) * rng.choice((0.0, 0.05, 0.1, 0.3)):.3g}"),
        "price_later": times("price_now", 0.9, 1.6),
        "loss_share": share(0.005, 0.15),
        "campaign_costs": lambda rng, v: float(f"{stock_value(v) * rng.uniform(0.02, 0.5):.3g}"),
        "debt_service_cover": lambda rng, _: rng.choice((1.0, 1.1, 1.2, 1.3, 1.5)),
        "monthly_rate": share(0.005, 0.03),
        "months": count_of(1, 12),
    },
    "guarantee-fund": {
        "loans": fixed(1e6, 5e9),
        "coverage": lambda rng, _: rng.choice((0.5, 0.6, 0.7, 0.75, 0.8, 1.0)),
        "default_rate": share(0.01, 0.2),
        "recovery_rate": seldom(0.8, around(0.0, 0.6)),
        "safety_multiple": lambda rng, _: rng.choice((1.0, 1.5, 2.0, 2.5, 3.0)),
    },
    "poverty-rate": {"bias": around(-0.06, 0.06)},
    "sample-size": {
        "population": lambda rng, _: float(round(log_uniform(rng, 20, 5e6, 6))),
        "half_width": share(0.01, 0.15),
        "confidence_z": lambda rng, _: rng.choice((1.28, 1.64, 1.645, 1.96, 2.58)),
        "expected_share": lambda rng, _: rng.choice((0.5, 0.5, round(rng.uniform(0.02, 0.98), 2))),
        "design_factor": around(0.8, 2.0),
    },
}


def stock_value(values: Values) -> float:
    """What a stock is worth today."""
    return number(values, "stock_quantity") * number(values, "price_now")


STRATA: Mapping[str, tuple[str, ...]] = {
    "microloan-cost": ("method", "frequency", "rate_period"),
    "loan-schedule": ("method", "frequency", "rate_period"),
}
"""Choices whose every combination must appear."""


# --- tables ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GridDraw:
    """How a table is drawn: its rows when all is well, how many it has at most, and extreme values of its cells."""

    rows: DrawRows
    most: int
    extremes: Mapping[str, Sequence[float]]


def flow(first: float, count: float, step: float, received: float, paid: float) -> Row:
    """One row of `cash-flow-rate`."""
    return {"first_period": first, "count": count, "step": step, "received": received, "paid": paid}


def once(period: float, received: float = 0.0, paid: float = 0.0) -> Row:
    """One flow."""
    return flow(period, 1.0, 1.0, received, paid)


def yearly_cost(rng: Random, values: Values, years: float) -> float:
    """What is paid beyond the amount, as a share of it, at a yearly cost of 0 to 60 %."""
    return rng.uniform(0.0, 0.6) * years if rng.random() < 0.9 else 0.0


def level_loan(rng: Random, values: Values) -> Rows:
    """A loan, perhaps with a fee, in equal payments every few periods."""
    amount, count, step = loan_amount(rng, values), rng.randint(1, 60), rng.choice((1, 1, 1, 2, 3, 4))
    cost = yearly_cost(rng, values, count * step / number(values, "periods_per_year") / 2)
    first = step if rng.random() < 0.8 else rng.randint(1, 12)
    fee = [once(0, paid=round(amount * rng.uniform(0.005, 0.05)))] if rng.random() < 0.5 else []
    return [once(0, amount), *fee, flow(first, count, step, 0.0, round(amount * (1 + cost) / count, 2))]


def harvest_loan(rng: Random, values: Values) -> Rows:
    """Inputs paid for in two or three goes, and repaid in one or two after the harvest."""
    parts = [once(k * rng.randint(1, 2), loan_amount(rng, values)) for k in range(rng.choice((2, 3)))]
    lent = sum(number(part, "received") for part in parts)
    end = rng.randint(6, 24)
    owed = lent * (1 + yearly_cost(rng, values, end / number(values, "periods_per_year")))
    first = round(owed * rng.uniform(0.3, 1.0))
    return [*parts, once(end, paid=first), once(end + rng.randint(1, 3), paid=round(owed - first))]


def interest_then_principal(rng: Random, values: Values) -> Rows:
    """Interest at each of some periods, all the principal with the last."""
    amount, count, step = loan_amount(rng, values), rng.randint(1, 36), rng.choice((1, 1, 3, 6))
    interest = round(amount * yearly_cost(rng, values, step / number(values, "periods_per_year")), 2)
    return [once(0, amount), flow(step, count, step, 0.0, interest), once(count * step, paid=amount)]


def tontine(rng: Random, values: Values) -> Rows:
    """Money put aside first and received later: a rate earned."""
    count, paid = rng.randint(2, 48), loan_amount(rng, values)
    return [flow(0, count, 1, 0.0, paid), once(count, round(paid * count * rng.uniform(1.0, 1.2)))]


def loan_with_savings(rng: Random, values: Values) -> Rows:
    """A loan with savings given back at the end: now and then more than the last payment, which has no rate."""
    rows = level_loan(rng, values)
    last = rows[-1]
    end = number(last, "first_period") + (number(last, "count") - 1) * number(last, "step")
    saved = round(number(last, "paid") * rng.uniform(0.01, 0.1))
    return [*rows, {**last, "paid": float(saved)}, once(end, received=saved * number(last, "count"))]


def two_loans(rng: Random, values: Values) -> Rows:
    """A second loan once the first one is repaid: two rates, and so none."""
    amount, end = loan_amount(rng, values), rng.randint(1, 12)
    owed = amount + max(1.0, round(amount * rng.uniform(0.02, 0.2)))
    return [flow(0, 2, end + 1, amount, 0.0), flow(end, 2, end + 1, 0.0, owed)]


CASH_FLOWS: Mapping[DrawRows, float] = {
    level_loan: 6,
    harvest_loan: 4,
    interest_then_principal: 3,
    tontine: 2,
    loan_with_savings: 3,
    two_loans: 0.5,
}
"""Kinds of loans, and how often each is drawn."""


def cash_flows(rng: Random, values: Values) -> Rows:
    """The rows of one kind of loan, now and then in another order."""
    rows = rng.choices(list(CASH_FLOWS), list(CASH_FLOWS.values()))[0](rng, values)
    return rng.sample(rows, len(rows)) if rng.random() < 0.2 else rows


def farm_year(rng: Random, values: Values) -> Rows:
    """A year of a farming family: steady expenses, and one season of income around the loan's size."""
    harvest, amount = rng.randint(0, 11), number(values, "amount")
    living = amount * rng.uniform(0.03, 0.3)
    crop = living * 12 * rng.uniform(0.6, 1.4) + amount * rng.uniform(0.0, 1.3)
    season = {harvest: 0.6, (harvest + 1) % 12: 0.3, (harvest + 4) % 12: 0.1}
    return [
        {
            "month": month + 1.0,
            "income": float(f"{crop * season.get(month, 0) + living * rng.uniform(0, 0.4):.3g}"),
            "expense": float(f"{living * rng.uniform(0.6, 1.5):.3g}"),
        }
        for month in range(12)
    ]


ACTORS = ("producer", "collector", "cooperative", "wholesaler", "processor", "carrier", "trader", "retailer")


def value_chain(rng: Random, _: Values) -> Rows:
    """Actors who nearly always sell dearer than they bought."""
    names, price = rng.sample(ACTORS[1:], rng.randint(0, 7)), log_uniform(rng, 50, 800)
    rows: Rows = []
    for name in (ACTORS[0], *names):
        loss = rng.choice((0.0, 0.0, round(rng.uniform(0.005, 0.15), 3)))
        cost = float(f"{price * rng.uniform(0, 0.3):.2g}")
        rows.append({"actor": name, "price": price, "cost": cost, "loss_share": loss})
        price = float(f"{price * rng.uniform(0.98, 1.6):.3g}")
    return rows


def sampled_households(rng: Random, _: Values) -> Rows:
    """Households of a sample: alike, or each with a weight."""
    weights = rng.choice(((1.0,), (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 12.0), (0.5, 1.5, 2.25)))
    count = rng.choice((1, 2, 3, 5, 10, 30, 60, 199, 200))
    return [{"likelihood": round(rng.random(), 3), "weight": rng.choice(weights)} for _ in range(count)]


GRIDS: Mapping[str, Mapping[str, GridDraw]] = {
    "cash-flow-rate": {
        "flows": GridDraw(
            cash_flows,
            24,
            {
                "first_period": (0.0, 1.0, 240.0, 241.0),
                "count": (1.0, 2.0, 240.0),
                "step": (1.0, 12.0, 240.0),
                "received": (0.0, 0.01, 1e9),
                "paid": (0.0, 0.01, 1e9),
            },
        )
    },
    "seasonal-repayment": {"cash": GridDraw(farm_year, 12, {"income": (0.0, 0.01, 1e9), "expense": (0.0, 0.01, 1e9)})},
    "value-chain-margins": {
        "actors": GridDraw(
            value_chain, 8, {"price": (0.0, 0.01, 1e9), "cost": (0.0, 1e9), "loss_share": (0.0, 0.5, 0.99, 1.0)}
        )
    },
    "poverty-rate": {
        "households": GridDraw(sampled_households, 200, {"likelihood": (0.0, 1.0), "weight": (0.0, 0.01, 1e6)})
    },
}
"""The inputs that are tables, drawn after all others; their rows may look at those."""


def draw_rows(rng: Random, grid: GridDraw, wild: bool, values: Values) -> Rows:
    """A table; when wild, with some extreme cells."""
    rows = [dict(row) for row in grid.rows(rng, values)]
    for row in rows if wild else ():
        for column in (name for name in grid.extremes if rng.random() < 0.5 / len(rows)):
            row[column] = rng.choice(grid.extremes[column])
    if rng.random() < BLANK:
        hollow(rng, rows)
    return spaced(rng, grid, rows)


def hollow(rng: Random, rows: Rows) -> None:
    """One cell left blank."""
    row = rng.choice(rows)
    row[rng.choice(list(row))] = None


def spaced(rng: Random, grid: GridDraw, rows: Rows) -> Rows:
    """The rows, now and then with an empty one among them or after them, as a page has them."""
    if len(rows) >= grid.most or rng.random() < 0.7:
        return rows
    place = rng.randint(0, len(rows))
    return [*rows[:place], dict.fromkeys(rows[0]), *rows[place:]]


# --- cases -------------------------------------------------------------------------------------------

Marks = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Mood:
    """What one case is like: `wild` draws extremes; `answer` is the place of the answer given nearly always."""

    wild: bool
    answer: int | None

    def steady(self, rng: Random) -> bool:
        """Whether the next answer is the usual one."""
        return self.answer is not None and rng.random() < STEADY

    def pick(self, items: Sequence[Any]) -> Any:
        """The usual one of these."""
        return items[(self.answer or 0) % len(items)]


def random_inputs(program: Program, rng: Random, n: int, marks: Marks | None = None) -> list[Values]:
    """`n` cases for a compiled tool, checklists included.

    `marks` adds, for an input, numbers worth trying (the limits of the bands of a measured indicator). The
    combinations of the inputs in `STRATA` come in turn, so each appears when `n` is at least their number.
    """
    turns = strata(program)
    return [one_case(program, rng, next(turns), marks or {}) for _ in range(n)]


def strata(program: Program) -> Iterator[Values]:
    """The combinations of stratified choices, again and again."""
    chosen = [source for source in program.inputs if source.key in STRATA.get(program.tool, ())]
    keys = [source.key for source in chosen]
    return cycle([dict(zip(keys, codes, strict=True)) for codes in product(*(s.options for s in chosen))])


def one_case(program: Program, rng: Random, chosen: Values, marks: Marks) -> Values:
    """One case: the stratified choices, then realistic or edge values, then blanks."""
    values: Values = dict(chosen)
    mood = Mood(rng.random() < EDGE, rng.randrange(12) if rng.random() < 0.5 else None)
    realistic = REALISTIC.get(program.tool, {})
    grids = GRIDS.get(program.tool, {})
    for source in ordered(program):
        if source.key in values:
            continue
        if source.kind == "measure":
            values[source.key] = measured(rng, source, mood, marks.get(source.key, ()))
        else:
            values[source.key] = draw(rng, source, mood, realistic.get(source.key), values)
    for name, grid in grids.items():
        values[name] = draw_rows(rng, grid, mood.wild, values)
    return blanked(rng, program, values)


def ordered(program: Program) -> list[Input]:
    """The inputs: those with a realistic draw in the order of their table, after all others."""
    table = list(REALISTIC.get(program.tool, {}))
    return sorted(single(program), key=lambda source: table.index(source.key) + 1 if source.key in table else 0)


def single(program: Program) -> list[Input]:
    """The inputs that are not cells of a table (``flows.0.received``): tables are drawn as rows."""
    return [source for source in program.inputs if "." not in source.key]


def draw(rng: Random, source: Input, mood: Mood, realistic: Draw | None, values: Values) -> Value:
    """A value for one input of a calculator, or one answer."""
    if source.options:
        return realistic(rng, values) if realistic and not mood.wild else option(rng, source, mood)
    # In a wild case only some of the inputs are extreme: all of them together are nearly always refused.
    if mood.wild and rng.random() < 0.3:
        return anywhere(rng, source)
    if realistic is None:
        return ordinary(rng, source)
    value = realistic(rng, values)
    return within(source, value) if isinstance(value, int | float) else value


def option(rng: Random, source: Input, mood: Mood) -> Value:
    """An option; in half of the cases nearly always the same, so that all answers can be good, or all bad."""
    return str(mood.pick(source.options)) if mood.steady(rng) else rng.choice(source.options)


def measured(rng: Random, source: Input, mood: Mood, marks: Sequence[float]) -> Value:
    """A number within or at its bounds, one of its marks, "not applicable", or nothing."""
    limits = [limit for limit in (*marks, source.minimum, source.maximum) if limit is not None]
    if limits and mood.steady(rng):
        return within(source, mood.pick(limits))
    kind = rng.random()
    if kind < 0.15:
        return None
    if kind < 0.3 and source.options:
        return rng.choice(source.options)
    if kind < 0.6 and limits:
        return within(source, rng.choice(limits))
    return anywhere(rng, source)


def blanked(rng: Random, program: Program, values: Values) -> Values:
    """Many optional inputs blank, and now and then a required one."""
    kept = dict(values)
    whole = rng.random() < COMPLETE
    for source in single(program):
        if not source.required and source.kind != "measure" and not whole and rng.random() < leave_blank(source):
            kept[source.key] = None
    required = [source.key for source in single(program) if source.required]
    if required and rng.random() < BLANK:
        kept[rng.choice(required)] = None
    return kept


def leave_blank(source: Input) -> float:
    """How often an optional input stays blank: answers of a checklist have no default and are mostly given."""
    return DEFAULT if source.default is not None or source.kind != "choice" else 0.15


# --- Hypothesis --------------------------------------------------------------------------------------


def inputs(program: Program) -> st.SearchStrategy[Values]:
    """Any valid values for a tool; optional inputs may be blank, required ones are given."""
    return st.fixed_dictionaries({source.key: valid(source) for source in single(program)})


def valid(source: Input) -> st.SearchStrategy[Value]:
    """Any valid value of one input."""
    choices: list[st.SearchStrategy[Value]] = [st.sampled_from(source.options)] if source.options else []
    if not source.options or source.kind == "measure":
        choices.append(numbers(source))
    if not source.required:
        choices.append(st.none())
    return st.one_of(choices)


def numbers(source: Input) -> st.SearchStrategy[Value]:
    """Numbers within the bounds of an input, limits included, with six decimals at most as people type them."""
    low = 0.0 if source.minimum is None else source.minimum
    high = WIDEST if source.maximum is None else source.maximum
    if source.whole:
        return st.integers(math.ceil(low), math.floor(high)).map(float)
    limits = st.sampled_from((low, high))
    return limits | st.floats(low, high).map(lambda value: min(high, max(low, round(value, 6))))
