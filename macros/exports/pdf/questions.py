"""The questions of a form, with boxes to tick or ticked."""

import json

from macros.definitions.models import Indicator, Section
from macros.exports.bounds import limits
from macros.exports.language import fill, format_number, typeset
from macros.exports.pdf.paper import Data, Paper, printable
from macros.exports.pdf.qr import qr
from macros.scoring.compile import NOT_APPLICABLE, active

_EXACT = 6
"""Decimals of a number that somebody wrote."""
_HANDED_OUT = 7
"""Questions from which a section starts on a new page, so that its pages can be given to a group."""

_LONG = 1500
"""Characters of a question from which it may be taller than a page, line ends counted twice."""


def sections(paper: Paper) -> list[Data]:
    """Each section that asks something, with its address and its questions."""
    return [_section(paper, section) for section in paper.checklist.sections if active(section)]


def asks_for_documents(paper: Paper) -> bool:
    """Whether some question names documents to look at."""
    return any(item.evidence for section in paper.checklist.sections for item in active(section))


def number_of(item: Indicator) -> str:
    """The number of a question in its section."""
    return item.id.rpartition("-")[2]


def _section(paper: Paper, section: Section) -> Data:
    address = paper.meta.guide_links(section.id)
    return {
        "title": paper.say(section.title),
        "address": address,
        "qr": qr(address, paper.lang),
        "guide": paper.meta.guide_links(section.guide),
        "apart": len(active(section)) >= _HANDED_OUT,
        "questions": [_question(paper, item) for item in active(section)],
    }


def _question(paper: Paper, item: Indicator) -> Data:
    data = _texts(paper, item)
    return {**data, "long": len(json.dumps(data, ensure_ascii=False)) > _LONG}


def _texts(paper: Paper, item: Indicator) -> Data:
    seen = paper.written("seen", item.id)
    return {
        "id": item.id,
        "number": number_of(item),
        "ask": paper.say(item.ask),
        "critical": item.critical,
        "weight": "" if item.weight == 1 else _weight(paper, item),
        "maps": ", ".join(item.maps),
        "criteria": [paper.say(text) for text in item.criteria],
        "evidence": _listed([paper.say(text) for text in item.evidence], paper.lang),
        "department": _department(paper, item),
        "measure": _measure(paper, item),
        "answers": _answers(paper, item),
        "previous": _previous(paper, item),
        "seen": seen,
        "asks_seen": bool(item.evidence or seen),
        "comment": paper.written("comments", item.id),
    }


def _department(paper: Paper, item: Indicator) -> str:
    """Who answers; nothing where it is always the same."""
    labels = {d.id: paper.say(d.label) for d in paper.checklist.departments}
    return labels[item.department] if len(labels) > 1 else ""


def _listed(texts: list[str], lang: str) -> str:
    """Texts in one line, set apart by semicolons."""
    return typeset(" ; ".join(texts), lang) if lang == "fr" else "; ".join(texts)


def _weight(paper: Paper, item: Indicator) -> str:
    return fill(paper.w["weight"], weight=format_number(item.weight, "number", paper.lang))


def _answers(paper: Paper, item: Indicator) -> list[Data]:
    """The boxes to tick, and whether they are."""
    given = paper.given("values").get(item.id)
    return [{"label": label, "ticked": code == given} for code, label in _labels(paper, item).items()]


def _labels(paper: Paper, item: Indicator) -> dict[str, str]:
    """Code → label; a number only has the box "not applicable"."""
    if item.measure:
        return {NOT_APPLICABLE: paper.w["not_applicable"]}
    return {answer.code: paper.say(answer.label) for answer in paper.scale(item).answers}


def _measure(paper: Paper, item: Indicator) -> Data | None:
    """The line on which a number is written: its unit, its bounds, what is already written."""
    measure = item.measure
    if measure is None:
        return None
    given = paper.given("values").get(item.id)
    return {
        "unit": paper.say(measure.unit) if measure.unit else "%" if measure.type == "percent" else "",
        "limits": limits(measure.min, measure.max, measure.type, paper.lang),
        "text": "" if given in (None, NOT_APPLICABLE) else _shown(paper, item, given).removesuffix("%").rstrip(),
    }


def _previous(paper: Paper, item: Indicator) -> str:
    """Last time's answer in words."""
    given = paper.given("previous").get(item.id)
    return "" if given is None else _shown(paper, item, given)


def _shown(paper: Paper, item: Indicator, value: object) -> str:
    if item.measure and isinstance(value, (int, float)):
        return format_number(value, item.measure.type, paper.lang, _EXACT)
    return _labels(paper, item).get(str(value), printable(str(value)))
