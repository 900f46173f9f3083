"""A YAML file as a tree whose every key and value knows its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from macros.definitions.places import Loc, Place
from macros.definitions.scalars import Value

Plain = Value | list["Plain"] | dict[str, "Plain"]
"""What a node holds, without places."""


@dataclass(frozen=True)
class Leaf:
    """A text, a number, true, false or nothing."""

    place: Place
    value: Value
    number: str = ""
    """The number as it was typed."""
    quoted: bool = False
    one_line: bool = True
    broken: bool = False
    """Its value could not be read; what is said about it would mislead."""


@dataclass(frozen=True)
class Items:
    """A list."""

    place: Place
    items: tuple["Node", ...]
    broken: bool = False


@dataclass(frozen=True)
class Entry:
    """A key of a record and its value."""

    key: Place
    node: "Node"


@dataclass(frozen=True)
class Fields:
    """A record: keys with values, in the order of the file."""

    place: Place
    entries: Mapping[str, Entry] = field(default_factory=dict)
    broken: bool = False


Node = Leaf | Items | Fields


def plain(node: Node) -> Plain:
    """The value of `node`, made of lists, dictionaries, texts, numbers, booleans and None."""
    match node:
        case Leaf(value=value):
            return value
        case Items(items=items):
            return [plain(item) for item in items]
        case Fields(entries=entries):
            return {key: plain(entry.node) for key, entry in entries.items()}


def leaves(node: Node, loc: Loc = ()) -> Iterator[tuple[Loc, Leaf]]:
    """Every leaf inside `node`, with its place in the tree."""
    match node:
        case Leaf():
            yield loc, node
        case Items(items=items):
            for number, item in enumerate(items):
                yield from leaves(item, (*loc, number))
        case Fields(entries=entries):
            for key, entry in entries.items():
                yield from leaves(entry.node, (*loc, key))


def child(node: Node, part: str | int) -> Node | None:
    """The value under a key or at a number, if there is one."""
    match node, part:
        case Items(items=items), int() if 0 <= part < len(items):
            return items[part]
        case Fields(entries=entries), str() if part in entries:
            return entries[part].node
    return None
