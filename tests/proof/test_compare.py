"""The proof can fail: every way of being different is seen, and named with its case."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest

from macros.definitions.models import Calculator
from macros.exports.xlsx.job import rates_of
from tests.proof.cases import OFTEN, Case, cases, too_rare
from tests.proof.compare import CannotBe, Engine, Shown, difference
from tests.proof.part import Found, Part, judged, merged
from tests.proof.python import expected
from tests.proof.rates import RATES, Worth, check
from tests.proof.record import faults
from tests.proof.subject import Subject, subject, tool_ids

WANTED = Shown(
    {"cost": 1000.0, "rate": 0.02, "band": "good", "gap": None},
    refusals=(("check", "ceiling"),),
    left=0.0,
    tables={"plan": [{"period": 1.0, "due": 50.0}]},
)


def changed(**outputs: object) -> Shown:
    return replace(WANTED, outputs={**WANTED.outputs, **outputs})


@pytest.mark.parametrize(
    "found",
    [
        changed(cost=1000.0 + 1.1e-6),
        changed(cost=None),
        changed(cost=""),
        changed(cost="1000"),
        changed(cost=float("nan")),
        changed(cost=True),
        changed(cost={"error": 532}),
        changed(rate=0.02 + 1.1e-9),
        changed(band="weak"),
        changed(band=None),
        changed(gap=0.0),
        changed(gap="#NUM!"),
        replace(WANTED, refusals=()),
        replace(WANTED, refusals=(("check", "floor"),)),
        replace(WANTED, refusals=(("error", "ceiling"),)),
        replace(WANTED, left=1.0),
        replace(WANTED, left=""),
        replace(WANTED, tables={"plan": []}),
        replace(WANTED, tables={"plan": [{"period": 1.0, "due": 50.1}]}),
        replace(WANTED, tables={}),
    ],
)
def test_a_difference_is_seen(found: Shown) -> None:
    assert len(difference(WANTED, found).wrong) == 1


def test_what_is_close_enough_is_measured() -> None:
    apart = difference(WANTED, changed(cost=1000.0 + 1e-7, rate=0.02 + 1e-11, gap=""))
    assert apart.wrong == [] and apart.largest == pytest.approx(1e-10)


def test_what_an_engine_does_not_say_is_not_compared() -> None:
    assert difference(WANTED, Shown(WANTED.outputs)).wrong == []


# --- rates -------------------------------------------------------------------------------------------


def loan(rate: float, flows: Sequence[float]) -> Shown:
    return Shown({"period_rate": rate}, flows={"period_rate": flows})


def test_a_rate_that_leaves_something_is_seen() -> None:
    worth = Worth()
    assert check("cash-flow-rate", {}, loan(0.1, [1000.0, -1100.0]), worth) == []
    assert check("cash-flow-rate", {}, loan(0.1 + 1e-7, [1000.0, -1100.0]), worth)
    assert check("cash-flow-rate", {}, loan(0.1, [1000.0, float("nan")]), worth)
    assert worth.largest < 1e-12 and worth.free == 0


def test_a_free_loan_has_no_other_rate_than_zero() -> None:
    worth = Worth()
    assert check("cash-flow-rate", {}, loan(0.0, [300.0, -100.0, -200.0]), worth) == []
    assert check("cash-flow-rate", {}, loan(1e-12, [300.0, -100.0, -200.0]), worth)
    assert worth.free == 1


@pytest.mark.parametrize("tool", tool_ids())
def test_every_rate_of_flows_is_checked(tool: str) -> None:
    assert len(RATES.get(tool, ())) == len(rates_of(subject(tool).program))


# --- the whole ---------------------------------------------------------------------------------------


class Wrong:
    """Python with one number shifted in one case."""

    def __init__(self, tool: Subject) -> None:
        self.tool = tool

    def answers(self, drawn: Sequence[Case]) -> Iterator[Shown]:
        for number, case in enumerate(drawn):
            right = expected(self.tool, case)
            shift = 1e-5 if number == 3 else 0.0
            yield replace(
                right, outputs={k: v + shift if isinstance(v, float) else v for k, v in right.outputs.items()}
            )


@contextmanager
def wrong(tool: Subject, lang: str) -> Iterator[Engine]:
    yield Wrong(tool)


@contextmanager
def impossible(tool: Subject, lang: str) -> Iterator[Engine]:
    raise CannotBe({"fr": "trop long", "en": "too long"})
    yield Wrong(tool)


def test_the_wrong_case_is_named() -> None:
    found = judged(Part("storage-cost", "chromium", 0, 50, 10), wrong)
    assert found.cases == 5 and len(found.wrong) == 1
    assert found.wrong[0].startswith("storage-cost, chromium, case 30: ")
    assert str(cases("storage-cost", [30])[0]["rent"]) in found.wrong[0]


def test_a_tool_that_an_engine_cannot_compute_has_a_reason() -> None:
    assert merged([judged(Part("storage-cost", "chromium", 0, 5), impossible)]).reason == {
        "fr": "trop long",
        "en": "too long",
    }


def test_faults_of_the_whole() -> None:
    fine = {"chromium": Found(100, 85)}
    assert list(faults("storage-cost", fine)) == []
    assert list(faults("storage-cost", {"chromium": Found(100, 79)}))
    assert list(faults("storage-cost", {"chromium": Found(100, 85, wrong=["case 1"])})) == ["case 1"]
    assert any("costs nothing" in fault for fault in faults("cash-flow-rate", fine))
    assert any("method=flat" in fault for fault in faults("microloan-cost", fine))


def test_an_option_that_is_hardly_met_is_named() -> None:
    program = subject("loan-schedule").program
    every = {f"{i.key}={code}": 50 for i in program.inputs if i.kind == "choice" for code in i.options}
    assert too_rare(program, every, 1000) == []
    assert too_rare(program, {**every, "method=flat": int(OFTEN * 1000) - 1}, 1000) == ["method=flat"]


def test_cases_are_the_same_each_time_and_some_are_odd() -> None:
    tool = subject("value-chain-margins")
    drawn = cases(tool.id, range(200))
    assert cases(tool.id, [7, 150]) == [drawn[7], drawn[150]]
    kinds = {kind for case in drawn for kind, _ in expected(tool, case).refusals or ()}
    assert {"missing", "min", "type"} <= kinds
    assert isinstance(tool.model, Calculator)
