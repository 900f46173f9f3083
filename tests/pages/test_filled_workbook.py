"""The workbook that the page fills in, in real spreadsheets: the right answers, the right results, and back."""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName

from macros.exports import export
from macros.exports.filled import Filled
from macros.exports.read import read_filled, rescore
from macros.exports.record import record_json
from macros.scoring import compile_checklist
from tests.exports.cases import differences, expected
from tests.exports.engines import Formualizer
from tests.exports.office import SOFFICE, Office, missing
from tests.exports.test_record import same_record
from tests.pages.assessment import META, Assessment, write_assessments
from tests.pages.browser import chromium
from tests.pages.test_files import REAL
from tests.strategies import random_inputs

MODEL = REAL.checklists["governance"].model
HARMFUL = ["=1+1", "+33 6", "-5", "@SUM(A1)", "<b>&amp;</b>", 'deux\nlignes "q"', "\x0bA\x00"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert not missing(), missing()
    made = tmp_path_factory.mktemp("workbooks") / "site"
    write_assessments(made, REAL)
    return made


@pytest.fixture(scope="module", params=["fr", "en"])
def page(folder: Path, request: pytest.FixtureRequest) -> Iterator[Assessment]:
    address = (folder / f"governance.{request.param}.html").as_uri()
    with chromium() as browser, Assessment(browser, address) as running:
        yield running


def a_record(seed: int, lang: str = "fr") -> Filled:
    """Answers to everything, texts that look like formulas, last time's answers, an action plan."""
    rng = Random(seed)
    values, previous = random_inputs(compile_checklist(MODEL, REAL.scale_models()), rng, 2)
    return Filled(
        tool="governance",
        version=1,
        language=lang,
        values={key: value for key, value in values.items() if value is not None},
        comments=dict(zip(values, HARMFUL[:-1], strict=False)),
        seen={"gov-power-1": HARMFUL[0]},
        about={"institution": HARMFUL[1], "date": "2026-11-24", "role": HARMFUL[4]},
        plan=({"indicator": "gov-power-1", "gap": HARMFUL[2], "action": HARMFUL[3], "who": "", "when": "2027-03"},),
        previous={key: value for key, value in previous.items() if value is not None},
    )


def filled_by(page: Assessment, record: Filled) -> bytes:
    page.take(record_json(record))
    return page.save("xlsx")


def test_the_command_line_and_openpyxl_read_what_was_on_the_page(page: Assessment) -> None:
    record = a_record(1)
    data = filled_by(page, record)
    found = read_filled(data, REAL)
    assert not found.warnings and same_record(found, Filled(**{**vars(record), "language": found.language}))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet, cell = next(iter(book.defined_names["note_gov_power_1"].destinations))
    assert book[sheet][cell].value == "=1+1" and book[sheet][cell].data_type != "f"


def test_no_result_of_before_is_left_in_the_file(page: Assessment) -> None:
    data = filled_by(page, a_record(2))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        sheets = [book.read(name).decode() for name in book.namelist() if "/worksheets/sheet" in name]
        charts = [book.read(name).decode() for name in book.namelist() if "/charts/chart" in name]
        main = book.read("xl/workbook.xml").decode()
    formulas = [cell for sheet in sheets for cell in re.findall(r"<c [^>]*><f.*?</c>", sheet)]
    assert len(formulas) > 500 and not any("<v" in cell or ' t="' in cell for cell in formulas)
    assert charts and not any("numCache" in chart for chart in charts)
    assert 'fullCalcOnLoad="1"' in main


@pytest.mark.parametrize("seed", [3, 4])
def test_libreoffice_as_it_is_installed_shows_the_right_results(page: Assessment, tmp_path: Path, seed: int) -> None:
    """With its default settings, which trust the results stored in a file."""
    record = a_record(seed)
    (tmp_path / "filled.xlsx").write_bytes(filled_by(page, record))
    user = f"-env:UserInstallation={(tmp_path / 'user').as_uri()}"
    command = [
        SOFFICE,
        user,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        tmp_path / "out",
        tmp_path / "filled.xlsx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    data = (tmp_path / "out" / "filled.xlsx").read_bytes()
    found = read_filled(data, REAL)
    wanted = expected(MODEL, REAL, record.values)
    shown = {f"out_{key}": value for key, value in found.own_results.items()}
    assert differences({name: shown.get(name) for name in wanted}, wanted) == {}
    assert not rescore(found, REAL)["warnings"]
    assert same_record(found, Filled(**{**vars(record), "language": found.language}))


def test_another_engine_computes_the_same(page: Assessment) -> None:
    record = a_record(5)
    wanted = expected(MODEL, REAL, record.values)
    found = Formualizer(filled_by(page, record), Path()).case({}, list(wanted))
    assert differences(found, wanted) == {}


def test_three_answers_changed_in_libreoffice_are_three_differences(page: Assessment, tmp_path: Path) -> None:
    record = a_record(6)
    changed = {"gov-power-1": "", "gov-control-1": "na", "gov-information-3": "absent"}
    record = Filled(**{**vars(record), "values": {**record.values, **dict.fromkeys(changed, "practised")}})
    data = filled_by(page, record)
    lang = read_filled(data, REAL).language
    labels = {"fr": ("Sans objet", "Absent"), "en": ("Not applicable", "Absent")}[lang]
    (tmp_path / "filled.xlsx").write_bytes(data)
    with Office(tmp_path) as office:
        office.open(tmp_path / "filled.xlsx")
        office.case({"in_gov_power_1": None, "in_gov_control_1": labels[0], "in_gov_information_3": labels[1]}, [])
        office.save(tmp_path / "changed.xlsx")
    typed = (tmp_path / "changed.xlsx").read_bytes()
    assert not page.open(typed, "changed.xlsx")
    assert len(page.changes()) == 3 and not page.doubts()
    page.act("replace")
    result = rescore(read_filled(typed, REAL), REAL)
    assert float(page.shown("score")) == pytest.approx(result["score"], abs=1e-9)
    assert page.shown("band") == result["band"]


def test_a_date_that_a_spreadsheet_made_a_number_is_a_date_again(page: Assessment, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export("governance", "xlsx", "fr", REAL, META)))
    for name, format in (("about_date", "dd/mm/yyyy"), ("seen_gov_power_1", "mm-dd-yy"), ("note_gov_power_1", "0.0")):
        sheet, cell = next(iter(book.defined_names[name].destinations))
        book[sheet][cell].value, book[sheet][cell].number_format = 46350, format
    book.save(tmp_path / "dated.xlsx")
    data = (tmp_path / "dated.xlsx").read_bytes()
    page.take(data, "dated.xlsx")
    found, wanted = page.record(), read_filled(data, REAL)
    assert found["about"] == dict(wanted.about) == {"date": "2026-11-24"}
    assert found["seen"] == dict(wanted.seen) == {"gov-power-1": "2026-11-24"}
    assert found["comments"] == dict(wanted.comments) == {"gov-power-1": "46350"}


def test_characters_that_a_workbook_cannot_hold_are_left_out(page: Assessment) -> None:
    page.take(record_json(Filled("governance", 1, "fr", {}, {"gov-power-1": HARMFUL[-1]})))
    assert read_filled(page.save("xlsx"), REAL).comments == {"gov-power-1": "A"}


def test_a_workbook_with_prefixes_and_days_counted_from_1904_is_read(page: Assessment) -> None:
    """As some programs write it: every element with a prefix, dates from another first day."""
    book = openpyxl.Workbook()
    facts: dict[str, object] = {"cerise_tool": "governance", "cerise_version": 1, "cerise_language": "fr"}
    facts |= {"in_gov_power_1": "Pratiqué", "in_gov_control_2": 0.25, "about_date": 46350 - 1462}
    for row, (name, value) in enumerate(facts.items(), start=1):
        book.active.cell(row, 2, value).number_format = "yyyy-mm-dd" if name == "about_date" else "General"
        book.defined_names[name] = DefinedName(name, attr_text=f"'{book.active.title}'!$B${row}")
    book.epoch = CALENDAR_MAC_1904
    buffer = io.BytesIO()
    book.save(buffer)
    prefixed = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(prefixed, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if "/worksheets/" in name:
                text = re.sub(r"<(/?)(?=\w)", r"<\1x:", text).replace("xmlns=", "xmlns:x=")
            new.writestr(name, text)
    page.take(prefixed.getvalue(), "prefixed.xlsx")
    found = page.record()
    assert found["answers"] == {"gov-power-1": "practised", "gov-control-2": 0.25}
    assert found["about"] == {"date": "2026-11-24"}
