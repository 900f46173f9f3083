"""Building: the same bytes each time, nothing published that is wrong, previews that follow edits."""

import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros import ROOT
from macros.site.build import BuildFailed, build_site
from tests.site.paths import tree

PARTS = ("docs", "guides", "tools", "macros", "mkdocs.yml", "mkdocs.en.yml", "pyproject.toml")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project that a test may break."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / "project" / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, tmp_path / "project" / part)
    return tmp_path / "project"


def test_two_builds_are_byte_identical(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    run_build(copy, tmp_path / "first")
    shutil.rmtree(copy / ".build")
    time.sleep(2.1)  # a zip stores even seconds
    run_build(copy, tmp_path / "second")
    first, second = tree(tmp_path / "first"), tree(tmp_path / "second")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def run_build(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "macros", "build", "--site-dir", str(site), "--lang", "en"]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)


def test_a_page_with_a_mistake_is_not_published(copy: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "kept").write_text("the site of yesterday")
    page = copy / "guides/governance/power.en.md"
    page.write_text(page.read_text() + '\n{{ link("gov-powr-3") }} {{ nonsense() }} {{ cite("nobody-1900") }}\n')
    with pytest.raises(BuildFailed) as failed:
        build_site(copy, site)
    said = failed.value.text("en")
    assert 'link: unknown id "gov-powr-3". Did you mean "gov-power-3"?' in said
    assert 'unknown macro "nonsense"' in said and 'cite: unknown id "nobody-1900"' in said
    assert (site / "kept").exists()


def test_what_only_the_build_can_see_stops_it_too(copy: Path, tmp_path: Path) -> None:
    for name, mistake in (("power", "[away](no-such-page.md)"), ("decisions", "{{ no_such_variable }}")):
        page = copy / f"guides/governance/{name}.en.md"
        page.write_text(page.read_text() + f"\n{mistake}\n")
    with pytest.raises(BuildFailed) as failed:
        build_site(copy, tmp_path / "site")
    said = failed.value.text("en")
    assert "no-such-page.md" in said and "no_such_variable" in said
    assert not (tmp_path / "site").exists()


# --- preview -----------------------------------------------------------------------------------------


@pytest.fixture
def preview(copy: Path) -> Iterator[tuple[Path, str]]:
    """`mkdocs serve` on the plain mkdocs.yml of a copy."""
    port = "8765"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    running = subprocess.Popen(command, cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield copy, f"http://127.0.0.1:{port}/"
    running.terminate()
    running.wait(20)


def test_the_preview_follows_edits_of_pages_tools_and_code(preview: tuple[Path, str]) -> None:
    root, url = preview
    eventually(lambda: "Qui détient le pouvoir" in fetch(url + "guides/governance/power/"))
    assert fetch(url + "downloads/warrantage.fr.json").startswith("{")

    edit(root / "guides/governance/power.fr.md", "# Qui détient le pouvoir", "# Qui tient vraiment le pouvoir")
    eventually(lambda: "Qui tient vraiment le pouvoir" in fetch(url + "guides/governance/power/"))

    edit(root / "docs/index.fr.md", "# Guides et outils", "# Outils et guides")
    eventually(lambda: "Outils et guides" in fetch(url))

    edit(root / "tools/checklists/governance.yml", "Gouvernance fragile", "Gouvernance très fragile")
    eventually(lambda: "Gouvernance très fragile" in fetch(url + "tools/governance/"))

    edit(root / "macros/site/toolpage.py", 'f"# {title} {{', 'f"# Fiche {title} {{')
    eventually(lambda: "Fiche Gouvernance" in fetch(url + "tools/governance/"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def eventually(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "nothing changed"
        time.sleep(0.3)
