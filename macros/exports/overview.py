"""The results of many files in one table: aligned columns for people, CSV for spreadsheets."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from macros.exports.csv import SEPARATORS, free, plain, safe
from macros.exports.filled import ABOUT
from macros.exports.words import words

_SUFFIXES = (".xlsx", ".csv", ".json")
_HEADS = ("file", "tool", "version", *ABOUT, "score", "coverage", "band", "critical")
_SHOWN = ("file", "tool", "institution", "date", "score", "coverage", "band")

Rescored = Mapping[str, Any]


def answer_files(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those of ours by their ending in the folders named, in the order of their names.

    Files that a spreadsheet keeps beside an open workbook are passed over.
    """
    found: list[Path] = []
    for path in paths:
        found += sorted(file for file in path.rglob("*") if _ours(file)) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def _ours(file: Path) -> bool:
    return file.suffix.lower() in _SUFFIXES and not file.name.startswith((".", "~$"))


def table(results: Sequence[Rescored], lang: str) -> str:
    """One line a result, under heads; columns that are blank everywhere are left out."""
    rows = [_cells(result, lang) for result in results]
    columns = [name for name in _SHOWN if any(row.get(name) for row in rows)]
    lines = [[words(lang)[f"overview_{name}"] for name in columns]]
    lines += [[row.get(name, "") for name in columns] for row in rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(columns))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def as_csv(results: Sequence[Rescored], lang: str) -> str:
    """One row a result with its score by section, or its outputs; the separator is that of `lang`."""
    parts = list(dict.fromkeys(key for result in results for key in (*_sections(result), *result.get("outputs", ()))))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=SEPARATORS[lang], lineterminator="\r\n")
    writer.writerow([*(words(lang)[f"overview_{name}"] for name in _HEADS), *parts])
    for result in results:
        cells = _cells(result, lang)
        writer.writerow([safe(free(cells.get(name, ""))) for name in (*_HEADS, *parts)])
    return buffer.getvalue()


def _sections(result: Rescored) -> Mapping[str, Any]:
    sections: Mapping[str, Any] = result.get("sections", {})
    return sections


def _cells(result: Rescored, lang: str) -> dict[str, str]:
    cells = {name: str(result.get(name) or "") for name in ("file", "tool", "version", "band")}
    cells |= {name: str(result.get("about", {}).get(name, "")) for name in ABOUT}
    cells |= {name: _percent(result.get(name), lang) for name in ("score", "coverage")}
    cells |= {id_: _percent(part["score"], lang) for id_, part in _sections(result).items()}
    cells |= {id_: plain(value, "number", lang) for id_, value in result.get("outputs", {}).items()}
    return cells | {"critical": " ".join(result.get("critical", ()))}


def _percent(value: float | None, lang: str) -> str:
    return plain(None if value is None else round(value, 3), "percent", lang)
