"""What an engine shows for a case, and how far it is from what Python computes."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tests.proof.cases import Case

TOLERANCE = 1e-9
"""The largest difference allowed: of the number itself when it is above 1, else absolute."""

Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class Shown:
    """Results by output; nothing is None, or the empty text in a spreadsheet.

    `refusals` are the kind and subject of each, in order; None where an engine does not say. A workbook counts the
    inputs `left` to fill in or to correct. `flows` are the cash flows behind each rate, by the rate's output.
    """

    outputs: Mapping[str, object]
    refusals: tuple[tuple[str, str], ...] | None = None
    left: object = None
    tables: Mapping[str, Rows] | None = None
    flows: Mapping[str, Sequence[float]] = field(default_factory=dict)


class Engine(Protocol):
    """One program that computes a tool."""

    def answers(self, cases: Sequence[Case]) -> Iterable[Shown]:
        """What it shows for each case, in order."""
        ...


class CannotBe(ValueError):
    """A tool that an engine cannot compute at all; `reason` says why, in both languages."""

    def __init__(self, reason: Mapping[str, str]) -> None:
        super().__init__(reason["en"])
        self.reason = dict(reason)


@dataclass
class Difference:
    """The largest difference between numbers, and everything that is simply not the same."""

    largest: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def note(self, name: str, expected: object, found: object) -> None:
        """Compare one value."""
        if isinstance(expected, float) and _is_number(found):
            distance = abs(expected - found) / max(1.0, abs(expected))  # type: ignore[operator]
            if distance <= TOLERANCE:
                self.largest = max(self.largest, distance)
                return
        elif not isinstance(expected, float) and (found == expected or (expected is None and found == "")):
            return
        self.wrong.append(f"{name}: {expected!r} in Python, {found!r} here")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def difference(expected: Shown, found: Shown) -> Difference:
    """How far `found` is from Python's answer. What an engine does not tell is not compared."""
    noted = Difference()
    for name, value in expected.outputs.items():
        noted.note(name, value, found.outputs[name])
    if found.refusals is not None and found.refusals != expected.refusals:
        noted.wrong.append(f"refusals: {expected.refusals} in Python, {found.refusals} here")
    if found.left is not None:
        noted.note("inputs left", expected.left, found.left)
    if found.tables is not None:
        _tables(noted, expected.tables or {}, found.tables)
    return noted


def _tables(noted: Difference, expected: Mapping[str, Rows], found: Mapping[str, Rows]) -> None:
    if {name: len(rows) for name, rows in expected.items()} != {name: len(rows) for name, rows in found.items()}:
        noted.wrong.append("tables of another height")
        return
    for name, rows in expected.items():
        for number, (row, other) in enumerate(zip(rows, found[name], strict=True)):
            for column, value in row.items():
                if value != other[column]:
                    noted.note(f"{name}[{column}] on row {number + 1}", value, other[column])
