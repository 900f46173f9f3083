"""Every mistake in a formula: its kind, its place and the words of its message."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.formulas.functions import FORBIDDEN, FUNCTIONS
from macros.formulas.parse import REASONS, FormulaSyntaxError, parse
from macros.formulas.types import Scope, faults_of
from tests.formulas.calculators import INPUTS, TEXT, Found, faults, table

OUTPUT = ("outputs", 0, "formula")
NAMES = ["amount", "method", "result", "term"]
SCHEDULE = table({"interest": "=[@schedule_row]", "paid": "=1"})
FULL = table({"weight": "=1"}, name="fixed", stop="=12")
COLUMNS = ["schedule_row", "interest", "paid"]


def one(kind: str, place: tuple[str | int, ...] = OUTPUT, **context: object) -> Found:
    return [(place, kind, context)]


def wrong(where: str, expected: str, found: str) -> Found:
    return one("wrong_type_formula", where=where, expected=expected, found=found)


def misplaced(where: str) -> Found:
    return one("column_misplaced", table="schedule", column="paid", where=where)


IN_OUTPUT: dict[str, Found] = {
    "=amount+": one("formula_syntax", reason=REASONS["end"], suggestion=None),
    "=amonut": one("unknown_name", name="amonut", allowed=NAMES),
    "=Amount": one("unknown_name", name="Amount", allowed=NAMES),
    "=A1": one("unknown_name", name="A1", allowed=NAMES),
    "=SUMM(1)": one("unknown_function", function="SUMM", allowed=sorted([*FUNCTIONS, "PREV"])),
    "=SOMME(1)": one("french_name", french="SOMME", name="SUM"),
    "=IF(VRAI,1,2)": one("french_name", french="VRAI", name="TRUE"),
    "=ROUND(amount)": one("wrong_arguments", function="ROUND", least=2, most=2, found=1),
    "=ROUND(amount,1,2)": one("wrong_arguments", function="ROUND", least=2, most=2, found=3),
    "=SUM()": one("wrong_arguments", function="SUM", least=1, most="∞", found=0),
    "=IF(amount>1,2)": one("wrong_arguments", function="IF", least=3, most=3, found=2),
    "=IPMT(0.1,1,12,1,0,1)": one("wrong_arguments", function="IPMT", least=4, most=5, found=6),
    "=method+1": wrong("+", "number", "text"),
    '=1*"a"': wrong("*", "number", "text"),
    "=-method": wrong("-", "number", "text"),
    "=method%": wrong("%", "number", "text"),
    "=ABS(method)": wrong("ABS", "number", "text"),
    "=IF(method,1,2)": wrong("IF", "truth", "text"),
    "=NOT(method)": wrong("NOT", "truth", "text"),
    "=SUM(amount,method)": wrong("SUM", "number", "text"),
    "=MAX(amount,amount>1)": wrong("MAX", "number", "truth"),
    '=MIN(amount,IF(amount>1,2,""))': wrong("MIN", "number", "any"),
    '=AND(amount>1,IF(amount>2,3,""))': wrong("AND", "truth", "any"),
    "=OR(method)": wrong("OR", "truth", "text"),
    "=ISNUMBER(amount>1)": wrong("ISNUMBER", "number", "truth"),
    "=(amount>1)=1": wrong("=", "truth", "number"),
    "=TRUE<>method": wrong("<>", "truth", "text"),
    "=1>TRUE": wrong(">", "truth", "number"),
    '=method="flta"': one("unknown_option", name="method", code="flta", allowed=["flat", "declining"]),
    '="flta"<>method': one("unknown_option", name="method", code="flta", allowed=["flat", "declining"]),
    "=schedule[paid]": misplaced("="),
    "=schedule[paid]+1": misplaced("+"),
    "=-schedule[paid]": misplaced("-"),
    "=IF(TRUE,schedule[paid],1)": misplaced("IF"),
    "=ABS(schedule[paid])": misplaced("ABS"),
    "=ISNUMBER(schedule[paid])": misplaced("ISNUMBER"),
    "=COUNTIF(schedule[paid],schedule[paid])": misplaced("COUNTIF"),
    "=SUMIF(schedule[paid],schedule[paid])": misplaced("SUMIF"),
    "=MATCH(schedule[paid],schedule[paid],0)": misplaced("MATCH"),
    "=NPV(schedule[paid],schedule[paid])": misplaced("NPV"),
    "=IRR(amount)": one("column_expected", where="IRR"),
    "=SUMIF(amount,1)": one("column_expected", where="SUMIF"),
    "=INDEX(3,1)": one("column_expected", where="INDEX"),
    "=MATCH(1,schedule[paid])": one("match_exact"),
    "=MATCH(1,schedule[paid],1)": one("match_exact"),
    "=MIN(schedule[paid])": one("ragged_column", function="MIN", table="schedule"),
    "=MAX(schedule[paid],1)": one("ragged_column", function="MAX", table="schedule"),
    "=SUM(shedule[paid])": one("unknown_table", name="shedule", allowed=["fixed", "schedule"]),
    "=SUM(schedule[paied])": one("unknown_column", name="paied", table="schedule", allowed=COLUMNS),
    "=SUMPRODUCT(schedule[paid],fixed[weight])": one(
        "unknown_column", name="fixed[weight]", table="schedule", allowed=COLUMNS
    ),
    "=SUMIF(schedule[paid],1,fixed[weight])": one(
        "unknown_column", name="fixed[weight]", table="schedule", allowed=COLUMNS
    ),
    "=[@paid]": one("outside_table", name="paid"),
    "=PREV([paid],0)": one("outside_table", name="paid"),
}

FINE = [
    '=IF(method="flat",amount,term)',
    '=IF(method="",1,2)',
    '=IF(method<>"declining",1,2)',
    "=MAX(fixed[weight])",
    "=MAX(fixed[fixed_row],amount)",
    "=SUM(schedule[paid],fixed[weight],amount)",
    "=SUMIF(schedule[interest],term,schedule[paid])",
    "=INDEX(schedule[paid],MATCH(term,schedule[schedule_row],0))",
    "=MAX(INDEX(schedule[paid],1),0)",
    '=IFERROR(amount/term,"")',
    '="x"&amount',
    "=IF(AND(amount,term>1),1,2)",
    "=(amount>1)=(term>1)",
    "=IRR(schedule[paid])",
]


def in_output(formula: str) -> Found:
    return faults({"result": formula}, tables=[SCHEDULE, FULL])


@pytest.mark.parametrize("formula", IN_OUTPUT)
def test_fault(formula: str) -> None:
    assert in_output(formula) == IN_OUTPUT[formula]


@pytest.mark.parametrize("formula", FINE)
def test_fine(formula: str) -> None:
    assert in_output(formula) == []


@pytest.mark.parametrize("name", FORBIDDEN)
def test_forbidden(name: str) -> None:
    assert in_output(f"={name}(amount)") == one("forbidden_function", function=name, reason=FORBIDDEN[name])
    assert set(FORBIDDEN[name]) == {"fr", "en"}


def test_no_function_is_both_allowed_and_forbidden() -> None:
    assert not set(FUNCTIONS) & set(FORBIDDEN)


def test_several_faults_come_at_once_each_in_its_place() -> None:
    outputs = {"result": "=lost", "other": "=ABS(method)"}
    found = faults(outputs, calc={"step": "=1+"}, tables=[table({"paid": "=[@pad]"})])
    assert [(place, kind) for place, kind, _ in found] == [
        (("calc", 0, "formula"), "formula_syntax"),
        (("outputs", 0, "formula"), "unknown_name"),
        (("outputs", 1, "formula"), "wrong_type_formula"),
        (("tables", 0, "columns", 0, "formula"), "unknown_column"),
    ]


def test_faults_in_every_kind_of_formula() -> None:
    found = faults(
        tables=[table({"paid": "=lost"}, stop="=lost")],
        checks=[{"id": "sound", "that": "=lost"}],
        sentences=[{"when": "=lost"}],
    )
    assert {place for place, kind, _ in found if kind == "unknown_name"} == {
        ("tables", 0, "columns", 0, "formula"),
        ("tables", 0, "rows", "stop"),
        ("checks", 0, "that"),
        ("sentences", 0, "when"),
    }


FREE = {"id": "size", "type": "number"}
ROWS = {
    "id": "flows",
    "type": "table",
    "rows": {"least": 1, "most": 13},
    "columns": [{"id": "paid", "type": "money", "label": TEXT}],
}


@pytest.mark.parametrize(
    ("stop", "rows", "last"),
    [
        ("=13", {}, 13.0),
        ("=12", {"start": 2, "max": 10}, 12.0),
        ("=term", {"max": 11}, 12.0),
        ("=size", {}, 1e15),
        ("=SUM(flows[used])", {}, 13.0),
    ],
)
def test_a_table_that_can_be_asked_for_more_rows_than_it_has(stop: str, rows: dict[str, int], last: float) -> None:
    found = faults(inputs=[*INPUTS, FREE, ROWS], tables=[table({"paid": "=1"}, stop=stop, **rows)])
    ((place, kind, context),) = found
    assert (place, kind, context["last"]) == (("tables", 0, "rows", "stop"), "table_too_short", last)


@pytest.mark.parametrize(
    ("stop", "rows"),
    [("=12", {}), ("=12.9", {}), ("=0", {}), ("=term", {}), ("=term", {"start": 0, "max": 13}), ("=size*1", {}),
     ("=SUM(flows[used])", {"max": 13}), ("=SUM(flows[paid])", {})],
)  # fmt: skip
def test_a_table_that_is_high_enough_or_whose_last_row_is_computed(stop: str, rows: dict[str, int]) -> None:
    assert faults(inputs=[*INPUTS, FREE, ROWS], tables=[table({"paid": "=1"}, stop=stop, **rows)]) == []


@pytest.mark.parametrize(("formula", "found"), [('="a"', "text"), ('=IF(amount>1,1,"")', "any"), ("=method", "text")])
def test_a_column_holds_numbers(formula: str, found: str) -> None:
    place = ("tables", 0, "columns", 0, "formula")
    expected = one("wrong_type_formula", place, where="paid", expected="number", found=found)
    assert faults(tables=[table({"paid": formula})]) == expected


def test_the_start_of_prev_is_one_value() -> None:
    place = ("tables", 0, "columns", 1, "formula")
    columns = {"paid": "=1", "balance": "=PREV([balance],schedule[paid])"}
    expected = one("column_misplaced", place, table="schedule", column="paid", where="PREV")
    assert faults(tables=[table(columns)]) == expected


def test_a_step_has_the_type_of_its_formula() -> None:
    calc = {"first": "=second", "second": '=IF(amount>1,"a","b")'}
    assert faults({"result": "=first+1"}, calc=calc) == wrong("+", "number", "text")


def test_unknown_placeholder() -> None:
    sentence = {"text": {"fr": "{amount} {resultat}", "en": "{amount} {result}"}}
    place, allowed = ("sentences", 0, "text", "fr"), ["amount", "term", "method", "result"]
    assert faults(sentences=[sentence]) == one("unknown_placeholder", place, name="resultat", allowed=allowed)


def test_unknown_output_in_blocks() -> None:
    check = {"id": "sound", "that": "=amount>1", "blocks": ["result", "amount"]}
    place = ("checks", 0, "blocks", 1)
    assert faults(checks=[check]) == one("unknown_output", place, name="amount", allowed=["result"])


def test_circular() -> None:
    found = faults({"result": "=first"}, calc={"first": "=second+1", "second": "=first+1"})
    ((place, kind, context),) = found
    assert (place, kind) == (("calc", 0, "formula"), "circular")
    assert context["chain"] in ("first → second → first", "second → first → second")


SCOPE = Scope({"amount": "number", "method": "text"}, {"method": ("flat",)}, {"t": ("row", "x")}, frozenset(), "t")
ATOMS = ["amount", "method", "lost", "1", '"flat"', "TRUE", "[@x]", "[@y]", "t[x]", "u[x]", "PREV([x],0)", '""']
NAMED = [*FUNCTIONS, "RATE", "FOO"]


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    calls = st.tuples(st.sampled_from(NAMED), st.lists(inner, max_size=4)).map(lambda c: f"{c[0]}({','.join(c[1])})")
    pairs = st.tuples(inner, st.sampled_from("+-*/^&=<>"), inner).map(lambda p: f"({p[0]}{p[1]}{p[2]})")
    return calls | pairs | inner.map(lambda text: f"-{text}")


@given(text=st.recursive(st.sampled_from(ATOMS), grown, max_leaves=12))
@settings(max_examples=500)
def test_any_formula_is_judged_without_failing(text: str) -> None:
    try:
        expr = parse(f"={text}")
    except FormulaSyntaxError:
        return
    for fault in faults_of(expr, SCOPE):
        assert fault.kind
