"""Bytes → tree of nodes. Whatever the bytes are, the answer is a tree or located problems, never a traceback.

PyYAML only splits the text into events; everything else is decided here, because its own constructors guess
types, accept duplicate keys, and lose the place of what they read.
"""

import re
from collections.abc import Iterator

import yaml

from macros.definitions import scalars
from macros.definitions.nodes import Entry, Fields, Items, Leaf, Node
from macros.definitions.places import Place
from macros.definitions.problems import Problem
from macros.definitions.yaml_errors import kind_of, mark_of

DEEPEST = 20
"""Levels of nesting; the deepest file of ours has eight."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Control characters, and the rare line ends that editors and YAML do not count alike."""


def read_yaml(path: str, data: bytes) -> tuple[Node | None, list[Problem]]:
    """The tree of a file and the problems of its text; no tree when the text cannot be read to its end."""
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return None, [_at_byte(path, data, error.start)]
    if found := _CONTROL.search(text):
        return None, [_problem(path, _after(text[: found.start()]), "file_character", code=_code(found[0]))]
    composer = _Composer(path, text)
    return composer.document(), composer.problems


def _at_byte(path: str, data: bytes, position: int) -> Problem:
    before = data[:position].decode("utf-8", errors="replace").removeprefix("\ufeff")
    return _problem(path, _after(before), "file_encoding")


def _after(text: str) -> Place:
    lines = re.split("\r\n|\r|\n", text)
    return Place(len(lines), len(lines[-1]) + 1)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _problem(path: str, place: Place, kind: str, **context: object) -> Problem:
    return Problem(path, place.line, place.column, kind, context)


class _Stop(Exception):
    """The text cannot be read further; the problem is already noted."""


class _Composer:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._events = self._read(text)
        self._event: yaml.Event = yaml.StreamStartEvent()

    def document(self) -> Node | None:
        """The tree of the only document, or None after a problem that ends the reading."""
        try:
            self._advance()
            if isinstance(self._advance(), yaml.StreamEndEvent):
                self._stop(Place(1, 1), "file_empty")
            self._advance()
            node = self._node(0)
            self._advance()
            if not isinstance(self._advance(), yaml.StreamEndEvent):
                self._stop(_start(self._event), "file_documents")
        except _Stop:
            return None
        return node

    def _read(self, text: str) -> Iterator[yaml.Event]:
        """The events of `text`. The parser's mistakes are problems too, even the ones it did not foresee."""
        try:
            yield from yaml.parse(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            kind = kind_of(error, text)
            mark = mark_of(error, kind)
            place = Place(mark.line + 1, mark.column + 1) if mark else _start(self._event)
            self._stop(min(place, _after(text.rstrip())), kind)
        except (yaml.YAMLError, ValueError, OverflowError):
            self._stop(_start(self._event), "yaml_syntax")

    def _advance(self) -> yaml.Event:
        self._event = next(self._events)
        return self._event

    def _stop(self, place: Place, kind: str, **context: object) -> None:
        self._note(place, kind, **context)
        raise _Stop

    def _note(self, place: Place, kind: str, **context: object) -> None:
        self.problems.append(_problem(self.path, place, kind, **context))

    def _node(self, depth: int) -> Node:
        """The node that starts at the current event; leaves its last event current."""
        event, place = self._event, _start(self._event)
        if depth > DEEPEST:
            self._stop(place, "yaml_depth", allowed=DEEPEST)
        if isinstance(event, yaml.AliasEvent):
            self._note(place, "yaml_anchor")
            return Leaf(place, None, broken=True)
        broken = self._refused_properties(event, place)
        match event:
            case yaml.SequenceStartEvent():
                return Items(place, tuple(self._items(depth)), broken)
            case yaml.MappingStartEvent():
                return Fields(place, self._entries(depth), broken)
            case yaml.ScalarEvent():
                return self._leaf(event, place, broken)
        raise AssertionError(event)

    def _refused_properties(self, event: yaml.Event, place: Place) -> bool:
        if getattr(event, "anchor", None):
            self._note(place, "yaml_anchor")
        tag = getattr(event, "tag", None)
        if tag:
            self._note(place, "yaml_tag", name=tag.replace("tag:yaml.org,2002:", "!!"))
        return bool(tag)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(self._advance(), yaml.SequenceEndEvent):
            yield self._node(depth + 1)

    def _entries(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(self._advance(), yaml.MappingEndEvent):
            key = self._node(depth + 1)
            self._advance()
            node = self._node(depth + 1)
            self._add(entries, key, node)
        return entries

    def _add(self, entries: dict[str, Entry], key: Node, node: Node) -> None:
        match key:
            case Leaf(value=str(name)) if name in entries:
                self._note(key.place, "yaml_duplicate_key", name=name, line=entries[name].key.line)
            case Leaf(value=str(name)):
                entries[name] = Entry(key.place, node)
            case Leaf(broken=True):
                pass
            case _:
                self._note(key.place, "yaml_key")

    def _leaf(self, event: yaml.ScalarEvent, place: Place, broken: bool) -> Leaf:
        first, last = event.start_mark, event.end_mark
        one_line = first is not None and last is not None and first.line == last.line
        if found := _CONTROL.search(event.value):
            self._note(place, "file_character", code=_code(found[0]))
            return Leaf(place, "?", one_line=one_line, broken=True)
        if event.style or not scalars.is_number(event.value):
            value = event.value if event.style else scalars.resolve(event.value)
            return Leaf(place, value, one_line=one_line, quoted=bool(event.style), broken=broken)
        return self._number(event.value, place, broken)

    def _number(self, text: str, place: Place, broken: bool) -> Leaf:
        if scalars.fits_size(text):
            return Leaf(place, scalars.resolve(text), number=text, broken=broken)
        self._note(place, "number_range", value=text, least=scalars.SMALLEST, most=scalars.LARGEST)
        return Leaf(place, 0, broken=True)


def _start(event: yaml.Event) -> Place:
    mark = getattr(event, "start_mark", None)
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
