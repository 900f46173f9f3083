"""A program run: what is refused and why, what stays empty, what is withheld; the same in Python and in the page."""

import math
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from macros.formulas import Program, Result, Value, compile_calculator, run
from tests.formulas import engines
from tests.formulas.calculators import AMOUNT, CHOICE, TEXT, Record, compiled, table
from tests.formulas.random_programs import random_calculator, random_values
from tests.javascript import Answer, JavaScript

NUMBER: Record = {"id": "size", "type": "number"}
OPTIONAL: Record = {"id": "ceiling", "type": "number", "default": "unknown"}


def marked(value: Any) -> Any:
    """`value` so that TRUE is not 1, and nothing is not 0; tuples become lists."""
    if isinstance(value, Mapping):
        return {key: marked(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [marked(inner) for inner in value]
    return (type(value).__name__, value)


def as_answer(result: Result) -> Answer:
    """What Python found, in the form the page gives."""
    return {
        "outputs": dict(result.outputs),
        "tables": dict(result.tables),
        "refusals": [{"kind": refusal.kind, "subject": refusal.subject} for refusal in result.refusals],
        "sentences": list(map(float, result.sentences)),
    }


def both(program: Program, values: Mapping[str, Value]) -> Result:
    """What both runtimes find; they must find the same."""
    result = run(program, values)
    assert marked(JavaScript(program).run(values)) == marked(as_answer(result))
    return result


def refusals(program: Program, **values: Value) -> list[tuple[str, str]]:
    return [(refusal.kind, refusal.subject) for refusal in both(program, values).refusals]


def outputs(program: Program, **values: Value) -> dict[str, Value]:
    return dict(both(program, values).outputs)


# --- inputs ------------------------------------------------------------------------------------------


WHOLE: Record = {"id": "size", "type": "integer"}
BOUNDED: Record = {"id": "size", "type": "percent", "min": 0.1, "max": 1.2}
DEFAULTED: Record = {"id": "size", "type": "number", "default": 5.0}
METHOD: Record = {**CHOICE, "id": "size"}


@pytest.mark.parametrize(
    ("item", "value", "kind"),
    [
        (NUMBER, 3.5, None),
        (NUMBER, 0.0, None),
        (NUMBER, 7, None),
        (NUMBER, -1e15, None),
        (NUMBER, None, "missing"),
        (NUMBER, "", "missing"),
        (NUMBER, "3", "type"),
        (NUMBER, True, "type"),
        (NUMBER, 1.1e15, "max"),
        (NUMBER, -1.1e15, "min"),
        (WHOLE, 3.0, None),
        (WHOLE, -3.0, None),
        (WHOLE, 3.5, "whole"),
        (WHOLE, 1e16, "max"),
        (BOUNDED, 0.1, None),
        (BOUNDED, 1.2, None),
        (BOUNDED, 0.09, "min"),
        (BOUNDED, 1.21, "max"),
        (DEFAULTED, None, None),
        (DEFAULTED, "", None),
        (DEFAULTED, "x", "type"),
        (OPTIONAL | {"id": "size"}, None, None),
        (OPTIONAL | {"id": "size"}, "x", "type"),
        (METHOD, "flat", None),
        (METHOD, "Flat", "option"),
        (METHOD, "other", "option"),
        (METHOD, 1.0, "type"),
        (METHOD, False, "type"),
        (METHOD, None, "missing"),
    ],
)
def test_validation(item: Record, value: Value, kind: str | None) -> None:
    program = compiled({"result": "=1", "other": "=2"}, inputs=[item])
    assert refusals(program, size=value) == ([(kind, "size")] if kind else [])
    assert outputs(program, size=value) == ({"result": None, "other": None} if kind else {"result": 1.0, "other": 2.0})


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, [1.0], {"a": 1.0}])
def test_what_is_no_number_is_refused(value: Any) -> None:
    program = compiled(inputs=[AMOUNT])
    assert [(r.kind, r.subject) for r in run(program, {"amount": value}).refusals] == [("type", "amount")]


