"""`microloan-cost`: what a microloan really costs, from its specification.

Where the specification can be read in more than one way, a comment starting with "Reading" states the choice.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from tests.reference.outcome import Given, Outcome, Refusal, Values, missing, withheld
from tests.reference.reading import known, not_an_option, out_of_bounds
from tests.reference.root import DIGITS, rate_of, sign_changes
from tests.reference.rounding import exact, round_to

FREQUENCIES = {
    "weekly": 52,
    "fortnightly": 26,
    "four_weekly": 13,
    "monthly": 12,
    "bimonthly": 6,
    "quarterly": 4,
    "semiannual": 2,
    "yearly": 1,
}
RATE_PERIODS = {"year": 1, "month": 12, "week": 52}
METHODS = ("declining", "flat", "equal_principal", "interest_only", "bullet")
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "rate_period": (*RATE_PERIODS, "loan"),
    "method": METHODS,
    "frequency": tuple(FREQUENCIES),
    "interest_upfront": ("yes", "no"),
}
REQUIRED = ("amount", "rate", "rate_period", "method", "instalments", "frequency")
DEFAULTS: Mapping[str, float | str] = {
    "upfront_fee_rate": 0,
    "upfront_fee": 0,
    "fee_per_instalment": 0,
    "interest_upfront": "no",
    "deposit_rate": 0,
    "saving_per_instalment": 0,
    "savings_rate": 0,
    "tax_rate": 0,
    "rounding_step": 1,
}
MONEY_OUTPUTS = ("instalment", "amount_received", "total_interest", "total_fees", "total_cost")
RATE_OUTPUTS = (
    "period_rate",
    "nominal_annual_rate",
    "effective_annual_rate",
    "quoted_annual_rate",
    "gap",
    "lender_yield",
    "teg_umoa",
)
OUTPUTS = MONEY_OUTPUTS + RATE_OUTPUTS
MOST_INSTALMENTS = 104
SAVINGS_IN_TEG = False
"""Whether compulsory savings are flows of `teg_umoa`; taxes never are."""


@dataclass(frozen=True)
class Terms:
    """The contract, in exact numbers; `rate` is the rate of one period."""

    amount: Fraction
    rate: Fraction
    method: str
    count: int
    per_year: int
    upfront: bool
    start_fee: Fraction
    fee: Fraction
    deposit: Fraction
    saving: Fraction
    savings_rate: Fraction
    tax_rate: Fraction
    step: Fraction

    @property
    def fine(self) -> Fraction:
        """The step to which interest is rounded."""
        return min(self.step, Fraction(1))


@dataclass(frozen=True)
class Row:
    """One period: what is due for the loan itself, and beside it. Row 0 is the day the loan is paid out."""

    interest: Fraction
    principal: Fraction
    fee: Fraction
    tax: Fraction
    saved: Fraction
    returned: Fraction
    balance: Fraction
    savings: Fraction
    received: Fraction = Fraction(0)

    @property
    def borrower(self) -> Fraction:
        """The borrower's own flow: received, less everything paid and saved, plus savings back."""
        return self.untaxed - self.tax

    @property
    def untaxed(self) -> Fraction:
        """The borrower's flow as if there were no tax."""
        return self.received + self.returned - self.interest - self.principal - self.fee - self.saved

    @property
    def lender(self) -> Fraction:
        """The lender's flow seen from the borrower. Reading: "tax and savings out" means both are left out."""
        return self.received - self.interest - self.principal - self.fee


# --- reading -----------------------------------------------------------------------------------------


def microloan_cost(values: Values) -> Outcome:
    """Every output of `microloan-cost` for these inputs (rates as fractions, blanks as None or absent)."""
    refusals = missing(values, REQUIRED) or wrong(values)
    if refusals:
        return withheld(OUTPUTS, refusals)
    terms = read(values)
    rows = schedule(terms)
    rates, checks = rates_of(terms, rows)
    return Outcome({**amounts(rows), **rates}, [shown(k, row) for k, row in enumerate(rows)], checks)


def wrong(values: Values, most: int = MOST_INSTALMENTS) -> tuple[Refusal, ...]:
    """Refusals for what the specification itself bounds: codes, and 1 to `most` whole instalments."""
    return not_an_option(values, OPTIONS) + out_of_bounds(values, {"instalments": (1, most)}, ["instalments"])


