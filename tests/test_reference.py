"""The independent reference agrees with known cases and obeys the laws of loans.

A reference that is wrong proves nothing: these tests need none of the project's formulas.
"""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.reference.loan import METHODS, OUTPUTS, REQUIRED, microloan_cost
from tests.reference.outcome import Given, Outcome
from tests.reference.registry import REFERENCES, compute
from tests.reference.root import rate_of, sign_changes
from tests.reference.rounding import exact, round_to
from tests.reference.scoring import Bands, Part, Question, score
from tests.reference.warrantage import warrantage

DATA = Path(__file__).parent / "data"
Case = dict[str, Any]
Loan = dict[str, Given]


def cases(name: str) -> list[Case]:
    loaded: list[Case] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def named(case: Case) -> str:
    return str(case["id"])


def plain(**changes: Given) -> Loan:
    """A loan of 100,000 at 2 % a month over 12 months, without fees."""
    return {
        "amount": 100_000,
        "rate": 0.02,
        "rate_period": "month",
        "method": "declining",
        "instalments": 12,
        "frequency": "monthly",
        **changes,
    }


def cost(**changes: Given) -> Outcome:
    return microloan_cost(plain(**changes))


loans = st.fixed_dictionaries(
    {
        "amount": st.integers(50, 5_000).map(lambda thousands: 1000.0 * thousands),
        "rate": st.integers(5, 60).map(lambda tenths: tenths / 1000),
        "method": st.sampled_from(METHODS),
        "instalments": st.integers(1, 36),
    }
)
few = settings(max_examples=60, deadline=None)


# --- known cases -------------------------------------------------------------------------------------


def agrees(found: Mapping[str, Given], case: Case) -> None:
    for name, expected in case["expect"].items():
        assert found[name] == pytest.approx(expected, rel=0, abs=case["tolerance"]), name


def known() -> Iterator[Any]:
    """Every case of every tool."""
    files = ((tool, DATA / f"{tool}.yaml") for tool in REFERENCES)
    found = ((tool, case) for tool, file in files if file.exists() for case in cases(tool))
    return (pytest.param(tool, case, id=f"{tool}-{named(case)}") for tool, case in found)


@pytest.mark.parametrize(("tool", "case"), [*known()])
def test_known_results(tool: str, case: Case) -> None:
    agrees(compute(tool, case["inputs"]).outputs, case)


@pytest.mark.parametrize("tool", REFERENCES)
def test_all_outputs_whatever_the_inputs(tool: str) -> None:
    assert tuple(sorted(compute(tool, {}).outputs)) == tuple(sorted(REFERENCES[tool].outputs))


POINTS = {"yes": 1.0, "partly": 0.5, "no": 0.0}


@pytest.mark.parametrize("case", cases("scoring"), ids=named)
def test_known_scores(case: Case) -> None:
    answers = {f"{part}-{k}": code for part, codes in case["sections"].items() for k, code in enumerate(codes)}
    parts = [
        Part(part, [Question(f"{part}-{k}", POINTS) for k in range(len(codes))])
        for part, codes in case["sections"].items()
    ]
    by_section, by_indicator = score(parts, answers), score(parts, answers, "indicators")
    found = {part: mark.score for part, mark in by_section.sections.items()} | {
        "total_sections": by_section.score,
        "total_indicators": by_indicator.score,
        "coverage": by_section.coverage,
        "provisional": by_section.provisional,
    }
    for name, expected in case["expect"].items():
        assert found[name] == (expected if expected is None else pytest.approx(expected, abs=1e-9)), name


# --- rounding and roots ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "step", "expected"),
    [
        ("2.5", "1", "3"),
        ("-2.5", "1", "-3"),
        ("748519.4999999999", "1", "748520"),
        ("748519.499", "1", "748519"),
        ("1.005", "0.01", "1.01"),
        ("12350", "100", "12400"),
        ("0.125", "0.05", "0.15"),
    ],
)
def test_rounding_is_half_up(value: str, step: str, expected: str) -> None:
    assert round_to(exact(value), exact(step)) == exact(expected)


def flows(*values: float) -> list[Fraction]:
    return [exact(value) for value in values]


def test_running_sum_changes_sign() -> None:
    assert sign_changes(flows(100, -60, -60)) == 1
    assert sign_changes(flows(100, -100, -10)) == 1
    assert sign_changes(flows(100, -150, 60)) == 2
    assert sign_changes(flows(100, -150, 50)) == 1


