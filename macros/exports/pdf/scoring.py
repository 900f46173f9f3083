"""The sheet on which the score is worked out by hand; with a record, it is already worked out."""

from collections.abc import Mapping
from dataclasses import dataclass

from macros.definitions.models import Section
from macros.exports.language import fill, format_number
from macros.exports.pdf.paper import Data, Paper
from macros.exports.pdf.questions import number_of
from macros.exports.rules import measure_in_words
from macros.formulas import Result, Value, run
from macros.scoring import compile_checklist
from macros.scoring.compile import active, formula_name

_DECIMALS = 2
"""As many as people write by hand."""


@dataclass(frozen=True)
class _Worked:
    """The results of a record, or of no answer at all: every value is then blank."""

    paper: Paper
    result: Result

    def rows(self, section: Section) -> list[Mapping[str, Value]]:
        """What each question earned; nothing without a record."""
        blank: list[Mapping[str, Value]] = [{} for _ in active(section)]
        return list(self.result.tables.get(formula_name(section.id), blank)) if self.paper.filled else blank

    def share(self, key: str) -> str:
        """A result as a percentage; empty without a record."""
        value = self.result.outputs.get(key)
        known = self.paper.filled is not None and isinstance(value, float)
        return format_number(value, "percent", self.paper.lang, 0) if known and isinstance(value, float) else ""


def scoring(paper: Paper) -> Data:
    """Points of numbers, one table a section, the total and how to read it."""
    worked, asked = _worked(paper), _asked(paper)
    weighted = any(i.weight != 1 for s in asked for i in active(s))
    return {
        "title": paper.w["paper_by_hand"],
        "how": _how(paper, weighted),
        "weighted": weighted,
        "measures": [
            {"id": item.id, "text": measure_in_words(item, paper.lang)}
            for section in asked
            for item in active(section)
            if item.measure
        ],
        "sections": [_section(worked, section, weighted) for section in asked],
        "total": _total(worked),
        "coverage": worked.share("coverage"),
        "bands": _bands(worked),
    }


def _asked(paper: Paper) -> list[Section]:
    return [section for section in paper.checklist.sections if active(section)]


def _worked(paper: Paper) -> _Worked:
    """The results, without the answers that are not allowed."""
    program = compile_checklist(paper.checklist, paper.scales)
    values = dict(paper.filled.values) if paper.filled else {}
    wrong = {refusal.subject for refusal in run(program, values).refusals}
    return _Worked(paper, run(program, {key: value for key, value in values.items() if key not in wrong}))


def _how(paper: Paper, weighted: bool) -> list[str]:
    """The steps, in words."""
    by_sections = paper.checklist.rollup == "sections"
    section_weights = any(section.weight != 1 for section in _asked(paper))
    total = "sections_weighted" if by_sections and section_weights else paper.checklist.rollup
    count = sum(len(active(section)) for section in _asked(paper))
    keys = ["points", "section_weighted" if weighted else "section", total, "percent", "coverage"]
    steps = [fill(paper.w[f"paper_hand_{key}"], count=count) for key in keys]
    critical = any(i.critical for s in _asked(paper) for i in active(s))
    return [*steps, paper.w["rule_critical"]] if critical else steps


def _section(worked: _Worked, section: Section, weighted: bool) -> Data:
    rows = worked.rows(section)
    products = [_number(row.get("points")) * _number(row.get("counted")) for row in rows]
    counted = [_number(row.get("counted")) for row in rows]
    known = worked.paper.filled is not None and any(counted)
    return {
        "title": worked.paper.say(section.title),
        "rows": [
            {
                "number": number_of(item),
                "critical": item.critical,
                "weight": _written(worked, item.weight),
                "points": _written(worked, row.get("points")) if row.get("counted") else "",
                "product": _written(worked, product) if row.get("counted") else "",
            }
            for item, row, product in zip(active(section), rows, products, strict=True)
        ],
        "sum": _written(worked, sum(products)) if known else "",
        "counted": _written(worked, sum(counted)) if known else "",
        "score": worked.share(section.id),
        "weighted": weighted,
    }


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _written(worked: _Worked, value: object) -> str:
    return format_number(value, "number", worked.paper.lang, _DECIMALS) if isinstance(value, (int, float)) else ""


def _total(worked: _Worked) -> Data:
    """The line of every section, then that of the whole."""
    paper, by_sections = worked.paper, worked.paper.checklist.rollup == "sections"
    weighted = by_sections and any(section.weight != 1 for section in _asked(paper))
    return {
        "weighted": weighted,
        "head": paper.w["head_section"],
        "rows": [
            {"title": paper.say(s.title), "weight": _written(worked, s.weight), "score": worked.share(s.id)}
            for s in _asked(paper)
        ],
        "label": paper.w["total_score"],
        "score": worked.share("score"),
    }


def _bands(worked: _Worked) -> Data:
    paper = worked.paper
    reached = worked.result.outputs.get("band") if paper.filled else None
    return {
        "title": paper.w["rule_bands"],
        "rows": [
            {
                "low": format_number(band.at_least, "percent", paper.lang),
                "label": paper.say(band.label),
                "advice": paper.say(band.advice),
                "ticked": band.id == reached,
            }
            for band in sorted(paper.checklist.bands, key=lambda band: band.at_least)
        ],
    }
