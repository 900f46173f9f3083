"""The project's own runtime and the independent reference give the same results on random inputs."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from macros.scoring import Score, SectionScore
from tests.interface import CHOICES
from tests.proof.compare import TOLERANCE
from tests.proof.reference import CASES, Pair, pairs, program, scores
from tests.proof.subject import project
from tests.reference import scoring
from tests.reference.registry import REFERENCES
from tests.strategies import STRATA

PROJECT = project()

TOOLS = [tool for tool in REFERENCES if tool in PROJECT.calculators]
"""The calculators of the project; `test_every_calculator_has_a_reference` finds those that are not compared."""


def close(expected: float, found: object) -> bool:
    """Equal within the tolerance: relative for amounts, of the larger of 1 and the rate for rates."""
    return isinstance(found, int | float) and abs(expected - found) <= TOLERANCE * max(1.0, abs(expected))


def same(pair: Pair, name: str) -> bool:
    expected, found = pair.expected.outputs[name], pair.found.outputs[name]
    if expected is None or found is None:
        return expected is found or (pair.beyond and found is None)
    return expected == found if isinstance(expected, str) else close(expected, found)


def shown(pair: Pair, name: str) -> str:
    values = {key: value for key, value in pair.values.items() if value is not None}
    refusals = f"{pair.expected.refusals} {pair.found.refusals}"
    return f"{name}: reference {pair.expected.outputs[name]}, found {pair.found.outputs[name]} {refusals} {values}"


def outputs() -> Iterator[tuple[str, str]]:
    return ((tool, name) for tool in TOOLS for name in REFERENCES[tool].outputs)


def unknown(pair: Pair, tool: str) -> bool:
    """Whether an output may be empty only because an input without default is not known."""
    optional = (source.key for source in program(tool).inputs if not source.required and source.default is None)
    return not pair.expected.refusals and any(pair.values.get(key) is None for key in optional)


# --- calculators -------------------------------------------------------------------------------------


def test_every_calculator_has_a_reference() -> None:
    assert REFERENCES.keys() >= PROJECT.calculators.keys()


@pytest.mark.parametrize(("tool", "name"), [*outputs()])
def test_same_output(tool: str, name: str) -> None:
    different = [shown(p, name) for p in pairs(tool) if not same(p, name)]
    assert not different, f"{len(different)} of {len(pairs(tool))} cases differ:\n" + "\n".join(different[:5])


@pytest.mark.parametrize("tool", TOOLS)
def test_same_missing_inputs(tool: str) -> None:
    for p in pairs(tool):
        found = [(r.kind, r.subject) for r in p.found.refusals if r.kind == "missing"]
        assert found == [refusal for refusal in p.expected.refusals if refusal[0] == "missing"], p.values


@pytest.mark.parametrize("tool", TOOLS)
def test_each_refusal_has_its_reason(tool: str) -> None:
    """Nothing is withheld without a refusal, and nothing is refused that the reference computes."""
    for p in pairs(tool):
        blank = [name for name in REFERENCES[tool].outputs if p.found.outputs[name] is None]
        assert not blank or p.found.refusals or unknown(p, tool), shown(p, blank[0])
        assert not any(r.kind == "error" for r in p.found.refusals), p.found.refusals


@pytest.mark.parametrize("tool", TOOLS)
def test_most_cases_are_accepted(tool: str) -> None:
    accepted = sum(p.accepted for p in pairs(tool))
    assert accepted >= 0.8 * CASES
    assert sum(p.beyond for p in pairs(tool)) <= 0.1 * CASES


@pytest.mark.parametrize("tool", [tool for tool in STRATA if tool in TOOLS])
def test_every_combination_of_choices_appears(tool: str) -> None:
    seen = {tuple(p.values[name] for name in STRATA[tool]) for p in pairs(tool)}
    assert seen >= set(product(*(CHOICES[name] for name in STRATA[tool])))


LOAN = ("period", "interest", "principal", "balance", "tax", "saved", "returned", "flow")
TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "cash-flow-rate": ("schedule", {"period": "period", "flow": "flow"}),
    "loan-schedule": ("schedule", {name: name for name in ("period", "interest", "payment", "balance")}),
    "microloan-cost": (
        "schedule",
        {**{name: name for name in LOAN}, "fee": "fees", "savings": "savings_balance"},
    ),
    "seasonal-repayment": (
        "year_ahead",
        {"month": "calendar_month", "monthly": "balance_monthly", "seasonal": "balance_seasonal"},
    ),
    "value-chain-margins": (
        "margins",
        {"share": "price_share", "sold": "sold", "cost": "own_costs", "net_margin": "net_margin"},
    ),
}
"""The table of a tool that its reference computes too, and the tool's name of each column that means the same.

Interest withheld at the start is a payment for the reference alone; interest added to the debt is, there, a negative
principal.
"""


DUST = {"microloan-cost": 1e-4, "loan-schedule": 1e-4}
"""What balances rounded to six decimals on every row may add up to; far below a cent."""


@pytest.mark.parametrize("tool", [tool for tool in TABLES if tool in TOOLS])
def test_same_table(tool: str) -> None:
    table, names = TABLES[tool]
    compared = 0
    for p in pairs(tool):
        if not p.accepted or p.beyond:
            continue
        rows = p.found.tables[table]
        rest = p.expected.schedule[len(rows) :]
        assert len(rows) <= len(p.expected.schedule) and not any(row.get("flow", 1) for row in rest), p.values
        for theirs, ours in names.items():
            expected = [row[theirs] for row in p.expected.schedule[: len(rows)]]
            least = max(TOLERANCE * max(1.0, *map(abs, expected)), DUST.get(tool, 0.0))
            far = [(k, x, rows[k][ours]) for k, x in enumerate(expected) if not near(x, rows[k][ours], least)]
            assert not far, (ours, far[:3], p.values)
        compared += 1
    assert compared >= 0.7 * CASES


def near(expected: float, found: object, least: float) -> bool:
    return isinstance(found, int | float) and abs(expected - found) <= least


# --- checklists --------------------------------------------------------------------------------------


@pytest.mark.parametrize("tool", PROJECT.checklists)
def test_same_score(tool: str) -> None:
    bands, reached = {band.id for band in PROJECT.checklists[tool].model.bands}, set()
    for values, expected, found in scores(PROJECT.checklists[tool].model, 300):
        assert (found.band, found.provisional) == (expected.band, expected.provisional), values
        assert list(found.critical) == expected.critical, values
        assert alike(expected, found), values
        for name, mark in expected.sections.items():
            assert alike(mark, found.sections[name]), (name, values)
        reached.add(expected.band)
    assert reached >= bands


def alike(expected: scoring.Mark, found: Score | SectionScore) -> bool:
    """The same score, or none in both, and the same coverage."""
    if expected.score is None or found.score is None:
        return expected.score is found.score and close(expected.coverage, found.coverage)
    return close(expected.score, found.score) and close(expected.coverage, found.coverage)
