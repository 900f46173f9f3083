"""The real site, built once, served once, opened in a real Chromium."""

import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from macros import ROOT
from macros.definitions import Project, load_project
from macros.site.build import build_site
from tests.pages.browser import playwright

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str:
    """The path of a Chromium. Missing, it is a failure, not a skip: tests/system.sh installs it."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "no Chromium: run tests/system.sh"
    return found


@pytest.fixture(scope="session")
def project() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="session")
def site_url() -> Iterator[str]:
    """Where the site is served; the address is known before the site is built, since pages hold it."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), QuietHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the folder of the built site, and keeps quiet."""

    folder = ""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, directory=self.folder, **kwargs)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def site(site_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("site") / "site"
    os.environ["SITE_URL"] = site_url
    build_site(ROOT, folder)
    QuietHandler.folder = str(folder)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    running = playwright().chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
    yield running
    running.close()


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """A fresh tab with its own storage; an error in a script fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    context.close()
    assert not errors, errors
