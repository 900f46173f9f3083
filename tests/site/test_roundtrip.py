"""One set of answers, three doors: the page, the downloaded workbook filled in LibreOffice, the command line."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.definitions import Project
from macros.scoring import program_of
from tests.exports.cases import typed
from tests.exports.office import Office
from tests.site.test_tools import FILL, controls, same
from tests.strategies import random_inputs

pytestmark = pytest.mark.xdist_group("site")


@pytest.mark.parametrize(("tool", "lang"), [("governance", "fr"), ("governance", "en"), ("alliance-follow-up", "fr")])
def test_a_checklist_filled_in_libreoffice_has_the_score_of_the_page(
    page: Page, site: Path, site_url: str, project: Project, tmp_path: Path, tool: str, lang: str
) -> None:
    model = project.checklists[tool].model
    program = program_of(model, project.scale_models())
    filled = [tmp_path / f"filled{number}.xlsx" for number in range(3)]
    answers = random_inputs(program, random.Random(f"round{lang}"), len(filled))
    with Office(tmp_path) as office:
        office.open(site / "downloads" / f"{tool}.{lang}.xlsx")
        for path, values in zip(filled, answers, strict=True):
            office.case(typed(model, project, values, lang), [])
            office.save(path)
    scored = rescored(filled)
    page.goto(f"{site_url}{lang}/tools/{tool}/")
    for result, values in zip(scored, answers, strict=True):
        shown = page.evaluate(FILL, [tool, controls(model, program, values, lang)])
        assert same(shown["score"], result["score"]) and same(shown["coverage"], float(result["coverage"]))
        assert shown["band"] == (result["band"] or "") and shown["critical"].split() == result["critical"]
        assert all(same(shown[id_], part["score"]) for id_, part in result["sections"].items())
        assert not [text for text in result["warnings"] if "formul" in text]


def rescored(files: list[Path]) -> list[dict[str, object]]:
    """What `cerise score` says of filled files."""
    command = [sys.executable, "-m", "macros", "score", "--json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    results: list[dict[str, object]] = json.loads(done.stdout)
    return results
