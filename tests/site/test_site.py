"""The site as a reader meets it: both languages, links between them, nothing from elsewhere."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from macros.content.author import formats_of
from macros.definitions import Project
from tests.site.paths import pages_of

pytestmark = pytest.mark.xdist_group("site")


def test_both_languages_have_the_same_pages_and_ids(site: Path) -> None:
    french, english = pages_of(site, "fr"), pages_of(site, "en")
    assert french == english
    assert len(french) >= 12
    for name in french:
        ids = [set(re.findall(r'<h[1-6] id="([^"]+)"', (site / lang / name).read_text())) for lang in ("fr", "en")]
        assert ids[0] == ids[1], name
        assert f'<html lang="{"fr"}"' in (site / "fr" / name).read_text()


def test_no_page_asks_another_host_for_anything(browser: Browser, site: Path, site_url: str) -> None:
    context = browser.new_context()
    tab = context.new_page()
    asked: set[str] = set()
    tab.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    for name in [*pages_of(site, "fr"), "../"]:
        tab.goto(f"{site_url}fr/{name.removesuffix('index.html')}", wait_until="networkidle")
    context.close()
    assert asked == {urlsplit(site_url).netloc}


def test_every_local_link_and_anchor_of_the_built_site_leads_somewhere(site: Path) -> None:
    ids = {path: set(re.findall(r'\bid="([^"]+)"', path.read_text())) for path in site.rglob("*.html")}
    broken = []
    for path in ids:
        for link in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', path.read_text()):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link.startswith("//") or path.name == "404.html":
                continue
            target = (path.parent / parts.path).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            anchored = not parts.fragment or target.suffix != ".html" or parts.fragment in ids.get(target, set())
            if not target.is_file() or not anchored:
                broken.append((path.relative_to(site).as_posix(), link))
    assert not broken, broken[:20]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_language_switch_keeps_page_and_section(page: Page, site_url: str, lang: str) -> None:
    other = "en" if lang == "fr" else "fr"
    page.goto(f"{site_url}{lang}/guides/governance/power/#governance-power-matrix")
    page.click("a.cerise-language")
    page.wait_for_url(f"{site_url}{other}/guides/governance/power/#governance-power-matrix")
    assert page.locator("html").get_attribute("lang") == other


def test_permanent_addresses_lead_on_in_the_readers_language(browser: Browser, site: Path, site_url: str) -> None:
    for locale in ("fr-FR", "en-GB"):
        context = browser.new_context(locale=locale)
        tab = context.new_page()
        for id_, place in (("gov-power-3", "tools/governance/"), ("term-warrantage", "glossary/")):
            tab.goto(f"{site_url}s/{id_}/")
            tab.wait_for_url(f"{site_url}{locale[:2]}/{place}#{id_}")
        context.close()


def test_permanent_addresses_work_without_javascript(browser: Browser, site: Path, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{site_url}s/governance-power-matrix/")
    links = tab.locator("a[hreflang]").evaluate_all("links => links.map(link => link.href)")
    assert links == [f"{site_url}{lang}/guides/governance/power/#governance-power-matrix" for lang in ("fr", "en")]
    context.close()


def test_the_door_offers_both_languages(page: Page, site_url: str) -> None:
    page.goto(site_url)
    assert page.locator("a[hreflang=fr]").is_visible() and page.locator("a[hreflang=en]").is_visible()


def test_a_form_is_complete_without_javascript(browser: Browser, site: Path, site_url: str, project: Project) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    checklist = project.checklists["governance"].model
    tab.goto(f"{site_url}fr/tools/governance/")
    for section in checklist.sections:
        for indicator in section.indicators:
            assert tab.locator(f'[name="{indicator.id}"]').count() >= 1, indicator.id
    context.close()


def test_no_page_holds_an_inline_script_of_ours_or_an_inline_handler(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text()
        form = re.search(r"<form class=\"tool.*?</form>", text, re.S)
        assert not re.search(r"<script(?![^>]*\bsrc=)", form[0] if form else ""), path
        assert not re.search(r"<[^>]+\son[a-z]+=", text), path


def test_downloads_are_listed_and_there(site: Path, project: Project) -> None:
    listed = json.loads((site / "downloads" / "index.json").read_text())["downloads"]
    assert {(entry["tool"], entry["language"], entry["format"]) for entry in listed} == {
        (tool, lang, format)
        for tool, loaded in project.tools().items()
        for lang in ("fr", "en")
        for format in formats_of(loaded.model)
    }
    pages = {(entry["tool"], entry["language"]) for entry in listed if entry["format"] == "html"}
    assert pages == {(tool, lang) for tool in project.checklists for lang in ("fr", "en")}
    for entry in listed:
        assert (site / urlsplit(entry["url"]).path.lstrip("/")).stat().st_size == entry["bytes"]
