"""Where the values of a program stand in a workbook, so that its formulas can be printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from macros.exports.xlsx.book import Sheet
from macros.formulas.program import Scalar
from macros.formulas.tree import Expr
from macros.formulas.xlsx import print_formula


def cell_name(prefix: str, key: str) -> str:
    """The defined name of the cell of a public id: ``in_gov_power_3``, ``in_flows_0_received``."""
    return f"{prefix}_{key.replace('-', '_').replace('.', '_')}"


def rate_name(table: str, column: str) -> str:
    """The defined name of the rate of the flows in a column."""
    return f"irr_{table}_{column}"


def stop_name(table: str) -> str:
    """The defined name of the last row in use of a table."""
    return f"{table}_stop"


@dataclass(frozen=True)
class Grid:
    """The place of a table: its sheet, its first row, its height and its columns by name."""

    sheet: Sheet
    first: int
    height: int
    columns: Mapping[str, int]

    def whole(self, column: str) -> str:
        """The range of a column."""
        place = self.columns[column]
        return self.sheet.range((self.first, place), (self.first + self.height - 1, place))

    def cell(self, column: str, row: int) -> str:
        """The address, on the same sheet, of a column's cell on row `row` of the table."""
        return f"${xl_col_to_name(self.columns[column])}{self.first + row + 1}"


@dataclass(frozen=True)
class Layout:
    """The tables of a workbook; every scalar has its own name. `table` and `row` say where a formula stands.

    With a `prefix` the same program stands a second time in the workbook, under other names.
    """

    grids: dict[str, Grid] = field(default_factory=dict)
    table: str = ""
    row: int = 0
    prefix: str = ""

    def on(self, table: str, row: int) -> "Layout":
        """The same workbook, seen from a row of a table."""
        return replace(self, table=table, row=row)

    def scalar(self, name: str) -> str:
        """The defined name of an input or a named value."""
        return self.prefix + name

    def column(self, table: str, column: str) -> str:
        """The range of a whole column."""
        return self.grids[table].whole(column)

    def cell(self, column: str) -> str:
        """The cell of a column on this row."""
        return self.grids[self.table].cell(column, self.row)

    def above(self, column: str) -> str | None:
        """The cell on the row above, None on the first row."""
        return self.grids[self.table].cell(column, self.row - 1) if self.row else None

    def rate(self, table: str, column: str) -> str:
        """The cell of the rate of a column."""
        return rate_name(table, column)

    def print(self, expr: Expr) -> str:
        """`expr` as a formula that stands here."""
        return print_formula(expr, self)


def blank_if_unknown(scalar: Scalar, layout: Layout, otherwise: str = '""') -> str:
    """The formula of `scalar`; it gives `otherwise` while an input it needs is unknown."""
    formula = layout.print(scalar.expr)
    if not scalar.needs:
        return formula
    unknown = [f'{need}=""' for need in scalar.needs]
    condition = unknown[0] if len(unknown) == 1 else f"OR({','.join(unknown)})"
    return f"IF({condition},{otherwise},{formula})"


def quoted(text: str) -> str:
    """`text` as a formula writes it; pieces of at most 255 characters, as spreadsheets want."""
    pieces = [text[start : start + 250] for start in range(0, len(text), 250)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
