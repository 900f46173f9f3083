"""Rules between files: ids that must differ, and ids that must exist."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from macros.definitions.loaded import Loaded
from macros.definitions.models import Calculator, Checklist, Published, Record, Reference, Scale, Sheet, Term
from macros.definitions.places import Loc
from macros.definitions.problems import Problem
from macros.definitions.rules.checklist import indicators
from macros.definitions.source import Finding, finding


@dataclass(frozen=True)
class Known:
    """The ids that exist, in good files and in bad ones, so that one mistake does not cause others."""

    scales: Collection[str]
    references: Collection[str]
    terms: Collection[str]


def project_problems(loaded: Iterable[Loaded[Record]], known: Known) -> Iterator[Problem]:
    """What is wrong between the files."""
    everything = list(loaded)
    for item, found in _repeated_ids(everything):
        yield from item.problems_of([found])
    for item in everything:
        yield from item.problems_of(_unknown_references(item.model, known))


# --- ids -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Id:
    """A public id, where it stands, and whether it is retired."""

    name: str
    item: Loaded[Record]
    loc: Loc
    retired: bool = False


def _ids(item: Loaded[Record]) -> Iterator[_Id]:
    """The ids that `item` puts in the one space of the project."""
    match item.model:
        case Checklist() as checklist:
            yield _Id(checklist.id, item, ("id",))
            for i, section in enumerate(checklist.sections):
                yield _Id(section.id, item, ("sections", i, "id"))
            for loc, indicator in indicators(checklist):
                yield _Id(indicator.id, item, (*loc, "id"), indicator.status == "retired")
        case Scale(id=name) | Calculator(id=name) | Sheet(id=name):
            yield _Id(name, item, ("id",))
        case Reference(id=name):
            yield _Id(f"ref-{name}", item, ("id",))
        case Term(id=name):
            yield _Id(f"term-{name}", item, ("id",))


def _repeated_ids(everything: Iterable[Loaded[Record]]) -> Iterator[tuple[Loaded[Record], Finding]]:
    first: dict[str, _Id] = {}
    for found in (found for item in everything for found in _ids(item)):
        before = first.setdefault(found.name, found)
        if before is not found:
            yield _repeated(before, found)


def _repeated(before: _Id, found: _Id) -> tuple[Loaded[Record], Finding]:
    """The problem stands at the later id, unless that one is retired: then the living one is at fault."""
    if found.retired and not before.retired:
        before, found = found, before
    kind = "reused_id" if before.retired else "duplicate_id"
    return found.item, finding(found.loc, kind, name=found.name, other=before.item.where(before.loc))


# --- references ----------------------------------------------------------------------------------------


def _unknown_references(model: Record, known: Known) -> Iterator[Finding]:
    match model:
        case Published() as tool:
            yield from _missing(_sources(tool), known.references, "unknown_reference")
            if isinstance(tool, Checklist):
                yield from _missing(_scales(tool), known.scales, "unknown_scale")
        case Term() as term:
            yield from _missing(_see(term), known.terms, "unknown_term")
            if term.source is not None:
                yield from _missing([(("source",), term.source)], known.references, "unknown_reference")


def _sources(tool: Published) -> Iterator[tuple[Loc, str]]:
    yield from ((("sources", i), name) for i, name in enumerate(tool.sources))


def _see(term: Term) -> Iterator[tuple[Loc, str]]:
    yield from ((("see", i), name) for i, name in enumerate(term.see))


def _scales(checklist: Checklist) -> Iterator[tuple[Loc, str]]:
    yield ("scale",), checklist.scale
    for loc, indicator in indicators(checklist):
        if indicator.scale is not None:
            yield (*loc, "scale"), indicator.scale


def _missing(names: Iterable[tuple[Loc, str]], known: Collection[str], kind: str) -> Iterator[Finding]:
    for loc, name in names:
        if name not in known:
            yield finding(loc, kind, name=name, allowed=sorted(known))


def guide_problems(tools: Iterable[Loaded[Published]], known: Collection[str]) -> Iterator[Problem]:
    """The `guide` keys that name no heading in `known`; for the layer that has read the guides."""
    for item in tools:
        yield from item.problems_of(_missing(_guides(item.model), known, "unknown_guide"))


def _guides(tool: Published) -> Iterator[tuple[Loc, str]]:
    yield ("guide",), tool.guide
    if isinstance(tool, Checklist):
        for i, section in enumerate(tool.sections):
            yield ("sections", i, "guide"), section.guide
        for loc, indicator in indicators(tool):
            yield (*loc, "guide"), indicator.guide
