"""Filled files read back, whoever saved them, and files that must be refused."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from macros.definitions.load import Project
from macros.definitions.models import Checklist
from macros.exports import Meta, export
from macros.exports.csv import calculator_csv
from macros.exports.csv import plain as plain_value
from macros.exports.language import say
from macros.exports.read import ReadError, read_filled, rescore, rescore_file
from macros.exports.read.numbers import parse_number
from macros.exports.words import words
from macros.scoring import score
from tests.exports.cases import program_of, typed
from tests.exports.engines import places
from tests.proof.cases import draw

TOOLS = ("governance", "alliance-follow-up", "microloan-cost", "warrantage")


def filled_workbook(project: Project, meta: Meta, tool: str, lang: str, cells: Mapping[str, object]) -> bytes:
    """A workbook with values typed into named cells, as openpyxl saves it."""
    workbook = export(tool, "xlsx", lang, project, meta)
    book, at = openpyxl.load_workbook(io.BytesIO(workbook)), places(workbook)
    for name, value in cells.items():
        sheet, row, column = at[name]
        book[sheet].cell(row, column).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def texts(project: Project, data: bytes, lang: str = "en") -> list[str]:
    found: list[str] = rescore(read_filled(data, project), project, lang)["warnings"]
    return found


# --- workbooks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("tool", TOOLS)
def test_workbook_round_trip(tool: str, lang: str, project: Project, meta: Meta) -> None:
    model = project.tools()[tool].model
    for values in draw(program_of(model, project), 3, f"{tool}{lang}"):
        data = filled_workbook(project, meta, tool, lang, typed(model, project, values, lang))
        found = read_filled(data, project)
        assert (found.tool, found.version, found.language) == (tool, model.version, lang)
        assert {key: found.values[key] for key in values} == values
        assert found.own_results == {}  # openpyxl keeps no results


def test_score_of_a_file(project: Project, meta: Meta, tmp_path: Path) -> None:
    checklist = project.checklists["governance"].model
    values = {"gov-power-1": "practised", "gov-power-2": "absent", "gov-power-5": "absent", "gov-power-6": 0.3}
    path = tmp_path / "filled.xlsx"
    cells = {**typed(checklist, project, values, "fr"), "note_gov_power_2": "Vu le bilan 2025, p. 12"}
    path.write_bytes(filled_workbook(project, meta, "governance", "fr", cells))
    found, wanted = rescore_file(path, project), score(checklist, project.scale_models(), values)
    assert found["file"] == str(path)
    assert (found["score"], found["coverage"], found["band"]) == (wanted.score, wanted.coverage, wanted.band)
    assert found["critical"] == ["gov-power-5"]
    assert found["sections"]["gov-power"] == {"score": wanted.score, "coverage": 4 / 11}
    assert found["warnings"] == []
    assert read_filled(path, project).comments == {"gov-power-2": "Vu le bilan 2025, p. 12"}


def test_labels_of_the_other_language_and_codes(project: Project, meta: Meta) -> None:
    cells = {"in_gov_power_1": "Partly practised", "in_gov_power_2": " absent ", "in_gov_power_6": "n/a"}
    cells |= {"in_gov_power_3": "on-paper", "in_gov_power_4": "SANS\u00a0OBJET"}
    for lang in ("fr", "en"):
        found = read_filled(filled_workbook(project, meta, "governance", lang, cells), project)
        answers = [found.values[f"gov-power-{n}"] for n in (1, 2, 6, 3, 4)]
        assert answers == ["partly", "absent", "na", "on-paper", "na"] and not found.warnings


def test_numbers_written_as_texts(project: Project, meta: Meta) -> None:
    cells = {"in_amount": "1 234 567,5", "in_rate": "24 %", "in_instalments": "douze", "in_method": "Magique"}
    found = read_filled(filled_workbook(project, meta, "microloan-cost", "fr", cells), project)
    assert (found.values["amount"], found.values["rate"]) == (1234567.5, 0.24)
    said = [message.text("fr") for message in found.warnings]
    assert "Saisie!B7, amount : « 1 234 567,5 » est écrit comme un texte ; lu 1 234 567,5." in map(plain, said)
    assert any("instalments" in text and "douze" in text for text in said)
    assert any("method" in text and "Dégressif" in text for text in said)
    again = rescore(read_filled(filled_workbook(project, meta, "microloan-cost", "fr", cells), project), project)
    assert set(again["outputs"].values()) == {None}
    assert {(c["kind"], c["subject"]) for c in again["checks"]} == {("type", "instalments"), ("option", "method")}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_changed_formula_is_noticed(project: Project, meta: Meta) -> None:
    workbook = export("warrantage", "xlsx", "en", project, meta)
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        contents = {item: archive.read(item) for item in archive.namelist()}
    sheet = next(name for name, text in contents.items() if b"out_gain=" in text and b"sheetData" in text)
    contents[sheet] = contents[sheet].replace(b"<v>35400", b"<v>99900")
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    assert texts(project, zipped(contents)) == [
        "gain: the file shows 99900.00000000003, its answers give 35400.00000000003. A formula may have been changed."
    ]


def zipped(contents: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def patched(workbook: bytes, part: str, change: object) -> bytes:
    """A workbook with one part changed by a function of its bytes."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        contents = {item: archive.read(item) for item in archive.namelist()}
    contents[part] = change(contents[part])  # type: ignore[operator]
    return zipped(contents)


