"""The HTML of tools: complete, well formed, labelled, in both languages, untouched by Markdown."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
import yaml
from markdown import Markdown

from macros.formulas.functions import FUNCTIONS
from macros.pages import calculator_html, checklist_html, downloads_html, functions_html, scripts_html
from macros.pages.words import WORDS_FILE
from tests.pages.samples import CALCULATOR, CHECKLIST, LANGUAGES, LINKS, SCALES
from tests.pages.tables import CHAIN, FLOWS

VOID = {"input", "br", "meta", "link", "img"}
CONTROLS = {"input", "select", "progress"}


class Page(HTMLParser):
    """What a page contains: its elements in order, its text, and the labels around its controls."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside_label: list[dict[str, str | None]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute is written twice in {tag}"
        self.elements.append((tag, values))
        if "label" in self.open:
            self.inside_label.append(values)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]

    def text(self) -> str:
        return " ".join("".join(self.words).split())


def everything(lang: str) -> dict[str, str]:
    return {
        "checklist": checklist_html(CHECKLIST, SCALES, lang, links=LINKS, heading=None),
        "section": checklist_html(CHECKLIST, SCALES, lang, section="two", links=LINKS),
        "again": checklist_html(CHECKLIST, SCALES, lang, links=LINKS, uid="n2"),
        "calculator": calculator_html(CALCULATOR, lang, links=LINKS),
        "flows": calculator_html(FLOWS, lang, links=LINKS),
        "chain": calculator_html(CHAIN, lang, links=LINKS, uid="n2"),
        "downloads": downloads_html(CHECKLIST, lang, LINKS, ("xlsx", "pdf", "xlsform", "csv", "json")),
        "functions": functions_html(lang),
    }


PIECES = [(lang, name) for lang in LANGUAGES for name in everything(lang)]


@pytest.mark.parametrize(("lang", "name"), PIECES)
def test_html_is_well_formed_and_clean(lang: str, name: str) -> None:
    html = everything(lang)[name]
    page = Page(html)
    assert not re.search(r"^\s|\n\s*\n", html), "a blank or indented line becomes code in Markdown"
    for tag, attrs in page.elements:
        assert tag not in ("script", "style")
        assert not [key for key in attrs if key.startswith("on") or key == "style"]


@pytest.mark.parametrize(("lang", "name"), PIECES)
def test_every_control_has_a_label(lang: str, name: str) -> None:
    page = Page(everything(lang)[name])
    labelled = {attrs.get("for") for attrs in page.all("label")}
    for tag, attrs in page.elements:
        if tag in CONTROLS:
            assert attrs.get("id") in labelled - {None} or attrs in page.inside_label, attrs


@pytest.mark.parametrize(("lang", "name"), PIECES)
def test_ids_are_unique_and_references_lead_somewhere(lang: str, name: str) -> None:
    page = Page(everything(lang)[name])
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert [id for id, count in Counter(ids).items() if count > 1] == []
    for _, attrs in page.elements:
        named = [attrs.get(key) or "" for key in ("for", "aria-labelledby", "aria-describedby")]
        assert set(" ".join(named).split()) <= set(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_forms_that_stand_together_share_no_id(lang: str) -> None:
    whole = everything(lang)
    ids = re.findall(r' id="([^"]+)"', whole["checklist"] + whole["again"] + whole["calculator"])
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_speaks_one_language(lang: str) -> None:
    other = "(en)" if lang == "fr" else "(fr)"
    for name, html in everything(lang).items():
        assert other not in html
        assert f"({lang})" in html or name in ("flows", "chain", "functions")


def test_formulas_are_shown_as_the_spreadsheet_of_the_reader_writes_them() -> None:
    said = {lang: Page(everything(lang)["calculator"]).text() for lang in LANGUAGES}
    assert '=SI(kind="flat"; amount*rate*months/12; 0)' in said["fr"]
    assert '=IF(kind="flat", amount*rate*months/12, 0)' in said["en"]


def test_the_functions__have_their_french_names_for_french_readers_only() -> None:
    french, english = (Page(functions_html(lang)) for lang in LANGUAGES)
    rows = [attrs for attrs in french.all("th") if attrs.get("scope") == "rowgroup"]
    assert sum(int(row["rowspan"] or 0) for row in rows) == len(FUNCTIONS) == len(french.all("tr")) - 1
    said = [[word for word in page.words if word.strip()] for page in (french, english)]
    assert said[0][3:8] == ["choisir", "IF", "SI", "IFERROR", "SIERREUR"]
    assert said[1][2:5] == ["choose", "IF", "IFERROR"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_checklist_reads_without_a_script(lang: str) -> None:
    text = Page(everything(lang)["checklist"]).text()
    for expected in (
        "Question one-1",
        "A rule",
        "A proof",
        "Minutes",
        "Board",
        "4A",
        "Start again",
        "This scale is ours",
    ):
        assert expected in text
    assert "three-2" not in text, "a retired question is not asked"


def test_public_anchors_stand_on_the_questions() -> None:
    html = everything("fr")["checklist"]
    assert '<fieldset class="tool-question" id="one-3"' in html
    assert 'id="n2-one-3"' in everything("fr")["again"]
    assert 'href="s/one-3/"' in html and 'href="#guide-heading"' in html


def test_hooks_of_a_calculator() -> None:
    page = Page(everything("fr")["calculator"])
    assert {a["name"] for a in page.all("output")} == {"cost", "share", "room"}
    assert {a["name"] for a in page.all("input")} == {"amount", "rate", "months", "fee", "ceiling", "currency"}
    assert [a.get("data-table") for a in page.all("table")] == ["schedule"]
    text = page.text()
    assert "A source, p. 3" in text and "De 1 à 24." in text and "interest" in text


def test_an_option_is_chosen_beforehand_only_as_a_default() -> None:
    for default in (None, "free"):
        kinds = [i.model_copy(update={"default": default}) if i.id == "kind" else i for i in CALCULATOR.inputs]
        html = calculator_html(CALCULATOR.model_copy(update={"inputs": kinds}), "fr", links=LINKS)
        options = re.findall(r'<option value="(\w*)"( selected)?>', html)
        assert {code for code, _ in options} >= {"flat", "free"}
        assert [code for code, selected in options if selected] == ([default] if default else [])


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("fr", ("jusqu\u2019à 5\u202f%\u00a0: 1 pt", "jusqu\u2019à 10\u202f%\u00a0: 0,5 pt", "sinon\u00a0: 0 pt")),
        ("en", ("up to 5%: 1 pt", "up to 10%: 0.5 pt", "otherwise: 0 pt")),
    ],
)
def test_the_points_of_a_measure_are_said(lang: str, lines: tuple[str, ...]) -> None:
    html = everything(lang)["checklist"]
    places = [html.index(f"<li>{line}</li>") for line in lines]
    assert places == sorted(places)


