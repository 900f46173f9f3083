"""The script of the page, as it is published, in a real Chromium."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from macros.definitions.models import Checklist
from macros.formulas import Result
from macros.formulas.javascript import print_program
from macros.scoring.score import critical_points
from macros.site.scripts import page_scripts
from tests.pages.browser import chromium
from tests.proof.cases import Case
from tests.proof.compare import Shown
from tests.proof.rates import RATES
from tests.proof.subject import Subject

AT_ONCE = 100
"""Cases sent to the browser in one go."""

# As the form does: a checklist leaves out the answers it refuses and scores the others. What is no number is spelled
# out, since JSON has no word for it.
COMPUTE = """([id, leaves, cases]) => {
  const tool = cerise.tools[id], odd = value => typeof value === "number" && !Number.isFinite(value);
  const spelled = (_, value) => odd(value) ? "number " + value : value === undefined ? "undefined" : value;
  return JSON.stringify(cases.map(values => {
    const first = tool.compute(values), kept = { ...values };
    first.refusals.forEach(refusal => { kept[refusal.subject] = null; });
    const found = leaves && first.refusals.length ? tool.compute(kept) : first;
    return { outputs: found.outputs, tables: found.tables, refusals: first.refusals };
  }), spelled);
}"""


class Page:
    """One tool on an empty page."""

    def __init__(self, tab: Tab, tool: Subject) -> None:
        self.tab, self.tool = tab, tool
        kind = "checklist" if tool.is_checklist else "calculator"
        tab.add_script_tag(content=page_scripts()[f"{kind}.js"].decode())
        tab.add_script_tag(content=print_program(tool.program))

    def answers(self, cases: Sequence[Case]) -> Iterator[Shown]:
        """What the page's script computes for each case."""
        for start in range(0, len(cases), AT_ONCE):
            sent = [self.tool.id, self.tool.is_checklist, cases[start : start + AT_ONCE]]
            yield from map(self._shown, json.loads(self.tab.evaluate(COMPUTE, sent)))

    def _shown(self, answer: dict[str, Any]) -> Shown:
        refusals = tuple((refusal["kind"], refusal["subject"]) for refusal in answer["refusals"])
        outputs, tables = answer["outputs"], answer["tables"]
        if isinstance(self.tool.model, Checklist):
            critical = critical_points(self.tool.model, Result(outputs, tables))
            return Shown(outputs | {"critical": " ".join(critical) or None}, refusals)
        flows = {
            rate.output: [row[rate.column] for row in tables.get(rate.table, [])]
            for rate in RATES.get(self.tool.id, ())
        }
        return Shown(outputs, refusals, tables=tables, flows=flows)


@contextmanager
def in_browser(browser: Browser, tool: Subject) -> Iterator[Page]:
    """One tool in a running browser."""
    tab = browser.new_page()
    yield Page(tab, tool)
    tab.close()


@contextmanager
def opened(tool: Subject, lang: str) -> Iterator[Page]:
    """A browser for one tool; the script is the same in every language."""
    with chromium() as browser, in_browser(browser, tool) as page:
        yield page


def version() -> str:
    """The version of Chromium."""
    with chromium() as browser:
        return browser.version
