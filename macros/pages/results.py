"""The tables of a calculator's results and the charts drawn from them."""

import re
from dataclasses import dataclass

from macros.definitions.models import Calculator, Chart, Column, Table
from macros.language.texts import one_line

_ONE_ROW_EACH = re.compile(r"=SUM\(([a-z0-9_]+)\[used\]\)", re.IGNORECASE)
"""The last row of a table that has one row for each row of a table people fill in."""


@dataclass(frozen=True)
class Shown:
    """A table with the columns that readers see, the charts above it, and where its rows find their names."""

    table: Table
    columns: list[Column]
    names: str
    charts: list[tuple[Chart, dict[str, object]]]


def shown_tables(calculator: Calculator, lang: str) -> list[Shown]:
    """The tables on the page. A chart never shows a number that its table hides."""
    found = [_shown(calculator, table, lang) for table in calculator.tables]
    return [shown for shown in found if shown.columns]


def _shown(calculator: Calculator, table: Table, lang: str) -> Shown:
    charts = [chart for chart in calculator.charts if chart.table == table.id]
    drawn = {name for chart in charts for name in (chart.x, *chart.y)}
    names = _row_names(calculator, table)
    return Shown(
        table=table,
        columns=[c for c in table.columns if c.show or c.id in drawn],
        names=names,
        charts=[(chart, _drawing(chart, table, names, lang)) for chart in charts],
    )


def _row_names(calculator: Calculator, table: Table) -> str:
    """`actors.actor` when row 1 of `table` speaks of what people typed in row 1 of `actors`; empty otherwise."""
    found = _ONE_ROW_EACH.fullmatch(table.rows.stop.replace(" ", ""))
    if not found or table.rows.start != 1:
        return ""
    grids = [i for i in calculator.inputs if i.type == "table" and i.id == found[1].lower()]
    return next((f"{i.id}.{c.id}" for i in grids for c in i.columns if c.type == "text"), "")


def _drawing(chart: Chart, table: Table, names: str, lang: str) -> dict[str, object]:
    """What the browser script needs to draw `chart`."""
    columns = {c.id: c for c in table.columns}
    index = one_line(table.rows.label, lang)
    return {
        "type": chart.type,
        "table": table.id,
        "x": {
            "key": chart.x,
            "label": one_line(columns[chart.x].label, lang) if chart.x in columns else index,
            "format": columns[chart.x].format if chart.x in columns else "integer",
        },
        "y": [{"key": key, "format": columns[key].format if key in columns else "integer"} for key in chart.y],
        "names": names if chart.x == table.rows.index else "",
    }


def series_labels(chart: Chart, table: Table, lang: str) -> list[str]:
    """The name of each line or kind of bar, in the order they are drawn."""
    labels = {table.rows.index: table.rows.label} | {c.id: c.label for c in table.columns}
    return [one_line(labels[key], lang) for key in chart.y]