@given(rate=st.floats(1e-9, 1e4), count=st.integers(1, 104))
@few
def test_a_known_rate_is_found_again(rate: float, count: int) -> None:
    factor = 1 / (1 + exact(rate))
    payment = 1 / sum((factor**k for k in range(1, count + 1)), Fraction(0))
    found = rate_of([Fraction(1), *[-payment] * count])
    assert found is not None
    assert float(found) == pytest.approx(rate, rel=1e-12)


def test_negative_and_missing_rates() -> None:
    assert float(rate_of(flows(100, -99)) or 0) == pytest.approx(-0.01)
    # 100 - 98 v + 20 v²: two factors, 1.45 and 3.45; the first gives the rate.
    found = rate_of(flows(100, -98, 20))
    assert found is not None
    assert 1 / (1 + float(found)) == pytest.approx((98 - math.sqrt(1604)) / 40)
    assert rate_of(flows(100, -50, 30)) is None
    assert rate_of(flows(-5, -50)) is None


# --- laws --------------------------------------------------------------------------------------------


@given(loan=loans)
@few
def test_a_free_loan_has_rate_zero(loan: Loan) -> None:
    found = cost(**{**loan, "rate": 0, "deposit_rate": 0.1, "saving_per_instalment": 50})
    assert found["total_cost"] == found["period_rate"] == found["effective_annual_rate"] == found["gap"] == 0


@given(loan=loans, factor=st.sampled_from([2, 10, 100]))
@few
def test_scale_changes_no_rate(loan: Loan, factor: int) -> None:
    money = {
        "amount": float(loan["amount"] or 0),
        "rounding_step": 0.01,
        "upfront_fee": 700,
        "saving_per_instalment": 30,
    }
    one = cost(**{**loan, **money})
    many = cost(**{**loan, **{name: value * factor for name, value in money.items()}})
    for name in ("period_rate", "effective_annual_rate", "lender_yield", "teg_umoa"):
        assert many[name] == pytest.approx(one[name], rel=1e-12)
    assert many["total_cost"] == pytest.approx(one["total_cost"] * factor, rel=1e-12)


@given(loan=loans)
@few
def test_without_fees_the_rate_is_the_contract_s(loan: Loan) -> None:
    assume(loan["method"] in ("declining", "equal_principal", "interest_only"))
    found = cost(**loan, rounding_step=0.01)
    assert found["period_rate"] == pytest.approx(float(loan["rate"] or 0), abs=2e-6)
    assert found["nominal_annual_rate"] == pytest.approx(found["quoted_annual_rate"], abs=3e-5)


@given(loan=loans)
@few
def test_flat_costs_more_than_declining(loan: Loan) -> None:
    assume(loan["instalments"] != 1)
    costs = [cost(**{**loan, "method": method, "rounding_step": 0.01}) for method in ("declining", "flat")]
    for name in ("total_interest", "total_cost", "effective_annual_rate"):
        assert costs[0][name] < costs[1][name]


DEARER: list[Loan] = [
    {"upfront_fee_rate": 0.02},
    {"upfront_fee": 1500},
    {"fee_per_instalment": 100},
    {"deposit_rate": 0.1},
    {"saving_per_instalment": 500},
    {"tax_rate": 0.18},
    {"interest_upfront": "yes"},
]


@pytest.mark.parametrize("extra", DEARER, ids=lambda extra: next(iter(extra)))
@pytest.mark.parametrize("method", METHODS)
def test_each_charge_raises_the_borrower_s_rate(method: str, extra: Loan) -> None:
    before, after = cost(method=method), cost(method=method, **extra)
    # A bullet loan has one payment: what is saved with it comes back with it.
    if (method, *extra) == ("bullet", "saving_per_instalment"):
        assert after["effective_annual_rate"] == before["effective_annual_rate"]
    else:
        assert after["effective_annual_rate"] > before["effective_annual_rate"]


def test_what_the_lender_and_the_regulator_see() -> None:
    base = cost()
    taxed, saved, fees = cost(tax_rate=0.18), cost(deposit_rate=0.1), cost(upfront_fee=2000)
    assert taxed["lender_yield"] == saved["lender_yield"] == base["lender_yield"] == base["effective_annual_rate"]
    assert taxed["teg_umoa"] == base["teg_umoa"] == base["nominal_annual_rate"]
    assert fees["lender_yield"] == fees["effective_annual_rate"]
    assert fees["teg_umoa"] == fees["nominal_annual_rate"]


@given(loan=loans)
@few
def test_bullet_has_a_closed_form(loan: Loan) -> None:
    rate, count = float(loan["rate"] or 0), int(loan["instalments"] or 0)
    found = cost(**{**loan, "method": "bullet", "rounding_step": 0.000001})
    assert found["period_rate"] == pytest.approx((1 + rate * count) ** (1 / count) - 1, abs=1e-10)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("upfront", ["yes", "no"])
