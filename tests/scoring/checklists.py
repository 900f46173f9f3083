"""Small checklists for tests: a section is a list of indicators, written as what differs from the plain one."""

from collections.abc import Mapping, Sequence
from typing import Any

from macros.definitions.models import Checklist, Scale

Record = dict[str, Any]
TEXT = {"fr": "Texte", "en": "Text"}
BANDS = {"weak": 0.0, "fair": 0.4, "good": 0.6, "strong": 0.8}


def answer(code: str, points: float | None) -> Record:
    """An answer; without points it is "not applicable"."""
    return {"code": code, "label": TEXT, **({"exclude": True} if points is None else {"points": points})}


def scale(name: str, **points: float | None) -> Scale:
    """A scale whose answers are given as code=points."""
    answers = [answer(code, value) for code, value in points.items()]
    return Scale.model_validate({"kind": "scale", "id": name, "label": TEXT, "answers": answers})


SCALES = {
    "plain": scale("plain", yes=1.0, partly=0.5, no=0.0, na=None),
    "graded": scale("graded", full=1.0, most=0.7, some=0.2, apart=None),
}

SMALL_IS_GOOD: Record = {
    "type": "percent",
    "min": 0.0,
    "max": 1.0,
    "bands": [{"points": 1.0, "up_to": 0.05}, {"points": 0.5, "up_to": 0.1}, {"points": 0.0}],
}
LARGE_IS_GOOD: Record = {
    "type": "integer",
    "min": 0.0,
    "max": 100.0,
    "bands": [{"points": 1.0, "at_least": 12.0}, {"points": 0.25, "at_least": 4.0}, {"points": 0.0}],
}


def indicator(name: str, **differs: Any) -> Record:
    """An indicator."""
    return {"id": name, "ask": TEXT, "department": "all", "guide": "somewhere", **differs}


def checklist(
    sections: Mapping[str, Sequence[Record]],
    rollup: str = "sections",
    weights: Mapping[str, float] | None = None,
    bands: Mapping[str, float] = BANDS,
) -> Checklist:
    """A checklist of sections, each a list of what its indicators change; indicators are called ``a-1``, ``a-2``…"""
    records = [
        {
            "id": name,
            "title": TEXT,
            "guide": "somewhere",
            "weight": (weights or {}).get(name, 1.0),
            "indicators": [indicator(f"{name}-{i}", **differs) for i, differs in enumerate(items, start=1)],
        }
        for name, items in sections.items()
    ]
    return Checklist.model_validate(
        {
            "kind": "checklist",
            "id": "small-list",
            "version": 1,
            "date": "2026-11-23",
            "title": TEXT,
            "summary": TEXT,
            "minutes": 1,
            "guide": "somewhere",
            "scale": "plain",
            "rollup": rollup,
            "instructions": TEXT,
            "bands": [{"id": k, "at_least": v, "label": TEXT, "advice": TEXT} for k, v in bands.items()],
            "departments": [{"id": "all", "label": TEXT}],
            "sections": records,
        }
    )
