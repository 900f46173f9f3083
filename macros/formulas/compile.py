"""Calculator → program: every formula parsed and checked, every mistake with the place where it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from macros.definitions.models import Calculator, Text
from macros.definitions.models import Input as InputModel
from macros.formulas.functions import Type
from macros.formulas.grids import grid_inputs, grid_of, grid_table
from macros.formulas.inputs import LARGEST
from macros.formulas.parse import FormulaSyntaxError, parse
from macros.formulas.plan import Circular, label, make_plan
from macros.formulas.program import Check, Column, Input, Output, Program, Scalar, Table
from macros.formulas.python import check_name
from macros.formulas.rounding import whole_below
from macros.formulas.tree import Call, Expr, Name, Number, Whole
from macros.formulas.types import Fault, Scope, fault, faults_of, syntax_fault, type_of
from macros.formulas.unknowns import read_graph, unknowns_behind

Loc = tuple[str | int, ...]

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""`{name}` in a sentence or a message."""


@dataclass(frozen=True)
class Located:
    """A fault and where it stands in the calculator's file."""

    loc: Loc
    fault: Fault


class InvalidFormulas(ValueError):
    """A calculator whose formulas cannot be used; `faults` says why and where."""

    def __init__(self, faults: list[Located]) -> None:
        super().__init__("; ".join(f"{f.loc}: {f.fault.kind} {dict(f.fault.context)}" for f in faults))
        self.faults = faults


def compile_calculator(calculator: Calculator) -> Program:
    """The program of `calculator`. Raises InvalidFormulas with every fault."""
    parsed = _Parsed(calculator)
    faults = [
        *parsed.faults,
        *_name_faults(parsed),
        *_placeholder_faults(calculator),
        *_block_faults(calculator),
        *_chart_faults(calculator),
        *_height_faults(parsed),
    ]
    if faults:
        raise InvalidFormulas(faults)
    return _program(calculator, parsed)


def sentence_name(number: int) -> str:
    """The scalar that holds whether sentence `number` is true; no author's name looks like it."""
    return f"sentence:{number}"


class _Parsed:
    """Every formula of a calculator as a tree, with its place; formulas that cannot be read become 0."""

    def __init__(self, calculator: Calculator) -> None:
        self.calculator = calculator
        self.faults: list[Located] = []
        self.places: dict[str, Loc] = {}
        self.scalars: dict[str, Expr] = {}
        for i, step in enumerate(calculator.calc):
            self._scalar(step.id, step.formula, ("calc", i, "formula"))
        for i, output in enumerate(calculator.outputs):
            self._scalar(output.id, output.formula, ("outputs", i, "formula"))
        for i, check in enumerate(calculator.checks):
            self._scalar(check_name(check.id), check.that, ("checks", i, "that"))
        for i, sentence in enumerate(calculator.sentences):
            self._scalar(sentence_name(i), sentence.when or "=TRUE", ("sentences", i, "when"))
        self.tables = [*_typed_tables(calculator), *(self._table(i) for i in range(len(calculator.tables)))]

    def _parse(self, text: str, loc: Loc) -> Expr:
        try:
            return parse(text)
        except FormulaSyntaxError as error:
            self.faults.append(Located(loc, syntax_fault(error)))
            return Number(0.0)

    def _scalar(self, name: str, text: str, loc: Loc) -> None:
        self.places[name] = loc
        self.scalars[name] = self._parse(text, loc)

    def _table(self, number: int) -> Table:
        table = self.calculator.tables[number]
        columns = []
        for j, column in enumerate(table.columns):
            loc: Loc = ("tables", number, "columns", j, "formula")
            self.places[f"{table.id}[{column.id}]"] = loc
            columns.append(Column(column.id, (self._parse(column.formula, loc),)))
        stop_loc: Loc = ("tables", number, "rows", "stop")
        self.places[f"{table.id}:stop"] = stop_loc
        stop = self._parse(table.rows.stop, stop_loc)
        return Table(table.id, table.rows.index, table.rows.start, stop, table.rows.max, tuple(columns))


