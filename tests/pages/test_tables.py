"""Tables to fill in, pasting from a spreadsheet, charts and paper, in a browser from file://."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from macros.pages import calculator_html, scripts_html
from tests.pages.browser import chromium, write_site
from tests.pages.samples import LANGUAGES, LINKS
from tests.pages.tables import CALCULATORS
from tests.pages.test_form import Reader


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    pages = {
        f"{tool.id}.{lang}.html": calculator_html(tool, lang, links=LINKS) + scripts_html(CALCULATORS, LINKS, lang)
        for tool in CALCULATORS
        for lang in LANGUAGES
    }
    twice = "".join(calculator_html(CALCULATORS[1], "fr", links=LINKS, uid=uid) for uid in ("", "n2"))
    write_site(folder, pages | {"twice.html": twice + scripts_html(CALCULATORS, LINKS, "fr")})
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def reader(browser: Browser, site: Path) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    found = Reader(context, site)
    yield found
    context.close()
    assert found.errors == []


def rows(page: Page) -> int:
    return page.locator("[data-row]").count()


def cell(page: Page, name: str) -> str:
    return page.locator(f'input[name="{name}"]').first.input_value()


def message(page: Page, name: str) -> str:
    place = page.locator(f'[data-error="{name}"]')
    return (place.text_content() or "") if place.is_visible() else ""


def note(page: Page) -> str:
    return page.locator("[data-grid] [data-note]").text_content() or ""


def paste(reader: Reader, name: str, text: str) -> None:
    reader.page.locator(f'input[name="{name}"]').evaluate(
        """(box, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            box.focus();
            box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )
    reader.settle()


def example(reader: Reader) -> None:
    reader.page.locator("[data-example]").click()
    reader.settle()


# --- typing ------------------------------------------------------------------------------------------


def test_rows_come_as_they_are_needed_and_cells_are_ordinary_inputs(reader: Reader) -> None:
    page = reader.open("value-chain-margins.fr.html")
    assert rows(page) == 3
    for row, (name, price) in enumerate([("A", "100"), ("B", "150"), ("C", "200"), ("D", "1 000,5")]):
        reader.type(f"actors.{row}.actor", name)
        reader.type(f"actors.{row}.price", price)
        reader.type(f"actors.{row}.cost", "10")
    assert rows(page) == 5, "a blank row stays below the last one"
    assert cell(page, "actors.3.price") == "1\u202f000,5"
    assert reader.saved("value-chain-margins")["actors.3.price"] == 1000.5
    assert float(reader.value("producer_share")) == pytest.approx(100 / 1000.5)
    names = page.locator('[data-table="chain"] tbody th').all_text_contents()
    assert names == ["1. A", "2. B", "3. C", "4. D"]
    reader.open("value-chain-margins.en.html")
    assert rows(page) == 5 and cell(page, "actors.3.actor") == "D" and cell(page, "actors.3.price") == "1,000.5"


def test_controls_are_named_by_row_and_column(reader: Reader) -> None:
    page = reader.open("value-chain-margins.en.html")
    for _ in range(2):
        page.get_by_role("button", name="Add a row").click()
    assert page.evaluate("document.activeElement.name") == "actors.4.actor"
    assert page.get_by_role("textbox", name="Row 5, Selling price").get_attribute("name") == "actors.4.price"
    ids: list[str] = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    for box in page.locator("[data-grid] input").all():
        described = (box.get_attribute("aria-describedby") or "").split()
        assert described and set(described) <= set(ids)


def test_a_table_has_no_more_rows_than_its_most(reader: Reader) -> None:
    page = reader.open("value-chain-margins.en.html")
    add = page.get_by_role("button", name="Add a row")
    for _ in range(5):
        add.click()
    assert rows(page) == 8 and add.is_hidden()


def test_messages_name_the_row_and_the_column(reader: Reader) -> None:
    page = reader.open("cash-flow-rate.en.html")
    missing = page.locator("[data-missing]")
    assert (missing.text_content() or "").startswith("Still missing: Row 1, first period; Row 1, number of times;")
    reader.type("flows.0.received", "1000")
    assert message(page, "flows.0.first_period") == "Row 1, first period: please fill this in."
    assert page.locator('[name="flows.0.first_period"]').get_attribute("aria-invalid") == "true"
    assert message(page, "flows.0.paid") == "", "not reached yet"
    reader.type("flows.1.paid", "12o")
    assert message(page, "flows.1.paid") == "Row 2, amount paid: write a number, for example 1,234.5."
    reader.type("flows.1.paid", "-3")
    assert message(page, "flows.1.paid") == "Row 2, amount paid: at least 0."
    page.locator("[data-missing] a", has_text="Row 2, amount paid").click()
    assert page.evaluate("document.activeElement.name") == "flows.1.paid"