def test_a_measure_takes_a_number_or_one_of_its_options() -> None:
    program = compiled({"result": '=IF(size="na",0,size)'}, inputs=[NUMBER])
    (item,) = program.inputs
    object.__setattr__(item, "options", ("na",))
    assert outputs(program, size="na") == {"result": 0.0}
    assert outputs(program, size=4.0) == {"result": 4.0}
    assert refusals(program, size="other") == [("option", "size")]


def test_a_default_stands_for_a_blank() -> None:
    assert outputs(compiled({"result": "=size*2"}, inputs=[DEFAULTED]), size=None) == {"result": 10.0}


def test_every_problem_is_named_in_order() -> None:
    program = compiled(inputs=[AMOUNT, METHOD, {**WHOLE, "id": "count"}])
    expected = [("unknown", "stranger"), ("min", "amount"), ("missing", "size"), ("whole", "count")]
    assert refusals(program, count=0.5, stranger=1.0, amount=-1.0) == expected


def test_an_absent_input_named_like_a_property_of_javascript_is_missing() -> None:
    program = compiled({"result": "=constructor"}, inputs=[{"id": "constructor", "type": "number"}])
    assert refusals(program) == [("missing", "constructor")]


def test_a_blocked_output_named_like_a_property_of_javascript() -> None:
    program = compiled({"constructor": "=1"}, inputs=[DEFAULTED])
    assert outputs(program) == {"constructor": 1.0}


# --- unknown inputs ----------------------------------------------------------------------------------


GATED = {
    "direct": "=ceiling*2",
    "through_step": "=step+1",
    "through_table": "=SUM(schedule[paid])",
    "through_rows": "=SUM(counted[ones])",
    "guarded": "=IF(ISNUMBER(ceiling),1,2)",
    "apart": "=amount+1",
}


def gated() -> Program:
    tables = [table({"paid": "=ceiling", "free": "=1"}, stop="=3"), table({"ones": "=1"}, "counted", "=ceiling")]
    return compiled(GATED, calc={"step": "=ceiling"}, inputs=[AMOUNT, OPTIONAL], tables=tables)


def test_what_needs_an_unknown_input_stays_empty() -> None:
    program = gated()
    assert refusals(program, amount=4.0) == []
    found = outputs(program, amount=4.0)
    assert {name for name, value in found.items() if value is None} == {
        "direct",
        "through_step",
        "through_table",
        "through_rows",
    }
    assert (found["guarded"], found["apart"]) == (2.0, 5.0)


def test_once_known_everything_is_computed() -> None:
    assert outputs(gated(), amount=4.0, ceiling=2.0) == {
        "direct": 4.0,
        "through_step": 3.0,
        "through_table": 6.0,
        "through_rows": 2.0,
        "guarded": 1.0,
        "apart": 5.0,
    }


def test_zero_is_not_unknown() -> None:
    assert outputs(gated(), amount=4.0, ceiling=0.0)["direct"] == 0.0


# --- checks, sentences, errors -----------------------------------------------------------------------


def checked(blocks: list[str], that: str = "=amount>10") -> Program:
    check = {"id": "sound", "that": that, "blocks": blocks}
    return compiled({"result": "=amount", "other": "=1"}, inputs=[AMOUNT, OPTIONAL], checks=[check])


def test_a_check_that_holds_says_nothing() -> None:
    assert refusals(checked([]), amount=11.0) == []


def test_a_check_withholds_what_it_blocks() -> None:
    program = checked(["result"])
    assert refusals(program, amount=9.0) == [("check", "sound")]
    assert outputs(program, amount=9.0) == {"result": None, "other": 1.0}


def test_a_check_without_blocks_withholds_everything() -> None:
    assert outputs(checked([]), amount=9.0) == {"result": None, "other": None}


