"""The project's own checklists: scores worked out by hand, and what every checklist must have."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.definitions import load_project
from macros.scoring import score

ROOT = Path(__file__).parents[2]
PROJECT = load_project(ROOT)
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/data/checklist-scores.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['checklist']}: {case['note']}")
def test_scores_worked_by_hand(case: dict[str, Any]) -> None:
    answers = {name: float(v) if isinstance(v, int) else v for name, v in case["answers"].items()}
    found = score(PROJECT.checklists[case["checklist"]].model, PROJECT.scale_models(), answers)
    expected = case["expect"]
    assert not found.refusals
    assert found.score == pytest.approx(expected["score"], abs=1e-9)
    assert found.coverage == pytest.approx(expected["coverage"], abs=1e-9)
    assert (found.band, list(found.critical)) == (expected["band"], expected["critical"])
    for name, wanted in case["sections"].items():
        assert found.sections[name].score == pytest.approx(wanted, abs=1e-9), name


# Opinions are not checked against documents, and none is critical.
JUDGING = [id_ for id_, loaded in PROJECT.checklists.items() if loaded.model.scale != "agreement"]


@pytest.mark.parametrize("tool", JUDGING)
def test_every_question_says_what_to_look_at(tool: str) -> None:
    checklist = PROJECT.checklists[tool].model
    for item in (i for section in checklist.sections for i in section.indicators):
        assert item.criteria and item.evidence, item.id
        assert item.ask.fr.endswith("?") and item.ask.en.endswith("?"), item.id


@pytest.mark.parametrize("tool", JUDGING)
def test_critical_points_are_few(tool: str) -> None:
    items = [i for section in PROJECT.checklists[tool].model.sections for i in section.indicators]
    assert 1 <= sum(i.critical for i in items) <= len(items) / 6
