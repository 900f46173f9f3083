"""What the workbooks are made of."""

import io
import re
import time
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from macros.definitions.load import Project
from macros.exports import Meta, UnknownFormat, export
from macros.exports.language import say
from macros.exports.words import words
from macros.exports.xlsx import calculator_xlsx
from macros.exports.xlsx.book import Book, NameTaken
from tests.exports.cases import differences, expected
from tests.exports.engines import places
from tests.exports.small import small

TOOLS = ("governance", "po-checks-mfi", "mfi-checks-po", "alliance-follow-up", "microloan-cost", "warrantage")
LANGUAGES = ("fr", "en")
TYPED = ("in_", "note_", "seen_", "prev_", "about_", "plan_")
both = pytest.mark.parametrize("lang", LANGUAGES)
each = pytest.mark.parametrize("tool", TOOLS)


def parts(workbook: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@both
@each
def test_cached_results_are_those_of_python(tool: str, lang: str, project: Project, meta: Meta) -> None:
    workbook = export(tool, "xlsx", lang, project, meta)
    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    model = project.tools()[tool].model
    example = next((e.inputs for e in getattr(model, "examples", []) if e.show), {})
    at = places(workbook)
    wanted = expected(model, project, example)
    found = {name: book[at[name][0]].cell(*at[name][1:]).value for name in wanted}
    assert differences(found, wanted) == {}
    errors = [c for s in book for row in s.iter_rows() for c in row if c.data_type == "e" and c.value != "#N/A"]
    assert errors == []


@each
def test_same_bytes_on_any_day(tool: str, project: Project, meta: Meta) -> None:
    first = export(tool, "xlsx", "fr", project, meta)
    time.sleep(2.1)  # the resolution of dates in a zip
    assert export(tool, "xlsx", "fr", project, meta) == first


@both
@each
def test_safe_for_every_spreadsheet(tool: str, lang: str, project: Project, meta: Meta) -> None:
    found = parts(export(tool, "xlsx", lang, project, meta))
    sheets = "".join(text for name, text in found.items() if name.startswith("xl/worksheets/sheet"))
    assert not [name for name in found if "vba" in name.lower() or "externalLink" in name]
    for forbidden in ("_xlfn", "<mergeCell", 't="array"', "password=", "IRR(", "INDIRECT", "OFFSET"):
        assert forbidden not in sheets
    for formula in re.findall(r"<f>(.*?)</f>", sheets):
        assert len(formula) < 8000
        assert all(len(text) <= 255 for text in re.findall(r"&quot;(.*?)&quot;|\"(.*?)\"", formula) for text in text)
    assert sheets.count("<sheetProtection") == len(re.findall("<sheet ", found["xl/workbook.xml"]))


@both
@each
def test_it_says_what_it_is(tool: str, lang: str, project: Project, meta: Meta) -> None:
    workbook = export(tool, "xlsx", lang, project, meta)
    model = project.tools()[tool].model
    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    at = places(workbook)
    facts = {
        n: book[at[f"cerise_{n}"][0]].cell(*at[f"cerise_{n}"][1:]).value for n in "tool version language kind".split()
    }
    assert facts == {"tool": tool, "version": model.version, "language": lang, "kind": model.kind}
    assert book.properties.title == model.title[lang]
    assert f"{book.properties.created:%Y-%m-%d}" == model.date
    assert {p.name: p.value for p in book.custom_doc_props.props}["cerise_tool"] == tool
    readme = " ".join(str(c.value) for row in book.worksheets[0].iter_rows() for c in row if c.value)
    for said in (meta.permalink, "CC BY-SA 4.0", meta.publisher, meta.contact):
        assert said in readme


@each
def test_every_input_is_open_and_nothing_else(tool: str, project: Project, meta: Meta) -> None:
    workbook = export(tool, "xlsx", "fr", project, meta)
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    at = places(workbook)
    typed = {place for name, place in at.items() if name.startswith(TYPED) or name == "cerise_currency"}
    opened = {
        (sheet.title, cell.row, cell.column)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    assert opened == typed


def test_messages_fit_and_lists_are_named(project: Project, meta: Meta) -> None:
    for tool in TOOLS:
        book = openpyxl.load_workbook(io.BytesIO(export(tool, "xlsx", "fr", project, meta)))
        rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
        plan = "plan_1_who" in book.defined_names
        assert len(rules) == sum(name.startswith("in_") for name in book.defined_names) + plan
        for rule in rules:
            assert len(rule.error or "") <= 255 and len(rule.prompt or "") <= 255
            assert rule.error
            assert rule.type != "list" or rule.formula1.startswith(("labels_", "codes_questions"))


def beside(sheet: Worksheet, row: int, head: str) -> object:
    """What stands on a row under the column head that says `head`."""
    columns = [cell.column for line in sheet.iter_rows(max_row=10) for cell in line if cell.value == head]
    return sheet.cell(row, columns[0]).value


@both
def test_each_result_stands_beside_its_own_words(lang: str, project: Project, meta: Meta) -> None:
    workbook, w = export("portfolio-at-risk", "xlsx", lang, project, meta), words(lang)
    book, at = openpyxl.load_workbook(io.BytesIO(workbook)), places(workbook)
    outputs = project.calculators["portfolio-at-risk"].model.outputs
    assert any(output.benchmark for output in outputs)
    for output in outputs:
        title, row, _ = at[f"out_{output.id}"]
        said = {"result": output.label, "explain": output.explain, "benchmark": output.benchmark}
        for head, text in said.items():
            assert beside(book[title], row, w[f"head_{head}"]) == (say(text, lang) if text else None), output.id


@both
def test_each_input_stands_beside_its_own_words(lang: str, project: Project, meta: Meta) -> None:
    workbook, w = export("microloan-cost", "xlsx", lang, project, meta), words(lang)
    book, at = openpyxl.load_workbook(io.BytesIO(workbook)), places(workbook)
    for item in project.calculators["microloan-cost"].model.inputs:
        title, row, _ = at[f"in_{item.id}"]
        assert beside(book[title], row, w["head_input"]) == say(item.label, lang)
        assert str(beside(book[title], row, w["head_help"])).startswith(say(item.help, lang) if item.help else "")
        units = {"percent": "%", "money": "=cerise_currency"}
        assert (beside(book[title], row, w["head_unit"]) or "") == units.get(item.type, "")
        for name, texts in {
            "labels": [say(o.label, lang) for o in item.options],
            "codes": [o.code for o in item.options],
        }.items():
            if texts:
                (sheet, cells), *_ = book.defined_names[f"{name}_{item.id}"].destinations
                assert [cell.value for (cell,) in book[sheet][cells]] == texts


@both
def test_answers_of_a_checklist_are_listed_in_its_language(lang: str, project: Project, meta: Meta) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export("governance", "xlsx", lang, project, meta)))
    answers = project.scales["practice"].model.answers
    for name, texts in (("labels", [say(a.label, lang) for a in answers]), ("codes", [a.code for a in answers])):
        (sheet, cells), *_ = book.defined_names[f"{name}_practice"].destinations
        assert [cell.value for (cell,) in book[sheet][cells]] == texts


