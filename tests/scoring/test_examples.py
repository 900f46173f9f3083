"""The scoring cases come out in Python and in the workbook, in two spreadsheet engines and in LibreOffice."""

from pathlib import Path
from typing import Any

import pytest

from macros.exports.meta import Meta
from macros.exports.xlsx import checklist_xlsx
from macros.formulas import run
from macros.scoring import score
from tests.exports.engines import Formualizer, IronCalc
from tests.exports.office import Office
from tests.scoring.cases import Rollup, answers, cases, checklist, checklist_cases, expected, scale

ROLLUPS: tuple[Rollup, ...] = ("sections", "indicators")
SCALES = {"simple": scale()}


def near(found: Any, wanted: float | None) -> bool:
    return found in (None, "") if wanted is None else found == pytest.approx(wanted, abs=1e-9)


def test_in_python() -> None:
    for program, given, wanted in checklist_cases():
        outputs = run(program, given).outputs
        assert all(near(outputs[key], value) for key, value in wanted.items()), program.tool


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_score_says_whether_it_is_provisional(case: dict[str, Any]) -> None:
    result = score(checklist(case, "sections"), SCALES, answers(case))
    assert result.provisional == case["expect"].get("provisional", False)


def in_workbook(engine: Any, case: dict[str, Any], rollup: Rollup) -> None:
    wanted = expected(case, rollup)
    labels = {a.code: a.label.en for a in scale().answers}
    typed = {f"in_{key.replace('-', '_')}": labels[v] if v else None for key, v in answers(case).items()}
    names = {f"out_{key.replace('-', '_')}": key for key in wanted}
    found = engine.case(typed, list(names))
    assert all(near(found[name], wanted[key]) for name, key in names.items()), found


@pytest.mark.parametrize("rollup", ROLLUPS)
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
@pytest.mark.parametrize("kind", [Formualizer, IronCalc])
def test_in_the_workbook(kind: type[Any], case: dict[str, Any], rollup: Rollup, tmp_path: Path) -> None:
    workbook = checklist_xlsx(checklist(case, rollup), SCALES, "en", Meta())
    in_workbook(kind(workbook, tmp_path), case, rollup)


def test_in_libreoffice(tmp_path: Path) -> None:
    with Office(tmp_path) as office:
        for case in cases():
            path = tmp_path / f"{case['id']}.xlsx"
            path.write_bytes(checklist_xlsx(checklist(case, "sections"), SCALES, "en", Meta()))
            office.open(path)
            in_workbook(office, case, "sections")
