"""The random draws are realistic: the reference accepts most of them, and every choice and outcome is met often."""

from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

import pytest

from macros.definitions import load_project
from macros.formulas import compile_calculator
from macros.formulas.program import Input
from tests.interface import CHOICES, INPUTS, STATED, program
from tests.interface import GRIDS as TABLES
from tests.reference.outcome import Outcome
from tests.reference.registry import REFERENCES, compute
from tests.strategies import BLANK, GRIDS, STRATA, Values, random_inputs

CASES = 1000
SEED = 20261124
PROJECT = load_project(Path(__file__).parent.parent)
TOOLS = [tool for tool in REFERENCES if tool in PROJECT.calculators]

Case = tuple[Values, Outcome]


@cache
def cases(tool: str) -> list[Case]:
    return [(values, compute(tool, values)) for values in random_inputs(program(tool), Random(SEED), CASES)]


@pytest.mark.parametrize("tool", REFERENCES)
def test_most_cases_are_accepted(tool: str) -> None:
    accepted = sum(not outcome.refusals for _, outcome in cases(tool))
    assert accepted >= 0.8 * CASES, Counter(refusal for _, outcome in cases(tool) for refusal in outcome.refusals)


@pytest.mark.parametrize(("tool", "output"), [(tool, name) for tool in REFERENCES for name in REFERENCES[tool].outputs])
def test_every_output_varies(tool: str, output: str) -> None:
    """A result that hardly changes would be compared with nothing."""
    seen = {outcome.outputs[output] for _, outcome in cases(tool)} - {None}
    assert len(seen) >= (3 if output in ("binding_limit", "gap") else 8), seen
    assert sum(outcome.outputs[output] is not None for _, outcome in cases(tool)) >= 0.1 * CASES


@pytest.mark.parametrize("tool", REFERENCES)
def test_something_is_left_blank(tool: str) -> None:
    missing = sum(any(kind == "missing" for kind, _ in outcome.refusals) for _, outcome in cases(tool))
    required = any(source.required for source in INPUTS[tool]) or tool in TABLES
    assert missing >= (0.3 * BLANK * CASES if required else 0)


@pytest.mark.parametrize(("tool", "name"), [(t, s.key) for t, inputs in INPUTS.items() for s in inputs if s.options])
def test_every_code_is_met_often(tool: str, name: str) -> None:
    seen = Counter(values[name] for values, outcome in cases(tool) if not outcome.refusals)
    assert min(seen[code] for code in CHOICES[name]) >= 40, seen


@pytest.mark.parametrize("tool", STRATA)
def test_every_combination_of_codes_is_met(tool: str) -> None:
    seen = {tuple(values[name] for name in STRATA[tool]) for values, _ in cases(tool)}
    assert seen >= set(product(*(CHOICES[name] for name in STRATA[tool])))


def happens(values: Values, outcome: Outcome, what: str) -> bool:
    found = outcome.outputs
    rate, net = found.get("period_rate"), found.get("net_margin")
    return {
        "no single rate": ("check", "single_rate") in outcome.refusals,
        "free": rate == 0,
        "cheaper than free": isinstance(rate, float) and rate < 0,
        "grace": bool(values.get("grace_periods")),
        "no grace": not values.get("grace_periods"),
        "many": isinstance(count := values.get("instalments"), float) and count > 104,
        "short": bool(found.get("months_short_monthly")),
        "not short": found.get("months_short_monthly") == 0,
        "the season matters": found.get("months_short_seasonal") != found.get("months_short_monthly"),
        "loss": isinstance(net, float) and net < 0,
        "nothing to lend": found.get("usable_capacity") == 0,
        "stock": found.get("binding_limit") == "stock",
        "equity": found.get("binding_limit") == "equity",
        "cash_flow": found.get("binding_limit") == "cash_flow",
        "unknown": any(value is None for value in found.values()) and not outcome.refusals,
        "restructured": bool(values.get("restructured")),
        "everyone": found.get("sample_size") is not None and found["sample_size"] == values.get("population"),
    }[what]