def test_chart_is_described(project: Project, meta: Meta) -> None:
    found = parts(export("governance", "xlsx", "fr", project, meta))
    drawing = next(text for name, text in found.items() if name.startswith("xl/drawings/drawing"))
    assert 'descr="Figure' in drawing
    assert "radarChart" in found["xl/charts/chart1.xml"]


def test_without_example_it_waits() -> None:
    workbook = calculator_xlsx(small(), "en", Meta())
    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    assert "Small   odd  calculator?" not in book.sheetnames  # titles of sheets are our own words
    assert "Plan   a b  (en)" in book.sheetnames
    at = places(workbook)
    values = {name: book[place[0]].cell(*place[1:]).value for name, place in at.items()}
    assert not values["cerise_ready"] and values["cerise_left"] == 1
    assert all(values[name] in (None, "") for name in values if name.startswith("out_"))


def test_names_are_unique(meta: Meta) -> None:
    book = Book(small(), "fr", meta)
    sheet = book.sheet("A")
    sheet.name("amount", 1, 1)
    sheet.name("amount", 1, 1)
    with pytest.raises(NameTaken):
        sheet.name("AMOUNT", 2, 1)


def test_other_formats_are_refused_by_name(project: Project, meta: Meta) -> None:
    with pytest.raises(UnknownFormat, match="xlsx, pdf, xlsform, csv, json"):
        export("governance", "docx", "fr", project, meta)


def test_every_word_is_in_both_languages() -> None:
    assert words("fr").keys() == words("en").keys()
    for key, french in words("fr").items():
        placeholders = re.compile(r"\{\w+\}")
        assert set(placeholders.findall(french)) == set(placeholders.findall(words("en")[key])), key
