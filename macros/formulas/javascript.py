"""Program → the script of one tool, for ``theme/scripts/xl.js``. Plain code: nothing is parsed in the browser.

What the runtime knows by itself is left out: fields at their default, the same input once more for each row of a table.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from macros.formulas.functions import FUNCTIONS
from macros.formulas.grids import cell_name
from macros.formulas.program import Check, Column, Grid, Input, Output, Program, ScalarStep, Table, TableStep
from macros.formulas.tree import Binary, Call, Cell, Expr, Name, Number, Previous, Truth, Unary, Whole, Words

_OPERATORS = {
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "div",
    "^": "pow",
    "&": "join",
    "=": "eq",
    "<>": "ne",
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
}
_COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
_TRUTHS = ("AND", "OR", "NOT", "ISNUMBER")
_FRAME = ("scalar", "table", "truth", "v", "c", "p", "w", "own", "neg", "percent")
_CALLABLE = {*_FRAME, *_OPERATORS.values(), *FUNCTIONS}


def print_program(program: Program) -> str:
    """A script that hands the program to ``cerise.define``."""
    parts = {
        "tool": json.dumps(program.tool),
        "version": str(program.version),
        "inputs": _lines(_inputs(program)),
        "outputs": _lines(map(_output, program.outputs)),
        "checks": _lines(map(_check, program.checks)),
        "sentences": str(len(program.sentences)),
        "grids": _lines(_object(vars(grid)) for grid in program.grids),
        "tables": "{\n" + ",\n".join(f"{t.name}:{_shape(t)}" for t in program.tables) + "\n}",
    }
    code = ",\n".join(f"{key}:{text}" for key, text in parts.items())
    return f"cerise.define({{\n{code},\nrun{_body(_steps(program))}\n}});\n"


def _lines(items: Iterable[str]) -> str:
    return "[" + ",".join(f"\n{item}" for item in items) + "]"


def _value(value: object) -> str:
    """`value` as a literal, whole numbers without a decimal point."""
    if isinstance(value, float):
        return _number(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _number(value: float) -> str:
    return json.dumps(int(value) if value.is_integer() and abs(value) < 1e15 else value)


def _object(fields: Mapping[str, object]) -> str:
    return "{" + ",".join(f"{key}:{_value(value)}" for key, value in fields.items()) + "}"


# --- inputs and outputs ------------------------------------------------------------------------------


def _inputs(program: Program) -> Iterator[str]:
    """Each input; of a table that people fill in, one input a column."""
    first = {grid.cell(0, grid.columns[0]): grid for grid in program.grids}
    cells = {grid.cell(row, c) for grid in program.grids for row in range(grid.height) for c in grid.columns}
    inputs = {item.key: item for item in program.inputs}
    for item in program.inputs:
        if item.key in first:
            yield _columns(first[item.key], inputs)
        elif item.key not in cells:
            yield _input(item, item.key)


def _columns(grid: Grid, inputs: Mapping[str, Input]) -> str:
    columns = [_input(inputs[grid.cell(0, column)], column) for column in grid.columns]
    return f"{{grid:{json.dumps(grid.key)},columns:{_lines(columns)}}}"


def _input(item: Input, key: str) -> str:
    """The fields that differ from what ``xl.js`` takes for granted."""
    fields: dict[str, object] = {"key": key, "kind": item.kind}
    if item.name != _name(item.key):
        fields["name"] = item.name
    numbers = {"minimum": item.minimum, "maximum": item.maximum, "default": item.default}
    fields |= {name: value for name, value in numbers.items() if value is not None}
    flags = {"options": item.options, "required": item.required, "whole": item.whole}
    return _object(fields | {name: value for name, value in flags.items() if value})


def _name(key: str) -> str:
    """The name in formulas that ``xl.js`` expects for a public key."""
    return re.sub(r"[.-]", "_", key)


def _output(output: Output) -> str:
    fields = {"key": output.key} | ({"name": output.name} if output.name != _name(output.key) else {})
    return _object(fields)


def _check(check: Check) -> str:
    return _value([check.key, check.blocks, *([check.needs] if check.needs else [])])


# --- formulas ----------------------------------------------------------------------------------------


def _body(lines: Sequence[str]) -> str:
    """Parameters and statements of a function of the run, with the functions it uses by their short names."""
    used = sorted(_CALLABLE & set(re.findall(r"\b(\w+)\(", "\n".join(lines))))
    names = [f"const {{{','.join(used)}}}=x;"] if used else []
    return "(x){\n" + "\n".join([*names, *lines]) + "\n}"


def _shape(table: Table) -> str:
    fields = {"index": table.index, "start": table.start, "height": table.height}
    typed = ",typed:true" if table.typed else ""
    return _object(fields)[:-1] + f"{typed},stop{_body([f'return {print_expr(table.stop)};'])}}}"


def _steps(program: Program) -> list[str]:
    grids = {grid.key: grid for grid in program.grids}
    return [_step(step, grids) for step in program.plan]


def _step(step: ScalarStep | TableStep, grids: Mapping[str, Grid]) -> str:
    if isinstance(step, TableStep):
        columns = [_column(column, grids.get(step.table.name)) for column in step.columns]
        return f'table("{step.table.name}",{{{",".join(columns)}}});'
    scalar = step.scalar
    needs = f",{_value(scalar.needs)}" if scalar.needs else ""
    return f"scalar({json.dumps(scalar.name)},{_later(scalar.expr)}{needs});"


def _column(column: Column, grid: Grid | None) -> str:
    """One formula for all rows where one is enough, or one for each."""
    rows = [_row(expr, grid, row) for row, expr in enumerate(column.exprs)]
    same = len(set(rows)) == 1
    return f"{column.name}:" + (rows[0] if same else f"[{','.join(rows)}]")


def _row(expr: Expr, grid: Grid | None, row: int) -> str:
    """The formula of one row; cells that people fill in on the same row are called by their column."""
    code = _later(expr)
    for column in grid.columns if grid else ():
        code = code.replace(print_expr(Name(cell_name(grid.key, row, column))), f'own("{column}")')
    return code


def _later(expr: Expr) -> str:
    return f"()=>{print_expr(expr)}"


def print_expr(expr: Expr) -> str:
    """`expr` as JavaScript, where the functions of the run are in scope."""
    match expr:
        case Number(value=value):
            return _number(value)
        case Words(value=value) | Truth(value=value):
            return json.dumps(value)
        case Name(name=name):
            return f'v("{name}")'
        case Cell(column=column):
            return f'c("{column}")'
        case Previous(column=column, start=start):
            return f'p("{column}",{_later(start)})'
        case Whole(table=table, column=column):
            return f'w("{table}","{column}")'
        case Unary(operator=operator, operand=operand):
            return f"{'neg' if operator == '-' else 'percent'}({print_expr(operand)})"
        case Binary(operator=operator, left=left, right=right):
            return f"{_OPERATORS[operator]}({print_expr(left)},{print_expr(right)})"
        case Call(function="IF", args=(condition, *branches)):
            yes, no = (*map(print_expr, branches), "false")[:2]
            return f"({_condition(condition)}?{yes}:{no})"
        case Call(function="IFERROR" | "ISNUMBER" as function, args=args):
            return f"{function}({','.join(map(_later, args))})"
        case Call(function=function, args=args):
            return f"{function}({','.join(map(print_expr, args))})"


def _condition(expr: Expr) -> str:
    """`expr` as true or false; numbers count as true unless they are 0."""
    match expr:
        case Binary(operator=operator) if operator in _COMPARISONS:
            return print_expr(expr)
        case Call(function=function) if function in _TRUTHS:
            return print_expr(expr)
    return f"truth({print_expr(expr)})"
