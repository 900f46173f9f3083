"""Ways to spoil a good file: some are mistakes for certain, others only may be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from macros.definitions import Place, read_yaml
from macros.definitions.nodes import Fields, Items, Leaf, Node

REQUIRED = {"fr", "en", "version", "minutes", "date", "rollup", "tolerance", "proof", "formula", "department", "stop"}
"""Keys that no record can do without."""


@dataclass(frozen=True)
class Text:
    """A file as lines and as a tree."""

    lines: list[str]
    root: Node

    def replaced(self, place: Place, old: str, new: str) -> bytes:
        """The file with `new` instead of `old` at `place`."""
        line = self.lines[place.line - 1]
        start = place.column - 1
        assert line[start:].startswith(old)
        return self.joined(place.line - 1, [line[:start] + new + line[start + len(old) :]])

    def joined(self, number: int, lines: list[str], count: int = 1) -> bytes:
        """The file with `lines` instead of `count` lines from `number`."""
        return "\n".join([*self.lines[:number], *lines, *self.lines[number + count :]]).encode()


def read_text(data: bytes) -> Text:
    root, problems = read_yaml("a.yml", data)
    assert root is not None
    assert problems == []
    return Text(data.decode().split("\n"), root)


Mutation = Callable[[Text, Random], bytes]


# --- mistakes for certain ------------------------------------------------------------------------------


def rename_key(text: Text, random: Random) -> bytes:
    name, place, _ = random.choice(list(keys(text.root)))
    start = text.lines[place.line - 1][place.column - 1 :]
    return text.replaced(place, name, f"{name}x") if start.startswith(name) else spoil_byte(text, random)


def duplicate_key(text: Text, random: Random) -> bytes:
    number = random.choice(list(whole_lines(text)))[1]
    return text.joined(number, [text.lines[number]] * 2)


def delete_required_key(text: Text, random: Random) -> bytes:
    numbers = [number for name, number in whole_lines(text) if name in REQUIRED]
    return text.joined(random.choice(numbers), []) if numbers else spoil_byte(text, random)


def change_type(text: Text, random: Random) -> bytes:
    leaf = random.choice([leaf for leaf in _leaves(text.root) if leaf.number])
    return text.replaced(leaf.place, leaf.number, random.choice(["[1]", "{a: 1}", "true"]))


def spoil_byte(text: Text, random: Random) -> bytes:
    data = "\n".join(text.lines).encode()
    at = random.randrange(len(data))
    return data[:at] + random.choice([b"\xff", b"\x00", b"\x07", b"\xc0"]) + data[at:]


# --- perhaps mistakes ----------------------------------------------------------------------------------


def delete_line(text: Text, random: Random) -> bytes:
    return text.joined(random.randrange(len(text.lines)), [])


def swap_lines(text: Text, random: Random) -> bytes:
    number = random.randrange(len(text.lines) - 1)
    return text.joined(number, [text.lines[number + 1], text.lines[number]], 2)


def indent(text: Text, random: Random) -> bytes:
    number = random.randrange(len(text.lines))
    return text.joined(number, [random.choice([" ", "  ", "\t", "- "]) + text.lines[number]])


def dedent(text: Text, random: Random) -> bytes:
    number = random.randrange(len(text.lines))
    return text.joined(number, [text.lines[number][random.randint(1, 4) :]])


def insert_characters(text: Text, random: Random) -> bytes:
    number = random.randrange(len(text.lines))
    line = text.lines[number]
    at = random.randint(0, len(line))
    added = "".join(random.choices(":-?[]{},&*!|>'\"%@`#\\ \n\t~é0ax", k=random.randint(1, 4)))
    return text.joined(number, [line[:at] + added + line[at:]])


def cut_line(text: Text, random: Random) -> bytes:
    number = random.randrange(len(text.lines))
    return text.joined(number, [text.lines[number][: random.randint(0, len(text.lines[number]))]])


def truncate(text: Text, random: Random) -> bytes:
    data = "\n".join(text.lines).encode()
    return data[: random.randrange(len(data))]


CERTAIN: list[Mutation] = [rename_key, duplicate_key, delete_required_key, change_type, spoil_byte]
PERHAPS: list[Mutation] = [delete_line, swap_lines, indent, dedent, insert_characters, cut_line, truncate]


# --- what a file holds ---------------------------------------------------------------------------------


def keys(node: Node) -> Iterator[tuple[str, Place, Node]]:
    """Every key with its place and its value."""
    match node:
        case Items(items=items):
            for item in items:
                yield from keys(item)
        case Fields(entries=entries):
            for name, entry in entries.items():
                yield name, entry.key, entry.node
                yield from keys(entry.node)


def whole_lines(text: Text) -> Iterator[tuple[str, int]]:
    """Keys that have a line of their own, value included, with the number of that line from 0."""
    for name, place, node in keys(text.root):
        line = text.lines[place.line - 1]
        alone = line[: place.column - 1].isspace() or place.column == 1
        if alone and isinstance(node, Leaf) and node.one_line and node.place.line == place.line:
            yield name, place.line - 1


def _leaves(node: Node) -> Iterator[Leaf]:
    return (node for _, _, node in keys(node) if isinstance(node, Leaf))
