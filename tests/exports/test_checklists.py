"""What the workbook of a checklist says beside its scores: coverage, critical points, and what its cells accept."""

import io
from pathlib import Path

import openpyxl
import pytest

from macros.exports import Meta
from macros.exports.words import words
from macros.exports.xlsx import checklist_xlsx
from macros.formulas import Value, run
from macros.scoring import compile_checklist, score
from tests.exports.engines import Formualizer, IronCalc, Place
from tests.scoring.checklists import LARGE_IS_GOOD, SCALES, SMALL_IS_GOOD, checklist

SMALL = checklist(
    {
        "one": [{"critical": True}, {}, {"measure": SMALL_IS_GOOD}, {"weight": 3.0}],
        "two": [{"measure": LARGE_IS_GOOD}, {"critical": True}],
    }
)
ENGINES = [Formualizer, IronCalc]


def workbook(lang: str = "en") -> bytes:
    return checklist_xlsx(SMALL, SCALES, lang, Meta())


def typed(answers: dict[str, Value]) -> dict[str, object]:
    """Every cell for an answer, with its code or number."""
    keys = [i.id for s in SMALL.sections for i in s.indicators]
    return {f"in_{key.replace('-', '_')}": answers.get(key) for key in keys}


ANSWERS: list[dict[str, Value]] = [
    {},
    {"one-1": "yes", "one-3": "na", "one-4": "na", "two-2": "no"},
    {"one-1": "no", "one-2": "na", "one-3": 0.07, "two-1": 4.0, "two-2": "no"},
    {"one-1": "na", "one-2": "na", "one-3": "na", "one-4": "na"},
]


@pytest.mark.parametrize("kind", ENGINES)
def test_each_section_has_its_coverage_beside_its_score(kind: type[Formualizer | IronCalc], tmp_path: Path) -> None:
    engine = kind(workbook(), tmp_path)
    for name in ("one", "two"):
        sheet, row, column = engine.places[f"out_{name}"]
        engine.places[f"coverage_{name}"] = (sheet, row, column + 1)
    for answers in ANSWERS:
        wanted = {f"coverage_{name}": part.coverage for name, part in score(SMALL, SCALES, answers).sections.items()}
        assert engine.case(typed(answers), list(wanted)) == pytest.approx(wanted)


@pytest.mark.parametrize("kind", ENGINES)
def test_every_critical_point_is_listed_the_last_question_too(
    kind: type[Formualizer | IronCalc], tmp_path: Path
) -> None:
    engine = kind(workbook(), tmp_path)
    for answers in ANSWERS:
        shown = engine.case(typed(answers), ["out_critical"])["out_critical"]
        assert (str(shown or "")).split() == list(score(SMALL, SCALES, answers).critical)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_cells_of_measured_questions_accept_what_the_score_accepts(lang: str, tmp_path: Path) -> None:
    data = workbook(lang)
    engine, program = Formualizer(data, tmp_path), compile_checklist(SMALL, SCALES)
    rules = custom_rules(data)
    label = words(lang)["not_applicable"]
    for key in ("one-3", "two-1"):
        name = f"in_{key.replace('-', '_')}"
        sheet, row, column = engine.places[name]
        engine.places["accepted"] = (sheet, row, column + 40)
        engine.book.set_formula(*engine.places["accepted"], rules[engine.places[name]])
        for value in (0.0, 1.0, 0.5, 100.0, 50.0, -0.01, 100.5, 1.5, "na", label, "much"):
            meant = "na" if value == label else value
            wanted = not run(program, {key: meant}).refusals
            assert engine.case({name: value}, ["accepted"]) == {"accepted": wanted}, (key, value)


def custom_rules(data: bytes) -> dict[Place, str]:
    """The condition under which each cell with a rule of its own accepts what is typed."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cells.min_row, cells.min_col): f"={rule.formula1.removeprefix('=')}"
        for sheet in book
        for rule in sheet.data_validations.dataValidation
        if rule.type == "custom"
        for cells in rule.sqref.ranges
    }