def test_a_check_that_cannot_be_computed_fails() -> None:
    assert refusals(checked([], "=1/amount>0"), amount=0.0) == [("check", "sound")]


def test_a_check_on_an_unknown_input_waits() -> None:
    program = checked([], "=amount>ceiling")
    assert refusals(program, amount=9.0) == []
    assert refusals(program, amount=9.0, ceiling=10.0) == [("check", "sound")]


def test_an_error_withholds_its_output_only() -> None:
    program = compiled({"result": "=1/amount", "other": "=amount"}, inputs=[AMOUNT])
    assert refusals(program, amount=0.0) == [("error", "result")]
    assert outputs(program, amount=0.0) == {"result": None, "other": 0.0}


def test_a_blocked_output_is_not_also_an_error() -> None:
    check = {"id": "sound", "that": "=amount>0", "blocks": ["result"]}
    program = compiled({"result": "=1/amount"}, inputs=[AMOUNT], checks=[check])
    assert refusals(program, amount=0.0) == [("check", "sound")]


def test_sentences_that_hold() -> None:
    sentences = [{"when": "=amount>5"}, {}, {"when": "=1/amount>0"}, {"when": "=ceiling>1"}, {"when": "=amount"}]
    program = compiled(inputs=[AMOUNT, OPTIONAL], sentences=sentences)
    assert both(program, {"amount": 6.0}).sentences == (0, 1, 2)
    assert both(program, {"amount": 0.0}).sentences == (1,)
    assert both(program, {"amount": 6.0, "ceiling": 2.0}).sentences == (0, 1, 2, 3)


def test_no_result_has_a_minus_zero() -> None:
    program = compiled({"result": "=amount*-1"}, inputs=[AMOUNT], tables=[table({"paid": "=amount*-1"}, stop="=2")])
    result = both(program, {"amount": 0.0})
    assert str(result.outputs["result"]) == str(result.tables["schedule"][0]["paid"]) == "0.0"


# --- tables ------------------------------------------------------------------------------------------


def rows_of(stop: str, **rows: Any) -> list[Value]:
    program = compiled({"result": "=1"}, inputs=[OPTIONAL], tables=[table({"paid": "=1"}, stop=stop, **rows)])
    return [row["schedule_row"] for row in both(program, {}).tables["schedule"]]


@pytest.mark.parametrize(
    ("stop", "rows", "expected"),
    [
        ("=3", {}, [1.0, 2.0, 3.0]),
        ("=3", {"start": 0}, [0.0, 1.0, 2.0, 3.0]),
        ("=3.9", {}, [1.0, 2.0, 3.0]),
        ("=0.1*30", {}, [1.0, 2.0, 3.0]),
        ("=-1.5", {"start": -3}, [-3.0, -2.0]),
        ("=0", {}, []),
        ("=-5", {}, []),
        ("=99", {"max": 2}, [1.0, 2.0]),
        ("=1/0", {}, []),
        ("=ceiling", {}, []),
    ],
)
def test_rows(stop: str, rows: dict[str, Any], expected: list[float]) -> None:
    assert rows_of(stop, **rows) == expected


def test_below_the_last_row_everything_is_zero() -> None:
    last = {"result": "=SUM(schedule[paid])", "last": "=INDEX(schedule[paid],12)"}
    program = compiled(last, tables=[table({"paid": "=1"})])
    assert outputs(program, amount=1.0, term=5.0, method="flat") == {"result": 5.0, "last": 0.0}


def test_a_number_of_rows_that_cannot_be_computed_is_an_error_not_zero() -> None:
    rows = table({"paid": "=1"}, stop="=1/amount")
    program = compiled({"result": "=SUM(schedule[paid])"}, inputs=[AMOUNT], tables=[rows])
    assert refusals(program, amount=0.0) == [("error", "result")]


