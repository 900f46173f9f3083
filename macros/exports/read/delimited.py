"""Filled CSV files, with the separator and the encoding that a spreadsheet chose."""

import csv
import io
from collections.abc import Mapping

from macros.definitions.load import Project
from macros.exports.csv import COLUMNS, RESULT_KINDS
from macros.exports.filled import Filled
from macros.exports.message import Message, ReadError, message
from macros.exports.read.fields import folded
from macros.exports.read.reading import Reading
from macros.exports.read.tools import claim, recognise
from macros.exports.words import LANGUAGES, words

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
    reading = Reading(known, typed=True)
    reading.said += said
    for line, row in rows:
        _read_row(row, f"CSV:{line}", reading)
    return reading.filled()


def _read_row(row: Row, place: str, reading: Reading) -> None:
    """Hand over one row: a question, a fact about the record, or a cell of the action plan."""
    key, answer = row.get("id", "").strip(), row.get("answer", "")
    part, _, rest = key.partition(".")
    if not key or folded(row.get("kind", "")) in RESULT_KINDS:
        return
    if row.get("tool", reading.known.claim.tool).strip() not in ("", reading.known.claim.tool):
        reading.said.append(message("other_tool", place=place, tool=row["tool"]))
    elif part == "about":
        reading.fact(rest, answer)
    elif part == "plan":
        number, _, name = rest.partition(".")
        reading.action(int(number) if number.isdecimal() else 0, name, answer)
    else:
        reading.answer(rest if part == "retired" else key, answer, place)
        for column, take in (("comment", reading.comment), ("seen", reading.evidence), ("previous", reading.before)):
            take(key, row.get(column, ""))


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
