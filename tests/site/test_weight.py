"""What a page with a tool makes a reader download: a budget in bytes, and nothing that the page does not use."""

import gzip
import re
from pathlib import Path

import pytest

from macros.definitions import Project
from macros.site.scripts import KINDS, SOURCES, minified, page_scripts

pytestmark = pytest.mark.xdist_group("site")

BUDGET = 15_000
"""Bytes of script and data for one calculator, each file compressed by itself."""


def scripts_of(site: Path, lang: str, tool: str) -> list[Path]:
    """The scripts that the tool's own page asks for: what its kind shares and its data."""
    page = site / lang / "tools" / tool / "index.html"
    found = re.findall(r'<script[^>]* src="([^"]+)"', page.read_text(encoding="utf-8"))
    paths = [(page.parent / address).resolve() for address in found]
    shared = site.resolve() / lang / "assets"
    return [path for path in paths if path.parent in (shared, shared / "tools") and path.name != "site.js"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_calculator_page_stays_within_its_budget(site: Path, project: Project, lang: str) -> None:
    weights = {}
    for tool in project.calculators:
        scripts = scripts_of(site, lang, tool)
        assert [path.name for path in scripts] == ["calculator.js", f"{tool}.js"]
        weights[tool] = sum(len(gzip.compress(path.read_bytes())) for path in scripts)
    assert weights
    assert {tool: weight for tool, weight in weights.items() if weight > BUDGET} == {}


def test_a_checklist_page_loads_nothing_of_calculators(site: Path, project: Project) -> None:
    for tool in project.checklists:
        assert [path.name for path in scripts_of(site, "fr", tool)] == ["assessment.js", f"{tool}.js"]


def test_the_site_holds_no_source_and_no_map_of_its_scripts(site: Path) -> None:
    assert not list(site.rglob("xl.js"))
    for lang in ("fr", "en"):
        for name in page_scripts():
            assert "sourceMappingURL" not in (site / lang / "assets" / name).read_text(encoding="utf-8")


def test_every_source_is_part_of_a_page_script() -> None:
    """A file in a folder that no page loads would be dead weight for people who read it."""
    folders = {path.parent.relative_to(SOURCES).as_posix() for path in SOURCES.rglob("*.js")}
    assert folders == {".", "form", "calculator", "checklist", "assessment"}
    assert folders - {"."} == {folder for joined in KINDS.values() for folder in joined}
    assert {path.name for path in SOURCES.glob("*.js")} == {"xl.js", "page.js"}


@pytest.mark.parametrize("kind", KINDS)
def test_files_that_share_a_scope_do_not_share_a_name(kind: str) -> None:
    files = [*(file for folder in KINDS[kind] for file in (SOURCES / folder).glob("*.js")), SOURCES / "page.js"]
    names = [name for file in files for name in re.findall(r"^(?:function|var) (\w+)", file.read_text(), re.MULTILINE)]
    assert len(names) > 50
    assert sorted(set(names)) == sorted(names)


def test_no_call_that_the_minifier_makes_wrong() -> None:
    """It writes ``x|0`` for ``Math.trunc(x)``, ``x**.5`` for ``Math.sqrt(x)``; ``Math.abs`` may lose the sign of 0."""
    for file in SOURCES.rglob("*.js"):
        assert not re.search(r"Math\.(trunc|sqrt)\(", file.read_text(encoding="utf-8")), file
    assert "Math.abs(" not in (SOURCES / "xl.js").read_text(encoding="utf-8")


def test_scripts_are_short_and_the_same_at_every_build() -> None:
    source = "(() => { var rather_long = window.given; window.found = rather_long + rather_long; /* why */ })();"
    assert "rather_long" not in minified(source) and "why" not in minified(source)
    page_scripts.cache_clear()
    first = page_scripts()
    page_scripts.cache_clear()
    assert page_scripts() == first
