"""The formulas of sheets to print or fill in, parsed and checked.

A row's formula runs across columns, a column's down the rows; each sees the other rows, or the other columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import networkx

from macros.definitions.models import Sheet, SheetColumn, SheetRow, SheetTable
from macros.formulas.compile import InvalidFormulas, Loc, Located
from macros.formulas.functions import FUNCTIONS, Type
from macros.formulas.parse import FormulaSyntaxError, parse
from macros.formulas.tree import Call, Cell, Expr, walk
from macros.formulas.types import Fault, Scope, fault, faults_of

ACROSS, UP = "row", "column"
"""What stands before the brackets of a range: `row[months]`, `column[above]`."""
ABOVE = "above"


@dataclass(frozen=True)
class TableFormulas:
    """The trees of a table's formulas, by the number of their row or column."""

    rows: Mapping[int, Expr] = field(default_factory=dict)
    columns: Mapping[int, Expr] = field(default_factory=dict)


def compile_sheet(sheet: Sheet) -> list[TableFormulas]:
    """The formulas of every table. Raises InvalidFormulas with every fault."""
    faults: list[Located] = []
    compiled = [_table(("tables", i), table, faults) for i, table in enumerate(sheet.tables)]
    if faults:
        raise InvalidFormulas(faults)
    return compiled


def sheet_faults(sheet: Sheet) -> Iterator[Located]:
    """Every fault in the formulas of `sheet`, where it stands."""
    try:
        compile_sheet(sheet)
    except InvalidFormulas as invalid:
        yield from invalid.faults


Line = SheetRow | SheetColumn


def _table(at: Loc, table: SheetTable, faults: list[Located]) -> TableFormulas:
    rows = _lines((*at, "rows"), table.rows, _row_scope(table), faults)
    columns = _lines((*at, "columns"), table.columns, _column_scope(table), faults)
    return TableFormulas(rows, columns)


def _lines(at: Loc, lines: Sequence[Line], scope: Scope, faults: list[Located]) -> dict[int, Expr]:
    """The formulas of the rows, or of the columns, of a table."""
    trees: dict[int, Expr] = {}
    for j, line in enumerate(lines):
        if line.formula is None:
            continue
        place = (*at, j, "formula")
        try:
            trees[j] = parse(line.formula)
        except FormulaSyntaxError as error:
            faults.append(Located(place, fault("formula_syntax", reason=error.reason)))
            continue
        faults += (Located(place, found) for found in _faults(trees[j], scope, isinstance(line, SheetRow)))
    faults += _circles(at, trees, {j: line.id for j, line in enumerate(lines) if line.id})
    return trees


def _faults(expr: Expr, scope: Scope, in_row: bool) -> Iterator[Fault]:
    """What is wrong in one formula; one of a row names rows where one of a column names columns."""
    for found in faults_of(expr, scope):
        row = in_row and found.kind == "unknown_column" and found.context.get("table") == scope.table
        yield Fault("unknown_row", found.context) if row else found
    if any(isinstance(node, Call) and node.function == "IRR" for node in walk(expr)):
        yield fault("unknown_function", function="IRR", allowed=sorted({*FUNCTIONS, "PREV"} - {"IRR"}))


def _row_scope(table: SheetTable) -> Scope:
    """Fields, the other rows, and the cells above."""
    return _scope(table, [row.id for row in table.rows if row.id], UP, [ABOVE])


def _column_scope(table: SheetTable) -> Scope:
    """Fields, the other columns, and the cells of several columns on the same row."""
    single = [column.id for column in table.columns if column.title]
    return _scope(table, single, ACROSS, [column.id for column in table.columns if column.titles])


def _scope(table: SheetTable, beside: list[str], prefix: str, ranges: list[str]) -> Scope:
    fields: dict[str, Type] = {item.id: "any" for item in table.fields}
    tables = {table.id: tuple(beside), prefix: tuple(ranges)}
    return Scope(fields, {}, tables, frozenset((prefix,)), table.id)


def _circles(at: Loc, trees: Mapping[int, Expr], names: Mapping[int, str]) -> Iterator[Located]:
    """Formulas that need one another on the same line."""
    needs: networkx.DiGraph[str] = networkx.DiGraph()
    for j, expr in trees.items():
        if j in names:
            needs.add_edges_from((names[j], node.column) for node in walk(expr) if isinstance(node, Cell))
    for group in networkx.strongly_connected_components(needs):
        if len(group) > 1 or any(needs.has_edge(name, name) for name in group):
            first = min(j for j, name in names.items() if name in group and j in trees)
            chain = " → ".join([*sorted(group), min(group)])
            yield Located((*at, first, "formula"), fault("circular", chain=chain))
