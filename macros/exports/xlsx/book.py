"""A workbook being written: its sheets, cell styles and defined names. XlsxWriter is called here and in ``charts``."""

import io
import re
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell  # type: ignore[import-untyped]

from macros.definitions.models import Published
from macros.exports.meta import LICENCE, LICENCE_URL, Meta
from macros.exports.xlsx.styles import height_of, merge

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_TITLE = 31
_PAPERS = {"a4": 9, "a3": 8}
_LONGEST_FOOTER = 200


class NameTaken(ValueError):
    """Two things in a workbook would have the same defined name."""


class Book:
    """A workbook in one language. `finish` gives its bytes, the same on any day."""

    def __init__(self, tool: Published, lang: str, meta: Meta) -> None:
        self.lang = lang
        self.tool = tool
        self._buffer = io.BytesIO()
        self.file: Any = xlsxwriter.Workbook(self._buffer, _OPTIONS)
        self.file.set_size(1600, 1100)
        self._styles: dict[tuple[object, ...], Any] = {}
        self._names: dict[str, str] = {}
        self._titles: set[str] = set()
        self._sheets: list[Sheet] = []
        self._describe(meta)

    def _describe(self, meta: Meta) -> None:
        title, day = self.tool.title[self.lang], datetime.fromisoformat(self.tool.date)
        self.file.set_properties(
            {
                "title": title,
                "subject": self.tool.summary[self.lang],
                "company": meta.publisher,
                "comments": f"{LICENCE} {LICENCE_URL} {meta.permalink}".strip(),
                "hyperlink_base": "",
                "created": day,
            }
        )
        for name, value in (("tool", self.tool.id), ("version", self.tool.version), ("language", self.lang)):
            self.file.set_custom_property(f"cerise_{name}", value)

    def sheet(self, title: str, *, landscape: bool = False, paper: str = "a4", locked: bool = True) -> "Sheet":
        """A new sheet, set up for one page wide; a title that spreadsheets refuse is adapted.

        Its cells are locked, save those meant to be filled in, unless people are free to change all of it.
        """
        clean = _cut(re.sub(r"[\[\]:*?/\\]", " ", title).strip("' "))
        name, number = clean, 2
        while name.lower() in self._titles:
            name, number = f"{clean[: _TITLE - 3]} {number}", number + 1
        self._titles.add(name.lower())
        raw = self.file.add_worksheet(name)
        _set_page(raw, landscape, paper, _footer(self))
        if locked:
            raw.protect("", {"autofilter": True, "format_columns": True, "format_rows": True, "sort": True})
        self._sheets.append(Sheet(self, raw, name))
        return self._sheets[-1]

    def style(self, *names: str, **extra: object) -> Any:
        """A cell format made of named styles, later ones on top."""
        merged = merge(*names) | extra
        key = tuple(sorted(merged.items()))
        if key not in self._styles:
            self._styles[key] = self.file.add_format(merged)
        return self._styles[key]

    def name(self, name: str, target: str) -> str:
        """Give a cell or a range a defined name. NameTaken when it stands for something else already."""
        if self._names.setdefault(name.lower(), target) != target:
            raise NameTaken(f"{self.tool.id}: {name}")
        self.file.define_name(name, f"={target}")
        return name

    def finish(self) -> bytes:
        """The bytes of the workbook; its formulas have no results yet."""
        for sheet in self._sheets:
            sheet.fit_rows()
        self.file.close()
        return self._buffer.getvalue()


class Sheet:
    """One sheet of a `Book`. Rows and columns count from 0."""

    def __init__(self, book: Book, raw: Any, title: str) -> None:
        self.book, self.raw, self.title = book, raw, title
        self._widths: dict[int, float] = {}
        self._heights: dict[int, float] = {}

    def columns(self, *widths: float) -> None:
        """Column widths, from the first column."""
        for column, width in enumerate(widths):
            self.column(column, width)

    def column(self, column: int, width: float, *styles: str, hidden: bool = False) -> None:
        """The width of one column; a hidden one stays there for formulas and for the curious."""
        self._widths[column] = width
        self.raw.set_column(column, column, width, self.book.style(*styles), {"hidden": hidden})

    def tall(self, row: int, height: float) -> None:
        """A row at least this high, in points."""
        self._heights[row] = max(height, self._heights.get(row, 0))

    def reserve(self, row: int, column: int, text: str, *styles: str) -> None:
        """Make room for `text`, which a formula may show."""
        style = merge(*styles)
        if style.get("text_wrap") and column in self._widths:
            self.tall(row, height_of(text, self._widths[column], style))

    def fit_rows(self) -> None:
        """Give every row the height its texts need: not all programs do it when they open a file."""
        for row, height in self._heights.items():
            self.raw.set_row(row, height)

    def text(self, row: int, column: int, text: str, *styles: str, **extra: object) -> None:
        """Write a text, as it is."""
        self.reserve(row, column, text, *styles)
        if text:
            self.raw.write_string(row, column, text, self.book.style(*styles, **extra))
        else:
            self.raw.write_blank(row, column, None, self.book.style(*styles, **extra))

    def value(self, row: int, column: int, value: object, *styles: str, **extra: object) -> None:
        """Write a number, a text, or nothing (an empty cell with its style)."""
        if isinstance(value, (int, float)):
            self.raw.write_number(row, column, value, self.book.style(*styles, **extra))
        else:
            self.text(row, column, str(value or ""), *styles, **extra)

    def formula(self, row: int, column: int, formula: str, *styles: str, **extra: object) -> None:
        """Write a formula, given without its ``=``."""
        self.raw.write_formula(row, column, f"={formula}", self.book.style(*styles, **extra))

    def link(self, row: int, column: int, url: str, text: str, *styles: str) -> None:
        """Write a link, or only its text when there is no address."""
        if url:
            self.raw.write_url(row, column, url, self.book.style("link", *styles), text)
        else:
            self.text(row, column, text, *styles)

    def at(self, row: int, column: int) -> str:
        """The absolute address of a cell, with its sheet."""
        return f"{quote_sheetname(self.title)}!{xl_rowcol_to_cell(row, column, True, True)}"

    def range(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """The absolute address of a range, with its sheet."""
        return f"{self.at(*first)}:{xl_rowcol_to_cell(*last, True, True)}"

    def name(self, name: str, row: int, column: int) -> str:
        """Give a cell a defined name."""
        return self.book.name(name, self.at(row, column))

    def print_area(self, last_row: int, last_column: int, repeat: int | None = None) -> None:
        """What is printed, from the first cell; `repeat` is the row repeated on each page."""
        self.raw.print_area(0, 0, last_row, last_column)
        if repeat is not None:
            self.raw.repeat_rows(repeat)


def _set_page(raw: Any, landscape: bool, paper: str, footer: str) -> None:
    raw.hide_gridlines(2)
    raw.set_paper(_PAPERS[paper])
    raw.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    raw.fit_to_pages(1, 0)
    if landscape:
        raw.set_landscape()
    raw.set_footer(footer)


def _cut(title: str) -> str:
    """As many whole words of a title as the name of a sheet may hold."""
    if len(title) <= _TITLE:
        return title
    words = title[: _TITLE + 1].rpartition(" ")[0] or title[:_TITLE]
    return words.rstrip("' ,;:–-")


def _footer(book: Book) -> str:
    title = book.tool.title[book.lang].replace("&", "&&")
    return f"&L&8{title[:_LONGEST_FOOTER]} – v{book.tool.version}, {book.tool.date}&R&8&P/&N"
