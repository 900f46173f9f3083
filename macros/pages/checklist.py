"""A checklist as a form: its questions, what each asks for, and the panel where the score appears."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from macros.definitions.migrations import successors
from macros.definitions.models import Answer, Band, Checklist, Indicator, MeasureBand, Scale, Section
from macros.language.numbers import NumberFormat, format_number
from macros.language.texts import fill, one_line
from macros.pages.bounds import Bounds, bounds
from macros.pages.dates import duration
from macros.pages.links import Links
from macros.pages.render import render
from macros.pages.words import checklist_words, words
from macros.scoring.compile import active


@dataclass(frozen=True)
class Question:
    """An indicator with everything its template needs, resolved."""

    indicator: Indicator
    number: str
    department: str
    answers: list[Answer]
    limits: Bounds | None


def checklist_html(
    checklist: Checklist,
    scales: Mapping[str, Scale],
    lang: str,
    section: str | None = None,
    *,
    links: Links,
    heading: int | None = 3,
    uid: str = "",
    reading: Mapping[str, Any] | None = None,
) -> str:
    """The form of `checklist`, or of one `section` of it that shares the answers of the whole.

    `heading` is the level of the form's own title (None on the tool's own page, which has one already).
    `reading` is what the page needs to open filled files (``exports.read.browser.reading``).
    `uid` makes ids different when the same form stands twice on a page; the first keeps the public ones.
    KeyError when there is no such section, scale or department.
    """
    shown = [_section(checklist, section)] if section else [part for part in checklist.sections if active(part)]
    level = (heading or 1) + 1
    return render(
        "checklist.html.j2",
        lang,
        links,
        tool=checklist,
        section=shown[0] if section else None,
        sections=[(part, questions(part, checklist, scales, lang)) for part in shown],
        count=sum(len(active(part)) for part in shown),
        used=_scales_in_use(shown, checklist, scales),
        points=lambda points: format_number(points, "number", lang),
        measures=_measure_rules(shown, lang),
        critical=[i for part in checklist.sections for i in active(part) if i.critical],
        bands=_bands(checklist, lang),
        band_words={band.id: one_line(band.label, lang) for band in checklist.bands},
        duration=duration(checklist.minutes, lang),
        heading=heading,
        level=min(level, 6),
        base=f"{checklist.id}-{section or 'all'}{uid and '-' + uid}",
        anchor=f"{uid}-" if uid else "",
        checklist_words=checklist_words(lang),
        moved=_moved(checklist),
        reading=reading or {},
        blank=links.asset(f"tools/{checklist.id}.{lang}.workbook.js"),
    )


def _moved(checklist: Checklist) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """What the questions of each earlier version are called today, for records kept since."""
    found = {str(version): successors(checklist, version) for version in range(1, checklist.version)}
    return {version: moves for version, moves in found.items() if moves}


def questions(section: Section, checklist: Checklist, scales: Mapping[str, Scale], lang: str) -> list[Question]:
    """The questions of `section` that are still asked."""
    departments = {d.id: one_line(d.label, lang) for d in checklist.departments}
    return [_question(i, checklist, scales, departments, lang) for i in active(section)]


def _question(
    indicator: Indicator, checklist: Checklist, scales: Mapping[str, Scale], departments: Mapping[str, str], lang: str
) -> Question:
    measure = indicator.measure
    return Question(
        indicator=indicator,
        number=indicator.id.rpartition("-")[2],
        department=departments[indicator.department],
        answers=[] if measure else scales[indicator.scale or checklist.scale].answers,
        limits=bounds(measure.min, measure.max, measure.type, lang) if measure else None,
    )


def _section(checklist: Checklist, id: str) -> Section:
    found = next((s for s in checklist.sections if s.id == id), None)
    if found is None:
        raise KeyError(f"{checklist.id} has no section {id}; it has {', '.join(s.id for s in checklist.sections)}")
    return found


def _scales_in_use(sections: list[Section], checklist: Checklist, scales: Mapping[str, Scale]) -> list[Scale]:
    """The scales of these sections, each once, the usual one first."""
    asked = [i for part in sections for i in active(part) if i.measure is None]
    ids = dict.fromkeys([checklist.scale, *(i.scale or checklist.scale for i in asked)])
    return [scales[id] for id in ids]


@dataclass(frozen=True)
class MeasureRule:
    """How a measured number becomes points, in words."""

    indicator: Indicator
    lines: list[str]


def _measure_rules(sections: list[Section], lang: str) -> list[MeasureRule]:
    measured = [i for part in sections for i in active(part) if i.measure]
    return [MeasureRule(i, _measure_lines(i, lang)) for i in measured]


def _measure_lines(indicator: Indicator, lang: str) -> list[str]:
    measure = indicator.measure
    return [_band_line(band, measure.type, lang) for band in measure.bands] if measure else []


def _band_line(band: MeasureBand, format: NumberFormat, lang: str) -> str:
    """Which values get the points of `band`: "up to 5 %: 1 point"."""
    w = words(lang)
    worth = fill(w["worth"], points=format_number(band.points, "number", lang))
    if band.up_to is not None:
        return fill(w["band_up_to"], limit=format_number(band.up_to, format, lang)) + worth
    if band.at_least is not None:
        return fill(w["band_at_least"], limit=format_number(band.at_least, format, lang)) + worth
    return w["otherwise"] + worth


def _bands(checklist: Checklist, lang: str) -> list[tuple[str, Band]]:
    """The bands from the lowest, each with the score it starts at."""
    ordered = sorted(checklist.bands, key=lambda band: band.at_least)
    return [(format_number(band.at_least, "percent", lang), band) for band in ordered]
