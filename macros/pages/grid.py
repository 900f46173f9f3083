"""A table that people fill in, as its template needs it: columns with their hints, and the rows shown at first."""

from dataclasses import dataclass

from macros.definitions.models import Input, InputColumn, RowRange
from macros.language.numbers import format_number
from macros.language.texts import fill, one_line
from macros.pages.bounds import Bounds, bounds
from macros.pages.words import words

SHOWN = 3
"""Blank rows on the page, whatever the least asked for: enough to see that it is a table."""


@dataclass(frozen=True)
class GridColumn:
    """A column with the words its header needs; `hint` says what may be typed."""

    column: InputColumn
    required: bool
    unit: str
    limits: Bounds
    hint: str


@dataclass(frozen=True)
class Grid:
    """A table input: `rows` are numbered from 0; `fixed` when no row can be added or removed."""

    input: Input
    columns: list[GridColumn]
    rows: range
    most: int
    fixed: bool
    limit: str


def grid(input: Input, lang: str) -> Grid:
    """The table that `input` (of type `table`) asks for."""
    rows = input.rows or RowRange(most=1)
    fixed = rows.least == rows.most
    return Grid(
        input=input,
        columns=[_column(column, lang) for column in input.columns],
        rows=range(min(rows.most, max(rows.least, SHOWN))),
        most=rows.most,
        fixed=fixed,
        limit="" if fixed else fill(words(lang)["rows_at_most"], n=rows.most),
    )


def _column(column: InputColumn, lang: str) -> GridColumn:
    limits = Bounds("", "", "") if column.type == "text" else bounds(column.min, column.max, column.type, lang)
    return GridColumn(
        column=column,
        required=column.type != "text" and column.default is None,
        unit=unit_of(column, lang),
        limits=limits,
        hint=f"{limits.hint} {_default(column, lang)}".strip(),
    )


def _default(column: InputColumn, lang: str) -> str:
    if column.default is None or column.type == "text":
        return ""
    return fill(words(lang)["default"], value=format_number(column.default, column.type, lang))


def unit_of(item: Input | InputColumn, lang: str) -> str:
    """What follows the number: % for a share, then the unit. The currency is written by the page."""
    unit = one_line(item.unit, lang) if item.unit else ""
    if item.type != "percent":
        return unit
    return unit if unit.startswith("%") else f"% {unit}".strip()
