"""`make bench`: what readers and authors wait for, against its target. Judge the ratios of one run, not the seconds."""

import gzip
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from macros import ROOT
from macros.definitions import load_project
from macros.site.downloads import downloads
from macros.site.stage import stage
from tests.site.conftest import CHROMIUM_ARGS, chromium

SCHEDULES = {"microloan-cost": 104, "loan-schedule": 240}
SLOWER = 6

# The time the page's script takes after one keystroke, the best of nine: other work only makes it longer.
KEYSTROKE = """async () => {
  const frame = window.requestAnimationFrame, box = document.querySelector("[name=rate]"), all = [];
  let longest = 0;
  window.requestAnimationFrame = act => frame(time => {
    const start = performance.now();
    act(time);
    longest = Math.max(longest, performance.now() - start);
  });
  for (let n = 1; n < 10; n++) {
    longest = 0;
    box.value = "2" + n;
    box.dispatchEvent(new Event("input", {bubbles: true}));
    await new Promise(done => setTimeout(done, 200));
    all.push(longest);
  }
  return Math.min(...all);
}"""


def main() -> None:
    """Measure and print: what, how much, the target, and the ratio of the two (below 1 is within the target)."""
    print(f"{'what':58}{'measured':>12}{'target':>10}{'ratio':>8}")
    for what, measured, target, unit in [*exports(), *weights(), *keystrokes()]:
        print(f"{what:58}{measured:>10.1f} {unit:<3}{target:>7} {unit:<3}{measured / target:>5.2f}")


Row = tuple[str, float, float, str]


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def exports() -> list[Row]:
    shutil.rmtree(ROOT / ".build" / "downloads", ignore_errors=True)
    project = load_project(ROOT)
    return [
        ("every download in both languages, cold", seconds(lambda: downloads(project, ("fr", "en"))), 10, "s"),
        ("the same again, nothing changed", seconds(lambda: downloads(project, ("fr", "en"))), 0.5, "s"),
    ]


def weights() -> list[Row]:
    folder, project = stage(ROOT, "fr") / "assets", load_project(ROOT)
    tools = [("calculator", id_) for id_ in project.calculators] + [("checklist", id_) for id_ in project.checklists]
    return [
        (f"script and data of {id_}", packed(folder / f"{kind}.js", folder / "tools" / f"{id_}.js"), 15, "kB")
        for kind, id_ in tools
    ]


def packed(*paths: Path) -> float:
    """The kilobytes that a server sends, each file compressed by itself."""
    return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in paths) / 1000


def keystrokes() -> list[Row]:
    """On the built site in site/, from the disk, with the processor slowed down."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
        rows = [
            (f"script after a keystroke, {n} rows, {SLOWER}× slower", keystroke(browser.new_page(), t, n), 16, "ms")
            for t, n in SCHEDULES.items()
        ]
        browser.close()
    return rows


def keystroke(page: Page, tool: str, instalments: int) -> float:
    page.goto((ROOT / "site" / "en" / "tools" / tool / "index.html").as_uri())
    for name, value in {"amount": "1000000", "rate": "24", "instalments": str(instalments)}.items():
        page.locator(f'[name="{name}"]').fill(value)
    for name, value in {"rate_period": "year", "method": "declining", "frequency": "weekly"}.items():
        page.locator(f'[name="{name}"]').select_option(value)
    page.wait_for_timeout(500)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return float(page.evaluate(KEYSTROKE))


if __name__ == "__main__":
    main()
