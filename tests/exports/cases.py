"""Random cases typed into the cells of a workbook, and what its cells must then show."""

import math
from collections.abc import Mapping
from random import Random

from macros.definitions.load import Project
from macros.definitions.models import Calculator, Checklist
from macros.exports.language import say
from macros.exports.words import words
from macros.exports.xlsx.layout import cell_name
from macros.formulas import Value, compile_calculator, run
from macros.formulas.program import Input, Program
from macros.scoring import compile_checklist, score
from macros.scoring.compile import NOT_APPLICABLE, scale_of
from tests.strategies import Values, random_inputs

TOLERANCE = 1e-9
ODD = 0.12
"""Share of cases with a value that is out of bounds, not whole, or no number."""


def program_of(tool: Checklist | Calculator, project: Project) -> Program:
    if isinstance(tool, Checklist):
        return compile_checklist(tool, project.scale_models())
    return compile_calculator(tool)


def cases(tool: Checklist | Calculator, project: Project, count: int, seed: int) -> list[Values]:
    """Ordinary cases, some of them with something odd typed in."""
    rng, program = Random(seed), program_of(tool, project)
    return [_odd(rng, program, values) for values in random_inputs(program, rng, count)]


def _odd(rng: Random, program: Program, values: Values) -> Values:
    if rng.random() > ODD:
        return values
    item = rng.choice([i for i in program.inputs if i.kind != "choice"] or list(program.inputs))
    return {**values, item.key: rng.choice(_odd_values(item))}


def _odd_values(item: Input) -> list[Value]:
    low = -1.0 if item.minimum is None else item.minimum - 1.0
    high = 2e15 if item.maximum is None else item.maximum + 1.0
    return [low, high, "twelve", *([item.minimum + 0.5] if item.whole and item.minimum is not None else [])]


def typed(tool: Checklist | Calculator, project: Project, values: Mapping[str, Value], lang: str) -> dict[str, object]:
    """What a person types for `values`: labels for codes; every input is given, so that none is left over."""
    labels = label_table(tool, project, lang)
    return {
        cell_name("in", item.key): labels.get((item.key, values.get(item.key)), values.get(item.key))
        for item in program_of(tool, project).inputs
    }


def label_table(tool: Checklist | Calculator, project: Project, lang: str) -> dict[tuple[str, Value], str]:
    """(id, code) → label."""
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
    shown: dict[str, Value] = {"score": found.score, "coverage": found.coverage, "band": found.band}
    shown |= {key: section.score for key, section in found.sections.items()}
    shown["critical"] = " ".join(found.critical) or None
    return {cell_name("out", key): value for key, value in shown.items()}


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
