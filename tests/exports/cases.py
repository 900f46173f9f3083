"""What is typed into the cells of a workbook, and what its cells must then show."""

import math
from collections.abc import Mapping

from macros.definitions.load import Project
from macros.definitions.models import Calculator, Checklist
from macros.exports.language import say
from macros.exports.words import words
from macros.exports.xlsx.layout import cell_name
from macros.formulas import Value, compile_calculator, run
from macros.formulas.program import Program
from macros.scoring import Score, compile_checklist, score
from macros.scoring.compile import NOT_APPLICABLE, scale_of

TOLERANCE = 1e-9


def program_of(tool: Checklist | Calculator, project: Project) -> Program:
    if isinstance(tool, Checklist):
        return compile_checklist(tool, project.scale_models())
    return compile_calculator(tool)


Labels = Mapping[tuple[str, Value], str]
"""The words of each option, by input and code."""


def typed(tool: Checklist | Calculator, project: Project, values: Mapping[str, Value], lang: str) -> dict[str, Value]:
    """What a person types for `values`, by the name of the cell."""
    return typed_cells(program_of(tool, project), label_table(tool, project, lang), values)


def typed_cells(program: Program, labels: Labels, values: Mapping[str, Value]) -> dict[str, Value]:
    """Labels for codes; every input is given, so that none is left over."""
    given = {item.key: values.get(item.key) for item in program.inputs}
    return {cell_name("in", key): labels.get((key, value), value) for key, value in given.items()}


def label_table(tool: Checklist | Calculator, project: Project, lang: str) -> Labels:
    """The labels of a tool in one language."""
    if isinstance(tool, Calculator):
        return {(i.id, o.code): say(o.label, lang) for i in tool.inputs for o in i.options}
    found: dict[tuple[str, Value], str] = {}
    for section in tool.sections:
        for item in section.indicators:
            if item.measure:
                found[item.id, NOT_APPLICABLE] = words(lang)["not_applicable"]
                continue
            for answer in scale_of(item, tool, project.scale_models()).answers:
                found[item.id, answer.code] = say(answer.label, lang)
    return found


def expected(tool: Checklist | Calculator, project: Project, values: Mapping[str, Value]) -> dict[str, Value]:
    """What every result cell must show; None for nothing."""
    if isinstance(tool, Calculator):
        outputs = run(compile_calculator(tool), values).outputs
        return {cell_name("out", key): value for key, value in outputs.items()}
    found = score(tool, project.scale_models(), values)
    return {cell_name("out", key): value for key, value in score_outputs(found).items()}


def score_outputs(found: Score) -> dict[str, Value]:
    """Everything that a checklist shows, by output."""
    shown: dict[str, Value] = {"score": found.score, "coverage": found.coverage, "band": found.band}
    shown |= {key: section.score for key, section in found.sections.items()}
    return shown | {"critical": " ".join(found.critical) or None}


def differences(found: Mapping[str, object], wanted: Mapping[str, Value]) -> dict[str, tuple[object, Value]]:
    """The cells that do not show what they must."""
    return {name: (found[name], value) for name, value in wanted.items() if not same(found[name], value)}


def same(found: object, wanted: Value) -> bool:
    if wanted is None:
        return found in (None, "")
    if isinstance(wanted, str):
        return found == wanted
    close = isinstance(found, (int, float)) and math.isclose(found, wanted, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return close and not isinstance(found, bool)
