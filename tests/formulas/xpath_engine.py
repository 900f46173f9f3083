"""Formulas in a survey: printed as XPath, compiled by pyxform, computed by the XPath engine of Enketo."""

import io
from dataclasses import replace

from pyxform.xls2xform import convert

from macros.definitions.models import Calculator
from macros.exports import Meta
from macros.exports.xlsform.calculator import calculator_form
from macros.exports.xlsform.form import Form
from macros.formulas.program import Program
from macros.formulas.unroll import unroll
from macros.formulas.xpath_term import NoXPath, given, union
from tests.exports.xform import XForm
from tests.formulas.calculators import calculator
from tests.formulas.engines import Answers, Formulas, answer_name, program

ANSWER = answer_name(0)


def survey(form: Form) -> XForm:
    """`form` compiled without a word from pyxform."""
    warnings: list[str] = []
    made = convert(io.BytesIO(form.finish()), warnings=warnings, file_type=".xlsx")
    assert warnings == []
    return XForm(made.xform)


def survey_of(tool: Calculator) -> XForm:
    """The survey of a calculator. Raises NoXPath."""
    return survey(calculator_form(tool, "en", Meta()))


def in_xpath(formulas: Formulas) -> Answers:
    """What each formula gives in a survey: a blank for an error, 1 or 0 for a truth value, NoXPath where refused."""
    form, refused = Form(calculator(), "en"), {}
    for name in ("meta_institution", "meta_date"):
        form.row("text", name, label={"fr": name, "en": name})
    for number, formula in enumerate(formulas):
        try:
            _add(form, program([formula]), number)
        except NoXPath as error:
            refused[number] = error
    values = survey(form).fill({})["values"]
    return [refused.get(number, values.get(answer_name(number))) for number in range(len(formulas))]


def _add(form: Form, tool: Program, number: int) -> None:
    """The calculations behind one formula, under names of its own."""
    wanted = tuple(output for output in tool.outputs if output.name == ANSWER)
    unrolled = unroll(replace(tool, outputs=wanted), {})
    term, own = unrolled.scalar(ANSWER), f"${{f{number}_"
    for calculation in unrolled.calculations:
        form.calculate(f"f{number}_{calculation.name}", calculation.xpath.replace("${", own), calculation.is_text)
    text = f"if({term.text}, 1, 0)" if term.kind == "truth" else term.text
    asked = union(term.needs, (term.known,) if term.known else ())
    form.calculate(answer_name(number), given(asked, text).replace("${", own), term.kind == "text")
