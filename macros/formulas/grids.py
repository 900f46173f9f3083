"""Tables that people fill in, as the same inputs and tables that everything else is made of.

Every cell is an input of its own, called ``flows.0.received`` in files and ``flows_0_received`` in formulas; every
column is a column of a table whose rows read those cells. Nothing downstream needs to know the difference.
"""

from collections.abc import Iterator

from macros.definitions.models import Input as InputModel
from macros.definitions.models import InputColumn
from macros.definitions.names import OF_TABLES, cell_name
from macros.formulas.program import Column, Grid, Input, Table
from macros.formulas.tree import Binary, Call, Expr, Name, Number, Words

USED, INDEX = OF_TABLES


def grid_of(item: InputModel) -> Grid | None:
    """The shape of a table input; None for any other input."""
    if item.type != "table" or item.rows is None:
        return None
    columns = tuple(column.id for column in item.columns)
    required = tuple(column.id for column in item.columns if _required(column))
    return Grid(item.id, columns, required, item.rows.least, item.rows.most)


def _required(column: InputColumn) -> bool:
    return column.type != "text" and column.default is None


def grid_inputs(item: InputModel, grid: Grid) -> Iterator[Input]:
    """One input for each cell, row by row."""
    for row in range(grid.height):
        for column in item.columns:
            yield Input(
                key=grid.cell(row, column.id),
                name=cell_name(item.id, row, column.id),
                kind=column.type,
                minimum=column.min,
                maximum=column.max,
                required=False,
                default=None if column.default is None else float(column.default),
                whole=column.type == "integer",
            )


def grid_table(item: InputModel, grid: Grid) -> Table:
    """The table that formulas read: numbers on the rows in use, 0 below them."""
    numbers = [column.id for column in item.columns if column.type != "text"]
    columns = [Column(name, tuple(_cell(grid, row, name) for row in range(grid.height))) for name in numbers]
    used = Column(USED, tuple(_when_used(grid, row, Number(1.0)) for row in range(grid.height)))
    return Table(item.id, INDEX, 1, Number(float(grid.height)), grid.height, (used, *columns), typed=True)


def _cell(grid: Grid, row: int, column: str) -> Expr:
    return _when_used(grid, row, Name(cell_name(grid.key, row, column)))


def _when_used(grid: Grid, row: int, value: Expr) -> Expr:
    """`value` where the first required cell of the row is filled in: a row in use has them all."""
    first = Name(cell_name(grid.key, row, grid.required[0]))
    return Call("IF", (Binary("=", first, Words("")), Number(0.0), value))
