"""Rules of checklists."""

import re
from collections.abc import Iterator
from itertools import pairwise

from macros.definitions.messages import within
from macros.definitions.models import Checklist, Indicator, Measure, Migration, Section
from macros.definitions.places import Loc
from macros.definitions.rules.common import repeats, tool_findings
from macros.definitions.source import Finding, finding


def checklist_findings(checklist: Checklist) -> Iterator[Finding]:
    """What is wrong inside a checklist."""
    yield from tool_findings(checklist)
    yield from repeats((("bands", i, "id"), band.id) for i, band in enumerate(checklist.bands))
    yield from repeats((("departments", i, "id"), item.id) for i, item in enumerate(checklist.departments))
    yield from _band_findings(checklist)
    if all(indicator.status == "retired" for _, indicator in indicators(checklist)):
        yield finding(("sections",), "nothing_asked")
    for loc, indicator in indicators(checklist):
        yield from _indicator_findings(loc, indicator, checklist)
    yield from _migration_findings(checklist)


def indicators(checklist: Checklist) -> Iterator[tuple[Loc, Indicator]]:
    """Every indicator with its place, retired ones too."""
    for i, section in enumerate(checklist.sections):
        for j, indicator in enumerate(section.indicators):
            yield ("sections", i, "indicators", j), indicator


def _migration_findings(checklist: Checklist) -> Iterator[Finding]:
    """Each version once, none from the future; what moves is no longer asked, what it becomes exists."""
    ids = [indicator.id for _, indicator in indicators(checklist)]
    asked = [indicator.id for _, indicator in indicators(checklist) if indicator.status == "active"]
    gone = {old for migration in checklist.migrations for old in (*migration.renamed, *migration.split)}
    yield from repeats((("migrations", i, "version"), str(m.version)) for i, m in enumerate(checklist.migrations))
    for i, migration in enumerate(checklist.migrations):
        if migration.version > checklist.version:
            yield _version_finding(("migrations", i, "version"), migration.version, 2, checklist.version)
        for loc, old, new in _moves(("migrations", i), migration):
            if old in asked:
                yield finding(loc, "moved_still_asked", name=old)
            if new not in ids and new not in gone:
                yield finding(loc, "unknown_question", name=new, allowed=ids)


def _moves(at: Loc, migration: Migration) -> Iterator[tuple[Loc, str, str]]:
    """Each move with its place: from which question, to which."""
    yield from (((*at, "renamed", old), old, new) for old, new in migration.renamed.items())
    for old, parts in migration.split.items():
        yield from (((*at, "split", old, number), old, new) for number, new in enumerate(parts))


def _band_findings(checklist: Checklist) -> Iterator[Finding]:
    starts = [band.at_least for band in checklist.bands]
    if starts[0] != 0:
        yield finding(("bands", 0, "at_least"), "bands_start", value=starts[0])
    for i, (before, value) in enumerate(pairwise(starts)):
        if value <= before:
            yield finding(("bands", i + 1, "at_least"), "bands_order", value=value, before=before)


def _indicator_findings(loc: Loc, indicator: Indicator, checklist: Checklist) -> Iterator[Finding]:
    section = checklist.sections[int(loc[1])]
    departments = [department.id for department in checklist.departments]
    if not re.fullmatch(rf"{section.id}-[1-9][0-9]*", indicator.id):
        yield finding((*loc, "id"), "indicator_id", name=indicator.id, section=section.id, suggestion=_next_id(section))
    if indicator.department not in departments:
        yield finding((*loc, "department"), "unknown_department", name=indicator.department, allowed=departments)
    yield from _life_findings(loc, indicator, checklist.version)
    if indicator.measure:
        yield from _measure_findings(loc, indicator, indicator.measure)


def _next_id(section: Section) -> str:
    """The first number after all those of the section."""
    numbers = [re.fullmatch(rf"{section.id}-([0-9]+)", indicator.id) for indicator in section.indicators]
    return f"{section.id}-{max((int(found[1]) for found in numbers if found), default=0) + 1}"


def _life_findings(loc: Loc, indicator: Indicator, version: int) -> Iterator[Finding]:
    """Since which version a question exists, and until which."""
    if indicator.since > version:
        yield _version_finding((*loc, "since"), indicator.since, 1, version)
    if indicator.status == "active":
        if indicator.retired is not None:
            yield finding((*loc, "retired"), "version_on_active")
    elif indicator.retired is None:
        yield finding((*loc, "status"), "retired_without_version", version=version)
    elif not indicator.since < indicator.retired <= version:
        yield _version_finding((*loc, "retired"), indicator.retired, indicator.since + 1, version)


def _version_finding(loc: Loc, value: int, least: int, most: int) -> Finding:
    allowed = within(least, most if most > least else None) if most != least else least
    return finding(loc, "out_of_range", name=loc[-1], value=value, allowed=allowed)


def _measure_findings(loc: Loc, indicator: Indicator, measure: Measure) -> Iterator[Finding]:
    at = (*loc, "measure")
    if indicator.scale is not None:
        yield finding((*loc, "scale"), "measure_and_scale")
    if measure.min >= measure.max:
        yield finding((*at, "min"), "min_max", min=measure.min, max=measure.max)
    else:
        yield from _unreachable_findings((*at, "bands"), measure)
    if any(band.up_to is not None for band in measure.bands) and any(b.at_least is not None for b in measure.bands):
        yield finding((*at, "bands"), "bands_mixed")
    else:
        yield from _measure_band_findings((*at, "bands"), measure)


def _unreachable_findings(loc: Loc, measure: Measure) -> Iterator[Finding]:
    """Bounds that no answer can reach, such as 80 written for 80 %."""
    for i, band in enumerate(measure.bands):
        for key, bound in (("up_to", band.up_to), ("at_least", band.at_least)):
            if bound is not None and not measure.min <= bound <= measure.max:
                allowed = within(measure.min, measure.max)
                yield finding((*loc, i, key), "out_of_range", name=key, value=bound, allowed=allowed)


def _measure_band_findings(loc: Loc, measure: Measure) -> Iterator[Finding]:
    """The bands are tried from the first: bounds go up with `up_to`, down with `at_least`; the last has none."""
    bounds = [band.at_least if band.up_to is None else band.up_to for band in measure.bands]
    rising = any(band.up_to is not None for band in measure.bands)
    for i, bound in enumerate(bounds):
        if (bound is None) != (i == len(bounds) - 1):
            yield finding((*loc, i), "bands_last")
    for i, (before, bound) in enumerate(pairwise(bounds)):
        if before is not None and bound is not None and (bound <= before if rising else bound >= before):
            key = "up_to" if rising else "at_least"
            yield finding((*loc, i + 1, key), "bands_order", value=bound, before=before)
