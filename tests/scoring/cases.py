"""The scoring cases of tests/data/scoring.yaml as checklists, answers and expected outputs."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import yaml

from macros.definitions.models import Checklist, Scale
from macros.formulas import Program, Value
from macros.scoring import compile_checklist

DATA = Path(__file__).parents[1] / "data" / "scoring.yaml"
Rollup = Literal["sections", "indicators"]


def words(text: str) -> dict[str, str]:
    return {"fr": text, "en": text}


def scale() -> Scale:
    """Yes 1, partly 0.5, no 0, not applicable excluded."""
    points = {"yes": 1.0, "partly": 0.5, "no": 0.0}
    answers: list[dict[str, Any]] = [{"code": c, "label": words(c), "points": p} for c, p in points.items()]
    answers.append({"code": "na", "label": words("n/a"), "exclude": True})
    return Scale.model_validate({"kind": "scale", "id": "simple", "label": words("simple"), "answers": answers})


def cases() -> list[dict[str, Any]]:
    """The cases as written; answers are texts, `yes` and `no` included, since they stand in quotes."""
    loaded: list[dict[str, Any]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return loaded


def checklist(case: Mapping[str, Any], rollup: Rollup) -> Checklist:
    """A checklist with the sections and as many indicators as the case has answers."""
    sections = [
        {
            "id": f"part-{name}",
            "title": words(name),
            "guide": "guide",
            "indicators": [
                {"id": f"part-{name}-{n}", "ask": words("?"), "department": "all", "guide": "guide"}
                for n in range(1, len(answers) + 1)
            ],
        }
        for name, answers in case["sections"].items()
    ]
    bands = [{"id": f"b{n}", "at_least": n / 2, "label": words("b"), "advice": words("b")} for n in (0, 1)]
    return Checklist.model_validate(
        {
            "kind": "checklist",
            "id": f"{case['id'].lower()}-{rollup}",
            "version": 1,
            "date": "2026-11-23",
            "title": words("t"),
            "summary": words("s"),
            "minutes": 1,
            "guide": "guide",
            "scale": "simple",
            "rollup": rollup,
            "instructions": words("i"),
            "bands": bands,
            "departments": [{"id": "all", "label": words("all")}],
            "sections": sections,
        }
    )


def answers(case: Mapping[str, Any]) -> dict[str, Value]:
    return {f"part-{s}-{n}": v for s, given in case["sections"].items() for n, v in enumerate(given, start=1)}


def expected(case: Mapping[str, Any], rollup: Rollup) -> dict[str, float | None]:
    """What must come out, by output key."""
    wanted = {f"part-{s}": case["expect"][s] for s in case["sections"]}
    wanted["coverage"] = case["expect"]["coverage"]
    if f"total_{rollup}" in case["expect"]:
        wanted["score"] = case["expect"][f"total_{rollup}"]
    return wanted


def checklist_cases() -> Iterator[tuple[Program, dict[str, Value], dict[str, float | None]]]:
    """Every case in every rollup that it speaks of: program, answers, expected outputs."""
    for case in cases():
        for rollup in ("sections", "indicators"):
            if f"total_{rollup}" in case["expect"]:
                model = checklist(case, rollup)
                yield compile_checklist(model, {"simple": scale()}), answers(case), expected(case, rollup)
