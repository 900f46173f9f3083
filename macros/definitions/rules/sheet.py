"""Rules of sheets to print or fill in."""

from collections.abc import Iterator

from macros.definitions.models import Sheet, SheetTable
from macros.definitions.places import Loc
from macros.definitions.rules.common import repeats, tool_findings
from macros.definitions.source import Finding, finding


def sheet_findings(sheet: Sheet) -> Iterator[Finding]:
    """What is wrong inside a sheet, its formulas apart."""
    yield from tool_findings(sheet)
    yield from repeats((("tables", i, "id"), table.id) for i, table in enumerate(sheet.tables))
    for i, table in enumerate(sheet.tables):
        yield from _name_findings(("tables", i), table)
        yield from _column_findings(("tables", i, "columns"), table)
        yield from _row_findings(("tables", i, "rows"), table)


def _name_findings(at: Loc, table: SheetTable) -> Iterator[Finding]:
    for key in ("fields", "columns", "rows"):
        names = (((*at, key, j, "id"), item.id) for j, item in enumerate(getattr(table, key)) if item.id)
        yield from repeats(names, "duplicate_name")


def _column_findings(at: Loc, table: SheetTable) -> Iterator[Finding]:
    for j, column in enumerate(table.columns):
        if bool(column.title) == bool(column.titles):
            yield finding((*at, j), "one_of", name="title", other_name="titles")


def _row_findings(at: Loc, table: SheetTable) -> Iterator[Finding]:
    columns = [column.id for column in table.columns]
    for j, row in enumerate(table.rows):
        if bool(row.label) == bool(row.blank):
            yield finding((*at, j), "one_of", name="label", other_name="blank")
        for k, name in enumerate(row.skip):
            if name not in columns:
                yield finding((*at, j, "skip", k), "unknown_column", name=name, table=table.id, allowed=columns)
