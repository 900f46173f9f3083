"""The rate of a series of flows, judged by the exact roots of its polynomial and by fifty digits."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf  # type: ignore[import-untyped]

from macros.formulas.irr import irr
from macros.formulas.values import NUM, FormulaError
from tests.formulas.cases import COLUMNS
from tests.formulas.engines import column_answers
from tests.formulas.roots import all_rates

Flows = list[float]
DIGITS = 50
TOLERANCE = 1e-9
"""Absolute, on a rate per period."""


def present_value(flows: Sequence[float], rate: float) -> float:
    """Relative to the sum of the sizes of the discounted flows."""
    with mp.workdps(DIGITS):
        terms = [mpf(flow) / (1 + mpf(rate)) ** t for t, flow in enumerate(flows)]
        size = sum(map(abs, terms))
        return float(sum(terms) / size) if size else 0.0


def changes(flows: Sequence[float]) -> int:
    """How often the running sum changes side."""
    sides = [total > 0 for total in accumulate(flows) if total]
    return sum(a != b for a, b in pairwise(sides))


def refused(flows: Flows) -> bool:
    try:
        irr(flows)
    except FormulaError as error:
        return error.code == NUM
    return False


amounts = st.integers(1_000, 10_000_000).map(float)
counts = st.integers(1, 60)
rates = st.one_of(st.floats(1e-4, 0.2), st.floats(0.2, 50), st.floats(1e-9, 1e-4), st.floats(-0.3, -1e-6))


@st.composite
def loans(draw: st.DrawFn) -> tuple[Flows, float]:
    """An amount received, then equal payments that cost exactly some rate; and the rate."""
    amount, count, rate = draw(amounts), draw(counts), draw(rates)
    with mp.workdps(DIGITS):
        payment = float(amount * mpf(rate) / (1 - (1 + mpf(rate)) ** -count))
    return [amount, *[-payment] * count], rate


@st.composite
def uneven(draw: st.DrawFn) -> Flows:
    """Money received in some periods, then paid back in others, of any size; a single change of sign."""
    received = draw(st.lists(st.integers(0, 5000), min_size=1, max_size=5))
    paid = draw(st.lists(st.integers(0, 5000), min_size=1, max_size=15))
    assume(sum(received) and sum(paid) and sum(received) != sum(paid))
    return [*map(float, received), *(-float(flow) for flow in paid)]


@st.composite
def swinging(draw: st.DrawFn) -> Flows:
    """Flows whose running sum changes side more than once."""
    sides = draw(st.lists(st.integers(1, 900), min_size=3, max_size=8))
    sums = [float(size if t % 2 else -size) for t, size in enumerate(sides)]
    return [sums[0], *(b - a for a, b in pairwise(sums))]


any_flows = st.lists(st.integers(-500, 500).map(float), min_size=1, max_size=9)


@given(loan=loans())
def test_loans_give_back_their_rate(loan: tuple[Flows, float]) -> None:
    flows, rate = loan
    assume(abs(sum(flows)) > 1e-6)  # below this the loan counts as free
    assert irr(flows) == pytest.approx(rate, rel=1e-9, abs=TOLERANCE)


@given(flows=uneven())
@settings(max_examples=150)
def test_one_change_of_sign_has_one_rate(flows: Flows) -> None:
    (rate,) = all_rates(flows)
    assume(rate > -0.999)
    assert irr(flows) == pytest.approx(rate, rel=1e-9, abs=TOLERANCE)


@given(flows=any_flows)
@settings(max_examples=300)
def test_whatever_the_flows_the_answer_is_the_rate_or_none(flows: Flows) -> None:
    """An answer makes the present value zero, and no other rate on its side of zero does; else there is #NUM!."""
    if refused(flows):
        return
    rate = irr(flows)
    assert abs(present_value(flows, rate)) < 1e-9
    if rate:  # at a cost of 0 the answer is 0, whatever other rates there are
        side = [other for other in all_rates(flows) if (other > 0) == (rate > 0) and abs(other) > 1e-9]
        assert len(side) == 1


