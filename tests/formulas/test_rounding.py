"""Rounding: half away from zero on the decimal number that people see, in every runtime."""

import random
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.formulas.rounding import round_down, round_half_up, round_up, whole_below
from macros.formulas.values import FormulaError
from tests.formulas import engines

FUNCTIONS = {
    "ROUND": (round_half_up, ROUND_HALF_UP),
    "ROUNDUP": (round_up, ROUND_UP),
    "ROUNDDOWN": (round_down, ROUND_DOWN),
}
amounts = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)
anything = st.floats(-1e15, 1e15)
places = st.integers(-2, 9)

NEAR_TIES = {
    (748519.4999999999, 0): 748520.0,
    (-748519.4999999999, 0): -748520.0,
    (1.005, 2): 1.01,
    (41319.177, 5): 41319.177,
    (2.5, 0): 3.0,
    (-2.5, 0): -3.0,
    (0.285, 2): 0.29,
    (4.55, 1): 4.6,
    (1.45, 1): 1.5,
    (2.675, 2): 2.68,
    (10.235, 2): 10.24,
    (0.5, 0): 1.0,
    (0.4999999, 0): 1.0,  # noise: less than half a millionth of the unit kept
    (0.499999, 0): 0.0,
    (-0.4, 0): 0.0,
    (1.1 * 1.1 * 50, 0): 61.0,
    (1e15 + 0.5, 0): 1e15 + 1,
    (4503599627370497.0, 0): 4503599627370497.0,
    (9007199254740991.0, 0): 9007199254740991.0,
    (1e300, 2): 1e300,
    (5e-324, 2): 0.0,
    (99999.9999999, 0): 100000.0,
    (123456.0, -2): 123500.0,
    (150.0, -2): 200.0,
    (149.9999999999, -2): 200.0,
    (49.99, -2): 0.0,
    (1250.0, -2): 1300.0,
}


def exactly(value: Decimal, digits: int, how: str) -> float:
    """The decimal number rounded without any binary."""
    return float(value.quantize(Decimal(1).scaleb(-digits), how))


@pytest.mark.parametrize(("value", "digits"), NEAR_TIES)
def test_near_ties(value: float, digits: int) -> None:
    assert round_half_up(value, digits) == NEAR_TIES[value, digits]


@pytest.mark.parametrize("name", FUNCTIONS)
@given(value=amounts, digits=places)
def test_decimal_numbers_are_rounded_as_written(name: str, value: Decimal, digits: int) -> None:
    ours, how = FUNCTIONS[name]
    assert ours(float(value), digits) == exactly(value, digits, how)


@given(value=amounts, noise=st.integers(-3, 3))
def test_binary_noise_changes_nothing(value: Decimal, noise: int) -> None:
    noisy = float(value) * (1 + noise * 2**-52)
    assert round_half_up(noisy, 2) == exactly(value, 2, ROUND_HALF_UP)


@given(value=anything, digits=places)
def test_rounding_twice_changes_nothing(value: float, digits: int) -> None:
    for ours, _ in FUNCTIONS.values():
        assert ours(ours(value, digits), digits) == ours(value, digits)


@given(value=anything, digits=places)
def test_sign_is_symmetric_and_zero_has_none(value: float, digits: int) -> None:
    for ours, _ in FUNCTIONS.values():
        assert ours(-value, digits) == -ours(value, digits)
        assert str(ours(value, digits)) != "-0.0"


@given(one=amounts, other=amounts, digits=places)
def test_order_is_kept(one: Decimal, other: Decimal, digits: int) -> None:
    low, high = sorted((float(one), float(other)))
    for ours, _ in FUNCTIONS.values():
        assert ours(low, digits) <= ours(high, digits)


@given(value=amounts, digits=places)
def test_up_and_down_enclose(value: Decimal, digits: int) -> None:
    size = abs(float(value))
    assert round_down(size, digits) <= round_half_up(size, digits) <= round_up(size, digits)


@given(value=amounts)
def test_whole_below(value: Decimal) -> None:
    assert whole_below(float(value)) == value // 1 - (value < 0 and value % 1 != 0)


@pytest.mark.parametrize("ours", [round_half_up, round_up, round_down])
def test_too_many_digits(ours: engines.Rounding) -> None:
    with pytest.raises(FormulaError):
        ours(1.0, 16)


def some_formulas(count: int) -> list[str]:
    """Ties, near-ties and other numbers of every size, digits and rounding function."""
    rng = random.Random(748519)
    found = []
    for _ in range(count):
        digits = rng.choice((0, 0, 0, 2, 2, 1, 4, 6, -1, -2, -3))
        unit = 10.0**-digits
        size = (rng.randrange(10 ** rng.randint(1, 8)) + rng.choice((0.5, 0.5, 0.25, 0.0, rng.random()))) * unit
        value = size * (1 + rng.choice((0, 0, -1, 1, -2, 2)) * 2**-52) * rng.choice((1, 1, -1))
        found.append(f"{rng.choice(list(FUNCTIONS))}({value!r},{digits})")
    return found


def test_javascript_is_identical() -> None:
    formulas = some_formulas(3000)
    assert engines.in_javascript(formulas) == engines.in_python(formulas)


def test_spreadsheets_round_alike(tmp_path: Path) -> None:
    formulas = some_formulas(1500)
    ours = engines.in_python(formulas)
    for theirs in (
        engines.in_formualizer(formulas),
        engines.in_ironcalc(formulas, tmp_path),
        engines.in_libreoffice(formulas, tmp_path),
    ):
        rows = zip(formulas, ours, theirs, strict=True)
        assert [row for row in rows if row[1] != pytest.approx(row[2], rel=1e-12, abs=1e-12)] == []
