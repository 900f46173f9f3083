"""What a formula gives, as far as it can be told cheaply: enough to catch a text where a number must be."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from macros.formulas.functions import COLUMN_TAKERS, FORBIDDEN, FUNCTIONS, Type
from macros.formulas.tree import Binary, Call, Cell, Expr, Name, Number, Previous, Truth, Unary, Whole, Words, walk


@dataclass(frozen=True)
class Fault:
    """What is wrong in a formula: a message kind of ``definitions`` and the words it needs."""

    kind: str
    context: Mapping[str, object]


def fault(kind: str, **context: object) -> Fault:
    """A fault of this kind."""
    return Fault(kind, context)


@dataclass(frozen=True)
class Scope:
    """What a formula may name: scalars with their types, option codes of choices, tables with their columns."""

    scalars: Mapping[str, Type]
    options: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, tuple[str, ...]]
    full: frozenset[str] = frozenset()
    """Tables whose every row is always in use."""
    table: str | None = None
    """The table in which the formula stands."""


def faults_of(expr: Expr, scope: Scope) -> Iterator[Fault]:
    """Every mistake in `expr`."""
    for node in walk(expr):
        match node:
            case Name(name=name) if name not in scope.scalars:
                yield fault("unknown_name", name=name, allowed=sorted(scope.scalars))
            case Cell(column=column) | Previous(column=column):
                yield from _row_faults(column, scope)
            case Whole(table=table, column=column):
                yield from _whole_faults(table, column, scope)
            case Call():
                yield from _call_faults(node, scope)
            case Unary(operand=operand):
                yield from _expect(operand, "number", node.operator, scope)
            case Binary():
                yield from _binary_faults(node, scope)


def _row_faults(column: str, scope: Scope) -> Iterator[Fault]:
    if scope.table is None:
        yield fault("outside_table", name=column)
    elif column not in scope.tables[scope.table]:
        yield fault("unknown_column", name=column, table=scope.table, allowed=list(scope.tables[scope.table]))


def _whole_faults(table: str, column: str, scope: Scope) -> Iterator[Fault]:
    if table not in scope.tables:
        yield fault("unknown_table", name=table, allowed=sorted(scope.tables))
    elif column not in scope.tables[table]:
        yield fault("unknown_column", name=column, table=table, allowed=list(scope.tables[table]))


def _call_faults(call: Call, scope: Scope) -> Iterator[Fault]:
    name = call.function
    if name in FORBIDDEN:
        yield fault("forbidden_function", function=name, reason=FORBIDDEN[name])
        return
    if name not in FUNCTIONS:
        yield fault("unknown_function", function=name, allowed=sorted([*FUNCTIONS, "PREV"]))
        return
    signature = FUNCTIONS[name]
    if len(call.args) < signature.least or signature.type_of(len(call.args) - 1 if call.args else 0) is None:
        most = "∞" if signature.repeats else len(signature.args)
        yield fault("wrong_arguments", function=name, least=signature.least, most=most, found=len(call.args))
        return
    for position, arg in enumerate(call.args):
        yield from _expect(arg, signature.type_of(position) or "any", name, scope)
    yield from _ragged(call, scope)
    if name == "MATCH" and call.args[2:] != (Number(0.0),):
        yield fault("match_exact")


def _ragged(call: Call, scope: Scope) -> Iterator[Fault]:
    """MIN and MAX would count the zeros below the last row in use."""
    for arg in call.args if call.function in ("MIN", "MAX") else ():
        if isinstance(arg, Whole) and arg.table in scope.tables and arg.table not in scope.full:
            yield fault("ragged_column", function=call.function, table=arg.table)


def _expect(arg: Expr, wanted: Type, where: str, scope: Scope) -> Iterator[Fault]:
    """`arg` must be a `wanted`; a whole column only goes where one is taken."""
    if isinstance(arg, Whole):
        if wanted != "column" and not (wanted == "any" and where in COLUMN_TAKERS):
            yield fault("column_misplaced", table=arg.table, column=arg.column, where=where)
        return
    found = type_of(arg, scope)
    if wanted == "column":
        yield fault("column_expected", where=where)
    elif (wanted == "number" and found == "text") or (wanted == "truth" and found == "text"):
        yield fault("wrong_type_formula", where=where, expected=wanted, found=found)


def _binary_faults(node: Binary, scope: Scope) -> Iterator[Fault]:
    wanted: Type = "number" if node.operator in "+-*/^" else "any"
    for side in (node.left, node.right):
        yield from _expect(side, wanted, node.operator, scope)
    for choice, code in ((node.left, node.right), (node.right, node.left)):
        if isinstance(choice, Name) and isinstance(code, Words) and choice.name in scope.options:
            allowed = scope.options[choice.name]
            if code.value not in ("", *allowed):
                yield fault("unknown_option", name=choice.name, code=code.value, allowed=list(allowed))


def type_of(expr: Expr, scope: Scope) -> Type:
    """The type `expr` gives, "any" when it may vary."""
    match expr:
        case Number() | Unary():
            return "number"
        case Words():
            return "text"
        case Truth():
            return "truth"
        case Name(name=name):
            return scope.scalars.get(name, "any")
        case Cell() | Previous():
            return "number"
        case Binary(operator=operator):
            return "number" if operator in "+-*/^" else "text" if operator == "&" else "truth"
        case Call(function="IF" | "IFERROR" as name, args=args):
            kinds = {type_of(arg, scope) for arg in (args[1:] if name == "IF" else args)}
            return kinds.pop() if len(kinds) == 1 else "any"
        case Call(function=name):
            return FUNCTIONS[name].result if name in FUNCTIONS else "any"
    return "any"


TypeOf = Callable[[str], Type]