@given(flows=swinging())
def test_several_changes_of_the_running_sum_have_no_rate(flows: Flows) -> None:
    assert refused(flows)


@st.composite
def one_turn(draw: st.DrawFn) -> Flows:
    """Flows whose running sum changes sign just once: those of a loan that costs something, or of its lender."""
    above = draw(st.lists(st.integers(1, 500), min_size=1, max_size=5))
    below = draw(st.lists(st.integers(-500, -1), min_size=1, max_size=5))
    side = draw(st.sampled_from((1.0, -1.0)))
    return [side * (now - before) for before, now in pairwise([0, *above, *below])]


@given(flows=one_turn())
@settings(max_examples=300)
def test_nothing_is_refused_without_cause(flows: Flows) -> None:
    """A cost with one change of the running sum always has a rate above zero."""
    assert irr(flows) > 0


@given(paid=st.lists(st.integers(0, 5000), min_size=1, max_size=60))
def test_what_costs_nothing_has_the_rate_zero(paid: list[int]) -> None:
    assume(sum(paid))
    assert irr([float(sum(paid)), *(-float(flow) for flow in paid)]) == 0.0


@given(paid=st.lists(st.integers(1, 10**7), min_size=1, max_size=24), cents=st.sampled_from((3, 7, 100)))
def test_noise_on_a_free_loan_is_no_rate(paid: list[int], cents: int) -> None:
    payments = [flow / cents for flow in paid]
    assert irr([sum(payments), *(-payment for payment in payments)]) == 0.0


@given(loan=loans(), factor=st.sampled_from((1e-2, 0.5, 3.0, 655.957, 1e4)))
def test_the_currency_does_not_matter(loan: tuple[Flows, float], factor: float) -> None:
    flows, _ = loan
    assume(abs(sum(flows)) * min(1.0, factor) > 1e-5)
    assert irr([flow * factor for flow in flows]) == pytest.approx(irr(flows), rel=1e-9, abs=TOLERANCE)


@given(flows=any_flows)
def test_lender_and_borrower_see_the_same_rate(flows: Flows) -> None:
    other = [-flow for flow in flows]
    assert refused(other) == refused(flows)
    if not refused(flows):
        assert irr(other) == irr(flows)


@given(flows=any_flows, before=st.integers(0, 5), after=st.integers(0, 5))
def test_empty_periods_around_change_nothing(flows: Flows, before: int, after: int) -> None:
    padded = [0.0] * before + flows + [0.0] * after
    assert refused(padded) == refused(flows)
    if not refused(flows):
        assert irr(padded) == pytest.approx(irr(flows), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(
    "flows",
    [[], [0.0], [0.0, 0.0], [5.0], [-5.0], [5.0, 5.0], [100.0, -150.0, 100.0, -50.0], list(COLUMNS["odd"])],
)
def test_no_rate(flows: Flows) -> None:
    assert refused(flows)


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        ([1000.0, -1100.0], 0.1),
        ([1000.0, -51_000.0], 50.0),
        ([1000.0, -500.0], -0.5),
        ([1000.0, -1.0], -0.999),
        ([1e12, -1.05e12], 0.05),
        ([1.0, -1.00001], 1e-5),
        ([0.0, 0.0, 1000.0, 0.0, -1210.0], 0.1),
    ],
)
def test_known_rates(flows: Flows, rate: float) -> None:
    assert irr(flows) == pytest.approx(rate, rel=1e-12)


def test_a_second_rate_below_zero_does_not_hide_the_one_above() -> None:
    flows = [100.0, -250.0, 140.0]
    below, above = all_rates(flows)
    assert below < 0 < irr(flows) == pytest.approx(above)


@given(columns=st.lists(any_flows | loans().map(lambda loan: loan[0]), min_size=20, max_size=20))
@settings(max_examples=20)
def test_javascript_is_identical(columns: list[Flows]) -> None:
    assert column_answers("IRR", columns) == [NUM if refused(flows) else irr(flows) for flows in columns]
