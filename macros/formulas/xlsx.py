"""Formula → spreadsheet formula, close to what the author wrote.

Three things differ. ROUND and its kin are guarded (see ``rounding``), INT too. MOD is spelled out. IRR becomes the
cell of the sheet of rates that finds the root with ordinary formulas, because spreadsheets' own IRR may give another
root, or none, with its guess.
"""

from typing import Protocol

from macros.formulas.printer import ATOM, LEVELS, Printer, number
from macros.formulas.rounding import GUARD
from macros.formulas.tree import Binary, Call, Cell, Expr, Name, Number, Previous, Unary, Whole


class Addresses(Protocol):
    """Where things stand in the workbook; given by the exporter that lays it out."""

    def scalar(self, name: str) -> str:
        """The defined name or cell of an input or a named value."""

    def column(self, table: str, column: str) -> str:
        """The range of a whole column, all rows."""

    def cell(self, column: str) -> str:
        """The cell of a column on the row being written."""

    def above(self, column: str) -> str | None:
        """The cell on the row above, None on the first row."""

    def rate(self, table: str, column: str) -> str:
        """The cell that holds the rate of the flows in a column."""


def print_formula(expr: Expr, at: Addresses) -> str:
    """`expr` as a spreadsheet formula, English names and commas, without the leading ``=``."""
    return _Printer(at).text(expr)


class _Printer(Printer):
    """Prints for the workbook in which `at` says where everything stands."""

    def __init__(self, at: Addresses) -> None:
        self.at = at

    def reference(self, expr: Name | Cell | Whole | Previous) -> tuple[str, int]:
        match expr:
            case Name(name=name):
                return self.at.scalar(name), ATOM
            case Cell(column=column):
                return self.at.cell(column), ATOM
            case Whole(table=table, column=column):
                return self.at.column(table, column), ATOM
            case Previous(column=column, start=start):
                above = self.at.above(column)
                return (above, ATOM) if above else self.printed(start)

    def call(self, call: Call) -> str:
        match call:
            case Call(function="IRR", args=(Whole(table=table, column=column),)):
                return self.at.rate(table, column)
            case Call(function="ROUND" | "ROUNDUP" | "ROUNDDOWN" as name, args=(value, digits)):
                return f"{name}(ROUND({self.text(value)},{self._guard(digits)}),{self.text(digits)})"
            case Call(function="INT", args=(value,)):
                return f"INT(ROUND({self.text(value)},{GUARD}))"
            case Call(function="MOD", args=(value, divisor)):
                return f"({self.text(remainder(value, divisor))})"
        return f"{call.function}({','.join(map(self.text, call.args))})"

    def _guard(self, digits: Expr) -> str:
        match digits:
            case Number(value=value):
                return number(value + GUARD)
            case Unary(operator="-", operand=Number(value=value)):
                return number(GUARD - value)
        return f"{self.held(digits, LEVELS['+'])}+{GUARD}"


def remainder(value: Expr, divisor: Expr) -> Expr:
    """MOD spelled out: spreadsheets do not agree on MOD(5.5,0.1)."""
    times = Call("INT", (Binary("/", value, divisor),))
    return Binary("-", value, Binary("*", divisor, times))
