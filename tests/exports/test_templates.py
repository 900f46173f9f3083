"""Templates to download: sheets whose formulas come out in every spreadsheet, documents that open as documents."""

import io
import re
import subprocess
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import formualizer
import ironcalc
import openpyxl
import pytest

from macros import ROOT
from macros.content.pages import Page, read_documents
from macros.definitions import load_project
from macros.exports.docx.prose import with_blanks_and_typography
from macros.exports.docx.reference import reference_docx
from macros.exports.xlsx.sheet_formula import Spot, Spots, blank_until_filled
from macros.formulas.parse import parse
from macros.site.downloads import make
from tests.libreoffice import recalculated

PROJECT = load_project(ROOT)
LANGUAGES = ("fr", "en")
SHEETS = tuple(PROJECT.sheets)
DOCUMENTS = {(page.key.rpartition("/")[2], page.lang): page for page in read_documents(ROOT)}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Cells = Mapping[tuple[str, str, str], object]
"""What stands at (sheet, row, column), by their titles; a column is also its number, from 1 for the labels."""

# --- sheets ------------------------------------------------------------------------------------------

FILLED: dict[str, tuple[Cells, Cells]] = {
    "alliance-monthly-sheet": (
        {
            ("Figures of the season", "Loans paid out", "Month 1"): 32,
            ("Figures of the season", "Loans paid out", "Month 2"): 8,
            ("Figures of the season", "– of which to women", "Month 1"): 16,
            ("Figures of the season", "– of which to women", "Month 2"): 0,
            ("Figures of the season", "Amount paid out", "Month 1"): 3_000_000,
            ("Figures of the season", "Amount paid out", "Month 2"): 1_000_000,
            ("Figures of the season", "– of which before the deadline for the work", "Month 1"): 3_000_000,
            ("Figures of the season", "– of which before the deadline for the work", "Month 2"): 200_000,
            ("Figures of the season", "Outstanding at the end of the month", "Month 2"): 10_000_000,
            ("Figures of the season", "– of which loans more than 30 days late", "Month 2"): 600_000,
            ("Figures of the season", "Arrears of more than 90 days", "Month 2"): 0,
            ("Figures of the season", "Guarantee available at the end of the month", "Month 2"): 500_000,
            ("Figures of the season", "Price of a bag at deposit", "Month 3"): 15_000,
            ("Figures of the season", "Bags sold", "Month 3"): 20,
            ("Figures of the season", "Sales revenue", "Month 3"): 400_000,
            ("Figures of the season", "Interest, storage and charges, per bag sold", "Month 3"): 3_200,
        },
        {
            ("Figures of the season", "Women’s share of loans", "Month 1"): 0.5,
            ("Figures of the season", "Women’s share of loans", "Month 2"): 0,
            ("Figures of the season", "Women’s share of loans", "Season"): 0.4,
            ("Figures of the season", "Women’s share of loans", "Month 3"): None,
            ("Figures of the season", "Share paid out before the deadline", "Season"): 0.8,
            ("Figures of the season", "Portfolio at risk (PAR30)", "Month 2"): 0.06,
            ("Figures of the season", "Portfolio at risk (PAR30)", "Month 1"): None,
            ("Figures of the season", "Arrears covered by the guarantee", "Month 2"): None,  # nothing divided by zero
            ("Figures of the season", "Average sale price of a bag", "Month 3"): 20_000,
            ("Figures of the season", "Net gain per bag", "Month 3"): 1_800,
            ("Figures of the season", "Loans paid out", "Season"): 40,
            ("Figures of the season", "Complaints received", "Season"): None,
        },
    ),
    "season-calendar": (
        {
            ("A household’s cash", "Cash in hand at the start", "1"): 10_000,
            ("A household’s cash", "Food", "Month 1"): 30_000,
            ("A household’s cash", "Loan received", "Month 1"): 50_000,
            ("A household’s cash", "Seed, fertiliser, treatments", "Month 2"): 45_000,
            ("A household’s cash", "Sale of crop 1", "Month 3"): 200_000,
            ("A household’s cash", "Repayment of the loan, with interest", "Month 3"): 56_000,
            ("Members’ needs", "1", "Members"): 40,
            ("Members’ needs", "1", "Hectares per member"): 0.5,
            ("Members’ needs", "1", "Sum per hectare"): 80_000,
            ("Members’ needs", "1", "Members’ own money"): 400_000,
            ("Members’ needs", "2", "Members"): 10,
            ("Members’ needs", "2", "Hectares per member"): 1,
            ("Members’ needs", "2", "Sum per hectare"): 60_000,
            ("Members’ needs", "2", "Members’ own money"): 0,
        },
        {
            ("A household’s cash", "Money in less money out", "Month 1"): 20_000,
            ("A household’s cash", "Money in less money out", "Month 2"): -45_000,
            ("A household’s cash", "Cash in hand at the end of the month", "Month 1"): 30_000,
            ("A household’s cash", "Cash in hand at the end of the month", "Month 2"): -15_000,
            ("A household’s cash", "Cash in hand at the end of the month", "Month 3"): 129_000,
            ("A household’s cash", "Cash in hand at the end of the month", "Month 4"): None,
            ("A household’s cash", "Total money out", "Year"): 131_000,
            ("A household’s cash", "Money in less money out", "Year"): 119_000,
            ("Members’ needs", "1", "Total need"): 1_600_000,
            ("Members’ needs", "1", "Credit to ask for"): 1_200_000,
            ("Members’ needs", "3", "Total need"): None,
            ("Members’ needs", "Total", "Total need"): 2_200_000,
            ("Members’ needs", "Total", "Credit to ask for"): 1_800_000,
        },
    ),
    "power-matrix": (
        {
            ("According to the facts", "Three-year plan", "General meeting"): "P",
            ("According to the facts", "Three-year plan", "Board"): "PD",
            ("According to the facts", "Three-year plan", "Technical partner"): "D",
            ("According to the facts", "Loan write-offs", "Board"): "E",
        },
        {
            ("According to the facts", "Three-year plan", "Number of D"): 2,
            ("According to the facts", "Three-year plan", "Number of C"): 0,
            ("According to the facts", "Loan write-offs", "Number of D"): 0,
            ("According to the facts", "Borrowing from outside", "Number of D"): None,
            ("According to the texts", "Three-year plan", "Number of D"): None,
        },
    ),
}
"""Filled cells and what others must then show, worked out by hand."""


