"""Formula → spreadsheet formula, close to what the author wrote.

Three things differ. ROUND and its kin are guarded (see ``rounding``), INT too. MOD is spelled out. IRR becomes the
cell of the sheet of rates that finds the root with ordinary formulas, because spreadsheets' own IRR may give another
root, or none, with its guess.
"""

from typing import Protocol

from macros.formulas.rounding import GUARD
from macros.formulas.tree import Binary, Call, Cell, Expr, Name, Number, Previous, Truth, Unary, Whole, Words

_LEVELS = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
_UNARY, _ATOM = 6, 9
_LONGEST_LITERAL = 15


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
    return _Printer(at).print(expr)[0]


class _Printer:
    """Prints a tree; each method returns the text and how tightly it holds together."""

    def __init__(self, at: Addresses) -> None:
        self.at = at

    def print(self, expr: Expr) -> tuple[str, int]:
        match expr:
            case Number(value=value):
                return number(value), _ATOM if value >= 0 else _UNARY
            case Words(value=value):
                return '"' + value.replace('"', '""') + '"', _ATOM
            case Truth(value=value):
                return str(value).upper(), _ATOM
            case Name(name=name):
                return self.at.scalar(name), _ATOM
            case Cell(column=column):
                return self.at.cell(column), _ATOM
            case Whole(table=table, column=column):
                return self.at.column(table, column), _ATOM
            case Previous(column=column, start=start):
                above = self.at.above(column)
                return (above, _ATOM) if above else self.print(start)
            case Unary(operator="-", operand=operand):
                return "-" + self._held(operand, _UNARY), _UNARY
            case Unary(operand=operand):
                return self._held(operand, _ATOM) + "%", _UNARY
            case Binary():
                return self._binary(expr)
            case Call():
                return self._call(expr), _ATOM

    def _held(self, expr: Expr, level: int) -> str:
        text, holds = self.print(expr)
        return text if holds >= level else f"({text})"

    def _binary(self, expr: Binary) -> tuple[str, int]:
        level = _LEVELS[expr.operator]
        left, right = self._held(expr.left, level), self._held(expr.right, level + 1)
        return f"{left}{expr.operator}{right}", level

    def _call(self, call: Call) -> str:
        match call:
            case Call(function="IRR", args=(Whole(table=table, column=column),)):
                return self.at.rate(table, column)
            case Call(function="ROUND" | "ROUNDUP" | "ROUNDDOWN" as name, args=(value, digits)):
                return f"{name}(ROUND({self.print(value)[0]},{self._guard(digits)}),{self.print(digits)[0]})"
            case Call(function="INT", args=(value,)):
                return f"INT(ROUND({self.print(value)[0]},{GUARD}))"
            case Call(function="MOD", args=(value, divisor)):
                return f"({self.print(remainder(value, divisor))[0]})"
        return f"{call.function}({','.join(self.print(arg)[0] for arg in call.args)})"

    def _guard(self, digits: Expr) -> str:
        match digits:
            case Number(value=value):
                return number(value + GUARD)
            case Unary(operator="-", operand=Number(value=value)):
                return number(GUARD - value)
        return f"{self._held(digits, _LEVELS['+'])}+{GUARD}"


def remainder(value: Expr, divisor: Expr) -> Expr:
    """MOD spelled out: spreadsheets do not agree on MOD(5.5,0.1)."""
    times = Call("INT", (Binary("/", value, divisor),))
    return Binary("-", value, Binary("*", divisor, times))


def number(value: float) -> str:
    """`value` as a spreadsheet reads it, whatever its language."""
    return str(int(value)) if value.is_integer() and abs(value) < 10**_LONGEST_LITERAL else repr(value).upper()
