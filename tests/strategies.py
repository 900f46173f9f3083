"""Random inputs for any compiled tool: a fast seeded generator, and a Hypothesis strategy.

The generator mixes realistic values, limits, defaults and blanks. `REALISTIC` gives, for the tools that need it,
ranges in which most draws are accepted; every other number is drawn between the bounds of its input.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, product
from random import Random
from typing import Any

from hypothesis import strategies as st

from macros.formulas.program import Input, Program, Value

Values = dict[str, Value]
Draw = Callable[[Random, Values], Value]

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
COUNTS = (1, 2, 3, 4, 6, 8, 10, 12, 18, 24, 36, 48, 52, 104)
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


def loan_count(rng: Random, values: Values) -> float:
    """A number of instalments that takes four years at most."""
    most = 4 * PER_YEAR[str(values["frequency"])]
    count = rng.choice(COUNTS) if rng.random() < 0.8 else rng.randint(1, 104)
    return float(max(1, min(most, count)))


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


REALISTIC: Mapping[str, Mapping[str, Draw]] = {
    "microloan-cost": {
        # Drawn in this order: later ones look at earlier ones.
        "amount": loan_amount,
        "instalments": loan_count,
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
}

STRATA: Mapping[str, tuple[str, ...]] = {"microloan-cost": ("method", "frequency", "rate_period")}
"""Choices whose every combination must appear."""


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
    for source in ordered(program):
        if source.key in values:
            continue
        if source.kind == "measure":
            values[source.key] = measured(rng, source, mood, marks.get(source.key, ()))
        else:
            values[source.key] = draw(rng, source, mood, realistic.get(source.key), values)
    return blanked(rng, program, values)


def ordered(program: Program) -> list[Input]:
    """The inputs: those with a realistic draw in the order of their table, after all others."""
    table = list(REALISTIC.get(program.tool, {}))
    return sorted(program.inputs, key=lambda source: table.index(source.key) + 1 if source.key in table else 0)


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
    for source in program.inputs:
        if not source.required and source.kind != "measure" and not whole and rng.random() < leave_blank(source):
            kept[source.key] = None
    required = [source.key for source in program.inputs if source.required]
    if required and rng.random() < BLANK:
        kept[rng.choice(required)] = None
    return kept


def leave_blank(source: Input) -> float:
    """How often an optional input stays blank: answers of a checklist have no default and are mostly given."""
    return DEFAULT if source.default is not None or source.kind != "choice" else 0.15


# --- Hypothesis --------------------------------------------------------------------------------------


def inputs(program: Program) -> st.SearchStrategy[Values]:
    """Any valid values for a tool; optional inputs may be blank, required ones are given."""
    return st.fixed_dictionaries({source.key: valid(source) for source in program.inputs})


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