def place(book: Any, key: tuple[str, str, str]) -> tuple[str, int, int]:
    """Where a cell stands: sheet, row and column from 1. A row that is a number counts from the header."""
    sheet = book[key[0][:31]]
    header = next(row[0].row for row in sheet.iter_rows() if row[0].value and row[0].fill.fgColor.rgb == "FF1F4E5F")
    titles = {str(cell.value): cell.column for cell in sheet[header]}
    labels: dict[str, int] = {}
    for row in range(sheet.max_row, 0, -1):  # a label that comes twice is its first line
        labels[str(sheet.cell(row, 1).value)] = row
    row = header + int(key[1]) if key[1].isdigit() else labels[key[1]]
    column = int(key[2]) + 1 if key[2].isdigit() else titles[key[2]]
    return key[0][:31], row, column


Typed = Mapping[tuple[str, int, int], object]


def by_formualizer(workbook: bytes, typed: Typed, _: Path) -> Any:
    book = formualizer.Workbook.from_bytes(workbook)
    for (sheet, row, column), value in typed.items():
        book.set_value(sheet, row, column, value)
    book.evaluate_all()
    return book.get_value


def by_ironcalc(workbook: bytes, typed: Typed, folder: Path) -> Any:
    path = folder / "empty.xlsx"
    path.write_bytes(workbook)
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    sheets = openpyxl.load_workbook(path).sheetnames
    for (sheet, row, column), value in typed.items():
        write = model.update_cell_with_text if isinstance(value, str) else model.update_cell_with_number
        write(sheets.index(sheet), row, column, value)
    model.evaluate()
    return lambda sheet, row, column: model.get_cell_value(sheets.index(sheet), row, column)


