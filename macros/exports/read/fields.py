"""What each id of a tool accepts, and how what people wrote becomes a value."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros.definitions.models import Calculator, Checklist, Indicator, Input, InputColumn, Scale, Text
from macros.exports.language import format_number
from macros.exports.message import Message, message
from macros.exports.read.numbers import parse_number
from macros.exports.words import LANGUAGES, words
from macros.formulas import Value
from macros.formulas.grids import grid_of
from macros.scoring.compile import NOT_APPLICABLE, scale_of

_LONGEST = 80
"""Characters of an answer that is not understood that are kept to show it."""


@dataclass(frozen=True)
class Field:
    """One question, input or cell: its codes by label, in every language, and the kind of number it takes if any.

    A `free` one takes any text.
    """

    key: str
    codes: Mapping[str, str]
    allowed: Mapping[str, str]
    number: str = ""
    free: bool = False

    def read(self, raw: object, place: str, lang: str, *, typed: bool = False) -> tuple[Value, Message | None]:
        """The value of what stands at `place`, and what to say about it. `typed`: numbers come as texts.

        What cannot be read stays as it is: scoring leaves it out, and a calculator gives no result, as the workbook.
        """
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None, None
        if self.free:
            return _words(raw), None
        if isinstance(raw, str):
            return self._text(raw, place, lang, typed)
        if self.number and isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return float(raw), None
        return str(raw)[:_LONGEST], self._refuse(raw, place)

    def _text(self, raw: str, place: str, lang: str, typed: bool) -> tuple[Value, Message | None]:
        code = self.codes.get(folded(raw))
        if code:
            return code, None
        found = parse_number(raw, self.number == "percent", lang) if self.number else None
        if found is None:
            return raw.strip()[:_LONGEST], self._refuse(raw, place)
        shown = {language: format_number(found.value, self._format, language) for language in LANGUAGES}
        said = message("number_as_text", place=place, id=self.key, raw=raw.strip(), value=shown)
        return found.value, None if typed and not found.doubtful else said

    @property
    def _format(self) -> str:
        return "percent" if self.number == "percent" else "number"

    def _refuse(self, raw: object, place: str) -> Message:
        kind = "not_a_number" if self.number else "unknown_answer"
        return message(kind, place=place, id=self.key, raw=str(raw).strip()[:_LONGEST], allowed=self.allowed)


def _words(raw: object) -> str:
    """A text, whatever a spreadsheet or a program took it for."""
    whole = isinstance(raw, float) and raw.is_integer()
    return str(int(raw) if whole else raw).strip()[:_LONGEST]  # type: ignore[call-overload]


def folded(label: str) -> str:
    """A label without what people and programs change: case, kinds of spaces and apostrophes."""
    plain = unicodedata.normalize("NFKC", label).replace("\u2019", "'")
    return re.sub(r"\s+", " ", plain).strip().casefold()


def checklist_fields(checklist: Checklist, scales: Mapping[str, Scale], status: str = "active") -> dict[str, Field]:
    """The fields of the indicators asked today, or of the retired ones, by id."""
    items = [item for section in checklist.sections for item in section.indicators if item.status == status]
    return {item.id: _indicator(item, scale_of(item, checklist, scales)) for item in items}


def _indicator(item: Indicator, scale: Scale) -> Field:
    if item.measure:
        return Field(item.id, _not_applicable(), _said({}), item.measure.type)
    return _choice(item.id, ((answer.code, answer.label) for answer in scale.answers))


def calculator_fields(calculator: Calculator) -> dict[str, Field]:
    """The fields of a calculator's inputs, by id; those of a table cell by cell (``flows.0.received``)."""
    return {field.key: field for item in calculator.inputs for field in _fields(item)}


def _fields(item: Input) -> Iterator[Field]:
    grid = grid_of(item)
    if item.type == "choice":
        yield _choice(item.id, ((o.code, o.label) for o in item.options))
    elif grid is None:
        yield Field(item.id, {}, _said({}), item.type)
    else:
        for row in range(grid.height):
            yield from (_cell(grid.cell(row, column.id), column) for column in item.columns)


def _cell(key: str, column: InputColumn) -> Field:
    free = column.type == "text"
    return Field(key, {}, _said({}), "" if free else column.type, free)


def _choice(key: str, options: Iterable[tuple[str, Text]]) -> Field:
    labels = dict(options)
    codes = {folded(code): code for code in labels}
    codes |= {folded(label[lang]): code for code, label in labels.items() for lang in LANGUAGES}
    return Field(key, codes, _said(labels))


def _said(labels: Mapping[str, Text]) -> dict[str, str]:
    """The allowed labels, in each language."""
    return {lang: ", ".join(label[lang] for label in labels.values()) for lang in LANGUAGES}


def _not_applicable() -> dict[str, str]:
    return {folded(text): NOT_APPLICABLE for text in not_applicable_texts()}


def not_applicable_texts() -> list[str]:
    """What people write when a measured question does not apply."""
    return [words(lang)["not_applicable"] for lang in LANGUAGES] + [NOT_APPLICABLE, "n/a", "s.o.", "s. o.", "so"]
