"""Statements that differ only by a number that counts up, written once in a loop.

Authors spell out a formula for each row of a table that people fill in; the script of the page need not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LEAST = 3
"""Fewer turns than this stay as they are."""

_LONGEST = 4
"""How many statements one turn may have."""

_NUMBER = re.compile(r'((?<=_)\d+(?=")|(?<=[(,])\d+(?=[),]))')
"""A number at the end of a name, or alone among arguments."""

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_NAME = re.compile(r'"[\w:.-]*"')

_COUNTER = "\0"


@dataclass(frozen=True)
class Loop:
    """The statements of one turn with `_COUNTER` for the number, which starts at `first`."""

    body: tuple[str, ...]
    first: int
    turns: int

    @property
    def length(self) -> int:
        """How many statements it replaces; none when it is not worth a loop."""
        return len(self.body) * self.turns if self.turns >= LEAST else 0

    def code(self) -> str:
        """The loop as JavaScript."""
        body = "\n".join(self.body).replace(f'{_COUNTER}"', '"+k').replace(_COUNTER, "k")
        return f"for(let k={self.first};k<{self.first + self.turns};k++){{\n{body}\n}}"


def rolled(lines: Sequence[str]) -> Iterator[str]:
    """`lines`, with a loop over ``k`` for each run of statements that count up by one."""
    at = 0
    while at < len(lines):
        best = max((_loop(lines, at, size) for size in range(1, _LONGEST + 1)), key=lambda loop: loop.length)
        yield best.code() if best.length else lines[at]
        at += best.length or 1


def _loop(lines: Sequence[str], at: int, size: int) -> Loop:
    """The longest loop of `size` statements a turn that starts at line `at`."""
    one, two = lines[at : at + size], lines[at + size : at + 2 * size]
    number = _NUMBER.search(lines[at])
    if number is None or len(two) < size or not all(map(_only_names, one)):
        return Loop((), 0, 0)
    first = int(number[0])
    body = tuple(_counted(a, b, first) for a, b in zip(one, two, strict=True))
    turns = 0
    while list(lines[at + turns * size :][:size]) == [line.replace(_COUNTER, str(first + turns)) for line in body]:
        turns += 1
    return Loop(body, first, turns)


def _counted(one: str, two: str, first: int) -> str:
    """`one` with the counter where `two` has the next number; `one` as it is when they differ otherwise."""
    ones, twos = _NUMBER.split(one), _NUMBER.split(two)
    if len(ones) != len(twos):
        return one
    pair = (str(first), str(first + 1))
    return "".join(_COUNTER if (a, b) == pair else a for a, b in zip(ones, twos, strict=True))


def _only_names(line: str) -> bool:
    """Whether every text in `line` is a name or a code, in which no number can stand alone."""
    return all(map(_NAME.fullmatch, _TEXT.findall(line)))