@pytest.mark.parametrize(
    ("tool", "what", "least"),
    [
        ("cash-flow-rate", "no single rate", 10),
        ("cash-flow-rate", "free", 15),
        ("cash-flow-rate", "cheaper than free", 8),
        ("loan-schedule", "grace", 300),
        ("loan-schedule", "no grace", 300),
        ("loan-schedule", "many", 40),
        ("seasonal-repayment", "short", 200),
        ("seasonal-repayment", "not short", 100),
        ("seasonal-repayment", "the season matters", 100),
        ("crop-budget", "loss", 50),
        ("repayment-capacity", "nothing to lend", 50),
        ("producer-organisation-limit", "stock", 100),
        ("producer-organisation-limit", "equity", 100),
        ("producer-organisation-limit", "cash_flow", 100),
        ("mfi-ratios", "unknown", 300),
        ("portfolio-at-risk", "unknown", 100),
        ("portfolio-at-risk", "restructured", 200),
        ("sample-size", "everyone", 10),
    ],
)
def test_what_must_not_be_rare(tool: str, what: str, least: int) -> None:
    assert sum(happens(values, outcome, what) for values, outcome in cases(tool)) >= least


@pytest.mark.parametrize("tool", GRIDS)
def test_tables_have_the_columns_of_the_specification(tool: str) -> None:
    assert GRIDS[tool].keys() == TABLES[tool].keys()
    for name, grid in TABLES[tool].items():
        assert GRIDS[tool][name].most == grid.most
        tables = [values[name] for values, _ in cases(tool)]
        assert all(set(row) == set(grid.columns) for table in tables if table for row in table)
        assert max(len(table) for table in tables if table) <= grid.most


# --- the tools of the project have this interface ----------------------------------------------------


def found(tool: str) -> dict[str, Input]:
    """The inputs of a tool, tables apart: their cells are inputs called ``flows.0.received``."""
    inputs = compile_calculator(PROJECT.calculators[tool].model).inputs
    return {source.key: source for source in inputs if "." not in source.key}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_has_the_inputs_of_its_specification(tool: str) -> None:
    expected = {source.key for source in INPUTS[tool]}
    grids = {grid.key for grid in compile_calculator(PROJECT.calculators[tool].model).grids}
    assert found(tool).keys() == expected and grids == TABLES.get(tool, {}).keys()


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_has_the_outputs_of_its_specification(tool: str) -> None:
    outputs = {output.key for output in compile_calculator(PROJECT.calculators[tool].model).outputs}
    assert outputs >= set(REFERENCES[tool].outputs)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_has_the_codes_defaults_and_bounds_of_its_specification(tool: str) -> None:
    sources = found(tool)
    for expected in INPUTS[tool]:
        source = sources[expected.key]
        assert set(source.options) == set(expected.options), source.key
        assert (source.required, source.default) == (expected.required, expected.default), source.key
        if (tool, source.key) in STATED:
            assert (source.minimum, source.maximum) == STATED[tool, source.key]


ABOVE_ALL = {
    ("loan-schedule", "rate"): 12000,
    ("mfi-ratios", "inflation_rate"): 100,
    ("mfi-ratios", "market_debt_rate"): 100,
    ("microloan-cost", "rate"): 5200,
    ("microloan-cost", "rate_ceiling"): 50,
    ("sustainable-rate", "administrative_rate"): 5,
    ("sustainable-rate", "cost_of_funds"): 5,
    ("sustainable-rate", "capitalisation_rate"): 5,
}
"""The rates that may pass 100 %, as fractions. Every other percent is a share: 50 as its bound was meant as 0.5."""


def test_only_rates_may_be_more_than_all() -> None:
    tools = {tool: loaded.model for tool, loaded in PROJECT.calculators.items()}
    items = [(tool, item) for tool, model in tools.items() for i in model.inputs for item in (i, *i.columns)]
    percents = [(tool, item) for tool, item in items if item.type == "percent"]
    assert {(t, i.id): i.max for t, i in percents if i.max is None or i.max > 1} == ABOVE_ALL
