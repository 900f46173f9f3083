"""The plan and the comparison of a checklist's workbook, and records written into it and read back."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

from macros.definitions import load_project
from macros.definitions.models import Checklist
from macros.exports import Meta
from macros.exports.filled import Filled
from macros.exports.read import read_filled, rescore
from macros.exports.xlsx import checklist_xlsx
from macros.exports.xlsx.layout import cell_name
from macros.formulas import run
from macros.scoring import compile_checklist, score
from macros.scoring.compile import formula_name
from tests.exports.cases import same
from tests.exports.engines import Formualizer, IronCalc
from tests.exports.office import Office
from tests.exports.test_record import MOVES, moved, records, same_record
from tests.strategies import Values, random_inputs

PROJECT = load_project(Path(__file__).parents[2])
SCALES = PROJECT.scale_models()
CASES = 6


def record(checklist: Checklist, values: Values, previous: Values) -> Filled:
    known = {key: value for key, value in previous.items() if value is not None}
    return Filled(checklist.id, checklist.version, "en", values, previous=known)


def opened(kind: type[Formualizer | IronCalc] | None, book: bytes, folder: Path, office: Office) -> object:
    if kind:
        return kind(book, folder)
    (folder / "book.xlsx").write_bytes(book)
    office.open(folder / "book.xlsx")
    return office


@pytest.mark.parametrize("id_", PROJECT.checklists)
@pytest.mark.parametrize("kind", [Formualizer, IronCalc, None])
def test_last_time_is_scored_like_this_time(
    kind: type[Formualizer | IronCalc] | None, id_: str, office: Office, tmp_path: Path
) -> None:
    checklist = PROJECT.checklists[id_].model
    drawn = random_inputs(compile_checklist(checklist, SCALES), Random(4), 2 * CASES)
    for values, previous in zip(drawn[:CASES], drawn[CASES:], strict=True):
        book = checklist_xlsx(checklist, SCALES, "en", Meta(), record(checklist, values, previous))
        wanted = score(checklist, SCALES, previous)
        cells = {f"before_{formula_name(key)}": mark.score for key, mark in wanted.sections.items()}
        cells["before_score"] = wanted.score
        cells["out_score"] = score(checklist, SCALES, values).score
        found = opened(kind, book, tmp_path, office).case({}, list(cells))  # type: ignore[attr-defined]
        assert {name for name, value in cells.items() if not same(found[name], value)} == set()


@pytest.mark.parametrize("id_", PROJECT.checklists)
def test_what_to_work_on_first(id_: str, office: Office, tmp_path: Path) -> None:
    """Critical points first, then by weight times missing points; the first ten."""
    checklist = PROJECT.checklists[id_].model
    program = compile_checklist(checklist, SCALES)
    for values in random_inputs(program, Random(9), 4):
        book = checklist_xlsx(checklist, SCALES, "en", Meta(), record(checklist, values, {}))
        names = [f"first_{rank}" for rank in range(1, 11)]
        found = opened(None, book, tmp_path, office).case({}, names)  # type: ignore[attr-defined]
        assert [found[name] or None for name in names] == expected_first(checklist, values)


def expected_first(checklist: Checklist, values: Values) -> list[str | None]:
    tables, gaps = run(compile_checklist(checklist, SCALES), values).tables, []
    for section in checklist.sections:
        items = [i for i in section.indicators if i.status == "active"]
        for item, row in zip(items, tables.get(formula_name(section.id), []), strict=False):
            counted, points = float(row["counted"] or 0), float(row["points"] or 0)
            if counted > 0 and points < 1:
                gaps.append((-float(row["alarm"] or 0), -counted * (1 - points), len(gaps), item.id))
    ids: list[str | None] = [id_ for *_, id_ in sorted(gaps)]
    return (ids + [None] * 10)[:10]


@pytest.mark.parametrize("id_", PROJECT.checklists)
def test_a_record_comes_back(id_: str) -> None:
    checklist = PROJECT.checklists[id_].model

    @settings(max_examples=15)
    @given(records(checklist, PROJECT))
    def check(filled: Filled) -> None:
        book = checklist_xlsx(checklist, SCALES, filled.language, Meta(), filled)
        found = read_filled(book, PROJECT)
        assert same_record(found, filled)
        assert rescore(found, PROJECT)["score"] == score(checklist, SCALES, filled.values).score

    check()


def test_texts_stay_texts(tmp_path: Path) -> None:
    checklist = PROJECT.checklists["governance"].model
    odd = {"gov-power-1": "=1+1", "gov-power-2": "+33", "gov-power-3": "-5", "gov-power-4": "@SUM(A1)"}
    filled = Filled("governance", checklist.version, "fr", {}, comments=odd)
    engine = Formualizer(checklist_xlsx(checklist, SCALES, "fr", Meta(), filled), tmp_path)
    names = [cell_name("note", key) for key in odd]
    assert list(engine.case({}, names).values()) == list(odd.values())


def test_answers_no_longer_asked_for_stand_apart() -> None:
    project = moved(MOVES)
    checklist = project.checklists["tiny-checklist"].model
    filled = Filled("tiny-checklist", 3, "fr", {"tc-cash-1": "yes"}, retired={"tc-cash-3": "yes"})
    book = checklist_xlsx(checklist, project.scale_models(), "fr", Meta(), filled)
    found = read_filled(book, project)
    assert (found.retired, found.values["tc-cash-1"]) == ({"tc-cash-3": "yes"}, "yes")