# --- files that are refused --------------------------------------------------------------------------


def refused(data: bytes | Path, project: Project) -> str:
    with pytest.raises(ReadError) as error:
        read_filled(data, project)
    assert error.value.text("fr") != error.value.text("en")
    return error.value.message.key


def test_not_ours(project: Project, tmp_path: Path) -> None:
    empty = io.BytesIO()
    openpyxl.Workbook().save(empty)
    assert refused(empty.getvalue(), project) == "not_ours"
    assert refused(b"", project) == "empty"
    assert refused(b"name,age\nAwa,3\n", project) == "not_ours"
    assert refused(b"[1]", project) == "not_ours"
    assert refused(b"{", project) == "bad_json"
    assert refused(b'{"tool": NaN}', project) == "bad_json"
    assert refused(b"[" * 100_000, project) == "bad_json"
    assert refused(zipped({"a.txt": b"x"}), project) == "not_ours"
    assert refused(zipped({"mimetype": b"x", "content.xml": b"<a/>"}), project) == "open_document"
    assert refused(b"\xd0\xcf\x11\xe0 old", project) == "old_or_locked"
    assert refused(tmp_path / "absent.xlsx", project) == "no_file"
    assert refused(tmp_path, project) == "no_file"


def test_damaged(project: Project, meta: Meta) -> None:
    workbook = export("governance", "xlsx", "fr", project, meta)
    for size in (10, 1000, len(workbook) // 2, len(workbook) - 5):
        assert refused(workbook[:size], project) == "damaged"
    middle = len(workbook) // 3
    assert refused(workbook[:middle] + b"\0" * 400 + workbook[middle + 400 :], project) == "damaged"
    assert refused(patched(workbook, "xl/worksheets/sheet2.xml", lambda x: x[: len(x) // 2]), project) == "damaged"
    assert refused(patched(workbook, "xl/workbook.xml", lambda x: b"<a"), project) == "damaged"


def test_dangerous(project: Project, meta: Meta) -> None:
    workbook = export("warrantage", "xlsx", "fr", project, meta)
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert (
        refused(patched(workbook, "xl/workbook.xml", lambda x: x.replace(b"?>", b"?>" + entity, 1)), project)
        == "unsafe"
    )
    sixteen = ('<?xml version="1.0" encoding="utf-16"?>' + entity.decode() + "<a/>").encode("utf-16")
    assert refused(patched(workbook, "xl/workbook.xml", lambda _: sixteen), project) == "unsafe"
    odd = b'<?xml version="1.0" encoding="utf-7"?><a/>'
    assert refused(patched(workbook, "xl/workbook.xml", lambda _: odd), project) == "unsafe"
    assert refused(patched(workbook, "xl/styles.xml", lambda _: b" " * (70 * 2**20)), project) == "too_large"
    assert refused(b"x" * (11 * 2**20), project) == "too_large"
    assert refused(zipped({f"{n}.xml": b"" for n in range(1100)}), project) == "too_large"


def test_names_that_point_far_away(project: Project, meta: Meta) -> None:
    workbook = export("warrantage", "xlsx", "fr", project, meta)
    far = patched(workbook, "xl/workbook.xml", lambda x: re.sub(rb"(in_bags\">Saisie!\$B\$)\d+", rb"\g<1>1048576", x))
    assert refused(far, project) == "damaged"


def answers(**changes: object) -> bytes:
    return json.dumps({"tool": "governance", "version": 2, "language": "fr", "answers": {}} | changes).encode()


def test_tool_and_version(project: Project) -> None:
    assert refused(answers(tool="other"), project) == "unknown_tool"
    assert refused(answers(tool=None), project) == "not_ours"
    assert refused(answers(version=99), project) == "newer"
    assert refused(answers(version="x"), project) == "no_version"
    assert refused(answers(answers=[]), project) == "no_answers"
    assert [m.key for m in read_filled(answers(version=0), project).warnings] == ["older"]


# --- CSV and JSON ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_csv_round_trip(lang: str, project: Project, meta: Meta) -> None:
    data = export("governance", "csv", lang, project, meta)
    assert data.startswith(b"\xef\xbb\xbf")
    separator = {"fr": ";", "en": ","}[lang]
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator))
    head = {
        name: rows[0].index(name) for name in ({"fr": ["réponse", "commentaire"], "en": ["answer", "comment"]}[lang])
    }
    answer, comment = head.values()
    of = {row[0]: row for row in rows}
    of["gov-power-1"][answer], of["gov-power-1"][comment] = {"fr": "Sur le papier", "en": "On paper"}[lang], "p. 3"
    of["gov-power-6"][answer] = {"fr": "37,5 %", "en": "37.5%"}[lang]
    of["gov-power-2"][answer] = "?"
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(rows)
    for encoding in ("utf-8-sig", "utf-8", "utf-16", "cp1252"):
        found = read_filled(buffer.getvalue().encode(encoding, errors="replace"), project)
        assert (found.values["gov-power-1"], found.values["gov-power-6"]) == ("on-paper", 0.375)
        assert found.comments == {"gov-power-1": "p. 3"}
        assert found.language == lang
        assert [m.key for m in found.warnings if m.key != "guessed_encoding"] == ["unknown_answer"]


@pytest.mark.parametrize("tool", ["microloan-cost", "warrantage"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_calculator_csv_holds_its_example(tool: str, lang: str, project: Project, meta: Meta) -> None:
    found = rescore(read_filled(export(tool, "csv", lang, project, meta), project), project)
    example = next(e for e in project.calculators[tool].model.examples if e.show)
    for key, value in example.expect.items():
        assert found["outputs"][key] == pytest.approx(value, abs=example.tolerance)
    assert found["warnings"] == []


@pytest.mark.parametrize(
    ("value", "kind", "fr", "en"),
    [
        (1234567.5, "money", "1234567,5", "1234567.5"),
        (0.285, "percent", "28,5 %", "28.5 %"),
        (1200.0, "integer", "1200", "1200"),
        (-0.125, "number", "-0,125", "-0.125"),
        ("Awa", "text", "Awa", "Awa"),
        (None, "money", "", ""),
    ],
)
def test_values_in_csv_are_written_as_a_spreadsheet_of_that_language_reads_them(
    value: float | str | None, kind: str, fr: str, en: str
) -> None:
    assert (plain_value(value, kind, "fr"), plain_value(value, kind, "en")) == (fr, en)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_csv_names_the_allowed_answers_in_its_language(lang: str, project: Project, meta: Meta) -> None:
    data = export("governance", "csv", lang, project, meta).decode("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(io.StringIO(data), delimiter={"fr": ";", "en": ","}[lang])}
    allowed = rows["id"].index(words(lang)["csv_allowed"])
    labels = [say(answer.label, lang) for answer in project.scales["practice"].model.answers]
    assert rows["gov-power-1"][allowed] == " | ".join(labels)


def test_zero_in_an_example_is_zero_in_its_csv(project: Project, meta: Meta) -> None:
    tool = project.calculators["crop-budget"].model
    shown = next(example for example in tool.examples if example.show)
    zero = shown.model_copy(update={"inputs": {**shown.inputs, "bad_yield_drop": 0.0}})
    data = calculator_csv(tool.model_copy(update={"examples": [zero]}), "fr", meta)
    assert next(item.default for item in tool.inputs if item.id == "bad_yield_drop")
    assert read_filled(data, project).values["bad_yield_drop"] == 0


def test_json_of_answers(project: Project) -> None:
    given = {"gov-power-1": "practised", "gov-power-6": 0.5, "gov-power-2": None, "gov-power-99": "x", "gov-power-3": 4}
    found = read_filled(answers(answers=given, comments={"gov-power-1": "ok"}), project)
    assert [found.values[f"gov-power-{n}"] for n in (1, 2, 6)] == ["practised", None, 0.5]
    assert {m.key for m in found.warnings} == {"unknown_id", "unknown_answer"}
    assert found.comments == {"gov-power-1": "ok"}


def test_published_json(project: Project, meta: Meta) -> None:
    for tool in TOOLS:
        document = json.loads(export(tool, "json", "fr", project, meta))
        assert (document["tool"], document["permalink"]) == (tool, meta.permalink)
        model = project.tools()[tool].model
        assert document["definition"]["title"] == {"fr": model.title.fr, "en": model.title.en}
        asked = document["answers_schema"]["properties"]["answers"]["properties"]
        expected = (
            [i.id for s in model.sections for i in s.indicators if i.status == "active"]
            if isinstance(model, Checklist)
            else [i.id for i in model.inputs]
        )
        assert list(asked) == expected


def test_published_json_states_the_bounds(project: Project, meta: Meta) -> None:
    document = json.loads(export("microloan-cost", "json", "en", project, meta))
    asked = document["answers_schema"]["properties"]["answers"]["properties"]
    assert asked["instalments"]["oneOf"] == [{"type": "null"}, {"type": "integer", "minimum": 1, "maximum": 104}]
    assert asked["tax_rate"]["oneOf"] == [{"type": "null"}, {"type": "number", "minimum": 0, "maximum": 1}]
    assert asked["rate_period"]["oneOf"] == [{"type": "null"}, {"enum": ["year", "month", "week", "loan"]}]


def rearranged(data: bytes, separator: str, **answers: str) -> bytes:
    """A calculator's CSV file with other answers, and its rows the other way round, as after sorting."""
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator)
    for row in rows:
        row[head.index("réponse")] = answers.get(row[0], row[head.index("réponse")])
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows([head, *reversed(rows)])
    return buffer.getvalue().encode()


def test_csv_in_another_order_and_with_doubtful_numbers(project: Project, meta: Meta) -> None:
    data = export("warrantage", "csv", "fr", project, meta)
    assert read_filled(rearranged(data, ";"), project).values == read_filled(data, project).values
    found = read_filled(rearranged(data, ";", price_now="1.234", price_later="1 234,5", months=" "), project)
    assert [found.values[key] for key in ("price_now", "price_later", "months")] == [1.234, 1234.5, None]
    assert [(m.key, m.values["id"]) for m in found.warnings] == [("number_as_text", "price_now")]


def test_csv_is_never_a_formula(project: Project, meta: Meta) -> None:
    for tool in TOOLS:
        for row in csv.reader(io.StringIO(export(tool, "csv", "fr", project, meta).decode("utf-8-sig")), delimiter=";"):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]


# --- numbers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("1 234,5", "fr", 1234.5),
        ("1\u202f234\u202f567", "fr", 1234567),
        ("1,234.5", "fr", 1234.5),
        ("1.234,5", "en", 1234.5),
        ("1,234", "en", 1234),
        ("1,234", "fr", 1.234),
        ("0,5", "en", 0.5),
        ("1.5", "fr", 1.5),
        ("1,234,567", "fr", 1234567),
        ("1.234.567", "en", 1234567),
        ("\u22125", "fr", -5),
        (" 12 ", "fr", 12),
        ("1'234.50", "en", 1234.5),
        ("-1 234", "fr", -1234),
    ],
)
def test_number(text: str, lang: str, value: float) -> None:
    found = parse_number(text, False, lang)
    assert found and found.value == value


@pytest.mark.parametrize(
    "text", ["", "abc", "12 34", "1,23,4", "1.2.3,4", "--5", "5 %", "1e999999", "1 2", "inf", "nan"]
)
def test_no_number(text: str) -> None:
    assert parse_number(text, False, "fr") is None


def test_percents() -> None:
    assert [parse_number(t, True, "fr").value for t in ("24 %", "24", "0,5%", "1,5\u202f%")] == [
        0.24,
        0.24,
        0.005,
        0.015,
    ]  # type: ignore[union-attr]


def test_doubtful_number_is_said() -> None:
    assert parse_number("1.234", False, "fr").doubtful  # type: ignore[union-attr]
