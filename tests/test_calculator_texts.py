"""What calculators tell their readers: every result explained, an example to try, a loss called a loss."""

from typing import Any

import pytest

from macros import ROOT
from macros.definitions import load_project
from macros.definitions.models import Calculator
from macros.formulas import compile_calculator, run

CALCULATORS = {name: item.model for name, item in load_project(ROOT).calculators.items()}


@pytest.mark.parametrize("tool", CALCULATORS.values(), ids=list(CALCULATORS))
def test_every_result_is_explained_and_an_example_can_be_tried(tool: Calculator) -> None:
    assert [output.id for output in tool.outputs if output.explain is None] == []
    assert any(output.main for output in tool.outputs)
    shown = [example for example in tool.examples if example.show]
    assert shown
    assert [example.id for example in shown if example.title is None] == []
    assert tool.sentences
    assert tool.sources


@pytest.mark.parametrize("tool", CALCULATORS.values(), ids=list(CALCULATORS))
def test_where_a_case_is_published__one_is_shown(tool: Calculator) -> None:
    published = [example for example in tool.examples if example.proof == "published"]
    whole = [example for example in published if tool.id != "repayment-capacity"]  # its case is read backwards
    assert not whole or any(example.show for example in whole)


def said(name: str, **inputs: Any) -> str:
    """The sentence that a calculator shows, in English."""
    tool = CALCULATORS[name]
    result = run(compile_calculator(tool), inputs)
    return tool.sentences[result.sentences[0]].text.en


def actors(*rows: tuple[float, float, float]) -> list[dict[str, float]]:
    return [dict(zip(("price", "cost", "loss_share"), row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("rows", "loss"),
    [
        (actors((100, 40, 0), (150, 20, 0.1)), False),
        (actors((100, 40, 0), (110, 20, 0)), True),
        (actors((100, 40, 0), (120, 0, 0.2)), True),
        (actors((100, 120, 0), (200, 20, 0)), True),
        (actors((100, 120, 0)), True),
        (actors((100, 100, 0)), False),
    ],
)
def test_an_actor_who_sells_at_a_loss_is_not_passed_over(rows: list[dict[str, float]], loss: bool) -> None:
    assert said("value-chain-margins", actors=rows).startswith("Loss:") == loss


LOAN = {
    "amount": 1000.0, "rate": 0.02, "rate_period": "month", "method": "declining", "instalments": 4.0,
    "frequency": "monthly",
}  # fmt: skip


def test_a_loan_of_which_nothing_is_received__does_not_say_that_it_is_received() -> None:
    assert said("microloan-cost", **LOAN).startswith("The borrower receives")
    assert "gets nothing" in said("microloan-cost", **LOAN, upfront_fee=1000.0)
    assert "gets nothing" in said("microloan-cost", **LOAN, upfront_fee=1200.0)


def test_a_garden_has_an_area() -> None:
    program = compile_calculator(CALCULATORS["crop-budget"])
    assert run(program, {"area": 0.006, "yield_per_ha": 20000.0, "price_per_kg": 200.0}).refusals == ()
