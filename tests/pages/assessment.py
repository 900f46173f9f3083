"""A whole checklist's page in a browser, opened from a folder: its files saved and opened as people do it."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from macros.content.author import reading_of
from macros.definitions.load import Project
from macros.exports import Meta, export
from macros.formulas.javascript import print_program
from macros.pages import checklist_html, scripts_html
from macros.scoring import program_of
from macros.site.blank import blank_script
from macros.site.scripts import page_scripts, page_styles
from macros.site.stage import ASSETS
from tests.pages.samples import LINKS

META = Meta(permalink="https://example.org/s/x/", guide_links=lambda id_: f"https://example.org/s/{id_}/")


def write_assessments(folder: Path, project: Project) -> None:
    """The page of every checklist of `project` in both languages, with its scripts, below `folder`."""
    (folder / "tools").mkdir(parents=True)
    for name, content in (page_scripts() | page_styles()).items():
        (folder / name).write_bytes(content)
    (folder / "tool.css").write_bytes((ASSETS / "tool.css").read_bytes())
    for id_ in project.checklists:
        script = print_program(program_of(project.checklists[id_].model, project.scale_models()))
        (folder / "tools" / f"{id_}.js").write_text(script, encoding="utf-8")
        for lang in ("fr", "en"):
            csv, xlsx = (export(id_, format, lang, project, META) for format in ("csv", "xlsx"))
            (folder / "tools" / f"{id_}.{lang}.workbook.js").write_text(blank_script(id_, lang, csv, xlsx))
            (folder / f"{id_}.{lang}.html").write_text(_page(id_, lang, project), encoding="utf-8")


def _page(id_: str, lang: str, project: Project) -> str:
    model = project.checklists[id_].model
    reading = reading_of(id_, project, lang)
    form = checklist_html(model, project.scale_models(), lang, links=LINKS, heading=None, reading=reading)
    scripts = scripts_html([model], LINKS, lang, whole=True)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{id_}</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="tool.css"></head>'
        f'<body class="md-typeset"><h1>{id_}</h1>{form}{scripts}</body></html>'
    )


# Notes when a file is chosen, and when the page says something about it.
TIMED = """() => {
  const box = document.querySelector("[data-file-open]"), note = document.querySelector("[data-file-note]");
  box.addEventListener("change", () => { window.chosen = performance.now(); }, {capture: true, once: true});
  if (window.watched) { return; }
  window.watched = new MutationObserver(() => { window.answered = performance.now(); });
  window.watched.observe(note, {childList: true, characterData: true, subtree: true});
}"""


class Assessment:
    """Someone with a page open in a browser that keeps nothing from before; an error in a script is noted."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address)
        self.page.wait_for_selector("form.is-live")
        self.view("files")

    def __enter__(self) -> "Assessment":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert not self.errors, self.errors

    def view(self, name: str) -> None:
        self.page.click(f'.tool-view[data-view="{name}"]')

    def save(self, ending: str) -> bytes:
        """The bytes of a file that the page makes."""
        return self.saved(ending)[1]

    def saved(self, ending: str) -> tuple[str, bytes]:
        """The name and the bytes of a file that the page makes."""
        with self.page.expect_download() as coming:
            self.page.click(f'[data-file-save="{ending}"]')
        return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()

    def open(self, data: bytes, name: str = "file.json") -> str:
        """Choose a file; what the page says when it cannot be read, empty when its changes are shown."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            self.page.evaluate(TIMED)
            self.page.set_input_files("[data-file-open]", path)
            self.page.wait_for_function(
                """() => document.querySelector("[data-file-changes]:not([hidden])") ||
                !/^(Lecture…|Reading…|)$/.test(document.querySelector("[data-file-note]").textContent)"""
            )
        return self.page.text_content("[data-file-note]") or ""

    def took(self) -> float:
        """Seconds from the choice of the last file to the answer."""
        return float(self.page.evaluate("() => (window.answered - window.chosen) / 1000"))

    def act(self, name: str) -> None:
        """Press one of the buttons below the changes, or the one that takes them back."""
        self.page.click(f'[data-file-act="{name}"]')

    def take(self, data: bytes, name: str = "file.json", act: str = "replace") -> None:
        """Open a file and take it over; one that changes nothing is left."""
        said = self.open(data, name)
        assert not said, said
        self.act(act if self.page.locator(f'[data-file-act="{act}"]').is_visible() else "cancel")

    def changes(self) -> list[str]:
        return self.page.locator("[data-file-list] li").all_inner_texts()

    def doubts(self) -> list[str]:
        return self.page.locator("[data-file-said] li").all_inner_texts()

    def record(self) -> dict[str, Any]:
        """The open assessment, as the page saves it."""
        found: dict[str, Any] = json.loads(self.save("json"))
        return found

    def shown(self, output: str) -> str:
        """The unrounded value of a result."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return self.page.locator(f'output[name="{output}"]').first.get_attribute("data-value") or ""


def answers_file(tool: str, version: int = 1, **parts: Mapping[str, object] | list[object]) -> bytes:
    """A file of answers, as any program may write it."""
    return json.dumps({"tool": tool, "version": version, "language": "en", "answers": {}, **parts}).encode()
