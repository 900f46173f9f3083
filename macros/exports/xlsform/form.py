"""The three sheets that pyxform reads, row by row. Every text that people see is there in both languages."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from macros.definitions.models import Text, Tool
from macros.exports.language import say
from macros.exports.words import LANGUAGES, words
from macros.formulas.unroll import Calculation

NAMES = {"fr": "Français (fr)", "en": "English (en)"}
TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_PLAIN = ("type", "name", "required", "constraint", "relevant", "calculation", "default", "appearance", "bind::type")
_WIDTHS = {"type": 24, "name": 26, "label": 60, "hint": 60, "calculation": 60}

Both = Mapping[str, str]
"""A text in each language."""


def both(text: Text) -> Both:
    """A text of a definition in each language."""
    return {lang: say(text, lang) for lang in LANGUAGES}


def word(key: str) -> Both:
    """A word of exported files in each language."""
    return {lang: words(lang)[key] for lang in LANGUAGES}


def each(text: Callable[[str], str]) -> Both:
    """What `text` gives for each language."""
    return {lang: text(lang) for lang in LANGUAGES}


def joined(*texts: Both | None, by: str = " ") -> Both:
    """Several texts as one, blanks left out."""
    return each(lambda lang: by.join(text[lang] for text in texts if text and text[lang]))


class Form:
    """A survey being written. `finish` gives the workbook, the same bytes on any day."""

    def __init__(self, tool: Tool, lang: str) -> None:
        self.tool = tool
        self.lang = lang
        self._rows: list[Mapping[str, str | Both]] = []
        self._lists: dict[str, list[tuple[str, Both]]] = {}

    def row(self, kind: str, name: str, **columns: str | Both) -> None:
        """A row of the survey; blank columns may be left out."""
        self._rows.append({"type": kind, "name": name, **columns})

    def note(self, name: str, label: Both, relevant: str = "", hint: Both | None = None) -> None:
        """A text to read."""
        self.row("note", name, label=label, relevant=relevant, hint=hint or {})

    def calculate(self, name: str, xpath: str, is_text: bool = False) -> str:
        """A computed value; how others read it. Numbers are typed, or phones would write 1.0E7 and not read it."""
        self.row("calculate", name, calculation=xpath, **{"bind::type": "string" if is_text else "decimal"})
        return f"${{{name}}}"

    def calculations(self, calculations: Sequence[Calculation]) -> None:
        """Several computed values."""
        for calculation in calculations:
            self.calculate(calculation.name, calculation.xpath, calculation.is_text)

    @contextmanager
    def group(
        self, name: str, label: Both | None = None, relevant: str = "", on_one_screen: bool = False
    ) -> Iterator[None]:
        """Rows that belong together."""
        appearance = "field-list" if on_one_screen else ""
        self.row("begin_group", name, label=label or {}, relevant=relevant, appearance=appearance)
        yield
        self.row("end_group", "")

    def choices(self, name: str, options: Sequence[tuple[str, Both]]) -> str:
        """A list of answers, by name."""
        self._lists[name] = list(options)
        return name

    # --- workbook ------------------------------------------------------------------------------------

    def finish(self) -> bytes:
        """The workbook."""
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, {"in_memory": True})
        day = datetime.fromisoformat(self.tool.date)
        book.set_properties({"title": self.tool.title[self.lang], "created": day})
        self._sheet(book, "survey", self._survey())
        self._sheet(book, "choices", self._choices())
        self._sheet(book, "settings", self._settings())
        book.close()
        return buffer.getvalue()

    def _survey(self) -> list[list[str]]:
        used = [c for c in (*_PLAIN[:2], *TRANSLATED, *_PLAIN[2:]) if any(row.get(c) for row in self._rows)]
        header = [name for column in used for name in _headers(column)]
        return [header, *([cell for column in used for cell in _cells(row, column)] for row in self._rows)]

    def _choices(self) -> list[list[str]]:
        rows = [
            [name, code, *(label[lang] for lang in LANGUAGES)]
            for name, some in self._lists.items()
            for code, label in some
        ]
        return [["list_name", "name", *_headers("label")], *rows]

    def _settings(self) -> list[list[str]]:
        settings = {
            "form_title": say(self.tool.title, self.lang),
            "form_id": self.tool.id,
            "version": str(self.tool.version),
            "default_language": NAMES[self.lang],
            "instance_name": "concat(${meta_institution}, ' ', ${meta_date})",
        }
        return [list(settings), list(settings.values())]

    @staticmethod
    def _sheet(book: Any, title: str, rows: list[list[str]]) -> None:
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell)
        for column, name in enumerate(rows[0]):
            sheet.set_column(column, column, _WIDTHS.get(name.partition("::")[0], 18))
        sheet.freeze_panes(1, 0)


def _headers(column: str) -> list[str]:
    return [f"{column}::{NAMES[lang]}" for lang in LANGUAGES] if column in TRANSLATED else [column]


def _cells(row: Mapping[str, str | Both], column: str) -> list[str]:
    value = row.get(column) or ""
    if column in TRANSLATED:
        return [value.get(lang, "") if isinstance(value, Mapping) else value for lang in LANGUAGES]
    return [str(value)]
