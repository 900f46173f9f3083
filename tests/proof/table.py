"""The record as a table for a terminal."""

from collections.abc import Iterator
from typing import Any

from tests.proof.part import REFERENCE

WIDTH = 18


def lines(record: dict[str, Any]) -> Iterator[str]:
    """A head, then a line a tool: the largest difference from Python and, in brackets, the number of cases."""
    names = record["engines"]
    yield _line("tool", "accepted", REFERENCE, *names.values(), "present value")
    for tool, entry in record["tools"].items():
        judged = [entry[REFERENCE], *(entry["engines"].get(key) for key in names)]
        yield _line(tool, f"{entry['accepted']:.0%}", *map(_cell, judged), _worth(entry))


def _line(tool: str, *cells: str) -> str:
    return f"{tool:28}" + "".join(f"{cell:>{WIDTH}}" for cell in cells)


def _cell(judged: dict[str, Any] | None) -> str:
    if judged is None or not judged["cases"]:
        return "—"
    return f"{judged['largest']:.1g} ({judged['cases']:,})"


def _worth(entry: dict[str, Any]) -> str:
    found = [judged["present_value"] for judged in entry["engines"].values() if "present_value" in judged]
    return f"{max(found):.1g}" if found else ""
