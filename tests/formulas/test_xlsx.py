"""Formulas as they stand in the workbook: close to the author's, and safe in every spreadsheet."""

import pytest

from macros.formulas.parse import parse
from macros.formulas.xlsx import Addresses, print_formula


class Cells(Addresses):
    """Where a small sheet keeps things; `first` for the first row."""

    def __init__(self, first: bool = False) -> None:
        self.first = first

    def scalar(self, name: str) -> str:
        return name

    def column(self, table: str, column: str) -> str:
        return f"{table}!${column}$1:${column}$9"

    def cell(self, column: str) -> str:
        return f"${column}5"

    def above(self, column: str) -> str | None:
        return None if self.first else f"${column}4"

    def rate(self, table: str, column: str) -> str:
        return f"rates!{table}_{column}"


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("1+2*3", "1+2*3"),
        ("(1+2)*3", "(1+2)*3"),
        ("1-(2-3)", "1-(2-3)"),
        ("1/(2*3)", "1/(2*3)"),
        ("-2^2", "-2^2"),
        ("-(2^2)", "-(2^2)"),
        ("2^-1", "2^-1"),
        ("2^(3^2)", "2^(3^2)"),
        ("(1+2)%", "(1+2)%"),
        ("(1=2)=(3=4)", "1=2=(3=4)"),
        ('"say ""yes"""&amount', '"say ""yes"""&amount'),
        ("1E20+0.0000001", "1E+20+1E-07"),
        ("1234567.891+0.123456789012", "1234567.891+0.123456789012"),
        ('IF(amount="",0,amount)', 'IF(amount="",0,amount)'),
        ("if(true,[@paid],sum(t[due]))", "IF(TRUE,$paid5,SUM(t!$due$1:$due$9))"),
        ("ROUND(amount/3,2)", "ROUND(ROUND(amount/3,8),2)"),
        ("ROUNDUP(amount,-2)", "ROUNDUP(ROUND(amount,4),-2)"),
        ("ROUNDDOWN(amount,digits)", "ROUNDDOWN(ROUND(amount,digits+6),digits)"),
        ("INT(amount/7)", "INT(ROUND(amount/7,6))"),
        ("MOD(amount,12)+1", "(amount-12*INT(ROUND(amount/12,6)))+1"),
        ("MOD(amount+1,two*3)", "(amount+1-two*3*INT(ROUND((amount+1)/(two*3),6)))"),
        ("IRR(t[flow])*12", "rates!t_flow*12"),
        ("PREV([balance],amount)-1", "$balance4-1"),
    ],
)
def test_printed(formula: str, printed: str) -> None:
    assert print_formula(parse(f"={formula}"), Cells()) == printed


def test_prev_on_the_first_row() -> None:
    assert print_formula(parse("=PREV([balance],amount+1)*2"), Cells(first=True)) == "(amount+1)*2"