# --- faults ------------------------------------------------------------------------------------------


def _name_faults(parsed: _Parsed) -> Iterator[Located]:
    scope = _scope(parsed)
    for name, expr in parsed.scalars.items():
        yield from (Located(parsed.places[name], f) for f in faults_of(expr, scope))
    for table in (t for t in parsed.tables if not t.typed):
        stop = parsed.places[f"{table.name}:stop"]
        yield from (Located(stop, f) for f in faults_of(table.stop, scope))
        inside = replace(scope, table=table.name)
        for column in table.columns:
            place = parsed.places[f"{table.name}[{column.name}]"]
            yield from (Located(place, f) for f in faults_of(column.exprs[0], inside))
            found = type_of(column.exprs[0], inside)
            if found in ("text", "any"):
                yield Located(place, fault("wrong_type_formula", where=column.name, expected="number", found=found))
    yield from _circles(parsed)


def _circles(parsed: _Parsed) -> Iterator[Located]:
    try:
        make_plan(_plain_scalars(parsed), parsed.tables)
    except Circular as circle:
        first = min(parsed.places[label(node)] for node in circle.chain)
        yield Located(first, fault("circular", chain=str(circle)))


def _plain_scalars(parsed: _Parsed) -> list[Scalar]:
    return [Scalar(name, expr) for name, expr in parsed.scalars.items()]


def _scope(parsed: _Parsed) -> Scope:
    calculator = parsed.calculator
    single = [i for i in calculator.inputs if i.type != "table"]
    kinds: dict[str, Type] = {i.id: "text" if i.type == "choice" else "number" for i in single}
    kinds |= {name: "any" for name in parsed.scalars if ":" not in name}
    options = {i.id: tuple(o.code for o in i.options) for i in calculator.inputs if i.type == "choice"}
    tables = {t.name: (t.index, *(c.name for c in t.columns)) for t in parsed.tables}
    always = {i.id for i in calculator.inputs if i.rows and i.rows.least == i.rows.most}
    filled = (t for t in parsed.tables if not t.typed or t.name in always)
    full = frozenset(t.name for t in filled if t.stop == Number(float(t.start + t.height - 1)))
    return Scope(_settled(kinds, parsed, Scope(kinds, options, tables, full)), options, tables, full)


def _settled(kinds: dict[str, Type], parsed: _Parsed, scope: Scope) -> Mapping[str, Type]:
    """Types of steps and outputs, found by passing over the formulas until nothing changes."""
    for _ in parsed.scalars:
        found = {name: type_of(parsed.scalars[name], scope) for name in kinds if name in parsed.scalars}
        if all(kinds[name] == kind for name, kind in found.items()):
            break
        kinds |= found
        scope = replace(scope, scalars=kinds)
    return kinds


def _placeholder_faults(calculator: Calculator) -> Iterator[Located]:
    known = [i.id for i in calculator.inputs if i.type != "table"] + [o.id for o in calculator.outputs]
    texts: list[tuple[Loc, Text]] = [(("sentences", i, "text"), s.text) for i, s in enumerate(calculator.sentences)]
    texts += [(("charts", i, "says"), chart.says) for i, chart in enumerate(calculator.charts)]
    for loc, text in texts:
        for lang in ("fr", "en"):
            for name in PLACEHOLDER.findall(text[lang]):
                if name not in known:
                    yield Located((*loc, lang), fault("unknown_placeholder", name=name, allowed=known))


def _block_faults(calculator: Calculator) -> Iterator[Located]:
    known = [o.id for o in calculator.outputs]
    for i, check in enumerate(calculator.checks):
        for j, name in enumerate(check.blocks):
            if name not in known:
                yield Located(("checks", i, "blocks", j), fault("unknown_output", name=name, allowed=known))


