"""Calculators with tables that people fill in, and random rows for them: good ones, and every way of being wrong."""

from collections.abc import Mapping
from random import Random

from macros.definitions.models import Calculator
from macros.exports.xlsx.layout import cell_name
from macros.formulas import Program, Value
from macros.formulas.inputs import flat
from macros.formulas.program import Grid, Input
from tests.exports.small import text

Row = Mapping[str, Value]


def _calculator(**parts: object) -> Calculator:
    facts = {"kind": "calculator", "version": 1, "date": "2026-01-31", "minutes": 1, "guide": "somewhere"}
    return Calculator.model_validate({**facts, "summary": text("Summary"), **parts})


def _column(id_: str, format_: str, formula: str, **more: object) -> dict[str, object]:
    return {"id": id_, "label": text(id_.capitalize()), "format": format_, "formula": formula, **more}


def _number(id_: str, type_: str, **more: object) -> dict[str, object]:
    return {"id": id_, "label": text(id_.capitalize()), "type": type_, **more}


def chain() -> Calculator:
    """Few rows with every type of column, a table computed from them, a line and a stacked chart."""
    before = "INDEX(actors[price],MAX(1,[@rank]-1))"
    return _calculator(
        id="chain",
        title=text("Chain"),
        inputs=[
            {
                "id": "actors",
                "type": "table",
                "label": text("The actors' prices"),
                "help": text("From the producer to the shop."),
                "rows": {"least": 2, "most": 8},
                "columns": [
                    {"id": "actor", "type": "text", "label": text("Actor")},
                    _number("price", "money", min=0.01),
                    _number("cost", "money", default=0),
                    _number("loss_share", "percent", min=0, max=0.9, default=0.1),
                    _number("people", "integer", min=1, max=500),
                ],
            },
            _number("tax", "percent", min=0, max=1, default=0.05),
        ],
        calc=[_column("actors_count", "integer", "=SUM(actors[used])")],
        tables=[
            {
                "id": "shares",
                "title": text("Who earns what"),
                "rows": {
                    "index": "rank",
                    "label": text("Actor number"),
                    "start": 1,
                    "stop": "=actors_count",
                    "max": 8,
                },
                "columns": [
                    _column("margin", "money", f"=INDEX(actors[price],[@rank])-IF([@rank]=1,0,{before})"),
                    _column("own_cost", "money", "=INDEX(actors[cost],[@rank])"),
                    _column("part", "percent", "=[@margin]/INDEX(actors[price],actors_count)"),
                    _column("lost", "percent", "=INDEX(actors[loss_share],[@rank])"),
                ],
            }
        ],
        outputs=[
            _column("producer_share", "percent", "=INDEX(actors[price],1)/INDEX(actors[price],actors_count)"),
            _column("costs", "money", "=SUM(actors[cost])*(1+tax)", main=True),
            _column("mean_loss", "percent", "=SUMPRODUCT(actors[loss_share],actors[people])/SUM(actors[people])"),
            _column("last_rank", "integer", "=SUMPRODUCT(actors[row],actors[used])/(SUM(actors[row])/36)"),
            _column("growth", "percent", "=IRR(actors[cost])"),
        ],
        checks=[{"id": "people", "that": "=SUM(actors[people])<1500", "message": text("Too many people")}],
        sentences=[{"text": text("The producer keeps {producer_share}")}],
        charts=[
            {
                "id": "shares",
                "type": "stacked",
                "title": text("Margin and cost of each actor"),
                "table": "shares",
                "x": "rank",
                "y": ["margin", "own_cost"],
                "says": text("The producer keeps {producer_share} of the last price, before a tax of {tax}."),
            },
            {
                "id": "prices",
                "type": "line",
                "title": text("Share of the last price"),
                "table": "shares",
                "x": "rank",
                "y": ["part", "lost"],
                "says": text("All shares add up to one."),
            },
        ],
        examples=[
            {
                "id": "one",
                "title": text("Onions"),
                "inputs": {
                    "tax": 0.1,
                    "actors": [
                        {"actor": "Aïcha", "price": 100.0, "cost": -60.0, "people": 20.0},
                        {"actor": "=Lorry", "price": 150.0, "cost": None, "loss_share": 0.2, "people": 2.0},
                        {"actor": "Market", "price": 210.5, "cost": 132.0, "loss_share": 0.125, "people": 4.0},
                    ],
                },
                "expect": {"costs": 79.2},
                "tolerance": 1e-9,
                "source": "Arithmetic",
                "proof": "guard",
                "show": True,
            }
        ],
    )


def survey() -> Calculator:
    """Many rows of two columns."""
    return _calculator(
        id="survey",
        title=text("Survey"),
        inputs=[
            {
                "id": "households",
                "type": "table",
                "label": text("Households"),
                "rows": {"most": 200},
                "columns": [
                    _number("likelihood", "percent", min=0, max=1),
                    _number("weight", "number", min=0.0, max=1e6, default=1),
                ],
            }
        ],
        outputs=[
            _column(
                "poverty_rate",
                "percent",
                "=SUMPRODUCT(households[likelihood],households[weight])/SUM(households[weight])",
                main=True,
            ),
            _column("count_in_all", "integer", "=SUM(households[used])"),
        ],
        examples=[
            {
                "id": "one",
                "title": text("Three"),
                "inputs": {"households": [{"likelihood": 0.2}, {"likelihood": 0.4, "weight": 2.5}]},
                "expect": {"count_in_all": 2.0},
                "tolerance": 1e-9,
                "source": "Arithmetic",
                "proof": "guard",
                "show": True,
            }
        ],
    )


