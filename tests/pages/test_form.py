"""Forms in a browser, from file://: typing, computing, keeping answers, the keyboard."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from macros.pages import calculator_html, checklist_html, format_number, scripts_html
from tests.pages.browser import chromium, write_site
from tests.pages.samples import CALCULATOR, CHECKLIST, LANGUAGES, LINKS, SCALES

TOOLS = [CHECKLIST, CALCULATOR]


def _pages() -> dict[str, str]:
    pages = {}
    for lang in LANGUAGES:
        scripts = scripts_html(TOOLS, LINKS, lang)
        pages[f"checklist.{lang}.html"] = checklist_html(CHECKLIST, SCALES, lang, links=LINKS) + scripts
        sections = [checklist_html(CHECKLIST, SCALES, lang, section=s, links=LINKS) for s in ("one", "two")]
        pages[f"sections.{lang}.html"] = "".join(sections) + scripts
        pages[f"loan.{lang}.html"] = calculator_html(CALCULATOR, lang, links=LINKS) + scripts
    again = calculator_html(CALCULATOR, "fr", links=LINKS, uid="n2")
    return pages | {
        "twice.html": calculator_html(CALCULATOR, "fr", links=LINKS) + again + scripts_html(TOOLS, LINKS, "fr")
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(folder, _pages())
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


# What the device keeps once the tab is left; a checklist keeps its records under names of their own.
STORED = """tool => {
  window.dispatchEvent(new Event("pagehide"));
  const kept = localStorage.getItem("cerise:" + tool), index = JSON.parse(kept);
  return index && index.open ? localStorage.getItem("cerise:" + tool + ":" + index.open) : kept;
}"""


class Reader:
    """Someone at a page: no answers at first, and no error in the console."""

    def __init__(self, context: BrowserContext, site: Path) -> None:
        self.page: Page = context.new_page()
        self.site = site
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)

    def open(self, name: str) -> Page:
        self.page.goto((self.site / name).as_uri())
        self.page.wait_for_selector("form.is-live")
        return self.page

    def type(self, name: str, text: str) -> None:
        """Type and leave the field."""
        box = self.page.locator(f'input[name="{name}"]').first
        if not box.is_visible():
            self.page.locator("details:has(input)").first.evaluate("d => { d.open = true; }")
        box.fill(text)
        box.blur()
        self.settle()

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f'input[name="{name}"][value="{value}"]').first.check()
        self.settle()

    def settle(self) -> None:
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def value(self, name: str) -> str:
        return self.page.locator(f'output[name="{name}"]').first.get_attribute("data-value") or ""

    def text(self, name: str) -> str:
        return self.page.locator(f'output[name="{name}"]').first.text_content() or ""

    def error(self, name: str) -> str:
        place = self.page.locator(f'[data-field="{name}"] [data-error]').first
        return (place.text_content() or "") if place.is_visible() else ""

    def echo(self, name: str) -> str:
        return self.page.locator(f'[data-field="{name}"] [data-echo]').first.text_content() or ""

    def saved(self, tool: str) -> dict[str, object]:
        stored = self.page.evaluate(STORED, tool)
        answers: dict[str, object] = json.loads(stored)["answers"] if stored else {}
        return answers

    def fill_loan(self) -> None:
        self.type("amount", "12 000")
        self.type("rate", "24")
        self.type("months", "12")
        self.page.locator('select[name="kind"]').first.select_option("flat")
        self.settle()


@pytest.fixture
def reader(browser: Browser, site: Path) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    found = Reader(context, site)
    yield found
    context.close()
    assert found.errors == []


# --- numbers, typed ----------------------------------------------------------------------------------

READ_ALIKE: list[tuple[str, float | None]] = [
    ("", None),
    ("  ", None),
    ("12", 12),
    ("+12", 12),
    ("-12", -12),
    ("\u221212", -12),
    ("1 234,5", 1234.5),
    ("1\u202f234,5", 1234.5),
    ("1\u00a0234.5", 1234.5),
    ("1\u2009234\u2009567", 1234567),
    ("1'234.5", 1234.5),
    ("1\u2019234,5", 1234.5),
    ("1,234.5", 1234.5),
    ("12.000,5", 12000.5),
    ("12,000.5", 12000.5),
    ("1.234.567", 1234567),
    ("1,234,567", 1234567),
    ("1,234,567.25", 1234567.25),
    ("12,5", 12.5),
    ("12.", 12),
    (",5", 0.5),
    ("0,500", 0.5),
    ("1234,567", 1234.567),
    ("1 234,567", 1234.567),
]
READ_BY_LANGUAGE = [("en", "12,000", 12000), ("en", "12.000", 12), ("fr", "12,000", 12), ("fr", "0.123", 0.123)]
REFUSED = [
    ("abc", "not_number"),
    ("12a", "not_number"),
    ("1e5", "not_number"),
    ("12 %", "not_number"),
    ("--5", "not_number"),
    (".", "not_number"),
    ("-", "not_number"),
    ("1,2,3", "two_marks"),
    ("1.2.3", "two_marks"),
    ("1.234,567.8", "two_marks"),
    ("1 2 3", "bad_groups"),
    ("12 34", "bad_groups"),
    ("1,23.5", "bad_groups"),
    ("12,5 000", "bad_groups"),
]


def _parse(page: Page, text: str, lang: str, percent: bool = False) -> dict[str, object]:
    read: dict[str, object] = page.evaluate("([t, l, p]) => cerise.form.parse(t, l, p)", [text, lang, percent])
    return read


def test_numbers_are_read_as_people_type_them(reader: Reader) -> None:
    page = reader.open("loan.fr.html")
    for lang in LANGUAGES:
        for text, value in READ_ALIKE:
            assert _parse(page, text, lang) == {"value": value}, (lang, text)
        for text, problem in REFUSED:
            assert _parse(page, text, lang) == {"problem": problem}, (lang, text)
    for lang, text, number in READ_BY_LANGUAGE:
        assert _parse(page, text, lang) == {"value": number}, (lang, text)
    assert _parse(page, "12.000", "fr") == {"readings": [12000, 12]}
    assert _parse(page, "-12.345", "fr") == {"readings": [-12345, -12.345]}


@pytest.mark.parametrize(
    ("text", "value"), [("24", 0.24), ("24 %", 0.24), ("14,3%", 0.143), ("0.7", 0.007), ("-5", -0.05)]
)
def test_percent_takes_24_for_a_fraction_without_noise(reader: Reader, text: str, value: float) -> None:
    assert _parse(reader.open("loan.fr.html"), text, "fr", True) == {"value": value}


def test_script_and_python_write_the_same_numbers(reader: Reader) -> None:
    page = reader.open("loan.fr.html")
    picks = random.Random(7)
    values = [round(picks.uniform(-1, 1) * 10 ** picks.randint(-4, 7), picks.randint(0, 9)) for _ in range(300)]
    values += [0.0, 1.005, 0.285, 2.675, 0.5, 1.5, -0.004, 0.1 + 0.2, 99.995, 100.5]
    for lang in LANGUAGES:
        for kind in ("money", "percent", "integer", "number"):
            written = page.evaluate("([v, k, l]) => v.map(x => cerise.form.format(x, k, l))", [values, kind, lang])
            assert written == [format_number(v, kind, lang) for v in values]


def test_what_is_shown_can_be_typed_again(reader: Reader) -> None:
    page = reader.open("loan.fr.html")
    values = [12000, 12.345, 1234.5, 0.123, -5, 1234567.89]
    for lang in LANGUAGES:
        for value in values:
            text = page.evaluate("([v, l]) => cerise.form.format(v, 'exact', l)", [value, lang])
            assert _parse(page, text, lang) == {"value": value}, text


def test_a_number_is_echoed_and_a_mistake_told_beside_the_field(reader: Reader) -> None:
    page = reader.open("loan.fr.html")
    reader.type("amount", "12 000")
    assert reader.echo("amount") == "Lu\u00a0: 12\u202f000\u00a0FCFA"
    reader.type("rate", "24")
    assert reader.echo("rate") == "Lu\u00a0: 24\u202f%"
    reader.type("amount", "12 o00")
    box = page.locator('input[name="amount"]')
    assert "1\u202f234,5" in reader.error("amount")
    assert box.get_attribute("aria-invalid") == "true"
    told = page.locator('[data-field="amount"] [data-error]').get_attribute("id") or "?"
    assert told in (box.get_attribute("aria-describedby") or "")
    assert reader.echo("rate") == "Lu\u00a0: 24\u202f%", "nothing else is disturbed"
    reader.type("amount", "50")
    assert reader.error("amount") == "Au moins 100."
    reader.type("months", "2,5")
    assert "entier" in reader.error("months")
    reader.type("amount", "500")
    assert reader.error("amount") == "" and box.get_attribute("aria-invalid") is None


def test_an_ambiguous_number_is_asked_about(reader: Reader) -> None:
    page = reader.open("loan.fr.html")
    reader.type("amount", "12.000")
    assert "deux façons" in reader.error("amount")
    assert "amount" not in reader.saved("loan")
    page.get_by_role("button", name="12\u202f000", exact=True).click()
    reader.settle()
    assert reader.saved("loan")["amount"] == 12000
    assert reader.error("amount") == ""
    assert page.evaluate("document.activeElement.name") == "amount"


# --- calculators -------------------------------------------------------------------------------------


def test_missing_inputs_are_named_without_reproach(reader: Reader) -> None:
    page = reader.open("loan.fr.html")
    reader.type("amount", "12000")
    missing = page.locator("[data-missing]")
    assert [a.text_content() for a in missing.locator("a").all()] == ["Rate (fr)", "Months (fr)", "Kind (fr)"]
    assert page.locator('[aria-invalid="true"]').count() == 0
    missing.locator("a").first.click()
    assert page.evaluate("document.activeElement.name") == "rate"
    assert reader.value("cost") == ""


def test_a_calculator_computes_and_says_it(reader: Reader) -> None:
    page = reader.open("loan.fr.html")
    reader.fill_loan()
    assert reader.value("cost") == "2880" and reader.text("cost") == "2\u202f880\u00a0FCFA"
    assert reader.value("share") == "0.24" and reader.text("share") == "24\u202f%"
    assert reader.value("room") == "" and reader.text("room") == "–"
    rows = page.locator('[data-table="schedule"] tbody tr')
    assert rows.count() == 12
    assert rows.first.locator("td").get_attribute("data-value") == "1240"
    assert page.locator("[data-sentence]").text_content() == "It costs 2\u202f880\u00a0FCFA, Flat (fr) (fr)"
    assert page.locator("[data-missing]").is_hidden()


def test_zero_is_an_answer_and_the_first_sentence_that_holds_is_said(reader: Reader) -> None:
    page = reader.open("loan.en.html")
    reader.fill_loan()
    assert page.locator("[data-sentence]").text_content() == "It costs 2,880\u00a0FCFA, Flat (en) (en)"
    reader.type("rate", "0")
    assert reader.saved("loan")["rate"] == 0 and reader.value("cost") == "0" and reader.text("cost").startswith("0")
    assert page.locator("[data-sentence]").text_content() == "Lent for 12 months (en)"
    page.reload()
    page.wait_for_selector("form.is-live")
    assert page.locator('input[name="rate"]').input_value() == "0" and reader.value("cost") == "0"


def test_a_failed_check_is_said_and_bad_optional_input_withholds_results(reader: Reader) -> None:
    page = reader.open("loan.en.html")
    reader.fill_loan()
    check = page.locator('[data-check="small-fee"]')
    assert check.is_hidden()
    reader.type("fee", "20,000")
    assert check.is_visible() and reader.saved("loan")["fee"] == 20000
    reader.type("fee", "abc")
    assert reader.value("cost") == "" and page.locator("[data-missing]").text_content() == "To correct: Fee (en)"
    reader.type("fee", "")
    assert reader.value("cost") == "2880"


TOO_LONG = """() => {
  const tool = cerise.tools.loan, compute = tool.compute;
  tool.compute = given => {
    const result = compute(given);
    return { ...result, tables: { schedule: [] }, refusals: [{ kind: "error", subject: "schedule" }] };
  };
}"""
"""What the runtime answers when a table would need more rows than it has (tests/formulas/test_program.py)."""


def test_a_table_that_cannot_be_computed_is_named(reader: Reader) -> None:
    page = reader.open("loan.fr.html")
    page.evaluate(TOO_LONG)
    reader.fill_loan()
    told = page.locator("[data-errors]")
    assert told.is_visible() and "Schedule (fr)" in told.inner_text()
    assert page.locator('[data-table="schedule"] tbody tr').count() == 0


def test_currency_changes_the_display_only(reader: Reader) -> None:
    reader.open("loan.en.html")
    reader.fill_loan()
    reader.type("currency", "EUR")
    assert reader.value("cost") == "2880" and reader.text("cost") == "2,880.00\u00a0EUR"


def test_an_example_can_be_tried_and_undone(reader: Reader) -> None:
    page = reader.open("loan.fr.html")
    reader.type("amount", "500")
    page.locator("[data-example]").click()
    reader.settle()
    assert reader.value("cost") == "2880"
    page.locator('[data-action="undo"]').click()
    reader.settle()
    assert reader.saved("loan") == {"amount": 500} and reader.value("cost") == ""


def test_the_same_calculator_twice_shares_its_answers(reader: Reader) -> None:
    page = reader.open("twice.html")
    reader.fill_loan()
    assert page.locator('input[name="amount"]').nth(1).input_value() == "12\u202f000"
    assert page.locator('output[name="cost"]').nth(1).get_attribute("data-value") == "2880"


# --- checklists --------------------------------------------------------------------------------------


def test_a_score_appears_from_the_first_answer(reader: Reader) -> None:
    page = reader.open("checklist.fr.html")
    assert reader.value("score") == "" and page.locator("[data-chart] svg").count() == 0
    reader.choose("one-2", "yes")
    assert reader.value("score") == "1" and reader.text("score") == "100\u202f%"
    assert float(reader.value("coverage")) == pytest.approx(1 / 6)
    assert page.locator(".tool-result [data-provisional]").is_visible()
    assert page.locator('[data-band="strong"]').is_visible() and page.locator('[data-band="weak"]').is_hidden()
    labels = page.locator("[data-chart] svg text").all_text_contents()
    assert len(labels) == 3 and "–" in labels[1]
    assert "Title one" in (page.locator("[data-sentence]").text_content() or "")


def test_coverage_na_and_critical_points(reader: Reader) -> None:
    page = reader.open("checklist.en.html")
    for name, code in [("one-1", "no"), ("one-2", "yes"), ("one-3", "partly"), ("two-2", "na"), ("three-1", "yes")]:
        reader.choose(name, code)
    assert reader.value("critical") == "one-1" and reader.text("critical") == "1 critical point"
    assert page.locator('[data-critical="one-1"]').is_visible()
    assert reader.value("band") == "weak" and reader.text("band") == "Weak (en)"
    assert reader.value("two") == "" and reader.value("two.coverage") == "0.5" and reader.text("two") == "n/a"
    reader.type("two-1", "7,5")
    assert reader.value("two") == "0.5" and reader.value("coverage") == "1"
    assert page.locator(".tool-result [data-provisional]").is_hidden()
    page.locator('input[name="two-1.na"]').check()
    reader.settle()
    assert reader.value("two") == "" and reader.saved("sample")["two-1"] == "na"
    reader.type("two-1", "150")
    assert reader.error("two-1") == "At most 100%." and reader.value("one") == "0.5"
    assert page.locator('input[name="two-1.na"]').is_checked() is False


def test_answers_can_be_cleared_one_by_one_and_all_together(reader: Reader) -> None:
    page = reader.open("checklist.fr.html")
    reader.choose("one-2", "yes")
    reader.choose("one-3", "no")
    page.locator('[data-clear="one-2"]').click()
    reader.settle()
    assert reader.saved("sample") == {"one-3": "no"}
    page.locator('[data-action="clear"]').click()
    reader.settle()
    assert reader.saved("sample") == {} and reader.value("score") == ""
    assert page.evaluate("document.activeElement.dataset.action") == "undo"
    page.keyboard.press("Enter")
    reader.settle()
    assert reader.saved("sample") == {"one-3": "no"} and page.locator('input[name="one-3"][value="no"]').is_checked()


def test_sections_on_several_pages_count_together(reader: Reader) -> None:
    page = reader.open("checklist.fr.html")
    reader.choose("three-1", "yes")
    reader.open("sections.fr.html")
    reader.choose("one-2", "no")
    assert reader.saved("sample") == {"three-1": "yes", "one-2": "no"}
    assert reader.value("score") == "0.5" and reader.value("one") == "0"
    totals = page.locator('output[name="score"]').all()
    assert [total.get_attribute("data-value") for total in totals] == ["0.5", "0.5"]
    page.locator('[data-action="clear"]').first.click()
    reader.settle()
    assert reader.saved("sample") == {"three-1": "yes"}, "only the section on the page is cleared"


# --- keeping answers ---------------------------------------------------------------------------------


def test_answers_survive_a_reload_and_a_change_of_language(reader: Reader) -> None:
    page = reader.open("loan.en.html")
    reader.fill_loan()
    reader.type("amount", "12,345.5")
    reader.type("fee", "oops")
    assert "Saved on this device at" in (page.locator("[data-saved]").text_content() or "")
    page = reader.open("loan.fr.html")
    assert page.locator('input[name="amount"]').input_value() == "12\u202f345,5"
    assert page.locator('input[name="rate"]').input_value() == "24"
    assert page.locator('input[name="fee"]').input_value() == "oops"
    assert page.locator('select[name="kind"]').input_value() == "flat"
    reader.type("fee", "")
    assert float(reader.value("cost")) == pytest.approx(12345.5 * 0.24)


def test_a_device_that_refuses_to_save_is_told(reader: Reader) -> None:
    reader.page.add_init_script("Storage.prototype.setItem = function () { throw new Error('full'); };")
    page = reader.open("checklist.fr.html")
    reader.choose("one-1", "yes")
    assert "refuse" in (page.locator("[data-saved]").text_content() or "")
    assert reader.value("score") == "1"


@pytest.mark.parametrize("stored", ["{", "null", "[]", '{"answers": 3}', '{"answers": {"one-1": "gone", "old": 1}}'])
def test_damaged_or_old_answers_do_no_harm(reader: Reader, stored: str) -> None:
    reader.open("checklist.fr.html")
    reader.page.evaluate("text => localStorage.setItem('cerise:sample', text)", stored)
    reader.open("checklist.fr.html")
    reader.choose("one-2", "yes")
    assert reader.value("score") == "1"


def test_another_tab_shows_the_same_answers(reader: Reader) -> None:
    first = reader.open("checklist.fr.html")
    second = first.context.new_page()
    second.goto((reader.site / "checklist.fr.html").as_uri())
    reader.choose("one-2", "yes")
    second.wait_for_selector('output[name="score"][data-value="1"]', state="attached")


# --- everyone ----------------------------------------------------------------------------------------


def test_a_checklist_is_answered_with_the_keyboard(reader: Reader) -> None:
    page = reader.open("checklist.fr.html")
    page.locator('input[name="one-1"]').first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    reader.settle()
    assert reader.saved("sample") == {"one-1": "partly"}
    seen = ""
    for _ in range(6):
        page.keyboard.press("Tab")
        seen += str(page.evaluate("document.activeElement.outerHTML"))
    assert 'data-clear="one-1"' in seen and 'name="one-2"' in seen


def test_enter_in_a_field_leaves_the_page_alone(reader: Reader) -> None:
    page = reader.open("loan.fr.html")
    before = page.url
    page.locator('input[name="amount"]').fill("12000")
    page.keyboard.press("Enter")
    reader.settle()
    assert page.url == before and reader.echo("amount") != ""


def test_results_are_announced_once_typing_stops(reader: Reader) -> None:
    page = reader.open("checklist.fr.html")
    reader.choose("one-2", "yes")
    page.wait_for_function("document.querySelector('[data-announce]').textContent.includes('100')")


@pytest.mark.parametrize("name", ["checklist.fr.html", "loan.en.html", "sections.en.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(reader: Reader, name: str, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 700})
    page = reader.open(name)
    if "loan" in name:
        reader.fill_loan()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_script_the_page_reads_and_hides_what_cannot_work(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "checklist.fr.html").as_uri())
    assert all(bar.is_hidden() for bar in page.locator(".tool-bar").all()) and page.locator(".tool-sticky").is_hidden()
    assert page.locator(".tool-noscript").is_visible() and page.locator('input[name="one-1"]').first.is_visible()
    context.close()
