"""Where something stands in a file."""

from typing import NamedTuple

Loc = tuple[str | int, ...]
"""The way to a value: keys of records and numbers of list items, from the root of the file."""


class Place(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int
