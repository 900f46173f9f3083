"""A browser for the tests of the forms: pages opened from a folder, as from a USB stick."""

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from macros.site.scripts import page_scripts
from macros.site.stage import ASSETS
from tests.pages import samples, tables

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CANDIDATES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's browser; its path can be given in CHROMIUM."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CANDIDATES)), None)
    assert path, "no Chromium found: install it or give its path in CHROMIUM"
    browser = playwright().chromium.launch(executable_path=path, args=ARGUMENTS)
    yield browser
    browser.close()


@cache
def playwright() -> Playwright:
    """The one Playwright of this process: a second one cannot be started beside it."""
    running = sync_playwright().start()
    atexit.register(running.stop)
    return running


def write_site(folder: Path, pages: dict[str, str]) -> None:
    """Pages with their scripts and style in one folder."""
    shutil.copyfile(ASSETS / "tool.css", folder / "tool.css")
    for name, script in page_scripts().items():
        (folder / name).write_bytes(script)
    (folder / "tools").mkdir()
    for name, script in (samples.SCRIPTS | tables.SCRIPTS).items():
        (folder / name).write_text(script, encoding="utf-8")
    for name, body in pages.items():
        (folder / name).write_text(_page(body), encoding="utf-8")


def _page(body: str) -> str:
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>t</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="tool.css"></head>'
        f'<body class="md-typeset">{body}</body></html>'
    )