def by_libreoffice(workbook: bytes, typed: Typed, folder: Path) -> Any:
    book, path = openpyxl.load_workbook(io.BytesIO(workbook)), folder / "filled.xlsx"
    for (sheet, row, column), value in typed.items():
        book[sheet].cell(row, column).value = value
    book.save(path)
    shown = openpyxl.load_workbook(recalculated([path], folder)[0], data_only=True)
    return lambda sheet, row, column: shown[sheet].cell(row, column).value


@pytest.mark.parametrize("judge", [by_formualizer, by_ironcalc, by_libreoffice])
@pytest.mark.parametrize("id_", SHEETS)
def test_formulas_of_a_sheet(id_: str, judge: Callable[[bytes, Typed, Path], Any], tmp_path: Path) -> None:
    workbook = make(PROJECT, id_, "en", "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    given, wanted = FILLED[id_]
    value = judge(workbook, {place(book, key): content for key, content in given.items()}, tmp_path)
    for key, expected in wanted.items():
        found = value(*place(book, key))
        assert (found in (None, "")) if expected is None else found == pytest.approx(expected), key


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id_", SHEETS)
def test_a_sheet_is_free_to_change_and_prints_on_one_page(id_: str, lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make(PROJECT, id_, lang, "xlsx")))
    model = PROJECT.sheets[id_].model
    assert book.properties.title == model.title[lang]
    assert len(book.sheetnames) == len(model.tables)
    for sheet, table in zip(book, model.tables, strict=True):
        assert not sheet.protection.sheet
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 1), (None, None))
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.paperSize == {"a4": 9, "a3": 8}[model.paper]
        assert sheet.page_setup.orientation == ("landscape" if table.landscape else "portrait")


