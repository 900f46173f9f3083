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
from macros.definitions import Project, load_project
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


def sized(questions: int, times: int = 1) -> Project:
    """The project with a governance checklist of so many questions, each asked `times`."""
    project = load_project(ROOT)
    loaded = project.checklists["governance"]
    raw = loaded.model.model_dump(exclude_none=True)
    items = [item for section in raw["sections"] for item in section["indicators"]][:questions]
    sections = [
        {
            **raw["sections"][0],
            "id": f"part-{time}",
            "indicators": [{**i, "id": f"part-{time}-{n}"} for n, i in enumerate(items, 1)],
        }
        for time in range(times)
    ]
    model = Checklist.model_validate({**raw, "sections": sections})
    project.checklists["governance"] = type(loaded)(model, loaded.source)  # type: ignore[index]
    return project


SMALL, MEDIUM, LARGE = sized(11), sized(42), sized(39, 7)
"""With the workbook inside; without it; with the questions compressed too, 273 of them."""


@pytest.mark.parametrize(
    ("project", "workbook", "readable"), [(SMALL, True, True), (MEDIUM, False, True), (LARGE, False, False)]
)
def test_what_a_page_brings_depends_on_its_size(
    browser: Browser, tmp_path: Path, project: Project, workbook: bool, readable: bool
) -> None:
    data = make(project, "governance", "fr", "html")
    assert len(data) < LARGEST
    assert (b"name=part-0-1" in data) is readable
    (tmp_path / "sized.html").write_bytes(data)
    answers = {"part-0-1": "partly", "part-0-2": "practised"}
    with Assessment(browser, (tmp_path / "sized.html").as_uri()) as page:
        page.take(answers_file("governance", answers=answers))
        assert page.page.locator('[data-file-save="xlsx"]').is_visible() is workbook
        assert page.page.locator("[data-file-without]").is_visible() is not workbook
        found = read_filled(page.save("xlsx" if workbook else "csv"), project)
        assert {key: value for key, value in found.values.items() if value is not None} == answers


@pytest.mark.parametrize(("project", "readable"), [(MEDIUM, True), (LARGE, False)])
@pytest.mark.parametrize("script", [True, False])
def test_where_it_cannot_run_a_true_sentence_says_so(
    browser: Browser, tmp_path: Path, project: Project, readable: bool, script: bool
) -> None:
    """In an old browser, and without JavaScript; the questions are there when the sentence says they are."""
    (tmp_path / "sized.html").write_bytes(make(project, "governance", "fr", "html"))
    context = browser.new_context(java_script_enabled=script)
    if script:
        context.add_init_script("delete window.DecompressionStream")
    page = context.new_page()
    page.goto((tmp_path / "sized.html").as_uri())
    said = page.locator("#too-old" if script else "main > noscript p").first
    assert said.is_visible()
    assert ("navigateur récent" in said.inner_text()) is not readable
    assert page.locator('[name="part-0-1"]').count() == (5 if readable else 0)
    context.close()


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
    assert stopped.value.code == 1 and "unknown format html" in capsys.readouterr().err
