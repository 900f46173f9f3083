"""The compiled form of a tool: what every printer reads and what every runtime returns.

A checklist and a calculator both become a `Program`; Python interprets it, the printers turn it into
JavaScript and spreadsheet formulas. Nothing here knows where a tool came from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from macros.formulas.tree import Expr

Value = float | str | bool | None
"""A number, a text or code, a truth value, or nothing (blank)."""

Given = Value | Sequence[Mapping[str, Value]]
"""What people give for one input: a value, or the rows of a table."""

Kind = Literal["money", "percent", "integer", "number", "choice", "measure", "text"]


@dataclass(frozen=True)
class Input:
    """One value that people give.

    `key` is its public name (`gov-power-3`), `name` the one formulas use (`gov_power_3`). A `measure`
    takes a number within the bounds or one of the `options` ("na"). `default` replaces a blank.
    """

    key: str
    name: str
    kind: Kind
    minimum: float | None = None
    maximum: float | None = None
    options: tuple[str, ...] = ()
    required: bool = True
    default: Value = None
    whole: bool = False
    """Only whole numbers (type integer, or a measure of type integer)."""


@dataclass(frozen=True)
class Grid:
    """A table that people fill in: `height` rows at most, `least` at least, with inputs called `key.row.column`.

    Rows are filled from the first without a gap. On a row in use every column without default must be given.
    """

    key: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    least: int
    height: int

    def cell(self, row: int, column: str) -> str:
        """The key of one cell; rows count from 0."""
        return f"{self.key}.{row}.{column}"


@dataclass(frozen=True)
class Column:
    """A column: one expression for all rows, or one for each (`exprs` as long as the table is high)."""

    name: str
    exprs: tuple[Expr, ...]

    def at(self, row: int) -> Expr:
        """The expression of row number `row`, counted from 0."""
        return self.exprs[0] if len(self.exprs) == 1 else self.exprs[row]


@dataclass(frozen=True)
class Table:
    """Rows numbered from `start` to the value of `stop`; more than `height` of them is an error, never a part.

    The index column counts on to the full height; every other column is 0 below the last row in use. The rows of a
    `typed` table are what people typed, so results do not repeat them.
    """

    name: str
    index: str
    start: int
    stop: Expr
    height: int
    columns: tuple[Column, ...]
    typed: bool = False

    def column(self, name: str) -> Column:
        """The column called `name`."""
        return next(c for c in self.columns if c.name == name)

    @property
    def last(self) -> int:
        """The greatest index."""
        return self.start + self.height - 1

    def indexes(self) -> tuple[float, ...]:
        """The index column."""
        return tuple(float(self.start + row) for row in range(self.height))


@dataclass(frozen=True)
class Scalar:
    """A named value with its expression. It is blank while an input in `needs` is unknown."""

    name: str
    expr: Expr
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """A condition; when it is not true the outputs in `blocks` (names) are withheld."""

    key: str
    expr: Expr
    blocks: tuple[str, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Output:
    """A result: its public `key` and the scalar it shows."""

    key: str
    name: str


@dataclass(frozen=True)
class ScalarStep:
    """Compute one scalar."""

    scalar: Scalar


@dataclass(frozen=True)
class TableStep:
    """Compute some columns of a table together, row by row, in this order."""

    table: Table
    columns: tuple[Column, ...]


Plan = tuple[ScalarStep | TableStep, ...]


@dataclass(frozen=True)
class Program:
    """A tool ready to run: `plan` lists scalars and table columns in the order they can be computed."""

    tool: str
    version: int
    inputs: tuple[Input, ...]
    tables: tuple[Table, ...]
    scalars: tuple[Scalar, ...]
    outputs: tuple[Output, ...]
    checks: tuple[Check, ...]
    sentences: tuple[Scalar, ...]
    """When each sentence is true."""
    plan: Plan
    grids: tuple[Grid, ...] = ()

    def table(self, name: str) -> Table:
        """The table called `name`."""
        return next(t for t in self.tables if t.name == name)


RefusalKind = Literal["missing", "type", "whole", "min", "max", "option", "unknown", "check", "error"]


@dataclass(frozen=True)
class Refusal:
    """Why some results are withheld.

    `kind` is `missing`, `type`, `whole`, `min`, `max` or `option` for an input called `subject`,
    `unknown` for a name that is no input, `check` for the check called `subject`, and `error` for an
    output that cannot be computed, or a table that would need more rows than it has.
    """

    kind: RefusalKind
    subject: str


@dataclass(frozen=True)
class Result:
    """Outputs by key (unrounded; None when withheld or unknown), tables by name (active rows), refusals, and
    the numbers of the sentences that hold."""

    outputs: Mapping[str, Value]
    tables: Mapping[str, list[dict[str, Value]]] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    sentences: tuple[int, ...] = ()