def read(values: Values) -> Terms:
    """The contract behind the inputs, blanks replaced by their defaults."""
    full = {**DEFAULTS, **known(values, values)}

    def number(name: str) -> Fraction:
        return exact(full[name])

    per_year, count = FREQUENCIES[str(full["frequency"])], int(number("instalments"))
    return Terms(
        amount=number("amount"),
        rate=period_rate(number("rate"), str(full["rate_period"]), per_year, count),
        method=str(full["method"]),
        count=count,
        per_year=per_year,
        upfront=full["interest_upfront"] == "yes",
        # Reading: fees, tax, deposit and savings are not rounded; only interest and the instalment are.
        start_fee=number("upfront_fee_rate") * number("amount") + number("upfront_fee"),
        fee=number("fee_per_instalment"),
        deposit=number("deposit_rate") * number("amount"),
        saving=number("saving_per_instalment"),
        savings_rate=number("savings_rate"),
        tax_rate=number("tax_rate"),
        step=number("rounding_step"),
    )


def period_rate(rate: Fraction, rate_period: str, per_year: int, count: int) -> Fraction:
    """The proportional rate of one period."""
    if rate_period == "loan":
        return rate / count
    return rate * RATE_PERIODS[rate_period] / per_year


# --- principal and interest --------------------------------------------------------------------------

Payment = tuple[Fraction, Fraction]
"""Interest and principal of one period."""


def scheduled(terms: Terms) -> list[Payment]:
    """Interest and principal of each period, before any interest is withheld at the start."""
    return PLANS[terms.method](terms)


def declining(terms: Terms) -> list[Payment]:
    """Equal payments on the outstanding balance."""
    instalment = round_to(annuity(terms), terms.step)
    return level(terms, instalment, lambda balance: round_to(balance * terms.rate, terms.fine))


def annuity(terms: Terms) -> Fraction:
    """The equal payment before rounding."""
    if terms.rate == 0:
        return terms.amount / terms.count
    return terms.amount * terms.rate / (1 - (1 + terms.rate) ** -terms.count)


def flat(terms: Terms) -> list[Payment]:
    """Interest on the whole amount every period. Reading: the instalment is rounded from unrounded interest."""
    instalment = round_to(terms.amount / terms.count + terms.amount * terms.rate, terms.step)
    interest = round_to(terms.amount * terms.rate, terms.fine)
    return level(terms, instalment, lambda _: interest)


def level(terms: Terms, instalment: Fraction, interest_on: Callable[[Fraction], Fraction]) -> list[Payment]:
    """The same payment each period; the last one clears the balance.

    Reading: a payment never repays more than the balance, so a coarse step can end the loan early; and an
    instalment rounded below the interest leaves the rest of it in the balance until the last payment.
    """
    payments, balance = [], terms.amount
    for k in range(1, terms.count + 1):
        interest = interest_on(balance)
        principal = balance if k == terms.count else min(instalment - interest, balance)
        balance -= principal
        payments.append((interest, principal))
    return payments


def equal_principal(terms: Terms) -> list[Payment]:
    """Equal parts of principal, interest on the balance.

    Reading: the balance is rounded like interest, to the fine step, because payments differ from each other
    and none is an instalment that people count out; the payment is not rounded again.
    """
    left = [equal_balance(terms, k) for k in range(terms.count + 1)]
    return [(round_to(before * terms.rate, terms.fine), before - after) for before, after in pairwise(left)]


def equal_balance(terms: Terms, k: int) -> Fraction:
    """What is left after `k` payments of equal principal."""
    exact_balance = terms.amount * (terms.count - k) / terms.count
    return round_to(exact_balance, terms.fine) if k else terms.amount


def interest_only(terms: Terms) -> list[Payment]:
    """Interest each period, the amount with the last. Reading: a payment of interest alone keeps its fine step."""
    interest = round_to(terms.amount * terms.rate, terms.fine)
    return [(interest, terms.amount if k == terms.count else Fraction(0)) for k in range(1, terms.count + 1)]


def bullet(terms: Terms) -> list[Payment]:
    """One payment at the end. Reading: its interest i·n·P is rounded once, and the payment not again."""
    interest = round_to(terms.amount * terms.rate * terms.count, terms.fine)
    return [(Fraction(0), Fraction(0))] * (terms.count - 1) + [(interest, terms.amount)]


PLANS: Mapping[str, Callable[[Terms], list[Payment]]] = {
    "declining": declining,
    "flat": flat,
    "equal_principal": equal_principal,
    "interest_only": interest_only,
    "bullet": bullet,
}


def still_due(terms: Terms) -> list[Payment]:
    """What is left to pay once the interest was withheld: principal.

    Reading: P/n each is an instalment, rounded to the step, for *equal_principal* too.
    """
    if terms.method in ("bullet", "interest_only"):
        return [(Fraction(0), principal) for _, principal in scheduled(terms)]
    return level(terms, round_to(terms.amount / terms.count, terms.step), lambda _: Fraction(0))


# --- everything else that is paid --------------------------------------------------------------------


def schedule(terms: Terms) -> list[Row]:
    """Row 0 and one row for each period."""
    payments = still_due(terms) if terms.upfront else scheduled(terms)
    return list(rows(terms, payments))


