"""Checklists and calculators filled in a real Chromium, in both languages: every number equals Python's."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros import ROOT
from macros.definitions import Project, load_project
from macros.definitions.models import Checklist
from macros.formulas import Program, Value, run
from macros.formulas.inputs import flat
from macros.formulas.javascript import print_program
from macros.pages import format_number
from macros.scoring import program_of, score
from tests.scoring.cases import checklist_cases
from tests.strategies import random_inputs

pytestmark = pytest.mark.xdist_group("site")

LANGUAGES = ("fr", "en")
PROJECT = load_project(ROOT)
CALCULATORS, CHECKLISTS = tuple(PROJECT.calculators), tuple(PROJECT.checklists)
TYPED_CASES = {"microloan-cost": 40, "warrantage": 40}
"""Cases filled in on the page; the others get fewer, since each kind of field is typed often enough here."""

# Answers every control at once, then lets the page work: what typing does, without the wait of a thousand keys.
FILL = """([tool, values]) => {
  const form = document.querySelector(`form[data-tool="${tool}"]`);
  const adds = name => form.querySelector(`[data-grid="${name.split(".")[0]}"] [data-action="add-row"]`);
  for (const [name, value] of Object.entries(values)) {
    while (value !== null && !form.querySelector(`[name="${name}"]`)) { adds(name).click(); }
    for (const control of form.querySelectorAll(`[name="${name}"]`)) {
      if (control.type === "radio") { control.checked = control.value === value; }
      else if (control.type === "checkbox") { control.checked = value === true; }
      else { control.value = value === null ? "" : value; }
      control.dispatchEvent(new Event("input", {bubbles: true}));
      control.dispatchEvent(new Event("change", {bubbles: true}));
    }
  }
  return new Promise(done => requestAnimationFrame(() => setTimeout(() => {
    const shown = {};
    for (const output of form.querySelectorAll("output[name]")) { shown[output.name] = output.dataset.value; }
    done(shown);
  }, 30)));
}"""


def typed(value: Value, kind: str, lang: str) -> str | bool | None:
    """`value` as a person would type it."""
    if isinstance(value, (bool, str)) or value is None:
        return value if isinstance(value, str) else None
    value = float(value)
    shown = repr(value * 100 if kind == "percent" else value) if value % 1 or kind == "percent" else str(int(value))
    shown = format(round(float(shown), 9), "f").rstrip("0").rstrip(".") if "." in shown else shown
    return shown.replace(".", ",") if lang == "fr" else shown


def read_back(text: str | bool | None, kind: str, lang: str) -> Value:
    """What the page must have understood."""
    if not isinstance(text, str) or kind in ("choice", "text"):
        return text if isinstance(text, str) else None
    number = float(text.replace(",", "."))
    return number / 100 if kind == "percent" else number


def same(shown: str, value: Value) -> bool:
    if not isinstance(value, float):
        return shown == (value or "")
    return shown != "" and abs(float(shown) - value) <= 1e-9 * max(1.0, abs(value))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tool", CALCULATORS)
def test_every_number_of_a_calculator(page: Page, site_url: str, project: Project, tool: str, lang: str) -> None:
    program = program_of(project.calculators[tool].model, {})
    page.goto(f"{site_url}{lang}/tools/{tool}/")
    accepted, count = 0, TYPED_CASES.get(tool, 12)
    for values in random_inputs(program, random.Random(f"{tool}{lang}"), count):
        cells = flat(program, values)
        texts = {i.key: typed(cells.get(i.key), i.kind, lang) for i in program.inputs}
        understood = {i.key: read_back(texts[i.key], i.kind, lang) for i in program.inputs}
        expected = run(program, understood)
        shown = page.evaluate(FILL, [tool, texts])
        for key, value in expected.outputs.items():
            assert same(shown[key], value), (key, shown[key], value, understood)
        accepted += any(value is not None for value in expected.outputs.values())
    assert accepted >= 0.7 * count


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tool", CHECKLISTS)
def test_every_number_of_a_checklist(page: Page, site_url: str, project: Project, tool: str, lang: str) -> None:
    model, scales = project.checklists[tool].model, project.scale_models()
    program = program_of(model, scales)
    page.goto(f"{site_url}{lang}/tools/{tool}/")
    for answers in random_inputs(program, random.Random(lang), 25 if tool == "governance" else 10):
        shown = page.evaluate(FILL, [tool, controls(model, program, answers, lang)])
        expected = score(model, scales, answers)
        assert same(shown["score"], expected.score)
        assert same(shown["coverage"], expected.coverage)
        assert shown["band"] == (expected.band or "")
        assert shown["critical"].split() == list(expected.critical)
        for section, part in expected.sections.items():
            assert same(shown[section], part.score), section


def controls(
    model: Checklist, program: Program, answers: Mapping[str, Value], lang: str
) -> dict[str, str | bool | None]:
    """Answers as controls: a measured number is text, its "not applicable" a box of its own."""
    filled: dict[str, str | bool | None] = {}
    measures = {i.id: i.measure.type for section in model.sections for i in section.indicators if i.measure}
    for item in program.inputs:
        value = answers.get(item.key)
        if item.kind == "measure":
            filled[item.key] = None if value == "na" else typed(value, measures[item.key], lang)
            filled[f"{item.key}.na"] = value == "na"
        else:
            filled[item.key] = value if isinstance(value, str) else None
    return filled


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_person_fills_the_calculator(page: Page, site_url: str, project: Project, lang: str) -> None:
    """With the keyboard, in the spelling of the language, and reads the result on the screen."""
    page.goto(f"{site_url}{lang}/tools/microloan-cost/")
    form = page.locator('form[data-tool="microloan-cost"]')
    form.locator('[name="amount"]').fill("300 000" if lang == "fr" else "300,000")
    form.locator('[name="rate"]').fill("2,5" if lang == "fr" else "2.5")
    form.locator('[name="rate_period"]').select_option("month")
    form.locator('[name="method"]').select_option("flat")
    form.locator('[name="instalments"]').fill("12")
    form.locator('[name="frequency"]').select_option("monthly")
    page.keyboard.press("Tab")
    program = program_of(project.calculators["microloan-cost"].model, {})
    values: dict[str, Value] = {"amount": 300000.0, "rate": 0.025, "rate_period": "month", "method": "flat"}
    expected = run(program, values | {"instalments": 12.0, "frequency": "monthly"})
    rate = form.locator('output[name="effective_annual_rate"]')
    page.wait_for_function("document.querySelector('output[name=effective_annual_rate]').dataset.value")
    assert same(rate.get_attribute("data-value") or "", expected.outputs["effective_annual_rate"])
    shown = expected.outputs["effective_annual_rate"]
    assert isinstance(shown, float)
    assert format_number(shown, "percent", lang) in rate.inner_text()
    rows = form.locator('table[data-table="schedule"] tbody tr')
    assert rows.count() == len(expected.tables["schedule"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_score_appears_with_the_first_answer(page: Page, site_url: str, lang: str) -> None:
    page.goto(f"{site_url}{lang}/tools/governance/")
    form = page.locator('form[data-tool="governance"]')
    assert form.locator('output[name="score"]').get_attribute("data-value") in ("", None)
    form.locator('[name="gov-power-1"][value="practised"]').check()
    page.wait_for_function("document.querySelector('output[name=score]').dataset.value === '1'")
    assert float(form.locator('output[name="coverage"]').get_attribute("data-value") or 0) < 0.1


def test_a_section_in_a_guide_shares_the_answers_of_the_whole(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}fr/tools/governance/")
    page.locator('[name="gov-control-1"][value="absent"]').check()
    page.wait_for_function("document.querySelector('output[name=score]').dataset.value === '0'")
    page.goto(f"{site_url}en/guides/governance/power/")
    page.locator('[name="gov-power-1"][value="practised"]').check()
    page.wait_for_function("document.querySelector('output[name=score]').dataset.value === '0.5'")
    page.goto(f"{site_url}fr/tools/governance/")
    assert page.locator('[name="gov-power-1"][value="practised"]').is_checked()


def test_scoring_examples_come_out_on_a_page(page: Page, site: Path, site_url: str) -> None:
    """The scoring cases of tests/data, in the runtime that the page has loaded."""
    page.goto(f"{site_url}en/tools/governance/")
    for program, answers, expected in checklist_cases():
        page.add_script_tag(content=print_program(program))
        outputs = page.evaluate("([tool, a]) => cerise.tools[tool].compute(a).outputs", [program.tool, answers])
        for key, value in expected.items():
            assert outputs[key] == (None if value is None else pytest.approx(value, abs=1e-9))
