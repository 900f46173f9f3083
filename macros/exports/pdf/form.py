"""All that a form says, part after part, in the order of its pages."""

from collections.abc import Mapping

from macros.exports.filled import ABOUT
from macros.exports.language import fill, format_number
from macros.exports.pdf.paper import Data, Paper, printable
from macros.exports.pdf.plan import plan
from macros.exports.pdf.qr import qr
from macros.exports.pdf.questions import asks_for_documents, sections
from macros.exports.pdf.scoring import scoring
from macros.exports.rules import scales_in_use
from macros.exports.words import long_date
from macros.scoring.compile import active

_WORDS = (
    "criteria evidence department number previous this_section guide online answer meaning page question weight "
    "product points sum counted counted_weighted score critical_short from reading advice"
).split()
"""Words of the template that belong to paper alone: ``paper_<word>``."""
_SHARED = (
    "instructions how_to_fill critical coverage head_seen head_comment head_score sheet_plan retired_answers sources"
).split()


def form(paper: Paper) -> Data:
    """The data of ``form.typ``."""
    checklist, w = paper.checklist, paper.w
    return {
        "lang": paper.lang,
        "date": [int(part) for part in checklist.date.split("-")],
        "title": paper.say(checklist.title),
        "summary": paper.say(checklist.summary),
        "publisher": paper.meta.publisher,
        "permalink": paper.meta.permalink,
        "guide": paper.meta.guide_links(checklist.guide),
        "qr": qr(paper.meta.permalink, paper.lang),
        "footer": fill(w["paper_version"], version=checklist.version, date=long_date(checklist.date, paper.lang)),
        "about": [{"label": w[f"about_{key}"], "text": paper.written("about", key)} for key in ABOUT],
        "instructions": paper.say(checklist.instructions),
        "how": _how(paper),
        "scales": _scales(paper),
        "sections": sections(paper),
        "scoring": scoring(paper),
        "plan": plan(paper),
        "retired": _retired(paper),
        "sources": [paper.meta.references.get(source, source) for source in checklist.sources],
        "words": _words(paper),
    }


def _words(paper: Paper) -> Mapping[str, str]:
    """The words of the template."""
    return {key: paper.w[f"paper_{key}"] for key in _WORDS} | {key: paper.w[key] for key in _SHARED}


def _how(paper: Paper) -> list[str]:
    """How to fill in the form, line by line."""
    seen = "seen" if asks_for_documents(paper) else "comment"
    online = ["online"] if paper.meta.permalink else []
    lines = [paper.w[f"paper_how_{key}"] for key in ("1", seen, *online, "end")]
    critical = sum(i.critical for s in paper.checklist.sections for i in active(s))
    return [
        *lines,
        *([f"{paper.w['paper_critical_count']} {critical}. {paper.w['rule_critical']}"] if critical else []),
    ]


def _scales(paper: Paper) -> list[Data]:
    """Each scale with its answers, their meaning and their points."""
    return [
        {
            "title": fill(paper.w["answers_of"], scale=paper.say(scale.label)),
            "note": paper.say(scale.note) if scale.note else "",
            "answers": [
                {
                    "label": paper.say(answer.label),
                    "meaning": paper.say(answer.meaning) if answer.meaning else "",
                    "points": paper.w["paper_not_counted"]
                    if answer.exclude
                    else format_number(answer.points or 0, "number", paper.lang),
                }
                for answer in scale.answers
            ],
        }
        for scale in scales_in_use(paper.checklist, paper.scales)
    ]


def _retired(paper: Paper) -> list[str]:
    """Answers to questions no longer asked."""
    return [printable(f"{key} – {value}") for key, value in paper.given("retired").items()]
