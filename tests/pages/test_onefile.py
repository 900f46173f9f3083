"""A checklist as one file: opened from a folder, it works and asks nothing of anyone."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros import ROOT
from macros.cli import main
from macros.definitions import load_project
from macros.definitions.models import Checklist
from macros.exports import UnknownFormat
from macros.exports.read import read_filled
from macros.scoring import score
from macros.site.downloads import make
from macros.site.onefile import LARGEST
from tests.pages.assessment import Assessment, answers_file
from tests.pages.browser import chromium

PROJECT = load_project(ROOT)
ANSWERS = {"gov-power-1": "practised", "gov-power-2": "partly", "gov-control-1": "absent"}
LANGUAGES = ("fr", "en")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every checklist in both languages, each file alone in its folder."""
    made = tmp_path_factory.mktemp("alone")
    for tool in PROJECT.checklists:
        for lang in LANGUAGES:
            (made / f"{tool}.{lang}.html").write_bytes(make(PROJECT, tool, lang, "html"))
    return made


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tool", PROJECT.checklists)
def test_every_page_is_small_and_says_what_it_is(folder: Path, tool: str, lang: str) -> None:
    text = (folder / f"{tool}.{lang}.html").read_text(encoding="utf-8")
    assert len(text.encode()) < LARGEST
    assert f'<html lang="{lang}">' in text and "<title>" in text
    assert f"/s/{tool}/" in text and f"/s/{PROJECT.checklists[tool].model.guide}/" in text
    assert not re.findall(r'<(?:link|img|iframe|script)\b[^>]*(?:src|href)=(?!["\']?#)', text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_computes_saves_and_opens_without_a_single_request(browser: Browser, folder: Path, lang: str) -> None:
    address = (folder / f"governance.{lang}.html").as_uri()
    model = PROJECT.checklists["governance"].model
    with Assessment(browser, address) as page:
        page.take(answers_file("governance", answers=ANSWERS))
        assert float(page.shown("score")) == pytest.approx(score(model, PROJECT.scale_models(), ANSWERS).score)
        for ending in ("json", "csv"):
            found = read_filled(page.save(ending), PROJECT)
            assert {key: value for key, value in found.values.items() if value is not None} == ANSWERS
        for view in ("fill", "result", "plan", "compare"):
            page.view(view)
        assert {url for url in page.asked if not url.startswith("blob:")} == {address}
        page.page.evaluate("() => window.dispatchEvent(new Event('pagehide'))")
        page.page.reload()
        page.page.wait_for_selector("form.is-live")
        assert page.page.locator('[name="gov-power-2"][value="partly"]').is_checked()


def test_its_policy_lets_nothing_else_run(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "governance.fr.html").as_uri())
    page.wait_for_selector("form.is-live")
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.harm = 1";
      document.body.append(script);
    }""")
    assert page.evaluate("() => fetch('http://127.0.0.1:9/').then(() => 1, error => String(error))") != 1
    assert page.evaluate("() => window.harm === undefined")
    context.close()


def test_where_nothing_can_be_kept_the_page_says_so(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})")
    page = context.new_page()
    page.goto((folder / "governance.fr.html").as_uri())
    page.wait_for_selector("form.is-live")
    page.check('[name="gov-power-1"][value="partly"]')
    page.wait_for_function("() => document.querySelector('[data-saved]').textContent.includes('refuse')")
    page.click('.tool-view[data-view="files"]')
    with page.expect_download() as coming:
        page.click('[data-file-save="json"]')
    assert json.loads(Path(coming.value.path()).read_text())["answers"] == {"gov-power-1": "partly"}
    context.close()


def test_in_an_old_browser_the_questions_are_there_and_a_sentence_says_why(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    context.add_init_script("delete window.DecompressionStream")
    page = context.new_page()
    page.goto((folder / "governance.fr.html").as_uri())
    assert page.wait_for_selector("#too-old:not([hidden])")
    assert page.locator('[name="gov-power-1"]').first.is_visible()
    context.close()


def test_without_a_workbook_inside_the_page_says_where_there_is_one(browser: Browser, folder: Path) -> None:
    with Assessment(browser, (folder / "governance.fr.html").as_uri()) as page:
        assert not page.page.locator('[data-file-save="xlsx"]').is_visible()
        assert "/s/governance/" in (page.page.get_attribute("[data-file-without] a", "href") or "")


# --- other sizes -------------------------------------------------------------------------------------


def sized(times: int, sections: int) -> Checklist:
    """The governance checklist with fewer or more of its sections."""
    raw = PROJECT.checklists["governance"].model.model_dump(exclude_none=True)
    found = []
    for time in range(times):
        for section in raw["sections"][:sections]:
            items = [{**i, "id": i["id"].replace("gov-", f"g{time}-")} for i in section["indicators"]]
            found.append({**section, "id": section["id"].replace("gov-", f"g{time}-"), "indicators": items})
    return Checklist.model_validate({**raw, "sections": found})


@pytest.mark.parametrize(("times", "sections", "workbook"), [(1, 1, True), (7, 5, False)])
def test_a_small_one_brings_the_workbook_and_a_large_one_stays_small(
    browser: Browser, tmp_path: Path, times: int, sections: int, workbook: bool
) -> None:
    project = load_project(ROOT)
    loaded = project.checklists["governance"]
    project.checklists["governance"] = type(loaded)(sized(times, sections), loaded.source)  # type: ignore[index]
    data = make(project, "governance", "fr", "html")
    assert len(data) < LARGEST
    (tmp_path / "sized.html").write_bytes(data)
    answers = {"g0-power-1": "partly", f"g{times - 1}-power-2": "practised"}
    with Assessment(browser, (tmp_path / "sized.html").as_uri()) as page:
        page.take(answers_file("governance", answers=answers))
        assert page.page.locator('[data-file-save="xlsx"]').is_visible() is workbook
        found = read_filled(page.save("xlsx" if workbook else "csv"), project)
        assert {key: value for key, value in found.values.items() if value is not None} == answers


def test_its_policy_names_its_style_and_its_own_script_and_the_same_page_comes_out_again() -> None:
    data = make(PROJECT, "governance", "en", "html")
    text = data.decode()
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"sha256-{digest}" in text.replace("&#43;", "+").replace("&#47;", "/")
    assert data == make(PROJECT, "governance", "en", "html")


def test_only_checklists_are_pages_of_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnknownFormat):
        make(PROJECT, "microloan-cost", "fr", "html")
    with pytest.raises(SystemExit) as stopped:
        main(["export", "microloan-cost", "--format", "html"])
    assert stopped.value.code == 1 and "only checklists" in capsys.readouterr().err
