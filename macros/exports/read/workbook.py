"""Filled workbooks, as saved by any spreadsheet: the typed cells are read by their names, formulas never."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_cell_to_rowcol  # type: ignore[import-untyped]

from macros.definitions.load import Project
from macros.exports.filled import ABOUT, MOST_ACTIONS, PLAN, Filled
from macros.exports.message import ReadError, message
from macros.exports.read.guard import check_workbook
from macros.exports.read.reading import Reading
from macros.exports.read.tools import Known, claim, recognise
from macros.exports.xlsx.layout import cell_name
from macros.formulas import Value

_PLACE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::.*)?$")
_OURS = ("in_", "out_", "note_", "seen_", "prev_", "about_", "plan_", "retired_", "cerise_")
_RECALCULATE = re.compile(rb"<calcPr[^>]*fullCalcOnLoad=\"(1|true)\"")


@dataclass(frozen=True)
class Place:
    """A cell: the title of its sheet, its row and column from 1."""

    sheet: str
    row: int
    column: int
    address: str


Cells = Mapping[str, tuple[str, object]]
"""Defined name → where its cell is, in words, and what stands there."""


def read_workbook(data: bytes, project: Project) -> Filled:
    """The answers in a filled workbook. Raises ReadError."""
    check_workbook(data)
    try:
        cells = _cells(data)
    except ReadError:
        raise
    except Exception:  # openpyxl raises many kinds of errors on damaged parts
        raise ReadError("damaged") from None
    facts = [cells.get(f"cerise_{name}", ("", None))[1] for name in ("tool", "version", "language")]
    known = recognise(claim(*facts), project)
    reading = Reading(known)
    _answers(cells, reading)
    _texts(cells, reading)
    return reading.filled(_own_results(cells, data))


# --- cells -------------------------------------------------------------------------------------------


def _cells(data: bytes) -> Cells:
    import openpyxl  # here, since it takes longer to load than most commands take

    with warnings.catch_warnings():  # about features that openpyxl drops; nothing is written back
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        places = {n: p for n, d in book.defined_names.items() if n.startswith(_OURS) and (p := _place(d.attr_text))}
        found: dict[str, tuple[str, object]] = {}
        for sheet in {place.sheet for place in places.values()} & set(book.sheetnames):
            here = {name: place for name, place in places.items() if place.sheet == sheet}
            found |= _read_sheet(book[sheet].iter_rows, here)
    return found


def _place(target: str | None) -> Place | None:
    match = _PLACE.match(target or "")
    if not match:
        return None
    title = (match[1] or match[2]).replace("''", "'")
    row, column = xl_cell_to_rowcol(match[3] + match[4])
    return Place(title, row + 1, column + 1, f"{title}!{match[3]}{match[4]}")


def _read_sheet(rows: Callable[..., Iterable[tuple[object, ...]]], wanted: Mapping[str, Place]) -> Cells:
    last_row, last_column = (max(getattr(p, side) for p in wanted.values()) for side in ("row", "column"))
    if last_row > 10_000 or last_column > 200:
        raise ReadError("damaged")
    by_row: dict[int, list[str]] = {}
    for name, place in wanted.items():
        by_row.setdefault(place.row, []).append(name)
    found: dict[str, tuple[str, object]] = {}
    for number, row in enumerate(rows(max_row=last_row, max_col=last_column, values_only=True), start=1):
        for name in by_row.get(number, ()):
            place = wanted[name]
            found[name] = (place.address, row[place.column - 1] if place.column <= len(row) else None)
    return found


# --- what they mean ----------------------------------------------------------------------------------


def _answers(cells: Cells, reading: Reading) -> None:
    """Every answer cell: those of the questions asked first, in their order, then what else was typed."""
    known = reading.known
    names = _names(known)
    others = [name for name in cells if name.startswith("in_") and name not in names]
    for name in (*(name for name in names if name in cells), *others):
        place, raw = cells[name]
        reading.answer(names.get(name) or _stray(name, known), raw, place)
    for key in known.retired:
        reading.answer(key, _raw(cells, cell_name("retired", key)), key)
    missing = dict.fromkeys(key.partition(".")[0] for key in known.fields if key not in reading.values)
    reading.said += [] if known.warnings else [message("missing_cell", id=key) for key in missing]


def _names(known: Known) -> dict[str, str]:
    """Name of a cell → id, for the questions asked today and for those of the file's version."""
    return {cell_name("in", key): key for key in (*known.fields, *known.moved, *known.retired)}


def _stray(name: str, known: Known) -> str:
    key = name.removeprefix("in_")
    return known.beyond(key) or key.replace("_", "-")


def _texts(cells: Cells, reading: Reading) -> None:
    """Comments, evidence, last time's answers, the facts about the record and its action plan."""
    for key in _names(reading.known).values():
        for prefix, take in (("note", reading.comment), ("seen", reading.evidence), ("prev", reading.before)):
            take(key, _raw(cells, cell_name(prefix, key)))
    for key in ABOUT:
        reading.fact(key, _raw(cells, f"about_{key}"))
    for number in range(1, MOST_ACTIONS + 1):
        for key in PLAN:
            reading.action(number, key, _raw(cells, f"plan_{number}_{key}"))


def _raw(cells: Cells, name: str) -> object:
    return cells.get(name, ("", None))[1]


def _own_results(cells: Cells, data: bytes) -> dict[str, Value]:
    """The results stored in the file; none when no spreadsheet has calculated it since it was made."""
    if _never_calculated(data):
        return {}
    names = {n.removeprefix("out_"): raw for n, (_, raw) in cells.items() if n.startswith("out_")}
    return {key: _plain(raw) for key, raw in names.items() if isinstance(raw, (bool, int, float, str)) and raw != ""}


def _plain(raw: bool | int | float | str) -> Value:
    return raw if isinstance(raw, (bool, str)) else float(raw)


def _never_calculated(data: bytes) -> bool:
    """Our own files ask to be recalculated on opening; whatever saves them after that no longer does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return bool(_RECALCULATE.search(archive.read("xl/workbook.xml")))