def _chart_faults(calculator: Calculator) -> Iterator[Located]:
    """Charts of tables or columns that do not exist."""
    tables = {t.id: [t.rows.index, *(c.id for c in t.columns)] for t in calculator.tables}
    for i, chart in enumerate(calculator.charts):
        if chart.table not in tables:
            yield Located(("charts", i, "table"), fault("unknown_table", name=chart.table, allowed=sorted(tables)))
            continue
        places: list[tuple[Loc, str]] = [(("charts", i, "x"), chart.x)]
        places += [(("charts", i, "y", j), name) for j, name in enumerate(chart.y)]
        for loc, name in places:
            if name not in tables[chart.table]:
                words = {"name": name, "table": chart.table, "allowed": tables[chart.table]}
                yield Located(loc, fault("unknown_column", **words))


def _height_faults(parsed: _Parsed) -> Iterator[Located]:
    """Tables that can be asked for more rows than they have, as far as their last row can be told."""
    for table in (t for t in parsed.tables if not t.typed):
        highest = _highest(table.stop, parsed.calculator)
        if highest is not None and whole_below(highest) > table.last:
            words = {"name": table.name, "rows": table.height, "last": highest, "allowed": table.last}
            yield Located(parsed.places[f"{table.name}:stop"], fault("table_too_short", **words))


def _highest(stop: Expr, calculator: Calculator) -> float | None:
    """The greatest value of `stop` when it is a number, an input, or the number of rows filled in; else None."""
    inputs = {item.id: item for item in calculator.inputs}
    match stop:
        case Number(value=value):
            return value
        case Name(name=name) if name in inputs and inputs[name].type not in ("choice", "table"):
            most = inputs[name].max
            return LARGEST if most is None else most
        case Call(function="SUM", args=(Whole(table=table, column="used"),)) if table in inputs:
            rows = inputs[table].rows
            return float(rows.most) if rows else None
    return None


# --- program -----------------------------------------------------------------------------------------


def _typed_tables(calculator: Calculator) -> Iterator[Table]:
    for item in calculator.inputs:
        if grid := grid_of(item):
            yield grid_table(item, grid)


def _inputs(calculator: Calculator) -> Iterator[Input]:
    for item in calculator.inputs:
        if grid := grid_of(item):
            yield from grid_inputs(item, grid)
        else:
            yield _input(item)


def _program(calculator: Calculator, parsed: _Parsed) -> Program:
    inputs = tuple(_inputs(calculator))
    grids = tuple(grid for item in calculator.inputs if (grid := grid_of(item)))
    cells = {grid.cell(row, column) for grid in grids for row in range(grid.height) for column in grid.columns}
    unknown = frozenset(i.name for i in inputs if not i.required and i.default is None and i.key not in cells)
    graph = read_graph(parsed.scalars, parsed.tables)
    scalars = {n: Scalar(n, e, unknowns_behind(n, graph, unknown)) for n, e in parsed.scalars.items()}
    outputs = tuple(Output(o.id, o.id) for o in calculator.outputs)
    everything = tuple(o.name for o in outputs)
    return Program(
        tool=calculator.id,
        version=calculator.version,
        inputs=inputs,
        tables=tuple(parsed.tables),
        scalars=tuple(scalars.values()),
        outputs=outputs,
        checks=tuple(_check(c.id, tuple(c.blocks) or everything, scalars) for c in calculator.checks),
        sentences=tuple(scalars[sentence_name(i)] for i in range(len(calculator.sentences))),
        plan=make_plan(scalars.values(), parsed.tables),
        grids=grids,
    )


def _check(key: str, blocks: tuple[str, ...], scalars: Mapping[str, Scalar]) -> Check:
    scalar = scalars[check_name(key)]
    return Check(key, scalar.expr, blocks, scalar.needs)


def _input(item: InputModel) -> Input:
    default = None if item.default == "unknown" else item.default
    return Input(
        key=item.id,
        name=item.id,
        kind=item.type,  # type: ignore[arg-type]  # a table is laid out cell by cell
        minimum=item.min,
        maximum=item.max,
        options=tuple(o.code for o in item.options),
        required=item.default is None,
        default=float(default) if isinstance(default, (int, float)) else default,
        whole=item.type == "integer",
    )
