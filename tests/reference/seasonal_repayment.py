"""`seasonal-repayment`: twelve equal payments or one that follows the harvest, from its specification."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from tests.reference.loan import Payment
from tests.reference.outcome import Outcome, Refusal, Values, missing, withheld
from tests.reference.reading import Numbers, cells, missing_cells, numbers, out_of_bounds, plain, row_numbers

COLUMNS = ("income", "expense")
REQUIRED = ("amount", "monthly_rate", "start_month", "harvest_month", "share_at_harvest")
DEFAULTS = {"opening_balance": 0.0}
OUTPUTS = ("lowest_balance_monthly", "lowest_balance_seasonal", "months_short_monthly", "months_short_seasonal")
YEAR = 12
BOUNDS = {"start_month": (1.0, 12.0), "harvest_month": (1.0, 12.0), "share_at_harvest": (0.0, 1.0)}


def seasonal_repayment(values: Values) -> Outcome:
    """Every output of `seasonal-repayment`, and the balance of both ways of repaying at each month-end.

    Reading: row k of the table is calendar month k whatever its `month` says, and all twelve are needed.
    """
    refusals = blank(values) or out_of_bounds(values, BOUNDS, ["start_month", "harvest_month"])
    if refusals:
        return withheld(OUTPUTS, refusals)
    given = numbers(values, REQUIRED, DEFAULTS)
    months = calendar(int(given["start_month"]))
    cash = cells(values, "cash", COLUMNS)
    surplus = [cash[month - 1]["income"] - cash[month - 1]["expense"] for month in months]
    monthly, seasonal = (running(given, surplus, paid) for paid in (level(given), with_harvest(given)))
    return Outcome(plain(judged(monthly, seasonal)), table(months, monthly, seasonal))


def blank(values: Values) -> tuple[Refusal, ...]:
    """Refusals for what is missing: any of the twelve months, or an input."""
    found = missing_cells(values, "cash", COLUMNS, YEAR)
    given = values.get("cash")
    if not found and not (isinstance(given, Sequence) and len(given) == YEAR):
        found = (("missing", "cash"),)
    return found + missing(values, REQUIRED)


def calendar(start: int) -> list[int]:
    """The calendar months whose ends are the twelve payment days; the first is the month of the loan."""
    return [(start - 1 + k) % YEAR + 1 for k in range(YEAR)]


def level(given: Numbers) -> list[Payment]:
    """Twelve equal declining payments. Reading: nothing is rounded, as there is no rounding step."""
    rate, balance = given["monthly_rate"], given["amount"]
    payment = balance * rate / (1 - (1 + rate) ** -YEAR) if rate else balance / YEAR
    payments = []
    for _ in range(YEAR):
        interest = balance * rate
        payments.append((interest, payment - interest))
        balance -= payment - interest
    return payments


def with_harvest(given: Numbers) -> list[Payment]:
    """A share of the principal in the month of the harvest, the rest in eleven equal parts in the others."""
    at_harvest = calendar(int(given["start_month"])).index(int(given["harvest_month"]))
    amount, share = given["amount"], given["share_at_harvest"]
    parts = [amount * (share if k == at_harvest else (1 - share) / (YEAR - 1)) for k in range(YEAR)]
    balances = accumulate(parts, lambda left, part: left - part, initial=amount)
    return [(balance * given["monthly_rate"], part) for balance, part in zip(balances, parts, strict=False)]


def running(given: Numbers, surplus: list[Fraction], payments: list[Payment]) -> list[Fraction]:
    """The family's cash at each of the twelve month-ends; the loan came at the start of the first month."""
    left = (more - interest - principal for more, (interest, principal) in zip(surplus, payments, strict=True))
    return list(accumulate(left, initial=given["opening_balance"] + given["amount"]))[1:]


def judged(monthly: list[Fraction], seasonal: list[Fraction]) -> dict[str, Fraction | None]:
    """The outputs. Reading: only month-ends are judged, not the day on which the loan arrives."""
    return {
        "lowest_balance_monthly": min(monthly),
        "lowest_balance_seasonal": min(seasonal),
        "months_short_monthly": Fraction(sum(balance < 0 for balance in monthly)),
        "months_short_seasonal": Fraction(sum(balance < 0 for balance in seasonal)),
    }


def table(months: list[int], monthly: list[Fraction], seasonal: list[Fraction]) -> list[dict[str, float]]:
    """What the chart shows."""
    lines = zip(months, monthly, seasonal, strict=True)
    return row_numbers([{"month": Fraction(m), "monthly": one, "seasonal": other} for m, one, other in lines])
