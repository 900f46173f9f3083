"""Tables that people fill in: what the workbooks say of their rows, and filled files that come back."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from macros.definitions.load import Project
from macros.definitions.loaded import Loaded
from macros.definitions.models import Calculator
from macros.exports import Meta
from macros.exports.csv import calculator_csv
from macros.exports.json import calculator_json
from macros.exports.read import Filled, read_filled, rescore
from macros.exports.xlsx import calculator_xlsx
from macros.formulas import Refusal, Value, compile_calculator, run
from macros.formulas.inputs import flat
from tests.exports.cases import same
from tests.exports.engines import Formualizer, IronCalc, Place, places
from tests.exports.grids import ALL, cases, chain, months, survey, tall, typed
from tests.exports.office import Office

each = pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
Make = Callable[[], Calculator]


def message_cells(workbook: bytes) -> dict[str, Place]:
    """The place of the message of each row of tables, by the name of the row's first cell."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    found: dict[str, Place] = {}
    for name, (sheet, row, column) in places(workbook).items():
        if re.search(r"_\d+_", name) and column == 2:
            heads = [cell.value for cell in book[sheet][4]]
            found[name] = (sheet, row, heads.index("To check") + 1)
    return found


def opened(kind: type[object], workbook: bytes, folder: Path, request: pytest.FixtureRequest) -> object:
    if kind is not Office:
        return kind(workbook, folder)  # type: ignore[call-arg]
    office: Office = request.getfixturevalue("office")
    (folder / "tables.xlsx").write_bytes(workbook)
    office.open(folder / "tables.xlsx")
    return office


