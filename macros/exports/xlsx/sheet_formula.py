"""Formulas of sheets as they stand in a cell: with addresses, and blank until something is filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell  # type: ignore[import-untyped]

from macros.formulas.sheets import ACROSS
from macros.formulas.tree import Call, Cell, Expr, Name, Previous, Whole, children
from macros.formulas.xlsx import print_formula

_COUNTING = ("SUM", "COUNTIF", "MIN", "MAX", "SUMIF", "SUMPRODUCT")
"""Functions that pass over empty cells."""


@dataclass(frozen=True)
class Spots:
    """Where the names of a table stand: fields as addresses, rows by number, columns from first to last."""

    fields: Mapping[str, str]
    rows: Mapping[str, int]
    columns: Mapping[str, tuple[int, int]]
    first: int


@dataclass(frozen=True)
class Spot:
    """A cell with a formula of its row (`along`) or of its column; gives addresses to the printer."""

    spots: Spots
    row: int
    place: int
    along: bool

    def scalar(self, name: str) -> str:
        """The cell of a field."""
        return self.spots.fields[name]

    def cell(self, column: str) -> str:
        """The row called `column` in this column, or the column of that name on this row."""
        if self.along:
            return str(xl_rowcol_to_cell(self.spots.rows[column], self.place))
        return str(xl_rowcol_to_cell(self.row, self.spots.columns[column][0]))

    def above(self, column: str) -> str | None:
        """One column to the left, or one row up; None at the start."""
        if not self.along:
            up = self.row - 1
            return str(xl_rowcol_to_cell(up, self.spots.columns[column][0])) if up >= self.spots.first else None
        starts = {low for low, _ in self.spots.columns.values()}
        return None if self.place in starts else str(xl_rowcol_to_cell(self.spots.rows[column], self.place - 1))

    def column(self, table: str, column: str) -> str:
        """The range of a group of columns on this row, or the cells above in this column."""
        if table == ACROSS:
            low, high = self.spots.columns[column]
            return _range((self.row, low), (self.row, high))
        return _range((self.spots.first, self.place), (self.row - 1, self.place))

    def rate(self, table: str, column: str) -> str:
        """Sheets have no rates."""
        raise NotImplementedError


def blank_until_filled(expr: Expr, spot: Spot) -> str:
    """The formula of a cell. It shows nothing while a cell it names is empty, or when it cannot be computed.

    A sum waits only until one of its cells is filled.
    """
    named = list(dict.fromkeys(_named(expr, spot)))
    counted = list(dict.fromkeys(_counted(expr, spot)))
    empty = [f'{cell}=""' for cell in named]
    if counted:
        blank = "+".join(f"COUNTBLANK({cells})" for cells in counted)
        empty.append(f"{blank}={sum(map(_size, counted))}")
    formula = f'IFERROR({print_formula(expr, spot)},"")'
    return f'IF(OR({",".join(empty)}),"",{formula})' if empty else formula


def _named(expr: Expr, spot: Spot) -> Iterator[str]:
    """The cells that must be filled."""
    match expr:
        case Cell() | Name():
            yield print_formula(expr, spot)
        case Previous(column=column, start=start):
            if (before := spot.above(column)) is not None:
                yield before
            else:
                yield from _named(start, spot)
        case Call(function=name) if name in _COUNTING:
            return
        case _:
            for child in children(expr):
                yield from _named(child, spot)


def _counted(expr: Expr, spot: Spot, inside: bool = False) -> Iterator[str]:
    """The cells of which one at least must be filled."""
    if isinstance(expr, Previous) and (before := spot.above(expr.column)) is not None:
        yield from [before] if inside else []
        return
    if inside and isinstance(expr, (Cell, Name, Whole)):
        yield print_formula(expr, spot)
    within = inside or (isinstance(expr, Call) and expr.function in _COUNTING)
    for child in children(expr):
        yield from _counted(child, spot, within)


def _range(first: tuple[int, int], last: tuple[int, int]) -> str:
    return f"{xl_rowcol_to_cell(*first)}:{xl_rowcol_to_cell(*last)}"


def _size(cells: str) -> int:
    """How many cells an address or a range has."""
    corners = [xl_cell_to_rowcol(corner) for corner in cells.split(":")]
    (top, left), (bottom, right) = corners[0], corners[-1]
    return int((bottom - top + 1) * (right - left + 1))
