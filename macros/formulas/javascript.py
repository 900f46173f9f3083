"""Program → the script of one tool, for ``theme/assets/xl.js``. Plain code: nothing is parsed in the browser."""

import json
from collections.abc import Sequence

from macros.formulas.program import Column, Input, Program, ScalarStep, Table, TableStep
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


def print_program(program: Program) -> str:
    """A script that hands the program to ``cerise.define``."""
    parts = {
        "tool": json.dumps(program.tool),
        "version": str(program.version),
        "inputs": _list([_input(i) for i in program.inputs]),
        "outputs": json.dumps([[o.key, o.name] for o in program.outputs]),
        "checks": json.dumps([[c.key, c.blocks, c.needs] for c in program.checks]),
        "sentences": json.dumps(list(range(len(program.sentences)))),
        "grids": json.dumps([vars(grid) for grid in program.grids]),
        "tables": "{" + ",\n".join(f"{json.dumps(t.name)}:{_shape(t)}" for t in program.tables) + "}",
        "run": "function(x){\n" + "\n".join(map(_step, program.plan)) + "\n}",
    }
    return "cerise.define({\n" + ",\n".join(f"{key}:{code}" for key, code in parts.items()) + "\n});\n"


def _list(items: Sequence[str]) -> str:
    return "[\n" + ",\n".join(items) + "\n]"


def _input(item: Input) -> str:
    fields = {
        "key": item.key,
        "name": item.name,
        "kind": item.kind,
        "minimum": item.minimum,
        "maximum": item.maximum,
        "options": item.options,
        "required": item.required,
        "default": item.default,
        "whole": item.whole,
    }
    return json.dumps(fields, ensure_ascii=False)


def _shape(table: Table) -> str:
    columns = json.dumps([c.name for c in table.columns])
    return (
        f'{{index:"{table.index}",start:{table.start},height:{table.height},columns:{columns},'
        f"typed:{json.dumps(table.typed)},stop:function(x){{return {print_expr(table.stop)}}}}}"
    )


def _step(step: ScalarStep | TableStep) -> str:
    if isinstance(step, TableStep):
        return f'x.table("{step.table.name}",[{",".join(map(_column, step.columns))}]);'
    scalar = step.scalar
    return f"x.scalar({json.dumps(scalar.name)},{json.dumps(scalar.needs)},{_later(scalar.expr)});"


def _column(column: Column) -> str:
    return f'["{column.name}",{",".join(map(_later, column.exprs))}]'


def _later(expr: Expr) -> str:
    return f"function(){{return {print_expr(expr)}}}"


def print_expr(expr: Expr) -> str:
    """`expr` as JavaScript, in a scope where `x` is the frame of the run."""
    match expr:
        case Number(value=value):
            return json.dumps(int(value) if value.is_integer() and abs(value) < 1e15 else value)
        case Words(value=value) | Truth(value=value):
            return json.dumps(value)
        case Name(name=name):
            return f'x.v("{name}")'
        case Cell(column=column):
            return f'x.c("{column}")'
        case Previous(column=column, start=start):
            return f'x.p("{column}",{_later(start)})'
        case Whole(table=table, column=column):
            return f'x.w("{table}","{column}")'
        case Unary(operator=operator, operand=operand):
            return f"x.{'neg' if operator == '-' else 'percent'}({print_expr(operand)})"
        case Binary(operator=operator, left=left, right=right):
            return f"x.{_OPERATORS[operator]}({print_expr(left)},{print_expr(right)})"
        case Call(function="IF", args=(condition, *branches)):
            return f"x.IF({','.join([print_expr(condition), *map(_later, branches)])})"
        case Call(function="IFERROR" | "ISNUMBER" as function, args=args):
            return f"x.{function}({','.join(map(_later, args))})"
        case Call(function=function, args=args):
            return f"x.{function}({','.join(map(print_expr, args))})"
