"""Filled CSV files, with the separator and the encoding that a spreadsheet chose."""

import csv
import io
from collections.abc import Mapping

from macros.definitions.load import Project
from macros.exports.csv import COLUMNS, RESULT_KINDS
from macros.exports.read.fields import folded
from macros.exports.read.filled import Filled
from macros.exports.read.message import Message, ReadError, message
from macros.exports.read.tools import Known, claim, recognise
from macros.exports.words import LANGUAGES, words
from macros.formulas import Value

_MOST_ROWS = 5000
Row = Mapping[str, str]


def read_csv(data: bytes, project: Project) -> Filled:
    """The answers in a filled CSV file. Raises ReadError."""
    text, said = _decode(data)
    rows = _rows(text)
    if not rows:
        raise ReadError("not_ours")
    first = next((row for _, row in rows if row.get("tool")), rows[0][1])
    known = recognise(claim(first.get("tool"), first.get("version"), first.get("language")), project)
    values: dict[str, Value] = {}
    comments: dict[str, str] = {}
    for line, row in rows:
        said += _read_row(row, line, known, values, comments)
    return Filled(
        known.claim.tool, known.claim.version, known.claim.language, values, comments, {}, (*known.warnings, *said)
    )


def _read_row(row: Row, line: int, known: Known, values: dict[str, Value], comments: dict[str, str]) -> list[Message]:
    """Read one row into `values` and `comments`; what there is to say about it."""
    key, answer = row.get("id", "").strip(), row.get("answer", "")
    if not key or folded(row.get("kind", "")) in RESULT_KINDS:
        return []
    place = f"CSV:{line}"
    if row.get("tool", known.claim.tool).strip() not in ("", known.claim.tool):
        return [message("other_tool", place=place, tool=row["tool"])]
    if key not in known.fields:
        return _outside(key, answer, place, known, values)
    if key in values:
        return [message("twice", place=place, id=key)]
    if row.get("comment", "").strip():
        comments[key] = row["comment"].strip()
    values[key], remark = known.fields[key].read(answer, place, known.claim.language, typed=True)
    return [remark] if remark else []


def _outside(key: str, answer: str, place: str, known: Known, values: dict[str, Value]) -> list[Message]:
    """What to say of an answer whose id is not asked for."""
    if not answer.strip():
        return []
    if cell := known.beyond(key):
        values[cell] = answer.strip()  # kept, so that no result is given: rows left out would change it
        return [known.too_many(cell, place)]
    return [known.stray(key, place)]


def _decode(data: bytes) -> tuple[str, list[Message]]:
    """The text of a file, and a warning when its encoding had to be guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), [message("guessed_encoding")]


def _rows(text: str) -> list[tuple[int, Row]]:
    """Rows with our column names, whatever the language of the headers, and their line numbers."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(";,\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cells)]
    except csv.Error:
        raise ReadError("damaged") from None
    if not lines or len(lines) > _MOST_ROWS:
        raise ReadError("too_large" if lines else "not_ours")
    names = [_header(cell) for cell in lines[0][1]]
    if "id" not in names or "answer" not in names:
        raise ReadError("not_ours")
    return [(number, dict(zip(names, cells, strict=False))) for number, cells in lines[1:]]


def _header(cell: str) -> str:
    known = {folded(words(lang)[f"csv_{name}"]): name for name in COLUMNS for lang in LANGUAGES}
    return known.get(folded(cell), folded(cell))
