"""A sheet to print or fill in as a workbook: one sheet a table, with its notes, its fields and live formulas."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from macros.definitions.models import Sheet as SheetModel
from macros.definitions.models import SheetColumn, SheetRow, SheetTable, Text
from macros.exports.language import fill, say
from macros.exports.meta import LICENCE, Meta
from macros.exports.words import words
from macros.exports.xlsx.book import Book, Sheet
from macros.exports.xlsx.cache import with_results
from macros.exports.xlsx.formats import number_format, show_decimals
from macros.exports.xlsx.sheet_formula import Spot, Spots, blank_until_filled
from macros.exports.xlsx.styles import height_of, merge
from macros.exports.xlsx.wanted import Wanted
from macros.formulas.sheets import TableFormulas, compile_sheet
from macros.formulas.tree import Expr

_FIELD, _HEADER, _TITLE = 21, 32, 30
"""Heights in points."""
_FIELD_WIDTH = 34
"""The least width of what is written in a field, in characters."""


def sheet_xlsx(sheet: SheetModel, lang: str, meta: Meta) -> bytes:
    """The workbook of `sheet` in `lang`, without anything filled in; the same bytes on any day."""
    book = Book(sheet, lang, meta)
    for table, formulas in zip(sheet.tables, compile_sheet(sheet), strict=True):
        raw = book.sheet(say(table.title, lang), landscape=table.landscape, paper=sheet.paper, locked=False)
        raw.raw.fit_to_pages(1, 1)
        _Writer(table, formulas, raw, lang).write(_about(sheet, lang, meta))
    return with_results(book.finish())


def _about(sheet: SheetModel, lang: str, meta: Meta) -> str:
    version = fill(words(lang)["template_about"], date=sheet.date)
    return " · ".join(part for part in (version, LICENCE, meta.publisher, meta.permalink) if part)


@dataclass(frozen=True)
class _Column:
    """One column on the sheet; a column of the definition may give several."""

    number: int
    model: SheetColumn
    title: Text


class _Writer:
    """Writes one table downwards."""

    def __init__(self, table: SheetTable, formulas: TableFormulas, sheet: Sheet, lang: str) -> None:
        self.table, self.formulas, self.sheet, self.lang = table, formulas, sheet, lang
        self.columns = list(_columns(table))
        self.row = 0
        self.fields: dict[str, str] = {}

    def write(self, about: str) -> None:
        """Everything, then what the sheet is."""
        self.sheet.columns(self.table.label_width, *(column.model.width for column in self.columns))
        self._heading()
        self._fields()
        self._header()
        for number, (index, row) in enumerate(self._lines):
            self._line(self.first + number, index, row)
        self.row = self.first + len(self._lines) + 1
        self._wide(about, "grey")
        self.sheet.print_area(self.row, len(self.columns))

    # --- above the table ---------------------------------------------------------------------------

    def _heading(self) -> None:
        self.sheet.tall(0, _TITLE)
        self.sheet.text(0, 0, say(self.table.title, self.lang), "title")
        self.row = 1
        computed = [words(self.lang)["computed_cells"]] if self.formulas.rows or self.formulas.columns else []
        for note in [*(say(note, self.lang) for note in self.table.notes), *computed]:
            self._wide(note, "fine")
        self.row += 1

    def _wide(self, text: str, style: str) -> None:
        """A text across the whole table."""
        width = self.table.label_width + sum(column.model.width for column in self.columns)
        shape = self.sheet.book.style(style, text_wrap=True)
        self.sheet.raw.merge_range(self.row, 0, self.row, len(self.columns), text, shape)
        self.sheet.tall(self.row, height_of(text, width, merge(style, "wrap")))
        self.row += 1

    def _fields(self) -> None:
        last = self._field_end()
        for item in self.table.fields:
            self.sheet.text(self.row, 0, say(item.label, self.lang), "bold", "middle", "wrap")
            self.sheet.tall(self.row, _FIELD)
            shape = self.sheet.book.style("cell", **self._shape(item.type))
            if last > 1:
                self.sheet.raw.merge_range(self.row, 1, self.row, last, "", shape)
            else:
                self.sheet.raw.write_blank(self.row, 1, None, shape)
            self._accept(item.type, (self.row, 1), (self.row, 1))
            self.fields[item.id] = xl_rowcol_to_cell(self.row, 1, True, True)
            self.row += 1
        self.row += bool(self.table.fields)

    def _field_end(self) -> int:
        """The last column over which a field is written."""
        width, last = 0.0, 0
        while width < _FIELD_WIDTH and last < len(self.columns):
            width += self.columns[last].model.width
            last += 1
        return last

    def _header(self) -> None:
        titles = [self.table.label, *(column.title for column in self.columns)]
        for place, title in enumerate(titles):
            self.sheet.text(self.row, place, say(title, self.lang), "header", "center" if place else "unit")
        self.sheet.tall(self.row, _HEADER)
        self.sheet.raw.freeze_panes(self.row + 1, 1)
        self.first = self.row + 1

    # --- the table ---------------------------------------------------------------------------------

    @cached_property
    def _lines(self) -> list[tuple[int, SheetRow]]:
        """Every line of the sheet with the number of its row in the definition."""
        return [(j, row) for j, row in enumerate(self.table.rows) for _ in range(row.blank or 1)]

    def _line(self, at: int, index: int, row: SheetRow) -> None:
        self.sheet.tall(at, self.table.row_height)
        label = say(row.label, self.lang) if row.label else ""
        if row.heading:
            for place in range(len(self.columns) + 1):
                self.sheet.text(at, place, "" if place else label, "group", "unit")
            return
        bold = ["bold"] if row.formula else []
        self.sheet.text(at, 0, label, "cell", "middle", "unit", *bold, **self._tint(bool(row.formula)))
        for column in self.columns:
            self._cell(at, index, row, column)
        self._show_decimals(at, row)

    def _cell(self, at: int, index: int, row: SheetRow, column: _Column) -> None:
        kind = self._kind(row, column)
        expr = self._formula(index, row, column)
        skipped = column.model.id in row.skip
        shape = {**self._shape(kind), **self._tint(bool(expr) or skipped)}
        if expr:
            along = index in self.formulas.rows and expr is self.formulas.rows[index]
            formula = blank_until_filled(expr, Spot(self._spots, at, column.number, along))
            self.sheet.formula(at, column.number, formula, "cell", "middle", **shape)
            return
        self.sheet.text(at, column.number, "", "cell", "middle", **shape)
        if not skipped:
            self._accept(kind, (at, column.number), (at, column.number), column.model)

    def _kind(self, row: SheetRow, column: _Column) -> str:
        return column.model.type if column.model.type == "text" or not row.type else row.type

    def _formula(self, index: int, row: SheetRow, column: _Column) -> Expr | None:
        """The formula of a cell: that of its row, else that of its column."""
        if column.model.id in row.skip:
            return None
        if index in self.formulas.rows and column.model.type != "text":
            return self.formulas.rows[index]
        return self.formulas.columns.get(self.table.columns.index(column.model))

    @cached_property
    def _spots(self) -> Spots:
        groups: dict[str, tuple[int, int]] = {}
        for column in self.columns:
            low, _ = groups.get(column.model.id, (column.number, 0))
            groups[column.model.id] = (low, column.number)
        rows = {row.id: self.first + n for n, (_, row) in enumerate(self._lines) if row.id}
        return Spots(self.fields, rows, groups, self.first)

    # --- cells -------------------------------------------------------------------------------------

    def _shape(self, kind: str) -> dict[str, object]:
        return {} if kind == "text" else {"num_format": number_format(kind, self.lang), "align": "right"}

    def _tint(self, computed: bool) -> dict[str, object]:
        return {"bg_color": merge("group")["bg_color"]} if computed else {}

    def _accept(
        self, kind: str, first: tuple[int, int], last: tuple[int, int], column: SheetColumn | None = None
    ) -> None:
        """What may be typed: one of the options, or a number where a number is wanted."""
        if column and column.options:
            labels = [say(option.label, self.lang) for option in column.options]
            self.sheet.raw.data_validation(*first, *last, {"validate": "list", "source": labels})
        elif kind != "text":
            wanted = Wanted(kind, None, None, self.lang)
            self.sheet.raw.data_validation(*first, *last, {**wanted.rule, "error_message": wanted.error})

    def _show_decimals(self, at: int, row: SheetRow) -> None:
        for column in self.columns:
            place = (at, column.number)
            show_decimals(self.sheet, self._kind(row, column), place, place, xl_rowcol_to_cell(*place))


def _columns(table: SheetTable) -> Iterator[_Column]:
    number = 1
    for model in table.columns:
        for title in [model.title] if model.title else model.titles:
            yield _Column(number, model, title)
            number += 1
