"""Formulas as authors write them, in spreadsheet syntax, and what cannot be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.formulas.functions import FUNCTIONS
from macros.formulas.parse import REASONS, FormulaSyntaxError, parse
from macros.formulas.tree import Binary, Call, Cell, Expr, Name, Number, Previous, Truth, Unary, Whole, Words

ONE, TWO, THREE = Number(1.0), Number(2.0), Number(3.0)

READ: dict[str, Expr] = {
    "=1": ONE,
    "=1.5": Number(1.5),
    "=.5": Number(0.5),
    "=1E3": Number(1000.0),
    "=1e-3": Number(0.001),
    "=TRUE": Truth(True),
    "=false": Truth(False),
    '="flat"': Words("flat"),
    '=""': Words(""),
    '="say ""yes"""': Words('say "yes"'),
    '="à côté"': Words("à côté"),
    "=amount": Name("amount"),
    "=month_rate": Name("month_rate"),
    "=[@balance]": Cell("balance"),
    "=SUM(schedule[interest])": Call("SUM", (Whole("schedule", "interest"),)),
    "=PREV([balance],1)": Previous("balance", ONE),
    "=prev([balance], amount)": Previous("balance", Name("amount")),
    "=sum(1,2)": Call("SUM", (ONE, TWO)),
    "= 1 + 2 ": Binary("+", ONE, TWO),
    "=1+2*3": Binary("+", ONE, Binary("*", TWO, THREE)),
    "=(1+2)*3": Binary("*", Binary("+", ONE, TWO), THREE),
    "=1-2-3": Binary("-", Binary("-", ONE, TWO), THREE),
    "=1/2/3": Binary("/", Binary("/", ONE, TWO), THREE),
    "=1^2^3": Binary("^", Binary("^", ONE, TWO), THREE),
    "=-1^2": Binary("^", Unary("-", ONE), TWO),
    "=1^-2": Binary("^", ONE, Unary("-", TWO)),
    "=+1": ONE,
    "=--1": Unary("-", Unary("-", ONE)),
    "=1%": Unary("%", ONE),
    "=-1%": Unary("-", Unary("%", ONE)),
    "=1=2": Binary("=", ONE, TWO),
    "=1<>2": Binary("<>", ONE, TWO),
    "=1+2>=3": Binary(">=", Binary("+", ONE, TWO), THREE),
    '=1&"a"&2': Binary("&", Binary("&", ONE, Words("a")), TWO),
    "=1+2&3": Binary("&", Binary("+", ONE, TWO), THREE),
    "=1&2=3": Binary("=", Binary("&", ONE, TWO), THREE),
    "=IF(amount>1,1,2)": Call("IF", (Binary(">", Name("amount"), ONE), ONE, TWO)),
    "=SUM()": Call("SUM", ()),
    "=FOO(1)": Call("FOO", (ONE,)),
    "=IF(\n  amount,\n  1,\n  2\n)": Call("IF", (Name("amount"), ONE, TWO)),
}

NOT_READ = {
    "=": "end",
    "= ": "end",
    "=1+": "end",
    "amount": "misplaced",
    "": "misplaced",
    "==1": "misplaced",
    "=1 2": "misplaced",
    "=amount rate": "misplaced",
    "=)": "misplaced",
    "=1;2": "semicolon",
    "=(1": "unclosed",
    "=SUM(1,2": "unclosed",
    "=schedule[interest": "unclosed",
    "=IF(a;1;2)": "semicolon",
    "=amount*0,02": "comma",
    "=SI(a;1;2)": "french",
    '="flat': "text",
    "=IF(a,,1)": "empty_argument",
    "=IF(a,1,)": "empty_argument",
    "=SUM({1,2})": "braces",
    "=#REF!": "literal",
    "=1E999": "literal",
    "=[balance]": "bare_column",
    "=$A$1": "reference",
    "=A1:B2": "reference",
    "=SUM(A:A)": "reference",
    "=Sheet1!A1": "reference",
    "=amount:INDEX(t[a],1)": "reference",
    "=(amount,rate)": "reference",
    "=schedule[@balance]": "reference",
    "=schedule[[#All],[balance]]": "reference",
    "=montant_é": "reference",
    "=PREV([balance])": "previous",
    "=PREV(balance,0)": "previous",
    "=PREV([balance],0,1)": "previous",
    "=@amount": "misplaced",
    "=" + "(" * 61 + "1" + ")" * 61: "deep",
    "=" + "-" * 500 + "1": "deep",
    "=1" + "+1" * 1000: "deep",
    "=" + "1" * 4000: "long",
}


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    assert parse(text) == READ[text]


@pytest.mark.parametrize("text", NOT_READ)
def test_not_read(text: str) -> None:
    with pytest.raises(FormulaSyntaxError) as caught:
        parse(text)
    assert caught.value.key == NOT_READ[text]


def test_every_reason_has_a_formula() -> None:
    assert set(NOT_READ.values()) == set(REASONS)


def test_reasons_are_in_both_languages() -> None:
    assert all(set(reason) == {"fr", "en"} and all(reason.values()) for reason in REASONS.values())


PIECES = [
    *"()[]{},;:@#!$%&'\"^*/+-=<>. \n\té0123456789",
    *["amount", "[@x]", "[x]", "t[x]", "PREV", "TRUE", '"a"', "1E5", "#N/A", "A1", "R1C1", "_xlfn."],
    *["\x00", "\ud7ff", "😀"],
    *FUNCTIONS,
]


@given(text=st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
@settings(max_examples=2000)
def test_anything_is_read_or_refused(text: str) -> None:
    """Whatever is written, nothing but a syntax error comes out."""
    for formula in (text, f"={text}"):
        try:
            parse(formula)
        except FormulaSyntaxError as error:
            assert error.key in REASONS
