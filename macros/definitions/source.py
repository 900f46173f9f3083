"""A file that was read: what it says and where it says it."""

from dataclasses import dataclass

from macros.definitions.messages import messages
from macros.definitions.nodes import Fields, Leaf, Node, Plain, child, plain
from macros.definitions.places import Loc, Place
from macros.definitions.problems import Problem


@dataclass(frozen=True)
class Source:
    """A YAML file: its path from the project's root, with ``/``, and its tree."""

    path: str
    root: Node

    def node(self, loc: Loc) -> Node | None:
        """The node at `loc`, or None when there is none."""
        node: Node | None = self.root
        for part in loc:
            node = child(node, part) if node else None
        return node

    def existing(self, loc: Loc) -> Loc:
        """The part of `loc` that the file really has."""
        end = next((n for n in range(len(loc)) if self.node(loc[: n + 1]) is None), len(loc))
        return loc[:end]

    def value(self, loc: Loc) -> Plain:
        """What stands at `loc`; None when there is nothing."""
        node = self.node(loc)
        return plain(node) if node else None

    def at(self, loc: Loc) -> Place:
        """The place of the value at `loc`, or of the nearest record around it."""
        node = self.node(self.existing(loc))
        return node.place if node else self.root.place

    def key(self, loc: Loc) -> Place:
        """The place of the key at `loc`; of its value when it is a list item."""
        record = self.node(loc[:-1]) if loc else None
        if isinstance(record, Fields) and loc[-1] in record.entries:
            return record.entries[str(loc[-1])].key
        return self.at(loc)

    def inside(self, loc: Loc, offset: int) -> Place:
        """The place of character number `offset` (from 0) of the text at `loc`.

        A text of several lines has only its start: its characters no longer stand where they were typed.
        """
        node, place = self.node(loc), self.at(loc)
        if not isinstance(node, Leaf) or not node.one_line:
            return place
        return Place(place.line, place.column + offset + int(node.quoted))

    def where(self, loc: Loc) -> str:
        """``path:line`` of `loc`, for messages about another place."""
        return f"{self.path}:{self.at(loc).line}"

    def problem(self, loc: Loc, kind: str, /, **context: object) -> Problem:
        """A problem of this kind at `loc`; see `problem`."""
        return problem(self, loc, kind, **context)


def problem(source: Source, loc: Loc, kind: str, /, **context: object) -> Problem:
    """A problem of this kind at `loc`. A `loc` given as `other` in the context becomes ``path:line``."""
    place = source.key(loc) if messages()[kind].at_key else source.at(loc)
    if isinstance(context.get("other"), tuple):
        context["other"] = source.where(context["other"])  # type: ignore[arg-type]
    return Problem(source.path, place.line, place.column, kind, context)


@dataclass(frozen=True)
class Finding:
    """A problem of a model, still without file: rules see models, not YAML."""

    loc: Loc
    kind: str
    context: dict[str, object]


def finding(loc: Loc, kind: str, /, **context: object) -> Finding:
    """A finding of this kind at `loc`."""
    return Finding(loc, kind, context)
