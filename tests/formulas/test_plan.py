"""The order of computation: what is needed first, what goes row by row together, what goes round in circles."""

import pytest

from macros.formulas import Value, run
from macros.formulas.plan import Circular, make_plan
from macros.formulas.program import Plan, ScalarStep
from tests.formulas.calculators import Found, compiled, faults, table
from tests.javascript import JavaScript


def steps(plan: Plan) -> list[str]:
    """The plan as text: ``name``, or ``table[column, column]``."""
    return [
        step.scalar.name
        if isinstance(step, ScalarStep)
        else f"{step.table.name}[{', '.join(column.name for column in step.columns)}]"
        for step in plan
    ]


def order(outputs: dict[str, str], **parts: object) -> list[str]:
    return steps(compiled(outputs, **parts).plan)


def chains(found: Found) -> list[object]:
    return [context["chain"] for _, kind, context in found if kind == "circular"]


def test_the_order_follows_the_author() -> None:
    assert order({"last": "=1", "more": "=2"}, calc={"one": "=3", "two": "=4"}) == ["one", "two", "last", "more"]


def test_what_is_needed_comes_first_and_the_rest_stays() -> None:
    calc = {"one": "=three+1", "two": "=5", "three": "=two+1"}
    assert order({"last": "=one"}, calc=calc) == ["two", "three", "one", "last"]


def test_columns_that_need_the_row_above_go_together() -> None:
    columns = {
        "interest": "=PREV([balance],amount)*0.1",
        "payment": "=[@interest]+10",
        "balance": "=PREV([balance],amount)-[@payment]+[@interest]",
        "alone": "=[@schedule_row]*2",
    }
    assert order({"result": "=SUM(schedule[payment])"}, tables=[table(columns)]) == [
        "schedule[interest, payment, balance]",
        "result",
        "schedule[alone]",
    ]


def test_a_group_is_ordered_within_its_row_whatever_the_author_wrote_first() -> None:
    columns = {"balance": "=PREV([balance],amount)-[@payment]", "payment": "=PREV([balance],amount)/2"}
    assert order({"result": "=1"}, tables=[table(columns)]) == ["result", "schedule[payment, balance]"]


@pytest.mark.parametrize("formula", ["=[@payment]+PREV([payment],0)", "=PREV([payment],0)+[@payment]"])
def test_a_column_that_reads_this_row_and_the_one_above_comes_after_it(formula: str) -> None:
    columns = {"two": formula, "payment": "=PREV([two],amount)/2"}
    assert order({"result": "=1"}, tables=[table(columns)]) == ["result", "schedule[payment, two]"]


def test_a_sum_over_another_table_comes_after_it() -> None:
    first = table({"share": "=total*2"}, name="first")
    second = table({"size": "=[@second_row]"}, name="second")
    plan = order({"result": "=SUM(first[share])"}, calc={"total": "=SUM(second[size])"}, tables=[first, second])
    assert plan == ["second[size]", "total", "first[share]", "result"]


def test_a_column_may_need_a_whole_column_of_its_own_table() -> None:
    columns = {"share": "=[@size]/SUM(schedule[size])", "size": "=[@schedule_row]"}
    program = compiled({"result": "=SUM(schedule[share])"}, tables=[table(columns)])
    assert steps(program.plan) == ["schedule[size]", "schedule[share]", "result"]
    given: dict[str, Value] = {"amount": 1.0, "term": 4.0, "method": "flat"}
    assert run(program, given).outputs["result"] == JavaScript(program).run(given)["outputs"]["result"] == 1.0


def test_the_number_of_rows_comes_before_the_rows() -> None:
    sizes = table({"size": "=1"}, stop="=rows")
    plan = order({"result": "=SUM(schedule[size])"}, calc={"rows": "=term"}, tables=[sizes])
    assert plan == ["rows", "schedule[size]", "result"]


def test_one_column_feeds_two_groups() -> None:
    columns = {
        "base": "=[@schedule_row]",
        "up": "=PREV([up],0)+[@base]",
        "down": "=PREV([down],0)-[@base]",
        "both": "=[@up]+[@down]",
    }
    expected = ["result", *(f"schedule[{name}]" for name in columns)]
    assert order({"result": "=1"}, tables=[table(columns)]) == expected


@pytest.mark.parametrize(
    ("calc", "tables", "chain"),
    [
        ({"one": "=one+1"}, [], {"one"}),
        ({"one": "=two", "two": "=three", "three": "=one"}, [], {"one", "two", "three"}),
        ({}, [table({"paid": "=[@paid]+1"})], {"schedule[paid]"}),
        ({}, [table({"paid": "=[@due]", "due": "=[@paid]"})], {"schedule[paid]", "schedule[due]"}),
        ({}, [table({"paid": "=SUM(schedule[paid])"})], {"schedule[paid]"}),
        ({}, [table({"paid": "=PREV([due],0)", "due": "=SUM(schedule[paid])"})], {"schedule[paid]", "schedule[due]"}),
        ({"one": "=SUM(schedule[paid])"}, [table({"paid": "=one"})], {"one", "schedule[paid]"}),
        ({"one": "=SUM(schedule[paid])"}, [table({"paid": "=PREV([paid],one)"})], {"one", "schedule[paid]"}),
        ({"one": "=SUM(schedule[paid])"}, [table({"paid": "=1"}, stop="=one")], {"one", "schedule[paid]"}),
        (
            {},
            [table({"paid": "=SUM(other[due])"}), table({"due": "=PREV([due],SUM(schedule[paid]))"}, name="other")],
            {"schedule[paid]", "other[due]"},
        ),
    ],
)
def test_circles(calc: dict[str, str], tables: list[dict[str, object]], chain: set[str]) -> None:
    (found,) = chains(faults({"result": "=1"}, calc=calc, tables=tables))
    names = str(found).split(" → ")
    assert names[0] == names[-1]
    assert set(names) == chain


def test_circular_names_its_chain() -> None:
    program = compiled({"result": "=1"})
    assert steps(make_plan(program.scalars, program.tables)) == ["result"]
    assert str(Circular([("one",), ("table", "two"), ("one",)])) == "one → table[two] → one"
