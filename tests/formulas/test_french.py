"""Formulas written as in a French spreadsheet: the message gives the formula to write."""

import pytest

from macros.formulas.french import ENGLISH, french_names, has_decimal_comma, has_semicolons, in_english
from macros.formulas.parse import FormulaSyntaxError, parse

MEANT = {
    "=SI(amount>1;2;3)": "=IF(amount>1,2,3)",
    "=si(amount>1,5;somme(t[a]);VRAI)": "=IF(amount>1.5,SUM(t[a]),TRUE)",
    '=SI(method="a;b";1;2)': '=IF(method="a;b",1,2)',
    "=IF(amount;1;2)": "=IF(amount,1,2)",
    "=ARRONDI.SUP(amount*0,05;-2)": "=ROUNDUP(amount*0.05,-2)",
    "=amount*0,02": "=amount*0.02",
    "=(1,5)*amount": "=(1.5)*amount",
}


@pytest.mark.parametrize("text", MEANT)
def test_meant(text: str) -> None:
    with pytest.raises(FormulaSyntaxError) as caught:
        parse(text)
    assert caught.value.suggestion == MEANT[text]
    parse(MEANT[text])


def test_every_french_name_is_said_with_what_to_write() -> None:
    with pytest.raises(FormulaSyntaxError) as caught:
        parse("=SI(ET(amount>1;rate>0);SOMME(t[a]);SI(rate=0;1;2))")
    assert caught.value.reason["fr"].startswith("SI s'écrit IF, ET s'écrit AND, SOMME s'écrit SUM, avec des virgules")
    assert caught.value.reason["en"].startswith(
        "SI is written IF, ET is written AND, SOMME is written SUM, with commas"
    )


@pytest.mark.parametrize("text", ["=SUM({1;2})", "=(amount,rate)", "=SUM(1,2", "=amount rate", "=SUM(1,5"])
def test_what_is_not_french__keeps_its_reason(text: str) -> None:
    with pytest.raises(FormulaSyntaxError) as caught:
        parse(text)
    assert caught.value.suggestion is None
    assert "semicolon" not in caught.value.reason["en"]


def test_quotes_are_left_alone() -> None:
    text = '=IF(method="SI(a;1,5)","VRAI","non ""dit; 1,5""")'
    assert in_english(text) == text
    assert not has_semicolons(text)
    assert not has_decimal_comma(text)
    assert french_names(text) == []


def test_a_name_is_not_a_function() -> None:
    assert in_english("=et+ou+si*(2)") == "=et+ou+si*(2)"
    assert in_english("=VRAI") == "=TRUE"
    assert not set(ENGLISH) & set(ENGLISH.values())
