"""Files of an assessment on the built site, served and opened from a folder."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.definitions import Project
from macros.exports.read import read_filled
from tests.pages.assessment import Assessment, answers_file

pytestmark = pytest.mark.xdist_group("site")

ANSWERS = {"gov-power-1": "practised", "gov-control-1": "absent"}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("served", [True, False])
def test_a_filled_workbook_is_made_from_the_download(
    browser: Browser, site: Path, site_url: str, project: Project, lang: str, served: bool
) -> None:
    place = f"{lang}/tools/governance/"
    with Assessment(browser, site_url + place if served else (site / place / "index.html").as_uri()) as page:
        page.take(answers_file("governance", answers=ANSWERS))
        for ending in ("xlsx", "csv", "json"):
            found = read_filled(page.save(ending), project)
            assert {key: value for key, value in found.values.items() if value is not None} == ANSWERS
            assert found.language == lang
