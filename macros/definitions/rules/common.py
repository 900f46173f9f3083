"""Rules that several kinds of files share."""

from collections.abc import Iterable, Iterator
from datetime import date

from macros.definitions.models import Published
from macros.definitions.places import Loc
from macros.definitions.source import Finding, finding


def repeats(items: Iterable[tuple[Loc, str]], kind: str = "duplicate_code") -> Iterator[Finding]:
    """A finding for every id that came before; `items` are ids with their places."""
    first: dict[str, Loc] = {}
    for loc, name in items:
        if name in first:
            yield finding(loc, kind, name=name, other=first[name])
        first.setdefault(name, loc)


def tool_findings(tool: Published) -> Iterator[Finding]:
    """What is wrong with what every published file has."""
    yield from day_findings(tool.date)
    yield from repeats((("sources", i), source) for i, source in enumerate(tool.sources))


def day_findings(day: str) -> Iterator[Finding]:
    """A date that has the right form but is not in the calendar."""
    try:
        date.fromisoformat(day)
    except ValueError:
        yield finding(("date",), "bad_date", value=day)