def rows(terms: Terms, payments: list[Payment]) -> Iterator[Row]:
    """The payments with fees, tax and savings."""
    first = start(terms)
    yield first
    balance, savings, last = terms.amount, first.savings, last_payment(payments)
    for k, (interest, principal) in enumerate(payments, 1):
        # Reading: a bullet loan has one instalment, so one fee and one saving; other methods have one each
        # period, until the last payment when a coarse step ends the loan early.
        paid = k == last or (k < last and terms.method != "bullet")
        fee, saved = (terms.fee, terms.saving) if paid else (Fraction(0), Fraction(0))
        balance -= principal
        savings = savings * (1 + terms.savings_rate / terms.per_year) + saved
        # The saving of the last instalment is paid and returned on the same day.
        returned = savings if k == last else Fraction(0)
        savings -= returned
        yield Row(interest, principal, fee, terms.tax_rate * (interest + fee), saved, returned, balance, savings)


def last_payment(payments: list[Payment]) -> int:
    """The period in which something is paid for the last time."""
    return max(k for k, (interest, principal) in enumerate(payments, 1) if interest or principal)


def start(terms: Terms) -> Row:
    """The day the loan is paid out."""
    interest = sum((due for due, _ in scheduled(terms)), Fraction(0)) if terms.upfront else Fraction(0)
    return Row(
        interest=interest,
        principal=Fraction(0),
        fee=terms.start_fee,
        tax=terms.tax_rate * (interest + terms.start_fee),
        saved=terms.deposit,
        returned=Fraction(0),
        balance=terms.amount,
        savings=terms.deposit,
        received=terms.amount,
    )


def shown(period: int, row: Row) -> dict[str, float]:
    """A row as plain numbers."""
    names = ("interest", "principal", "fee", "tax", "saved", "returned", "balance", "savings")
    cells = {name: float(getattr(row, name)) for name in names}
    return {"period": period, **cells, "payment": cells["interest"] + cells["principal"], "flow": float(row.borrower)}


# --- results -----------------------------------------------------------------------------------------


def amounts(rows: list[Row]) -> dict[str, Given]:
    """The outputs in money."""
    interest = sum((row.interest for row in rows), Fraction(0))
    fees = sum((row.fee for row in rows), Fraction(0))
    tax = sum((row.tax for row in rows), Fraction(0))
    earned = sum((row.returned - row.saved for row in rows), Fraction(0))
    return {
        "instalment": float(instalment(rows)),
        "amount_received": float(rows[0].borrower),
        "total_interest": float(interest),
        "total_fees": float(fees),
        "total_cost": float(interest + fees + tax - earned),
    }


def instalment(rows: list[Row]) -> Fraction:
    """The first regular payment of principal and interest still to be paid.

    Reading: it is what the schedule really asks for first. A loan of one instalment shows that payment, and
    *interest_only* without interest to pay (withheld, or rate 0) has, like *bullet*, one payment: the amount.
    """
    due = (row.interest + row.principal for row in rows[1:])
    return next(payment for payment in due if payment)


def rates_of(terms: Terms, rows: list[Row]) -> tuple[dict[str, Given], tuple[Refusal, ...]]:
    """The rates, and why some are withheld. Reading: each rate is refused for its own flows only."""
    borrower, untaxed, lender = ([getattr(r, name) for r in rows] for name in ("borrower", "untaxed", "lender"))
    with localcontext() as context:
        context.prec = DIGITS
        rate, teg = rate_of(borrower), rate_of(untaxed if SAVINGS_IN_TEG else lender)
        quoted = Decimal(terms.rate.numerator) / terms.rate.denominator * terms.per_year
        effective = yearly(rate, terms.per_year)
        found = {
            "period_rate": rate,
            "nominal_annual_rate": None if rate is None else rate * terms.per_year,
            "effective_annual_rate": effective,
            "quoted_annual_rate": quoted,
            "gap": None if effective is None else effective - quoted,
            "lender_yield": yearly(rate_of(lender), terms.per_year),
            "teg_umoa": None if teg is None else teg * terms.per_year,
        }
    return {name: finite(value) for name, value in found.items()}, why(borrower, rate)


def yearly(rate: Decimal | None, per_year: int) -> Decimal | None:
    """The effective annual rate of a period rate."""
    return None if rate is None else (1 + rate) ** per_year - 1


def finite(value: Decimal | None) -> float | None:
    """The value as a float; None for a rate too large to be one."""
    return None if value is None or abs(value) > Decimal("1e300") else float(value)


def why(flows: list[Fraction], rate: Decimal | None) -> tuple[Refusal, ...]:
    """The reason why the borrower's rate is withheld, if it is."""
    if flows[0] <= 0:
        return (("check", "amount_received"),)
    if sign_changes(flows) > 1:
        return (("check", "single_rate"),)
    return () if rate is not None else (("error", "period_rate"),)
