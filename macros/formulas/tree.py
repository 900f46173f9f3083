"""The tree of a formula: a handful of node types that every printer walks."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A literal number."""

    value: float


@dataclass(frozen=True)
class Words:
    """A literal text, such as the code of an option."""

    value: str


@dataclass(frozen=True)
class Truth:
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True)
class Name:
    """An input or a named value."""

    name: str


@dataclass(frozen=True)
class Cell:
    """`[@column]`: the value of a column on the row being computed."""

    column: str


@dataclass(frozen=True)
class Previous:
    """`PREV([column], start)`: the value of a column on the row above, `start` on the first row."""

    column: str
    start: "Expr"


@dataclass(frozen=True)
class Whole:
    """`table[column]`: a whole column, only as an argument of a function that takes one."""

    table: str
    column: str


@dataclass(frozen=True)
class Unary:
    """`-x`, or `x%` (operator "%")."""

    operator: str
    operand: "Expr"


@dataclass(frozen=True)
class Binary:
    """Two operands and one of ``+ - * / ^ & = <> < <= > >=``."""

    operator: str
    left: "Expr"
    right: "Expr"


@dataclass(frozen=True)
class Call:
    """A function and its arguments."""

    function: str
    args: tuple["Expr", ...]


Expr = Number | Words | Truth | Name | Cell | Previous | Whole | Unary | Binary | Call


def children(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside `expr`."""
    match expr:
        case Unary(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Call(args=args):
            return args
        case Previous(start=start):
            return (start,)
    return ()


def walk(expr: Expr) -> Iterator[Expr]:
    """`expr` and everything inside it, outermost first."""
    yield expr
    for child in children(expr):
        yield from walk(child)
