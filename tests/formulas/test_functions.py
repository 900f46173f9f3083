"""Every function and operator gives the same answer in every runtime."""

import re
from pathlib import Path

import pytest

from macros.formulas.functions import FUNCTIONS
from tests.formulas import engines
from tests.formulas.cases import CASES, FORMULAS, SPREADSHEETS, Answer, excepted
from tests.formulas.engines import Answers

WANTED: list[Answer] = [wanted for cases in CASES.values() for _, wanted in cases]
TOLERANCE = 1e-12


def is_error(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"#[A-Z/0!]+", value) is not None


def same(found: object, wanted: Answer) -> bool:
    """Whether `found` is the answer: the same kind, the same text, the same number to 1e-12."""
    if isinstance(found, bool) or isinstance(wanted, (bool, str)):
        return type(found) is type(wanted) and found == wanted
    return isinstance(found, (int, float)) and abs(found - wanted) <= TOLERANCE * max(1.0, abs(wanted))


def same_or_error(found: object, wanted: Answer) -> bool:
    """Spreadsheets may give an error another code: no page shows it, and IFERROR catches it all the same."""
    return same(found, wanted) or (is_error(found) and is_error(wanted))


def different(answers: Answers) -> dict[str, tuple[object, Answer]]:
    rows = zip(FORMULAS, answers, WANTED, strict=True)
    return {formula: (found, wanted) for formula, found, wanted in rows if not same_or_error(found, wanted)}


def spreadsheet_answers(name: str, folder: Path) -> Answers:
    if name == "formualizer":
        return engines.in_formualizer(FORMULAS)
    return (engines.in_ironcalc if name == "ironcalc" else engines.in_libreoffice)(FORMULAS, folder)


def test_every_function_and_operator_has_cases() -> None:
    operators = {"+", "-", "*", "/", "^", "%", "&", "=", "<>", "<", "<=", ">", ">="}
    assert set(CASES) == set(FUNCTIONS) | operators
    assert len(set(FORMULAS)) == len(FORMULAS)


@pytest.mark.parametrize("name", CASES)
def test_python(name: str) -> None:
    found = engines.in_python([formula for formula, _ in CASES[name]])
    for (formula, wanted), answer in zip(CASES[name], found, strict=True):
        assert same(answer, wanted), f"{formula}: {answer!r}, not {wanted!r}"


def test_javascript_gives_what_python_gives() -> None:
    rows = zip(FORMULAS, engines.in_javascript(FORMULAS), engines.in_python(FORMULAS), strict=True)
    assert not [(formula, js, py) for formula, js, py in rows if not same(js, py)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_spreadsheet(name: str, tmp_path: Path) -> None:
    found = different(spreadsheet_answers(name, tmp_path))
    assert {formula: pair for formula, pair in found.items() if formula not in excepted(name)} == {}


@pytest.mark.parametrize("name", ["formualizer", "ironcalc"])
def test_no_exception_is_out_of_date(name: str, tmp_path: Path) -> None:
    """The versions of these two are pinned; LibreOffice is whatever the machine has."""
    assert excepted(name) <= set(different(spreadsheet_answers(name, tmp_path)))
