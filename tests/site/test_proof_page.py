"""The page that publishes the proof: complete, readable on a phone, and saying what the record says."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page

from macros import ROOT
from macros.content.proof import read_proof, tiny
from macros.definitions import Project
from macros.language.numbers import format_number
from macros.language.typography import typeset

LANGUAGES = ("fr", "en")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0"),
        (2.2e-16, "3 × 10⁻¹⁶"),
        (2e-16, "2 × 10⁻¹⁶"),
        (1e-9, "1 × 10⁻⁹"),
        (9.5e-10, "1 × 10⁻⁹"),
        (1.51e-12, "2 × 10⁻¹²"),
    ],
)
def test_a_tiny_number_is_never_shown_smaller_than_it_is(value: float, shown: str) -> None:
    assert tiny(value).replace("\u00a0", " ") == shown


def test_before_the_first_proof_nothing_is_shown() -> None:
    assert read_proof(Project(ROOT / "tests")) == []


@pytest.mark.xdist_group("site")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_tool_stands_in_the_table(page: Page, site_url: str, project: Project, lang: str) -> None:
    page.goto(f"{site_url}{lang}/about/proof/")
    rows = page.locator(".cerise-proof tbody tr")
    proved = read_proof(project)
    waiting = set(project.tools()) - {row.tool.id for row in proved}
    assert rows.count() == len(proved) and len(proved) + len(waiting) == len(project.tools())
    text = page.locator("article").inner_text()
    assert all(typeset(project.tools()[id_].model.title[lang], lang) in text for id_ in waiting)
    for number, row in enumerate(proved):
        shown = [
            cell.replace("\u00a0", " ").split("\n")[0] for cell in rows.nth(number).locator("td").all_inner_texts()
        ]
        judged = ["—" if one.largest is None else tiny(one.largest).replace("\u00a0", " ") for one in row.judged]
        assert shown[: len(judged)] == judged
        assert shown[-1] == format_number(row.accepted, "percent", lang, 0)
    reasons = [one.reason for row in proved for one in row.judged if one.reason]
    notes = page.locator(".cerise-proof-notes").inner_text() if proved else ""
    assert all(told(reason, lang) in notes for reason in reasons)


def told(reason: Mapping[str, str], lang: str) -> str:
    return reason[lang].split(",")[0].split(":")[0].strip()


@pytest.mark.xdist_group("site")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_reads_on_a_small_phone(page: Page, site_url: str, project: Project, lang: str) -> None:
    """No sideways scrolling, and each number beside its label."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site_url}{lang}/about/proof/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    labels = page.locator(".cerise-proof thead th").all_inner_texts()[1:]
    cells = page.locator(".cerise-proof tbody tr").first.locator("td")
    assert [cells.nth(n).get_attribute("data-label") for n in range(cells.count())] == labels
    beside = "cell => getComputedStyle(cell, '::before').content.slice(1, -1)"
    assert next(cell.evaluate(beside) for cell in cells.all() if cell.is_visible()) == labels[0]


@pytest.mark.xdist_group("site")
def test_published_cases_name_their_source(page: Page, site_url: str, project: Project) -> None:
    page.goto(f"{site_url}fr/about/proof/")
    shown = page.locator(".cerise-published .cerise-source").all_inner_texts()
    sources = [e.source for c in project.calculators.values() for e in c.model.examples if e.proof == "published"]
    assert [" ".join(text.split()) for text in shown] == [" ".join(source.split()) for source in sources]


@pytest.mark.xdist_group("site")
@pytest.mark.parametrize("place", ["about/", "tools/", "tools/warrantage/"])
def test_the_way_to_the_proof(page: Page, site_url: str, place: str) -> None:
    page.goto(f"{site_url}en/{place}")
    page.locator('article a[href*="proof/"]').first.click()
    assert page.url.split("#")[0].endswith("/en/about/proof/")