@pytest.mark.parametrize("kind", [Formualizer, IronCalc, Office])
def test_a_table_that_is_too_long__gives_no_part_of_itself(
    kind: type[object], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Its stop can be twice what it can hold: neither its rows nor what reads them pass for the whole."""
    tool = tall("bar", stop="=last*2")
    program, workbook = compile_calculator(tool), calculator_xlsx(tool, "en", Meta())
    engine = opened(kind, workbook, tmp_path, request)
    for last in (0.0, 7.0, 30.0, 31.0, 60.0):
        result = run(program, {"last": last})
        shown = engine.case({"in_last": last}, ["out_total", "text_plan"])  # type: ignore[attr-defined]
        assert same(shown["out_total"], result.outputs["total"])
        assert (shown["text_plan"] or "").startswith("This table has 60 rows") == (last > 30)
        assert [r.subject for r in result.refusals] == (["total", "plan"] if last > 30 else [])


@pytest.mark.parametrize("kind", [Formualizer, IronCalc])
def test_each_row_says_what_is_wrong(kind: type[Formualizer | IronCalc], tmp_path: Path) -> None:
    tool = chain()
    workbook = calculator_xlsx(tool, "en", Meta())
    engine = kind(workbook, tmp_path)
    cells = message_cells(workbook)
    engine.name({f"said_{name}": place for name, place in cells.items()})
    program = compile_calculator(tool)
    reasons = {"missing": "To fill in", "type": "Write a number.", "whole": "Write a whole number."}
    for values in cases(program, 40, seed=5):
        shown = engine.case(typed(values), [f"said_{name}" for name in cells])
        first: dict[str, Refusal] = {}
        for refusal in run(program, values).refusals:
            if "." in refusal.subject:
                first.setdefault(refusal.subject.split(".")[1], refusal)
        for name in cells:
            row = name.split("_")[2]
            text = str(shown[f"said_{name}"] or "")
            if row not in first:
                assert text == ""
                continue
            column = next(c for c in tool.inputs[0].columns if c.id == first[row].subject.split(".")[2])
            assert text.startswith(f"Row {int(row) + 1}, {column.label.en}: ")
            assert text.endswith(reasons.get(first[row].kind, "."))


def test_many_rows_stay_small() -> None:
    assert len(calculator_xlsx(survey(), "fr", Meta())) < 200_000


@each
def test_every_cell_is_named_open_and_checked(make: Make) -> None:
    tool = make()
    workbook = calculator_xlsx(tool, "fr", Meta())
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    at = places(workbook)
    program = compile_calculator(tool)
    inputs = {f"in_{item.key.replace('.', '_')}": item for item in program.inputs}
    assert {name for name in at if name.startswith("in_")} == set(inputs)
    for name, item in inputs.items():
        sheet, row, column = at[name]
        cell = book[sheet].cell(row, column)
        assert not cell.protection.locked
        rules = [r for r in book[sheet].data_validations.dataValidation if cell.coordinate in r.sqref]
        assert len(rules) == (item.kind != "text")
        for rule in rules:
            low, high = float(rule.formula1), float(rule.formula2)
            assert (low, high) == (
                -1e15 if item.minimum is None else item.minimum,
                1e15 if item.maximum is None else item.maximum,
            )
            assert rule.type == ("whole" if item.whole else "decimal") and rule.error
            assert rule.operator in (None, "between")
    opened_cells = [c for s in book for line in s.iter_rows() for c in line if not c.protection.locked]
    assert len(opened_cells) == len(inputs) + ("cerise_currency" in at)


@each
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_example_and_its_results_are_in_the_file(make: Make, lang: str) -> None:
    tool = make()
    program = compile_calculator(tool)
    workbook = calculator_xlsx(tool, lang, Meta())
    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    at = places(workbook)
    shown = {name: book[place[0]].cell(*place[1:]).value for name, place in at.items()}
    given = dict(tool.examples[0].inputs) if tool.examples else {}
    for key, value in flat(program, given).items():
        assert shown[f"in_{key.replace('.', '_')}"] == value
    for key, value in run(program, given).outputs.items():
        assert same(shown[f"out_{key}"], value), key
    errors = [c for s in book for line in s.iter_rows() for c in line if c.data_type == "e" and c.value != "#N/A"]
    assert errors == [] or not tool.examples
    assert calculator_xlsx(tool, lang, Meta()) == workbook


# --- charts ------------------------------------------------------------------------------------------


def chart_parts(workbook: bytes) -> tuple[str, list[str]]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    drawings = "".join(text for name, text in parts.items() if name.startswith("xl/drawings/drawing"))
    return drawings, [parts[f"xl/charts/chart{n}.xml"] for n in (1, 2) if f"xl/charts/chart{n}.xml" in parts]


def test_charts_are_drawn_described_and_named() -> None:
    drawings, charts = chart_parts(calculator_xlsx(chain(), "en", Meta()))
    described = re.findall(r'descr="([^"]*)"', drawings)
    assert len(described) == len(charts) == 2
    assert "Margin and cost of each actor" in described[0] and "Who earns what (en)" in described[0]
    assert "Margin (en) (dark), Own_cost (en) (light)" in described[0]
    assert '<c:grouping val="stacked"/>' in charts[0] and "<c:scatterChart>" in charts[1]
    for chart in charts:
        assert chart.count("<c:title>") == 3, "of the chart and of both axes"
        assert "<c:legend>" in chart and "Actor number" in chart
    assert "Amounts in FCFA" in charts[0]
    drawings, charts = chart_parts(calculator_xlsx(months(), "fr", Meta()))
    assert '<c:grouping val="clustered"/>' in charts[0] and "<c:legend>" not in charts[0]


def test_a_line_ends_with_the_rows_in_use_and_bars_without_a_trace(tmp_path: Path) -> None:
    workbook = calculator_xlsx(chain(), "en", Meta())
    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    lines = [[cell.value for cell in line] for line in book["Charts"].iter_rows(min_row=4, max_row=11)]
    stacked, line = [row[1:5] for row in lines], [row[7:9] for row in lines]
    assert stacked[:3] == [[1, 100, 1, -60], [2, 50, 2, 0], [3, 60.5, 3, 132]]
    assert stacked[3:] == [[None, "#N/A"] * 2] * 5
    assert [x for x, _ in line] == [1, 2, 3, 3, 3, 3, 3, 3] and line[-1] == line[2]
    assert book["Charts"].sheet_state == "hidden"


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        ("bar", [[0.85, 0, 1.15, 0], [0.85, 10, 1.15, 99], [0.85, 0, 1.15, 0], [1.85, 0, 2.15, 0]]),
        ("stacked", [[1, 0, 1, 0], [1, 10, 1, 109], [1, 0, 1, 0], [2, 0, 2, 0]]),
    ],
)
def test_bars_of_a_long_table_are_upright_lines(kind: str, points: list[list[float]]) -> None:
    workbook = calculator_xlsx(tall(kind), "en", Meta())
    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    lines = [[cell.value for cell in line][1:5] for line in book["Charts"].iter_rows(min_row=4)]
    assert lines[:4] == [pytest.approx(line) for line in points]
    assert len(lines) == 180 and all(line == lines[8] for line in lines[11::3]), "beyond, the last one again"
    _, charts = chart_parts(workbook)
    assert "<c:scatterChart>" in charts[0]


def test_what_a_chart_says_follows_the_values(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "chain.xlsx"
    path.write_bytes(calculator_xlsx(chain(), "en", Meta()))
    office.open(path)
    saved = tmp_path / "saved.xlsx"
    for typed_, wanted in (({}, "47.51% of the last price"), ({"in_actors_0_price": None}, "")):
        office.case(typed_, [])
        office.save(saved)
        book = openpyxl.load_workbook(saved, data_only=True)
        texts = [str(c.value) for line in book["Results"].iter_rows(min_row=13) for c in line if c.value]
        assert any(wanted in text for text in texts) if wanted else not any("of the last" in text for text in texts)


# --- read back ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tables() -> Project:
    """A project of the calculators of this file."""
    loaded = {tool.id: Loaded(tool, None) for make in ALL for tool in [make()]}  # type: ignore[arg-type]
    return Project(Path(), calculators=loaded)


def given(found: Filled) -> dict[str, Value]:
    return {key: value for key, value in found.values.items() if value is not None}


@each
def test_saved_by_libreoffice(make: Make, tables: Project, office: Office, tmp_path: Path) -> None:
    tool, path, saved = make(), tmp_path / "t.xlsx", tmp_path / "saved.xlsx"
    program = compile_calculator(tool)
    path.write_bytes(calculator_xlsx(tool, "fr", Meta()))
    office.open(path)
    for values in cases(program, 3, seed=9):
        office.case(typed(values), [])
        office.save(saved)
        found = read_filled(saved, tables)
        assert dict(found.values) == values
        again = rescore(found, tables, "en")
        assert again["outputs"] == run(program, values).outputs
        assert not [text for text in again["warnings"] if "formula" in text]
        wanted = Counter((r.kind, r.subject) for r in run(program, values).refusals)
        assert Counter((c["kind"], c["subject"]) for c in again["checks"]) == wanted


@each
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_csv_holds_the_example(make: Make, lang: str, tables: Project) -> None:
    tool = make()
    data = calculator_csv(tool, lang, Meta())
    found = read_filled(data, tables)
    program = compile_calculator(tool)
    example = dict(tool.examples[0].inputs) if tool.examples else {}
    wanted = {key: value for key, value in flat(program, example).items() if value is not None}
    assert {key: value for key, value in given(found).items() if key in wanted} == wanted
    assert rescore(found, tables)["outputs"] == pytest.approx(run(program, example).outputs)
    assert found.warnings == ()
    assert len(found.values) == len(program.inputs)


def changed_csv(tool: Calculator, **cells: str) -> bytes:
    lines = list(csv.reader(io.StringIO(calculator_csv(tool, "en", Meta()).decode("utf-8-sig"))))
    answer = lines[0].index("answer")
    for line in lines:
        line[answer] = cells.get(line[0].replace(".", "_"), line[answer])
    extra = ["actors.9.price", *[""] * (len(lines[0]) - 1)]
    extra[answer] = cells.get("actors_9_price", "")
    buffer = io.StringIO()
    csv.writer(buffer).writerows([*lines, extra])
    return buffer.getvalue().encode()


def test_csv_typed_by_people(tables: Project) -> None:
    data = changed_csv(chain(), actors_0_price="1,234.5", actors_1_loss_share="12.5%", actors_1_actor="12")
    found = read_filled(data, tables)
    assert [found.values[f"actors.{c}"] for c in ("0.price", "1.loss_share", "1.actor")] == [1234.5, 0.125, "12"]
    assert found.warnings == ()
    again = rescore(read_filled(changed_csv(chain(), actors_1_people="2.5", actors_0_price=""), tables), tables)
    assert set(again["outputs"].values()) == {None}
    assert {c["message"] for c in again["checks"]} == {
        "The actors' prices (en), row 1, price (en): please fill this in.",
        "The actors' prices (en), row 2, people (en): write a whole number.",
    }


def test_more_rows_than_the_table_has__give_no_result(tables: Project) -> None:
    again = rescore(read_filled(changed_csv(chain(), actors_9_price="3"), tables), tables)
    assert set(again["outputs"].values()) == {None}
    assert [(c["kind"], c["subject"]) for c in again["checks"]] == [("unknown", "actors.9.price")]
    assert again["checks"][0]["message"] == "The actors' prices (en), row 10, price (en): 8 rows at most."
    assert [text.partition(",")[2] for text in again["warnings"]] == [
        " actors: this table has 8 rows at most; no result is given."
    ]


def answers(tool: str, **values: object) -> bytes:
    return json.dumps({"tool": tool, "version": 1, "language": "en", "answers": values}).encode()


def test_json_rows_and_cells(tables: Project) -> None:
    lines: list[dict[str, object]] = [{"likelihood": 0.5, "weight": 2}, {"likelihood": "25 %", "weight": None}]
    by_rows = read_filled(answers("survey", households=lines), tables)
    by_cells = {f"households.{n}.{name}": value for n, line in enumerate(lines) for name, value in line.items()}
    assert given(by_rows) == given(read_filled(answers("survey", **by_cells), tables))
    assert given(by_rows)["households.1.likelihood"] == 0.25
    assert rescore(by_rows, tables)["outputs"] == {"poverty_rate": pytest.approx(1.25 / 3), "count_in_all": 2.0}


@pytest.mark.parametrize(
    ("lines", "said", "refused"),
    [
        ([{"likelihood": 0.5}] * 201, "too_many_rows", "unknown"),
        ([{"likelihood": 0.5}, 7], "unknown_id", "unknown"),
        ([{"likelihood": 0.5}, {"likelihood": "much"}], "not_a_number", "type"),
        ([{"likelihood": 0.5}, {}, {"likelihood": 0.5}], "", "missing"),
        ([{"likelihood": 0.5, "age": 3}], "unknown_id", ""),
        ([], "", "missing"),
    ],
)
def test_json_rows_that_are_wrong(lines: list[object], said: str, refused: str, tables: Project) -> None:
    found = read_filled(answers("survey", households=lines), tables)
    assert [m.key for m in found.warnings] == ([said] if said else [])
    again = rescore(found, tables, "fr")
    assert [c["kind"] for c in again["checks"]] == ([refused] if refused else [])
    assert (again["outputs"]["poverty_rate"] is None) == bool(refused)


def test_published_json_describes_rows_and_cells() -> None:
    document = json.loads(calculator_json(chain(), "fr", Meta()))
    asked = document["answers_schema"]["properties"]["answers"]
    assert list(asked["properties"]) == ["actors", "tax"]
    row = asked["properties"]["actors"]["items"]["properties"]
    assert list(row) == ["actor", "price", "cost", "loss_share", "people"]
    patterns = asked["patternProperties"]
    assert len(patterns) == 5 and all(re.match(p, f"actors.7.{c}") for p, c in zip(patterns, row, strict=True))
