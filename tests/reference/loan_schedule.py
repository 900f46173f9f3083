"""`loan-schedule`: what is due and when, with a grace period, from its specification."""

from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from tests.reference.loan import Payment, Terms, last_payment, read, scheduled, wrong
from tests.reference.outcome import Outcome, Refusal, Values, missing, withheld
from tests.reference.reading import not_an_option, numbers, out_of_bounds, plain, row_numbers, single
from tests.reference.rounding import round_to

REQUIRED = ("amount", "rate", "rate_period", "instalments", "frequency", "method")
OUTPUTS = ("instalment", "first_instalment", "last_instalment", "total_interest", "total_paid")
MOST_INSTALMENTS = 240
GRACE_KINDS = ("interest_only", "full")
MOST_TIMES = 1_000_000
"""Reading: a debt that swells beyond this many times the loan is nonsense, and refused in words."""
OWN = ("grace_periods", "grace_kind")


def loan_schedule(values: Values) -> Outcome:
    """Every output of `loan-schedule`, and its schedule from the day the loan is paid out (row 0)."""
    refusals = missing(values, REQUIRED) or refused(values)
    if refusals:
        return withheld(OUTPUTS, refusals)
    terms = read({name: value for name, value in values.items() if name not in OWN})
    grace = int(numbers(values, [], {"grace_periods": 0})["grace_periods"])
    payments = planned(terms, grace, str(single(values, "grace_kind") or GRACE_KINDS[0]))
    if sum(interest + principal for interest, principal in payments) > MOST_TIMES * terms.amount:
        return withheld(OUTPUTS, (("check", "debt"),))
    return Outcome(plain(totals(payments, grace)), table(terms, payments))


def refused(values: Values) -> tuple[Refusal, ...]:
    """Refusals for codes, for 1 to 240 whole instalments, and for a grace that leaves none of them."""
    bad = wrong(values, MOST_INSTALMENTS) + not_an_option(values, {"grace_kind": GRACE_KINDS})
    bad += out_of_bounds(values, {"grace_periods": (0, None)}, ["grace_periods"])
    if bad:
        return bad
    count = numbers(values, ["instalments"], {"grace_periods": 0})
    return (("check", "grace_periods"),) if count["grace_periods"] >= count["instalments"] else ()


def planned(terms: Terms, grace: int, kind: str) -> list[Payment]:
    """Interest and principal of each period; interest added to the balance is principal below zero.

    Reading: after the grace, the loan is one of the balance then owed over the periods left, so P and n of
    every method are those; in the grace, interest is that of the balance, or of the loan for *flat*.
    """
    begun, balance = [], terms.amount
    for _ in range(grace):
        base = terms.amount if terms.method == "flat" else balance
        interest = round_to(base * terms.rate, terms.fine)
        principal = -interest if kind == "full" else Fraction(0)
        balance -= principal
        begun.append((interest, principal))
    # *flat* charges i·P every period, of the P that was lent: what a full grace added bears no further interest.
    rate = terms.rate * terms.amount / balance if terms.method == "flat" else terms.rate
    return begun + scheduled(replace(terms, amount=balance, rate=rate, count=terms.count - grace))


def totals(payments: list[Payment], grace: int) -> dict[str, Fraction | None]:
    """The outputs.

    Reading: the first and the last instalment are the first and the last money really paid, so the interest of an
    *interest_only* grace is a first instalment, and a *full* grace has none.
    """
    due = [interest + principal for interest, principal in payments]
    paid = due[: last_payment(payments)]
    return {
        "instalment": next(payment for payment in due[grace:] if payment),
        "first_instalment": next(payment for payment in due if payment),
        "last_instalment": paid[-1],
        "total_interest": sum((interest for interest, _ in payments), Fraction(0)),
        "total_paid": sum(due, Fraction(0)),
    }


def table(terms: Terms, payments: list[Payment]) -> list[dict[str, float]]:
    """The schedule as plain numbers."""
    nothing = (Fraction(0), Fraction(0))
    repaid = (principal for _, principal in payments)
    balances = accumulate(repaid, lambda left, part: left - part, initial=terms.amount)
    return row_numbers(
        [
            {"period": Fraction(k), "interest": due, "principal": part, "payment": due + part, "balance": balance}
            for k, ((due, part), balance) in enumerate(zip([nothing, *payments], balances, strict=True))
        ]
    )
