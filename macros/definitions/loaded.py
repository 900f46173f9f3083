"""A model together with the file it came from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from macros.definitions.models import Record
from macros.definitions.places import Loc, Place
from macros.definitions.problems import Problem
from macros.definitions.source import Finding, Source, problem


@dataclass(frozen=True)
class Doubt:
    """A record that was repaired to go on reading; `deep` when nothing inside it can be judged either."""

    record: Loc
    deep: bool

    def covers(self, loc: Loc) -> bool:
        """Whether what a rule finds at `loc` may come from the repair."""
        size = len(self.record)
        inside = loc[:size] == self.record and (self.deep or len(loc) <= size + 1)
        return inside or (bool(loc) and self.record[: len(loc)] == loc)


M = TypeVar("M", bound=Record, covariant=True)


@dataclass(frozen=True)
class Loaded(Generic[M]):
    """A model and its source; `base` is where the model starts in a file that lists several."""

    model: M
    source: Source
    base: Loc = ()
    doubts: tuple[Doubt, ...] = ()
    """What had to be repaired; rules say nothing about it."""

    def at(self, loc: Loc) -> Place:
        """The place of a value of the model, or of the nearest record around it."""
        return self.source.at(self.base + loc)

    def where(self, loc: Loc = ()) -> str:
        """``path:line`` of a value of the model."""
        return self.source.where(self.base + loc)

    def problem(self, loc: Loc, kind: str, /, **context: object) -> Problem:
        """A problem at a value of the model."""
        if isinstance(other := context.get("other"), tuple):
            context["other"] = self.where(other)
        return problem(self.source, self.base + loc, kind, **context)

    def problems_of(self, findings: Iterable[Finding]) -> Iterator[Problem]:
        """What rules found, with places; nothing about what was repaired."""
        for found in findings:
            if not any(doubt.covers(found.loc) for doubt in self.doubts):
                yield self.problem(found.loc, found.kind, **found.context)
