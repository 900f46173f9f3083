"""`portfolio-at-risk`: balances by age of the arrears, and what is set aside for them, from its specification."""

from fractions import Fraction

from tests.reference.outcome import Outcome, Refusal, Values, missing, withheld
from tests.reference.reading import Numbers, blocked, known, numbers, over, plain
from tests.reference.rounding import exact

AGES = ("current", "1_30", "31_60", "61_90", "91_180", "181_365", "over_365")
LATER = {"par_one": AGES[1:], "par_thirty": AGES[2:], "par_sixty": AGES[3:], "par_ninety": AGES[4:]}
"""The classes of age that each indicator counts."""
REQUIRED = tuple(f"{kind}_{age}" for kind in ("balance", "provision") for age in AGES)
DEFAULTS = {"restructured": 0.0}
OUTPUTS = (*LATER, "provision", "provision_ratio", "risk_coverage", "write_off_ratio")


def portfolio_at_risk(values: Values) -> Outcome:
    """Every output of `portfolio-at-risk`. Without `written_off` the write-off ratio alone stays empty."""
    refusals = missing(values, REQUIRED)
    if refusals:
        return withheld(OUTPUTS, refusals)
    given = numbers(values, REQUIRED, DEFAULTS)
    found = compute(given, written_off(values))
    # Reading: what was rescheduled is a part of the current balance, so it cannot exceed it.
    if given["restructured"] > given["balance_current"]:
        found |= dict.fromkeys((*LATER, "risk_coverage"))
    empty = ("write_off_ratio",) if written_off(values) is None else ()
    return Outcome(plain(found), refusals=judged(found, empty))


def written_off(values: Values) -> Fraction | None:
    """What was written off in twelve months, when it is known."""
    typed = known(values, ["written_off"])
    return exact(typed["written_off"]) if typed else None


def compute(v: Numbers, written: Fraction | None) -> dict[str, Fraction | None]:
    """The outputs as exact numbers; None for a quotient by zero."""
    gross = sum((v[f"balance_{age}"] for age in AGES), Fraction(0))
    late = {name: v["restructured"] + sum(v[f"balance_{age}"] for age in ages) for name, ages in LATER.items()}
    provision = sum((v[f"balance_{age}"] * v[f"provision_{age}"] for age in AGES), Fraction(0))
    return {
        **{name: over(amount, gross) for name, amount in late.items()},
        "provision": provision,
        "provision_ratio": over(provision, gross),
        "risk_coverage": over(provision, late["par_thirty"]),
        # Reading: over the gross portfolio of the day, the only one this calculator knows.
        "write_off_ratio": over(written, gross),
    }


def judged(found: dict[str, Fraction | None], empty: tuple[str, ...]) -> tuple[Refusal, ...]:
    """Refusals for quotients by zero, not for what is merely unknown."""
    return blocked({name: value for name, value in plain(found).items() if name not in empty})