def test_hooks_of_a_table_to_fill_in() -> None:
    html = everything("en")["flows"]
    page = Page(html)
    names = [a["name"] for a in page.all("input") if a["name"] != "currency"]
    columns = ["first_period", "count", "step", "received", "paid"]
    assert names == [f"flows.{row}.{column}" for row in range(3) for column in columns] + ["periods_per_year"]
    text = page.text()
    for expected in (
        "One row for each series",
        "At most 24 rows.",
        "From 0 to 240.",
        "If left blank: 1.",
        "Row 3, Amount paid",
    ):
        assert expected in text
    assert [a.get("aria-describedby") for a in page.all("input") if a["name"] == "flows.1.paid"] == [
        "cash-flow-rate-flows-paid-help cash-flow-rate-flows.1.paid-error"
    ]


def test_a_chart_stands_above_its_table_and_leads_to_it() -> None:
    html = everything("fr")["chain"]
    assert html.index("data-plot=") < html.index('data-table="chain"')
    assert 'href="#value-chain-margins-n2-chain-table"' in html and 'data-names="actors.actor"' in html
    assert "Coûts propres" in html and "<script" not in html


def test_a_limit_nobody_meets_is_not_mentioned() -> None:
    inputs = [{"id": "amount", "type": "money", "label": {"fr": "a", "en": "a"}, "min": 1.0, "max": 1e11}]
    outputs = [{"id": "x", "formula": "=amount", "label": {"fr": "x", "en": "x"}, "format": "money"}]
    bare = CALCULATOR.model_dump() | {"groups": [], "inputs": inputs, "outputs": outputs}
    bare |= {"calc": [], "tables": [], "checks": [], "sentences": [], "examples": []}
    html = calculator_html(CALCULATOR.model_validate(bare), "en", links=LINKS)
    assert "From 1 to" not in html and 'data-max="100,000,000,000"' in html


@pytest.mark.parametrize("name", sorted(everything("fr")))
def test_markdown_leaves_the_html_alone(name: str) -> None:
    html = everything("fr")[name]
    extensions = ["md_in_html", "attr_list", "tables", "footnotes", "def_list", "admonition", "pymdownx.superfences"]
    assert html in Markdown(extensions=extensions).convert(f"Before.\n\n{html}\n\nAfter.\n")


def test_unknown_section_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="one, two, three"):
        checklist_html(CHECKLIST, SCALES, "fr", section="four", links=LINKS)


def test_scripts_come_once_and_in_order() -> None:
    found = re.findall(r'src="([^"]+)"', scripts_html([CALCULATOR, CHECKLIST, CALCULATOR], LINKS, "fr"))
    assert found == ["calculator.js", "checklist.js", "tools/loan.js", "tools/sample.js"]
    one_kind = re.findall(r'src="([^"]+)"', scripts_html([CALCULATOR], LINKS, "fr"))
    assert one_kind == ["calculator.js", "tools/loan.js"]
    assert scripts_html([], LINKS, "fr") == ""


def test_interface_words_exist_in_both_languages() -> None:
    for group in yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8")).values():
        for key, entry in group.items():
            assert set(entry) == set(LANGUAGES), key
            assert all(isinstance(text, str) and text for text in entry.values()), key
            slots = [sorted(re.findall(r"\{\w+\}", text)) for text in entry.values()]
            assert slots[0] == slots[1], key
