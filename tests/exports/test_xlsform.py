"""Surveys: pyxform and ODK Validate accept them, and they refuse what Python does. The proof compares their results."""

import io
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

import openpyxl
import pytest
import pyxform

from macros.definitions.load import load_project
from macros.definitions.models import Calculator, Checklist
from macros.exports import Meta, NotASurvey, export, formats_of
from macros.exports.language import say
from macros.exports.xlsform.form import NAMES, TRANSLATED
from macros.formulas import Result, Value, run
from macros.formulas.inputs import flat
from macros.formulas.program import Input, Program
from macros.language.numbers import format_number
from macros.scoring import program_of, score
from tests.exports.conftest import ROOT
from tests.exports.xform import XForm, compiled
from tests.strategies import Values, random_inputs

TOLERANCE = 1e-9
VALIDATOR = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
PROJECT = load_project(ROOT)
SURVEYS = [tool for tool in PROJECT.tools() if "xlsform" in formats_of(tool, PROJECT)]
CALCULATORS = [tool for tool in SURVEYS if tool in PROJECT.calculators]
REFUSED = {
    "microloan-cost": ("IRR", "Taux de période, tout compris", "Rate for each period, all included"),
    "cash-flow-rate": ("IRR", "Taux par période", "Rate for each period"),
    "loan-schedule": ("400",),
    "poverty-rate": ("400",),
}
"""The tools that are no surveys, and what the reason names."""


@cache
def survey(tool: str) -> XForm:
    return XForm(compiled(tool, PROJECT))


def program(tool: str) -> Program:
    return program_of(PROJECT.tools()[tool].model, PROJECT.scale_models())


def expected(tool: str, values: Values) -> dict[str, Value]:
    """What Python finds, by output key."""
    model = PROJECT.tools()[tool].model
    if isinstance(model, Calculator):
        return dict(run(program(tool), values).outputs)
    assert isinstance(model, Checklist)
    found = score(model, PROJECT.scale_models(), values)
    shown: dict[str, Value] = {"score": found.score, "coverage": found.coverage, "band": found.band}
    sections = {key: section.score for key, section in found.sections.items()}
    return {**shown, **sections, "critical": " ".join(found.critical) or None}


def same(found: object, wanted: Value) -> bool:
    """Equal to 1e-9, relative for amounts, absolute for rates below 1; blank only where nothing is wanted."""
    if isinstance(found, float) and isinstance(wanted, float):
        return abs(found - wanted) <= TOLERANCE * max(1.0, abs(wanted))
    return found == wanted


def differences(tool: str, values: Values) -> dict[str, tuple[object, Value]]:
    wanted = expected(tool, values)
    found = survey(tool).case(values, list(wanted))
    return {key: (found[key], wanted[key]) for key in wanted if not same(found[key], wanted[key])}


# --- accepted ----------------------------------------------------------------------------------------


def test_which_tools_are_surveys() -> None:
    assert set(PROJECT.tools()) - set(SURVEYS) == set(REFUSED)
    assert len(CALCULATORS) == len(SURVEYS) - len(PROJECT.checklists) == 12


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_pyxform_and_odk_validate_accept_every_survey(lang: str, tmp_path: Path) -> None:
    files = []
    for tool in SURVEYS:
        files.append(tmp_path / f"{tool}.xml")
        files[-1].write_text(compiled(tool, PROJECT, lang), encoding="utf-8")
    said = validated(files)
    assert said.returncode == 0, said.stdout + said.stderr
    assert (said.stdout + said.stderr).count("Xform is valid!") == len(files)


def test_odk_validate_refuses_a_wrong_survey(tmp_path: Path) -> None:
    path = tmp_path / "wrong.xml"
    path.write_text(compiled("storage-cost", PROJECT).replace("if(", "iff(", 1), encoding="utf-8")
    assert validated([path]).returncode != 0


