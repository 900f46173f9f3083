"""Tree → the text of a formula: operators, brackets and literals, which every spreadsheet syntax shares."""

from abc import ABC, abstractmethod

from macros.formulas.tree import Binary, Call, Cell, Expr, Name, Number, Previous, Truth, Unary, Whole, Words

LEVELS = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
"""How tightly an operator holds its sides."""
UNARY, ATOM = 6, 9
_LONGEST_LITERAL = 15


class Printer(ABC):
    """Prints a tree; `printed` gives the text and how tightly it holds together. A syntax fills in the rest."""

    def text(self, expr: Expr) -> str:
        """`expr` without the leading ``=``."""
        return self.printed(expr)[0]

    def printed(self, expr: Expr) -> tuple[str, int]:
        """The text of `expr` and its level."""
        match expr:
            case Number(value=value):
                return self.number(value), ATOM if value >= 0 else UNARY
            case Words(value=value):
                return '"' + value.replace('"', '""') + '"', ATOM
            case Truth(value=value):
                return self.truth(value), ATOM
            case Name() | Cell() | Whole() | Previous():
                return self.reference(expr)
            case Unary(operator="-", operand=operand):
                return "-" + self.held(operand, UNARY), UNARY
            case Unary(operand=operand):
                return self.held(operand, ATOM) + "%", UNARY
            case Binary():
                return self._binary(expr)
            case Call():
                return self.call(expr), ATOM

    def held(self, expr: Expr, level: int) -> str:
        """`expr`, in brackets unless it holds together at least at `level`."""
        text, holds = self.printed(expr)
        return text if holds >= level else f"({text})"

    def _binary(self, expr: Binary) -> tuple[str, int]:
        level = LEVELS[expr.operator]
        left, right = self.held(expr.left, level), self.held(expr.right, level + 1)
        return f"{left}{expr.operator}{right}", level

    def number(self, value: float) -> str:
        """A literal number."""
        return number(value)

    def truth(self, value: bool) -> str:
        """TRUE or FALSE."""
        return str(value).upper()

    @abstractmethod
    def reference(self, expr: Name | Cell | Whole | Previous) -> tuple[str, int]:
        """What names a value, with its level."""

    @abstractmethod
    def call(self, call: Call) -> str:
        """A function with its arguments."""


def number(value: float) -> str:
    """`value` as a spreadsheet stores it, whatever its language."""
    return str(int(value)) if value.is_integer() and abs(value) < 10**_LONGEST_LITERAL else repr(value).upper()