def test_a_gap_is_asked_to_be_filled(reader: Reader) -> None:
    page = reader.open("value-chain-margins.fr.html")
    for row in (0, 2):
        reader.type(f"actors.{row}.price", "100")
        reader.type(f"actors.{row}.cost", "10")
    assert message(page, "actors.1.price") == "Ligne 2, prix de vente\u00a0: à remplir."
    assert reader.value("producer_share") == ""
    page.locator('[data-row="1"] [data-action="remove-row"]').click()
    reader.settle()
    assert reader.value("producer_share") == "1" and message(page, "actors.1.price") == ""


def test_removing_a_row_keeps_the_order_and_the_focus(reader: Reader) -> None:
    page = reader.open("value-chain-margins.fr.html")
    example(reader)
    assert rows(page) == 4
    page.get_by_role("button", name="Supprimer la ligne 2").click()
    reader.settle()
    assert [cell(page, f"actors.{row}.actor") for row in range(3)] == ["Farmer", "Retailer", ""]
    assert page.evaluate("document.activeElement.closest('[data-row]').dataset.row") == "1"
    assert note(page) == "Ligne 2 supprimée."
    assert page.locator('[data-row="2"] [data-action="remove-row"]').is_hidden()
    page.locator('[data-grid] [data-action="undo"]').click()
    reader.settle()
    assert [cell(page, f"actors.{row}.actor") for row in range(3)] == ["Farmer", "Wholesaler", "Retailer"]


def test_an_example_with_rows_loads_with_one_click(reader: Reader) -> None:
    page = reader.open("cash-flow-rate.fr.html")
    example(reader)
    assert float(reader.value("effective_annual_rate")) == pytest.approx(0.19429412, abs=1e-5)
    assert page.locator('[data-table="periods"] tbody tr').count() == 4
    page.locator('.tool-result [data-action="undo"]').click()
    reader.settle()
    assert reader.saved("cash-flow-rate") == {} and rows(page) == 3


def test_the_same_table_twice_shares_its_rows(reader: Reader) -> None:
    page = reader.open("twice.html")
    reader.page.locator("[data-example]").first.click()
    reader.settle()
    assert [page.locator("form").nth(n).locator("[data-row]").count() for n in (0, 1)] == [4, 4]
    assert page.locator('input[name="actors.2.actor"]').nth(1).input_value() == "Retailer"


# --- pasting -----------------------------------------------------------------------------------------


def test_a_table_is_pasted_in_one_go_and_taken_back(reader: Reader) -> None:
    page = reader.open("value-chain-margins.fr.html")
    reader.type("actors.0.actor", "Before")
    paste(reader, "actors.0.actor", 'Acteur\tPrix\tCoûts\tPertes\r\nA\t100\t10\t5 %\r\n"B ""b"""\t1 234,5\tx\t\r\n')
    assert note(page) == "Lignes collées\u00a0: 2. La ligne de titres a été laissée de côté."
    assert [cell(page, f"actors.0.{c}") for c in ("actor", "price", "cost", "loss_share")] == ["A", "100", "10", "5"]
    assert cell(page, "actors.1.actor") == 'B "b"' and cell(page, "actors.1.price") == "1\u202f234,5"
    assert cell(page, "actors.1.cost") == "x"
    assert message(page, "actors.1.cost").startswith("Ligne 2, coûts propres\u00a0: écrivez un nombre")
    assert reader.saved("value-chain-margins")["actors.0.loss_share"] == 0.05
    assert page.evaluate("document.activeElement.name") == "actors.0.actor"
    page.locator('[data-grid] [data-action="undo"]').click()
    reader.settle()
    assert reader.saved("value-chain-margins") == {"actors.0.actor": "Before"}


def test_what_does_not_fit_is_told(reader: Reader) -> None:
    page = reader.open("value-chain-margins.en.html")
    paste(reader, "actors.1.price", "\n".join(f"{n};{n};0;9" for n in range(1, 11)))
    assert rows(page) == 8 and cell(page, "actors.7.price") == "7"
    assert note(page) == "Rows pasted: 7. Rows left out: 3 (the table has 8 at most). Columns left out: 1."


def test_one_value_is_pasted_as_usual(reader: Reader) -> None:
    page = reader.open("value-chain-margins.en.html")
    for text in ("12", "one; two", "12\n"):
        paste(reader, "actors.0.actor", text)
        assert note(page) == ""
    paste(reader, "actors.0.actor", "Farmer\nTrader\nShop")
    assert cell(page, "actors.2.actor") == "Shop" and note(page) == "Rows pasted: 3."


# --- charts ------------------------------------------------------------------------------------------