@pytest.mark.parametrize("step", [0.01, 1, 25, 500])
def test_the_schedule_adds_up(method: str, upfront: str, step: float) -> None:
    found = cost(method=method, interest_upfront=upfront, rounding_step=step, amount=123_456.78, tax_rate=0.1)
    rows = found.schedule
    assert sum(row["principal"] for row in rows) == pytest.approx(123_456.78)
    assert sum(row["interest"] for row in rows) == pytest.approx(found["total_interest"])
    assert sum(row["flow"] for row in rows) == pytest.approx(-found["total_cost"])
    assert rows[-1]["balance"] == rows[-1]["savings"] == 0
    assert rows[0]["flow"] == found["amount_received"]


def test_rates_of_thousands_of_percent() -> None:
    # One payment of 100 a year after 2 were received: 4 900 %.
    found = cost(method="bullet", frequency="yearly", rate_period="year", rate=0, instalments=1, upfront_fee_rate=0.98)
    assert found["effective_annual_rate"] == pytest.approx(49, rel=1e-12)


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_input_gives_no_result(name: str) -> None:
    found = cost(**{name: None})
    assert found.refusals == (("missing", name),)
    assert all(found.outputs[output] is None for output in OUTPUTS)


def test_out_of_range() -> None:
    assert cost(instalments=0).refusals == (("min", "instalments"),)
    assert cost(instalments=105).refusals == (("max", "instalments"),)
    assert cost(instalments=2.5).refusals == (("whole", "instalments"),)
    assert cost(method="balloon").refusals == (("option", "method"),)


def test_no_single_rate() -> None:
    found = cost(rate=0.001, saving_per_instalment=9000, savings_rate=0.5)
    assert found.refusals == (("check", "single_rate"),)
    assert found.outputs["effective_annual_rate"] is None
    assert found.outputs["quoted_annual_rate"] == pytest.approx(0.012)
    assert found["total_cost"] < 0


def test_nothing_received() -> None:
    found = cost(upfront_fee=60_000, deposit_rate=0.5)
    assert found.refusals == (("check", "amount_received"),)
    assert found["amount_received"] == -10_000
    assert found.outputs["period_rate"] is None
    # The lender leaves the deposit out: its own rate exists.
    assert found["lender_yield"] > 0


# --- warrantage and scoring --------------------------------------------------------------------------

STOCK: Loan = {
    "bags": 30,
    "bag_weight": 100,
    "price_now": 12_000,
    "price_later": 19_000,
    "advance_rate": 0.8,
    "monthly_rate": 0.015,
    "months": 5,
    "storage_fee": 75,
    "treatment_cost": 4000,
    "loss_share": 0.03,
    "organisation_commission": 0.01,
    "income_from_loan": 9000,
}


def test_break_even_prices_break_even() -> None:
    found = warrantage(STOCK)
    at_even = warrantage({**STOCK, "price_later": found["breakeven_price"]})
    assert at_even["gain"] == pytest.approx(0, abs=1e-6)
    repaid = warrantage({**STOCK, "price_later": found["loan_repaid_price"]})
    assert repaid["cash_after_repayment"] == pytest.approx(0, abs=1e-6)
    assert found["breakeven_rise"] == pytest.approx(found["breakeven_price"] / 12_000 - 1)


def test_warrantage_without_price() -> None:
    assert warrantage({**STOCK, "price_now": None}).refusals == (("missing", "price_now"),)
    assert warrantage({**STOCK, "loss_share": 1}).outputs["breakeven_price"] is None


def test_measured_critical_and_bands() -> None:
    par = Question("par", Bands(True, [(0.05, 1), (0.1, 0.5), (None, 0)]), weight=3, critical=True)
    parts = [Part("risk", [par, Question("plan", POINTS)], weight=2), Part("people", [Question("staff", POINTS)])]
    bands = {"weak": 0.0, "fair": 0.5, "good": 0.8}
    good = score(parts, {"par": 0.05, "plan": "no", "staff": "yes"}, bands=bands)
    assert good.score == pytest.approx(2 / 3 * 0.75 + 1 / 3)
    assert (good.band, good.critical) == ("good", [])
    late = score(parts, {"par": 0.11, "plan": "yes", "staff": "yes"}, bands=bands)
    assert late.score == pytest.approx(2 / 3 * 0.25 + 1 / 3)
    assert (late.band, late.critical) == ("weak", ["par"])
    empty = score(parts, {}, bands=bands)
    assert (empty.score, empty.coverage, empty.band, empty.critical) == (None, 0, None, [])
