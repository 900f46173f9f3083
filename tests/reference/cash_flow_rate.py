"""`cash-flow-rate`: the rate of any schedule of money received and paid, from its specification."""

from collections.abc import Mapping, Sequence
from decimal import localcontext
from fractions import Fraction

from tests.reference.loan import finite, yearly
from tests.reference.outcome import Given, Outcome, Refusal, Values, missing, withheld
from tests.reference.reading import Numbers, cells, cells_out_of_bounds, in_use, missing_cells, numbers, rows
from tests.reference.root import DIGITS, rate_of_any, sign_changes

COLUMNS = ("first_period", "count", "step", "received", "paid")
REQUIRED = ("flows", "periods_per_year")
OUTPUTS = ("period_rate", "nominal_annual_rate", "effective_annual_rate", "total_received", "total_paid")
MOST_ROWS = 24
LAST_PERIOD = 240
BOUNDS = {"first_period": (0.0, float(LAST_PERIOD)), "count": (1.0, None), "step": (1.0, None)}


def cash_flow_rate(values: Values) -> Outcome:
    """Every output of `cash-flow-rate`. Reading: the totals stay when there is no single rate."""
    refusals = blank(values) or cells_out_of_bounds(values, "flows", BOUNDS, BOUNDS) or too_late(values)
    if refusals:
        return withheld(OUTPUTS, refusals)
    table = cells(values, "flows", COLUMNS)
    flows = net_flows(table)
    totals = {f"total_{side}": float(sum(row["count"] * row[side] for row in table)) for side in ("received", "paid")}
    rates, checks = rates_of(flows, int(numbers(values, ["periods_per_year"])["periods_per_year"]))
    return Outcome({**rates, **totals}, shown(flows), checks)


def blank(values: Values) -> tuple[Refusal, ...]:
    """Refusals for what is missing, in the order of the page."""
    return missing_cells(values, "flows", COLUMNS, MOST_ROWS) + missing(values, REQUIRED[1:])


def too_late(values: Values) -> tuple[Refusal, ...]:
    """Refusals for rows that end after period 240."""
    ends = zip(in_use(rows(values, "flows")), cells(values, "flows", COLUMNS), strict=True)
    return tuple(("max", f"flows.{k}.count") for k, row in ends if last_period(row) > LAST_PERIOD)


def last_period(row: Numbers) -> Fraction:
    """The period of the last flow of a row."""
    return row["first_period"] + (row["count"] - 1) * row["step"]


def net_flows(table: list[Numbers]) -> list[Fraction]:
    """Received less paid, period by period from 0. Reading: flows of the same period are one."""
    flows = [Fraction(0)] * (LAST_PERIOD + 1)
    for row in table:
        for period in range(int(row["first_period"]), int(last_period(row)) + 1, int(row["step"])):
            flows[period] += row["received"] - row["paid"]
    return flows


def rates_of(flows: Sequence[Fraction], per_year: int) -> tuple[dict[str, Given], tuple[Refusal, ...]]:
    """The three rates, and why they are withheld if they are."""
    with localcontext() as context:
        context.prec = DIGITS
        rate = rate_of_any(flows)
        found = {
            "period_rate": rate,
            "nominal_annual_rate": None if rate is None else rate * per_year,
            "effective_annual_rate": yearly(rate, per_year),
        }
    rates: dict[str, Given] = {name: finite(value) for name, value in found.items()}
    return rates, why(flows, rates)


def why(flows: Sequence[Fraction], rates: Mapping[str, Given]) -> tuple[Refusal, ...]:
    """The reason why a rate is withheld: several signs, money that no rate explains, or a rate beyond all numbers."""
    if sign_changes(flows) > 1:
        return (("check", "single_rate"),)
    return (("check", "no_rate"),) if None in rates.values() else ()


def shown(flows: Sequence[Fraction]) -> list[dict[str, float]]:
    """The period-by-period table."""
    return [{"period": period, "flow": float(flow)} for period, flow in enumerate(flows)]