@pytest.mark.parametrize("id_", SHEETS)
def test_both_languages_have_the_same_formulas(id_: str) -> None:
    books = [openpyxl.load_workbook(io.BytesIO(make(PROJECT, id_, lang, "xlsx"))) for lang in LANGUAGES]
    found = [
        [
            (number, cell.coordinate, cell.value)
            for number, sheet in enumerate(book)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        for book in books
    ]
    assert found[0] == found[1]
    assert found[0]


def test_a_formula_waits_for_what_it_names() -> None:
    spots = Spots({"opening": "$B$2"}, {"in": 4, "out": 5, "left": 6}, {"month": (1, 3)}, 4)
    across = Spot(spots, 6, 2, along=True)
    assert blank_until_filled(parse("=[@in]-[@out]"), across) == 'IF(OR(C5="",C6=""),"",IFERROR(C5-C6,""))'
    assert blank_until_filled(parse("=PREV([left],opening)"), across) == 'IF(OR(B7=""),"",IFERROR(B7,""))'
    first = Spot(spots, 6, 1, along=True)
    assert blank_until_filled(parse("=PREV([left],opening)"), first) == 'IF(OR($B$2=""),"",IFERROR($B$2,""))'
    total = Spot(spots, 4, 4, along=False)
    assert blank_until_filled(parse("=SUM(row[month])"), total) == (
        'IF(OR(COUNTBLANK(B5:D5)=3),"",IFERROR(SUM(B5:D5),""))'
    )


# --- documents ---------------------------------------------------------------------------------------


def parts(docx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def paragraphs(docx: bytes) -> list[tuple[str, str]]:
    """Style and text of every paragraph."""
    root = ElementTree.fromstring(parts(docx)["word/document.xml"])
    found = []
    for paragraph in root.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        text = "".join(run.text or "" for run in paragraph.iter(f"{WORD}t"))
        found.append(("" if style is None else style.attrib[f"{WORD}val"], text))
    return found


def plain(text: str) -> str:
    return re.sub(r"\s", " ", text).replace("’", "'")


@pytest.mark.parametrize(("id_", "lang"), DOCUMENTS)
def test_a_document_has_real_headings_in_its_language(id_: str, lang: str) -> None:
    page = DOCUMENTS[id_, lang]
    docx = make(PROJECT, id_, lang, "docx")
    found = paragraphs(docx)
    headings = [(int(style[-1]), plain(text)) for style, text in found if style.startswith("Heading")]
    assert headings == [(heading.level, plain(heading.title)) for heading in page.headings]
    assert ("Title", plain(page.title)) in [(style, plain(text)) for style, text in found]
    xml = parts(docx)
    assert f'w:val="{ {"fr": "fr-FR", "en": "en-GB"}[lang] }"' in xml["word/styles.xml"]
    assert re.search(r'<w:pgSz w:h="16838" w:w="11906" ?/>', xml["word/document.xml"])
    assert "footerReference" in xml["word/document.xml"] and "NUMPAGES" in xml["word/footer1.xml"]
    assert xml["word/document.xml"].count("<w:tr>") == xml["word/document.xml"].count("<w:cantSplit />")


@pytest.mark.parametrize(("id_", "lang"), DOCUMENTS)
def test_blanks_and_typography(id_: str, lang: str) -> None:
    xml = parts(make(PROJECT, id_, lang, "docx"))["word/document.xml"]
    blanks = DOCUMENTS[id_, lang].body.count("………")
    assert blanks and xml.count('<w:rStyle w:val="Blank" />') > 5
    said = "".join(text for _, text in paragraphs(make(PROJECT, id_, lang, "docx")))
    assert "'" not in said, "a straight apostrophe"
    if lang == "fr":
        assert not re.search(r" [;:?!»]|« ", said)


@pytest.mark.parametrize(("id_", "lang"), [key for key in DOCUMENTS if key[0] == "alliance-agreement"])
def test_the_agreement_has_its_sixteen_articles_and_is_no_legal_advice(id_: str, lang: str) -> None:
    found = paragraphs(make(PROJECT, id_, lang, "docx"))
    articles = [re.match(r"Article (\d+)\.", text) for style, text in found if style == "Heading1"]
    assert [int(found[1]) for found in articles if found] == list(range(1, 17))
    said = plain(" ".join(text for _, text in found))
    assert {"fr": "n'est pas un avis juridique", "en": "not legal advice"}[lang] in said
    assert sum(style == "BlockText" for style, _ in found) >= 16


def test_questions_and_answers_stay_in_step() -> None:
    """Both languages of the interview guide ask the same number of questions, in the same tables."""
    french, english = (DOCUMENTS["governance-interview-guide", lang].body for lang in LANGUAGES)
    numbers = [re.findall(r"^\| (\d+) \|", text, re.M) for text in (french, english)]
    assert numbers[0] == numbers[1] == [str(n) for n in range(1, len(numbers[0]) + 1)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_minutes_of_the_agenda_add_up(lang: str) -> None:
    rows = re.findall(r"^\| (\d+)–(\d+) \| (\d+) \|", DOCUMENTS["restitution-agenda", lang].body, re.M)
    clock = 0
    for start, end, length in rows:
        assert (int(start), int(end) - int(start)) == (clock, int(length))
        clock = int(end)
    assert clock == 210


def test_documents_open_in_a_word_processor(tmp_path: Path) -> None:
    files = []
    for id_, lang in DOCUMENTS:
        files.append(tmp_path / f"{id_}.{lang}.docx")
        files[-1].write_bytes(make(PROJECT, id_, lang, "docx"))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)], check=True, capture_output=True
    )
    for file in files:
        page: Page = DOCUMENTS[(file.name.split(".")[0], file.name.split(".")[1])]
        shown = subprocess.run(["pdftotext", file.with_suffix(".pdf"), "-"], check=True, capture_output=True, text=True)
        text = plain(shown.stdout)
        for heading in page.headings:
            assert plain(heading.title) in text, (file.name, heading.title)
        assert re.search(r"1\s?/\s?\d", text)


def test_code_keeps_its_spaces() -> None:
    code = {"t": "Code", "c": [["", [], []], "a : b"]}
    assert with_blanks_and_typography([code], "fr") == [code]


# --- all ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("id_", "format_"), [("alliance-agreement", "docx"), ("season-calendar", "xlsx")])
def test_same_bytes_on_any_day(id_: str, format_: str) -> None:
    reference_docx.cache_clear()
    first = make(PROJECT, id_, "fr", format_)
    time.sleep(2.1)  # the resolution of dates in a zip
    reference_docx.cache_clear()
    assert make(PROJECT, id_, "fr", format_) == first