def validated(files: list[Path]) -> subprocess.CompletedProcess[str]:
    command = ["java", "-Djava.awt.headless=true", "-jar", str(VALIDATOR), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


# --- the same results --------------------------------------------------------------------------------


@pytest.mark.parametrize("tool", CALCULATORS)
def test_examples(tool: str) -> None:
    for example in PROJECT.calculators[tool].model.examples:
        found = survey(tool).case(example.inputs, list(example.expect))
        for key, wanted in example.expect.items():
            close = isinstance(wanted, (int, float)) and isinstance(found[key], float)
            assert (abs(found[key] - wanted) <= example.tolerance) if close else found[key] == wanted  # type: ignore[operator]


@pytest.mark.parametrize("tool", SURVEYS)
def test_values_out_of_bounds_are_refused(tool: str) -> None:
    """By the constraint of their question, and without it: what computes withholds the results as well."""
    base = complete(tool)
    numbers = [i for i in program(tool).inputs if i.kind not in ("choice", "text")]
    for item in [i for i in numbers if "." not in i.key or base.get(i.key) is not None][:12]:
        for value in (v for v in too_far(item) if v is not None):
            values = {**base, item.key: value}
            said = survey(tool).fill(values)
            assert said["refused"] == [asked(tool, item)], (item.key, value)
            if tool in CALCULATORS:
                computed = [v for name, v in said["values"].items() if name.startswith("out_")]
                assert item.whole or set(computed) == {""}
            assert differences(tool, values) == {}


def complete(tool: str) -> Values:
    """Inputs that Python accepts, tables cell by cell."""
    for values in random_inputs(program(tool), Random(1), 50):
        if tool not in CALCULATORS or not run(program(tool), values).refusals:
            return dict(flat(program(tool), values))
    raise AssertionError(f"{tool}: no case is accepted")


def too_far(item: Input) -> list[Value]:
    low = None if item.minimum is None else item.minimum - 1
    high = None if item.maximum is None else item.maximum + 1
    return [low, high, (item.minimum or 0.0) + 0.5 if item.whole else None]


def asked(tool: str, item: Input) -> str:
    names = survey(tool).names
    return next(name for prefix in ("pct", "in") if (name := f"{prefix}_{item.name}") in names)


@pytest.mark.parametrize("tool", CALCULATORS)
def test_what_is_missing_must_be_answered(tool: str) -> None:
    base = complete(tool)
    required = [i for i in program(tool).inputs if i.required]
    for item in required:
        said = survey(tool).fill({**base, item.key: None})
        assert said["missing"] == [asked(tool, item)] if not item.options else [f"in_{item.name}"]
        assert all(v == "" for name, v in said["values"].items() if name.startswith("out_"))


# --- what people read --------------------------------------------------------------------------------


@pytest.mark.parametrize("tool", CALCULATORS)
def test_results_are_shown_as_on_the_page(tool: str) -> None:
    """Rounded by format, with the marks of each language; notes, messages and the sentence that holds. Never NaN."""
    model = PROJECT.calculators[tool].model
    for values in random_inputs(program(tool), Random(9), 12):
        result, said = run(program(tool), values), survey(tool).fill(values)
        assert said["strange"] == [], values
        if said["refused"]:
            continue
        for output in model.outputs:
            value = result.outputs[output.id]
            assert said["relevant"][f"note_{output.id}"] == (value is not None)
            if isinstance(value, float) and (value == 0 or abs(value) >= 0.01):
                assert texts(said["values"], output.id) == written(value, output.format)
        assert_messages(model, result, values, said)


def texts(values: Mapping[str, str], name: str) -> dict[str, str]:
    return {lang: values[f"text_{name}_{lang}"] for lang in ("fr", "en")}


def written(value: float, format: str) -> dict[str, str]:
    small = abs(value) * (100 if format == "percent" else 1) < 1 and format != "integer"
    shown = {lang: format_number(value, format, lang, 3 if small else None) for lang in ("fr", "en")}
    return {lang: re.sub(r"\s?%$", "", text) for lang, text in shown.items()}


def assert_messages(
    model: Calculator, result: Result, values: Values, said: Mapping[str, Mapping[str, object]]
) -> None:
    failed = {refusal.subject for refusal in result.refusals if refusal.kind == "check"}
    withheld = any(refusal.kind not in ("check", "error") for refusal in result.refusals)
    for check in model.checks:
        assert said["relevant"][f"note_{check.id.replace('-', '_')}"] == (check.id in failed)
    assert said["relevant"]["note_waiting"] == withheld
    shown = [i for i in range(len(model.sentences)) if said["relevant"][f"note_sentence_{i}"]]
    assert shown == [i for i in result.sentences if known(model, i, result, values)][:1]


def known(model: Calculator, number: int, result: Result, values: Values) -> bool:
    """Whether every value that a sentence names has a value."""
    names = re.findall(r"\{(\w+)\}", model.sentences[number].text.fr)
    inputs = {i.id: i for i in model.inputs}
    given = [
        values.get(n) not in (None, "") or inputs[n].default not in (None, "unknown") for n in names if n in inputs
    ]
    return all(given) and all(result.outputs[n] is not None for n in names if n not in inputs)


def test_a_row_appears_once_the_one_before_is_begun() -> None:
    rows = [{"actor": "Producer", "price": 100.0, "cost": 5.0, "loss_share": 0.0}, {"actor": "Trader"}]
    said = survey("value-chain-margins").fill({"actors": rows})
    shown = [n for n in range(1, 9) if said["relevant"].get(f"group_actors_{n}", n == 1)]
    assert shown == [1, 2, 3]
    assert said["missing"] == ["in_actors_1_price", "in_actors_1_cost", "pct_actors_1_loss_share"]
    assert survey("value-chain-margins").case({"actors": rows[:1]}, ["producer_share"]) == {"producer_share": 1.0}


def test_a_checklist_says_how_far_it_can_be_trusted() -> None:
    checklist = PROJECT.checklists["governance"].model
    first = checklist.sections[0].indicators[0]
    said = survey("governance").fill({first.id: "absent"})
    asked = sum(item.status == "active" for section in checklist.sections for item in section.indicators)
    assert said["values"]["text_coverage_fr"] == f"{100 / asked:.2f}".replace(".", ",")
    assert said["relevant"]["note_provisional"] and said["relevant"]["note_band_fragile"]
    assert not said["relevant"]["note_score"] or said["values"]["out_score"] == 0
    blank = survey("governance").fill({})
    assert blank["values"]["out_score"] == "" and not blank["relevant"]["note_provisional"]


def test_a_number_or_not_applicable() -> None:
    measured = next(i for s in PROJECT.checklists["governance"].model.sections for i in s.indicators if i.measure)
    name = measured.id.replace("-", "_")
    said = survey("governance").fill({measured.id: "na"})
    assert said["values"][name] == "" and not said["relevant"][f"pct_{name}"]
    assert survey("governance").fill({measured.id: 0.07})["values"][name] == 0.07


# --- the file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("tool", SURVEYS)
def test_the_file_speaks_both_languages(tool: str, lang: str, meta: Meta) -> None:
    first = export(tool, "xlsform", lang, PROJECT, meta)
    assert first == export(tool, "xlsform", lang, PROJECT, meta)
    book = openpyxl.load_workbook(io.BytesIO(first))
    settings = dict(zip(*book["settings"].iter_rows(values_only=True), strict=True))
    model = PROJECT.tools()[tool].model
    assert (settings["form_id"], settings["version"]) == (tool, str(model.version))
    assert (settings["default_language"], settings["form_title"]) == (NAMES[lang], say(model.title, lang))
    for sheet in ("survey", "choices"):
        head, *rows = book[sheet].iter_rows(values_only=True)
        for column in TRANSLATED:
            pair = [head.index(f"{column}::{NAMES[one]}") for one in ("fr", "en") if f"{column}::{NAMES[one]}" in head]
            assert len(pair) in (0, 2) and column not in head
            assert all(bool(row[pair[0]]) == bool(row[pair[1]]) for row in rows if pair)


@pytest.mark.parametrize("tool", CALCULATORS)
def test_each_language_shows_the_numbers_written_for_it(tool: str, meta: Meta) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(tool, "xlsform", "fr", PROJECT, meta)))
    head, *rows = book["survey"].iter_rows(values_only=True)
    for lang, other in (("fr", "en"), ("en", "fr")):
        labels = " ".join(str(row[head.index(f"label::{NAMES[lang]}")]) for row in rows)
        assert re.search(rf"\$\{{text_\w+_{lang}\}}", labels) and not re.search(rf"\$\{{text_\w+_{other}\}}", labels)


@pytest.mark.parametrize("tool", REFUSED)
def test_other_tools_say_why_they_are_no_surveys(tool: str) -> None:
    with pytest.raises(NotASurvey) as refused:
        export(tool, "xlsform", "fr", PROJECT, Meta())
    for lang, instead in (("fr", "la page ou le classeur"), ("en", "the page or the spreadsheet")):
        said = refused.value.text(lang)
        assert say(PROJECT.tools()[tool].model.title, lang) in said and instead in said and "{" not in said
        assert REFUSED[tool][0] in said
    for wanted, lang in zip(REFUSED[tool][1:], ("fr", "en"), strict=False):
        assert wanted in refused.value.text(lang)


def test_every_reason_has_its_words() -> None:
    """The reasons that formulas can give are those that the exporter can say."""
    from macros.exports.words import words

    source = "".join(path.read_text() for path in (ROOT / "macros" / "formulas").glob("*.py"))
    reasons = set(re.findall(r'NoXPath\(\s*"(\w+)"', source))
    assert reasons and reasons == {
        key.removeprefix("xlsform_no_") for key in words("fr") if key.startswith("xlsform_no_")
    } - {
        "formula",
        "sentence",
    }