def test_charts_come_with_results_words_and_a_table(reader: Reader) -> None:
    page = reader.open("cash-flow-rate.fr.html")
    figures = page.locator("[data-plot]")
    assert figures.count() == 2 and not figures.first.is_visible()
    example(reader)
    assert figures.first.is_visible()
    picture = page.get_by_role("img", name="Ce qui reste en main au fil du temps")
    assert picture.count() == 1
    labels = picture.locator("text").all_text_contents()
    assert (
        "1\u202f000" in labels
        and "0" in labels
        and "\u22121\u202f000" in labels
        and "FCFA" in labels
        and "Période" in labels
    )
    assert page.locator("[data-says]").first.text_content() == (
        "Au total, 3\u202f000\u00a0FCFA reçus et 3\u202f132\u00a0FCFA payés."
    )
    figures.first.get_by_role("link").click()
    assert "#cash-flow-rate-periods-table" in page.url
    page.locator('[data-action="clear"]').click()
    reader.settle()
    assert not figures.first.is_visible()


def test_series_differ_by_more_than_colour(reader: Reader) -> None:
    page = reader.open("value-chain-margins.en.html")
    example(reader)
    fills = page.locator("[data-chart] .plot-block").evaluate_all("all => all.map(e => e.getAttribute('fill'))")
    assert len(fills) == len(set(fills)) == 2
    for fill in fills:
        assert page.locator(fill[4:-1]).count() == 1
    assert page.locator(".tool-legend li").all_text_contents() != []
    assert {"Farmer", "Wholesaler", "Retailer"} <= set(page.locator("[data-chart] text").all_text_contents())


def test_a_residue_of_rounding_does_not_stretch_the_axis(reader: Reader) -> None:
    page = reader.open("long-schedule.en.html")
    fill_schedule(reader, "36")
    labels = page.get_by_role("img", name="Balance").locator("text").all_text_contents()
    assert "0" in labels and not [label for label in labels if label.startswith("\u2212")]


# --- phones and paper --------------------------------------------------------------------------------


def fill_schedule(reader: Reader, instalments: str) -> None:
    for name, value in {"amount": "1500000", "monthly_rate": "2", "instalments": instalments}.items():
        reader.type(name, value)
    reader.page.wait_for_function(f"document.querySelectorAll('tbody tr').length === {instalments}")


@pytest.mark.parametrize("tool", ["cash-flow-rate", "value-chain-margins"])
@pytest.mark.parametrize("width", [320, 390, 700, 760, 1280])
def test_tables_fit_every_screen(reader: Reader, tool: str, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 700})
    page = reader.open(f"{tool}.fr.html")
    example(reader)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = page.locator("[data-grid] input").evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")
    assert min(boxes) >= 60


def test_paper_has_inputs_results_and_the_whole_schedule_but_no_button(reader: Reader) -> None:
    page = reader.open("cash-flow-rate.fr.html")
    example(reader)
    page.emulate_media(media="print")
    assert page.locator("button:visible").count() == 0 and page.locator(".tool-plot-link:visible").count() == 0
    assert page.locator("[data-row]:visible").count() == 4, "blank rows are not printed with results"
    assert page.locator('[data-table="periods"] tbody tr:visible').count() == 4
    reader.open("long-schedule.fr.html")
    fill_schedule(reader, "240")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    last = page.locator('[data-table="schedule"] tbody tr').last
    assert last.locator("td").last.get_attribute("data-value") not in (None, "")
    assert page.locator(".tool-scroll").evaluate("e => e.scrollHeight <= e.clientHeight")
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_long_schedule_is_updated_in_place(reader: Reader) -> None:
    page = reader.open("long-schedule.en.html")
    fill_schedule(reader, "240")
    page.wait_for_timeout(200)
    page.evaluate("window.kept = document.querySelector('tbody tr:nth-child(200) td')")
    before = page.evaluate("kept.textContent")
    reader.type("monthly_rate", "2.5")
    page.wait_for_function("before => kept.isConnected && kept.textContent !== before", arg=before)
    reader.type("instalments", "12")
    assert page.locator("tbody tr").count() == 12
    assert not page.evaluate("kept.isConnected")


def test_no_rule_of_the_page_is_broken_by_what_is_typed(reader: Reader) -> None:
    page = reader.open("value-chain-margins.en.html")
    paste(reader, "actors.0.actor", "<img src=x onerror=alert(1)>\t10\t1\n__proto__\t20\t2\n")
    reader.settle()
    assert page.locator("img").count() == 0
    assert page.locator('[data-table="chain"] tbody th').first.text_content() == "1. <img src=x onerror=alert(1)>"


def test_grids_are_described_to_other_programs(reader: Reader) -> None:
    page = reader.open("value-chain-margins.en.html")
    grids: list[dict[str, Any]] = page.evaluate("cerise.tools['value-chain-margins'].grids")
    assert [(g["key"], g["least"], g["height"]) for g in grids] == [("actors", 2, 8)]
    keys: list[str] = page.evaluate("cerise.tools['value-chain-margins'].inputs.map(i => i.key)")
    assert len(keys) == 32 and keys[0] == "actors.0.actor"
