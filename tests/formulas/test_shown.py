"""Formulas as readers see them, in French and in English; IronCalc judges the French."""

import ironcalc
import pytest

from macros import ROOT
from macros.definitions import load_project
from macros.formulas.french import in_english
from macros.formulas.functions import FRENCH, FUNCTIONS, PURPOSES
from macros.formulas.parse import parse
from macros.formulas.shown import shown_expr, shown_formula, shown_function
from macros.formulas.tree import Binary, Number, Unary
from tests.formulas.cases import FORMULAS

SHOWN = {
    "=IF(term>1.5,ROUND(rate*0.5,2),0)": (
        "=SI(term>1,5; ARRONDI(rate*0,5; 2); 0)",
        "=IF(term>1.5, ROUND(rate*0.5, 2), 0)",
    ),
    "=SUM( schedule[interest] )": ("=SOMME(schedule[interest])", "=SUM(schedule[interest])"),
    "=PREV([balance],0.5)-[@paid]": ("=PREV([balance]; 0,5)-[@paid]", "=PREV([balance], 0.5)-[@paid]"),
    "=AND(TRUE,NOT(false))": ("=ET(VRAI; NON(FAUX))", "=AND(TRUE, NOT(FALSE))"),
    '=IF(method="flat, 1.5; say ""x""",24%,1e-9)': (
        '=SI(method="flat, 1.5; say ""x"""; 24%; 1E-09)',
        '=IF(method="flat, 1.5; say ""x""", 24%, 1E-09)',
    ),
    "=-(amount+1)^2*(term-(rate-1))": ("=-(amount+1)^2*(term-(rate-1))", "=-(amount+1)^2*(term-(rate-1))"),
    "=1000000": ("=1000000", "=1000000"),
}


@pytest.mark.parametrize("text", SHOWN)
def test_shown(text: str) -> None:
    assert (shown_formula(text, "fr"), shown_formula(text, "en")) == SHOWN[text]


def test_a_negative_number_is_held_by_its_bracket() -> None:
    assert shown_expr(Binary("^", Unary("-", Number(0.5)), Number(2.0)), "fr") == "-0,5^2"
    assert shown_expr(Binary("-", Number(1.0), Binary("-", Number(1.0), Number(2.0))), "fr") == "1-(1-2)"


def written() -> list[str]:
    """Every formula of every calculator."""
    found: list[str] = []
    for calculator in (item.model for item in load_project(ROOT).calculators.values()):
        found += [step.formula for step in calculator.calc] + [output.formula for output in calculator.outputs]
        found += [column.formula for table in calculator.tables for column in table.columns]
        found += [check.that for check in calculator.checks]
    return found


@pytest.mark.parametrize("formulas", [written(), [f"={formula}" for formula in FORMULAS]], ids=["tools", "cases"])
def test_what_is_shown_means_the_same(formulas: list[str]) -> None:
    assert len(formulas) > 100
    for text in formulas:
        tree = parse(text)
        assert parse(shown_formula(text, "en")) == tree
        assert parse(in_english(shown_formula(text, "fr"))) == tree


# --- the names of spreadsheets -------------------------------------------------------------------------


def translated(formulas: list[str], source: str, target: str) -> list[str]:
    """Formulas typed into IronCalc in one language, as it shows them in another."""
    model = ironcalc.create("names", source, "UTC", source)
    for row, formula in enumerate(formulas, start=1):
        model.set_user_input(0, row, 1, formula)
    model.set_language(target)
    model.set_locale(target)
    return [model.get_cell_content(0, row, 1) for row in range(1, len(formulas) + 1)]


@pytest.mark.parametrize("name", FRENCH)
def test_name__is_that_of_french_spreadsheets(name: str) -> None:
    argument = "" if name in ("TRUE", "FALSE") else "(1.5,TRUE)"
    (found,) = translated([f"={name}{argument}"], "en", "fr")
    assert found == f"={FRENCH[name]}" + ("(1,5;VRAI)" if argument else "")


def test_a_french_spreadsheet_reads_what_is_shown() -> None:
    plain = [text for text in (f"={formula}" for formula in FORMULAS) if not any(c in text for c in "[{")]
    assert len(plain) > 60
    french = [shown_formula(text, "fr") for text in plain]
    assert translated(french, "fr", "en") == translated(plain, "en", "en")


def test_every_function_has_a_purpose() -> None:
    listed = [name for names in PURPOSES.values() for name in names]
    assert sorted(listed) == sorted(FUNCTIONS)


def test_what_is_only_ours__keeps_its_name() -> None:
    assert shown_function("PREV", "fr") == "PREV"
    assert [shown_function("IF", lang) for lang in ("fr", "en")] == ["SI", "IF"]