def test_an_error_in_a_row_is_an_error_in_the_sum() -> None:
    columns = {"paid": "=1/([@schedule_row]-2)"}
    outputs_of = {"result": "=SUM(schedule[paid])", "safe": "=IFERROR(SUM(schedule[paid]),-1)"}
    program = compiled(outputs_of, tables=[table(columns, stop="=3")])
    result = both(program, {"amount": 1.0, "term": 1.0, "method": "flat"})
    assert dict(result.outputs) == {"result": None, "safe": -1.0}
    assert [row["paid"] for row in result.tables["schedule"]] == [-1.0, None, 1.0]


def test_a_schedule() -> None:
    columns = {
        "interest": "=ROUND(PREV([balance],amount)*0.02,0)",
        "principal": "=IF([@schedule_row]=term,PREV([balance],amount),ROUND(amount/term,0))",
        "balance": "=PREV([balance],amount)-[@principal]",
    }
    program = compiled({"result": "=SUM(schedule[interest])"}, tables=[table(columns)])
    result = both(program, {"amount": 1000.0, "term": 3.0, "method": "flat"})
    assert [row["balance"] for row in result.tables["schedule"]] == [667.0, 334.0, 0.0]
    assert result.outputs["result"] == 20.0 + 13.0 + 7.0


# --- Python and the page -----------------------------------------------------------------------------


@given(seed=st.integers(0, 10**9))
@settings(max_examples=400)
def test_random_programs_are_identical(seed: int) -> None:
    program = compile_calculator(random_calculator(seed))
    cases = [random_values(seed + i) for i in range(4)]
    for case, answer in zip(cases, JavaScript(program).run_all(cases), strict=True):
        assert marked(answer) == marked(as_answer(run(program, case)))


rates = st.floats(-0.5, 2) | st.sampled_from([0.0, 0.02, 1e-9])
usual = st.floats(0, 0.05)
periods = st.integers(1, 120)
money = st.integers(-(10**6), 10**6)
due = st.sampled_from((0, 1))
FINANCE = {
    "{}^{}": (st.floats(0.5, 3), st.integers(-50, 50)),
    "PMT({},{},{},{},{})": (rates, periods, money, money, due),
    "FV({},{},{},{},{})": (rates, periods, money, money, due),
    "PV({},{},{},{},{})": (rates, periods, money, money, due),
    "NPER({},{},{},{},{})": (rates, money, money, money, due),
    # Small rates only: the balance in the middle of a loan is a difference of two large numbers.
    "IPMT({},{},{},{},{})": (usual, st.integers(0, 60), periods, money, money),
    "PPMT({},{},{},{},{})": (usual, st.integers(0, 60), periods, money, money),
    "CUMIPMT({},{},{},{},{},{})": (usual, periods, money, st.integers(0, 12), st.integers(0, 60), due),
}
finance = st.sampled_from(list(FINANCE)).flatmap(
    lambda form: st.tuples(*FINANCE[form]).map(lambda args: form.format(*args))
)


@given(formulas=st.lists(finance, min_size=30, max_size=30, unique=True))
@settings(max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_finance_is_the_same_to_ten_digits(formulas: list[str]) -> None:
    for formula, py, js in zip(formulas, engines.in_python(formulas), engines.in_javascript(formulas), strict=True):
        assert js == (py if isinstance(py, str) else pytest.approx(py, rel=1e-9, abs=1e-6)), formula


def test_strings_are_never_run_as_code() -> None:
    with pytest.raises(RuntimeError, match="EvalError"):
        JavaScript.load("new Function('return 1')()")


def test_the_page_knows_the_tool() -> None:
    program = compiled({"result": "=amount"}, inputs=[AMOUNT], sentences=[{"text": TEXT}])
    assert JavaScript(program).run({"amount": 3.0}) == {
        "outputs": {"result": 3},
        "tables": {},
        "refusals": [],
        "sentences": [0],
    }
