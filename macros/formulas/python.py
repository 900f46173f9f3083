"""A program run in Python: each formula becomes a closure, so a schedule costs milliseconds.

Errors are values of a cell, as in a spreadsheet: kept when computed, raised when read, caught by IFERROR.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from macros.formulas.inputs import read_inputs
from macros.formulas.program import Given, Program, Refusal, Result, ScalarStep, Table, TableStep, Value
from macros.formulas.rounding import whole_below
from macros.formulas.runtime import RUNTIME
from macros.formulas.tree import Binary, Call, Cell, Expr, Name, Number, Previous, Truth, Unary, Whole, Words
from macros.formulas.values import ARITHMETIC, COMPARISON, NUM, FormulaError, number, rank, text, truth

Cellv = object
"""A number, a text, a truth value, or the FormulaError of a cell."""


@dataclass
class Frame:
    """What has been computed so far, and the row being computed."""

    scalars: dict[str, Cellv]
    columns: dict[tuple[str, str], list[Cellv]] = field(default_factory=dict)
    table: str = ""
    row: int = 0


Run = Callable[[Frame], Cellv]


def run(program: Program, given: Mapping[str, Given]) -> Result:
    """All results for the inputs `given` (by key; None or absent is blank; a table is a list of rows).

    Any problem with an input withholds everything; a check that fails withholds the outputs it blocks.
    """
    values, refusals = read_inputs(program, given)
    if refusals:
        return Result({output.key: None for output in program.outputs}, refusals=refusals)
    frame = Frame(dict(values), {(t.name, t.index): list(t.indexes()) for t in program.tables})
    for step in _compiled(program):
        step(frame)
    return _collect(program, frame)


@lru_cache(maxsize=64)
def _compiled(program: Program) -> tuple[Callable[[Frame], None], ...]:
    return tuple(_table_step(s) if isinstance(s, TableStep) else _scalar_step(s) for s in program.plan)


def _read(cell: Cellv) -> Cellv:
    if isinstance(cell, FormulaError):
        raise cell
    return cell


def _caught(expr: Run, frame: Frame) -> Cellv:
    try:
        return expr(frame)
    except FormulaError as error:
        return error


# --- steps -------------------------------------------------------------------------------------------


def _scalar_step(step: ScalarStep) -> Callable[[Frame], None]:
    expr, name, needs = compile_expr(step.scalar.expr), step.scalar.name, step.scalar.needs

    def compute(frame: Frame) -> None:
        unknown = any(frame.scalars[need] == "" for need in needs)
        frame.scalars[name] = "" if unknown else _caught(expr, frame)

    return compute


def _table_step(step: TableStep) -> Callable[[Frame], None]:
    table = step.table
    stop = compile_expr(table.stop)
    columns = [(column.name, [compile_expr(e) for e in column.exprs]) for column in step.columns]

    def compute(frame: Frame) -> None:
        frame.table = table.name
        last = last_row(table, _caught(stop, frame))
        for name, _ in columns:
            frame.columns[table.name, name] = [last if isinstance(last, FormulaError) else 0.0] * table.height
        for row in range(active_rows(table, last)):
            frame.row = row
            for name, exprs in columns:
                frame.columns[table.name, name][row] = _caught(exprs[row if len(exprs) > 1 else 0], frame)

    return compute


def too_long(table: Table, stop: Cellv) -> bool:
    """Whether `table` would need more rows than it has when its last index is `stop`."""
    return isinstance(stop, float) and whole_below(stop) > table.last


def last_row(table: Table, stop: Cellv) -> Cellv:
    """The last index of `table`: an error when it has not so many rows, since a part would pass for the whole."""
    return FormulaError(NUM) if too_long(table, stop) else stop


def active_rows(table: Table, stop: Cellv) -> int:
    """How many rows `table` has when its last index is `stop`; none when that is not a number."""
    return max(0, int(whole_below(stop)) - table.start + 1) if isinstance(stop, float) else 0


# --- expressions -------------------------------------------------------------------------------------


def compile_expr(expr: Expr) -> Run:
    """A function that gives the value of `expr` in a frame. Raises FormulaError when run."""
    match expr:
        case Number(value=value) | Words(value=value) | Truth(value=value):
            return lambda frame: value
        case Name(name=name):
            return lambda frame: _read(frame.scalars[name])
        case Cell(column=column):
            return lambda frame: _read(frame.columns[frame.table, column][frame.row])
        case Previous():
            return _previous(expr)
        case Whole(table=table, column=column):
            return lambda frame: [_read(cell) for cell in frame.columns[table, column]]
        case Unary(operator="-", operand=operand):
            inner = compile_expr(operand)
            return lambda frame: 0.0 - number(inner(frame))
        case Unary(operand=operand):
            inner = compile_expr(operand)
            return lambda frame: number(inner(frame)) / 100
        case Binary():
            return _binary(expr)
        case Call():
            return _call(expr)


def _previous(expr: Previous) -> Run:
    column, first = expr.column, compile_expr(expr.start)

    def above(frame: Frame) -> Cellv:
        return _read(frame.columns[frame.table, column][frame.row - 1]) if frame.row else first(frame)

    return above


def _binary(expr: Binary) -> Run:
    left, right = compile_expr(expr.left), compile_expr(expr.right)
    if arithmetic := ARITHMETIC.get(expr.operator):
        return lambda frame: arithmetic(number(left(frame)), number(right(frame)))
    if expr.operator == "&":
        return lambda frame: text(left(frame)) + text(right(frame))
    compare = COMPARISON[expr.operator]
    return lambda frame: compare(rank(left(frame)), rank(right(frame)))


def _call(expr: Call) -> Run:
    args = [compile_expr(arg) for arg in expr.args]
    if expr.function == "IF":
        condition, yes, *rest = args
        otherwise: Run = rest[0] if rest else lambda frame: False
        return lambda frame: (yes if truth(condition(frame)) else otherwise)(frame)
    if expr.function == "IFERROR":
        return lambda frame: args[1](frame) if isinstance(v := _caught(args[0], frame), FormulaError) else v
    if expr.function == "ISNUMBER":
        return lambda frame: isinstance(_caught(args[0], frame), float)
    function = RUNTIME[expr.function]
    return lambda frame: function(*[arg(frame) for arg in args])


# --- results -----------------------------------------------------------------------------------------


def _collect(program: Program, frame: Frame) -> Result:
    failed = [check for check in program.checks if _fails(check.key, check.needs, frame)]
    blocked = {name for check in failed for name in check.blocks}
    outputs = {o.key: None if o.name in blocked else _shown(frame.scalars[o.name]) for o in program.outputs}
    refusals = [Refusal("check", check.key) for check in failed]
    stops = {table.name: _caught(compile_expr(table.stop), frame) for table in program.tables if not table.typed}
    for output in program.outputs:
        if output.name not in blocked and isinstance(frame.scalars[output.name], FormulaError):
            refusals.append(Refusal("error", output.key))
    if not failed:  # a check that is not met says more
        refusals += [Refusal("error", name) for name, stop in stops.items() if too_long(program.table(name), stop)]
    holds = tuple(i for i, s in enumerate(program.sentences) if frame.scalars[s.name] is True)
    tables = {name: _rows(program.table(name), stop, frame) for name, stop in stops.items()}
    return Result(outputs, tables, tuple(refusals), holds)


def _fails(key: str, needs: tuple[str, ...], frame: Frame) -> bool:
    return frame.scalars[check_name(key)] is not True and not any(frame.scalars[need] == "" for need in needs)


def check_name(key: str) -> str:
    """The scalar that holds whether the check `key` is met; no author's name looks like it."""
    return f"check:{key}"


def _shown(cell: Cellv) -> Value:
    if isinstance(cell, FormulaError) or cell == "":
        return None
    return cell if isinstance(cell, (bool, str)) else number(cell) + 0.0  # never -0, shown with its sign


def _rows(table: Table, stop: Cellv, frame: Frame) -> list[dict[str, Value]]:
    count = active_rows(table, last_row(table, stop))
    names = [table.index, *(column.name for column in table.columns)]
    return [{name: _shown(frame.columns[table.name, name][row]) for name in names} for row in range(count)]
