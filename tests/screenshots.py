"""The two pictures of the README, taken from the built site in site/."""

import http.server
import threading
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.site.conftest import CHROMIUM_ARGS, chromium

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "contribute" / "images"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    """Serve site/, fill two tools, take their pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    handler = partial(Quiet, directory=str(ROOT / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as play:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = play.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
        url = f"http://127.0.0.1:{server.server_port}/"
        checklist(browser, url)
        calculator(browser, url)
        browser.close()
        server.shutdown()


def checklist(browser: Browser, url: str) -> None:
    """The governance checklist, partly answered, on a laptop."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{url}en/tools/governance/")
    codes = ["practised", "partly", "practised", "on-paper"]
    names = page.locator("fieldset input[type=radio]").evaluate_all("all => [...new Set(all.map(one => one.name))]")
    for number, name in enumerate(names[:30]):
        page.locator(f'[name="{name}"][value="{codes[number % 4]}"]').check(force=True)
    page.locator("figure[data-radar]").first.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / "checklist.png")


def calculator(browser: Browser, url: str) -> None:
    """The microloan calculator with its first example, on a phone."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page.goto(f"{url}fr/tools/microloan-cost/")
    page.locator("[data-example]").first.click()
    page.locator('output[name="effective_annual_rate"]').scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / "calculator.png")


if __name__ == "__main__":
    main()