def months() -> Calculator:
    """A table whose twelve rows are all asked for, and that is drawn as bars."""
    return _calculator(
        id="months",
        title=text("Months"),
        inputs=[
            {
                "id": "cash",
                "type": "table",
                "label": text("Cash [each] month, from January to December"),
                "rows": {"least": 12, "most": 12},
                "columns": [_number("income", "money"), _number("expense", "money", min=0.0)],
            }
        ],
        tables=[
            {
                "id": "year",
                "title": text("Year"),
                "rows": {"index": "month_number", "label": text("Month"), "start": 1, "stop": "=12", "max": 12},
                "columns": [
                    _column("spent", "money", "=INDEX(cash[expense],[@month_number])", show=False),
                    _column("net", "money", "=INDEX(cash[income],[@month_number])-[@spent]"),
                    _column("balance", "money", "=PREV([balance],0)+[@net]"),
                ],
            }
        ],
        outputs=[
            _column("lowest", "money", "=MIN(year[balance])"),
            _column("best_month", "money", "=MAX(cash[income])"),
        ],
        charts=[
            {
                "id": "net",
                "type": "bar",
                "title": text("Net"),
                "table": "year",
                "x": "month_number",
                "y": ["net"],
                "says": text("Lowest: {lowest}"),
            }
        ],
    )


def tall(kind: str, stop: str = "=last") -> Calculator:
    """A long table of which few rows are in use, drawn as bars."""
    return _calculator(
        id="tall",
        title=text("Tall"),
        inputs=[_number("last", "integer", min=0, max=60, default=3)],
        tables=[
            {
                "id": "plan",
                "title": text("Plan"),
                "rows": {"index": "period", "label": text("Period"), "start": 1, "stop": stop, "max": 60},
                "columns": [
                    _column("interest", "money", "=[@period]*10"),
                    _column("principal", "money", "=100-[@period]"),
                ],
            }
        ],
        outputs=[_column("total", "money", "=SUM(plan[interest])")],
        charts=[
            {
                "id": "plan",
                "type": kind,
                "title": text("Payments"),
                "table": "plan",
                "x": "period",
                "y": ["interest", "principal"],
                "says": text("In all, {total}"),
            }
        ],
    )


ALL = (chain, survey, months)


# --- random rows -----------------------------------------------------------------------------------------


def rows(grid: Grid, program: Program, rng: Random) -> list[dict[str, Value]]:
    """Rows of a table: mostly right, sometimes with gaps, too few, or with odd values."""
    inputs = {item.key: item for item in program.inputs}
    count = rng.choice((grid.least, grid.least, min(grid.least + 3, grid.height), rng.randint(0, grid.height)))
    made = [{c: _value(inputs[grid.cell(row, c)], rng) for c in grid.columns} for row in range(count)]
    for _ in range(rng.choice((0, 0, 0, 1, 2)) if made else 0):
        _spoil(rng.choice(made), grid, inputs, rng)
    return made


def _value(item: Input, rng: Random) -> Value:
    if item.kind == "text":
        return rng.choice(("Awa", "50", None))
    if item.default is not None and rng.random() < 0.3:
        return None
    low, high = (-1e3 if item.minimum is None else item.minimum), (item.maximum or 1e5)
    drawn = rng.choice((low, high, rng.uniform(low, high), rng.uniform(low, min(high, 100.0))))
    return float(round(drawn)) if item.whole else float(f"{drawn:.6g}")


def _spoil(row: dict[str, Value], grid: Grid, inputs: Mapping[str, Input], rng: Random) -> None:
    column = rng.choice(grid.columns)
    item = inputs[grid.cell(0, column)]
    low = -1.0 if item.minimum is None else item.minimum - 1.0
    high = 2e15 if item.maximum is None else item.maximum * 2
    choice = rng.randrange(6)
    if choice == 0:
        row.update(dict.fromkeys(grid.columns))
    else:
        row[column] = (None, low, high, "twelve", 2.5)[choice - 1]


def cases(program: Program, count: int, seed: int) -> list[dict[str, Value]]:
    """Values of every input, cell by cell; blank cells are None."""
    rng, found = Random(seed), []
    for _ in range(count):
        given = {grid.key: rows(grid, program, rng) for grid in program.grids}
        single = {i.key: _value(i, rng) for i in program.inputs if "." not in i.key}
        found.append(dict.fromkeys(i.key for i in program.inputs) | single | flat(program, given))
    return found


def typed(values: Mapping[str, Value]) -> dict[str, Value]:
    """What is typed into which cell."""
    return {cell_name("in", key): value for key, value in values.items()}
