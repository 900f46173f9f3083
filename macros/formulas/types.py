"""What a formula gives, as far as it can be told cheaply: enough to catch a text where a number must be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.formulas.french import CONSTANTS, ENGLISH
from macros.formulas.functions import COLUMN_TAKERS, FORBIDDEN, FUNCTIONS, Type
from macros.formulas.parse import FormulaSyntaxError
from macros.formulas.tree import Binary, Call, Cell, Expr, Name, Number, Previous, Truth, Unary, Whole, Words, walk
from macros.formulas.values import COMPARISON

_REFUSED: Mapping[str, tuple[Type, ...]] = (
    dict.fromkeys(COLUMN_TAKERS, ("text", "truth", "any"))
    | dict.fromkeys(("AND", "OR"), ("text", "any"))
    | {"ISNUMBER": ("truth",)}
)
"""Where a spreadsheet passes over a text or a truth value in a cell, or, for ISNUMBER, not all agree on it."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in a formula: a message kind of ``definitions`` and the words it needs."""

    kind: str
    context: Mapping[str, object]


def fault(kind: str, **context: object) -> Fault:
    """A fault of this kind."""
    return Fault(kind, context)


def syntax_fault(error: FormulaSyntaxError) -> Fault:
    """What is wrong with a formula that cannot be read."""
    return fault("formula_syntax", reason=error.reason, suggestion=error.suggestion)


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
    yield from _expect(expr, "any", "=", scope)
    for node in walk(expr):
        match node:
            case Name(name=name) if name not in scope.scalars:
                yield _unknown_name(name, scope)
            case Cell(column=column):
                yield from _row_faults(column, scope)
            case Previous(column=column, start=start):
                yield from _row_faults(column, scope)
                yield from _expect(start, "any", "PREV", scope)
            case Whole(table=table, column=column):
                yield from _whole_faults(table, column, scope)
            case Call():
                yield from _call_faults(node, scope)
            case Unary(operand=operand):
                yield from _expect(operand, "number", node.operator, scope)
            case Binary():
                yield from _binary_faults(node, scope)


def _unknown_name(name: str, scope: Scope) -> Fault:
    if name.upper() in CONSTANTS:
        return fault("french_name", french=name, name=ENGLISH[name.upper()])
    return fault("unknown_name", name=name, allowed=sorted(scope.scalars))


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
    if refused := function_fault(name):
        yield refused
        return
    signature = FUNCTIONS[name]
    if len(call.args) < signature.least or signature.type_of(len(call.args) - 1 if call.args else 0) is None:
        most = "∞" if signature.repeats else len(signature.args)
        yield fault("wrong_arguments", function=name, least=signature.least, most=most, found=len(call.args))
        return
    for position, arg in enumerate(call.args):
        yield from _expect(arg, signature.type_of(position) or "any", name, scope)
    yield from _ragged(call, scope)
    yield from _several_tables(call, scope)
    if name == "MATCH" and call.args[2:] != (Number(0.0),):
        yield fault("match_exact")


def function_fault(name: str) -> Fault | None:
    """Why there is no function `name`; None when there is."""
    if name in FORBIDDEN:
        return fault("forbidden_function", function=name, reason=FORBIDDEN[name])
    if name in ENGLISH:
        return fault("french_name", french=name, name=ENGLISH[name])
    if name not in FUNCTIONS:
        return fault("unknown_function", function=name, allowed=sorted([*FUNCTIONS, "PREV"]))
    return None


def _ragged(call: Call, scope: Scope) -> Iterator[Fault]:
    """MIN and MAX would count the zeros below the last row in use."""
    for arg in call.args if call.function in ("MIN", "MAX") else ():
        if isinstance(arg, Whole) and arg.table in scope.tables and arg.table not in scope.full:
            yield fault("ragged_column", function=call.function, table=arg.table)


def _several_tables(call: Call, scope: Scope) -> Iterator[Fault]:
    """SUMPRODUCT and SUMIF go through columns side by side: they must be equally high."""
    columns = [arg for arg in call.args if isinstance(arg, Whole)]
    if call.function not in ("SUMPRODUCT", "SUMIF") or not columns or columns[0].table not in scope.tables:
        return
    table = columns[0].table
    for other in columns[1:]:
        if other.table != table:
            name, allowed = f"{other.table}[{other.column}]", list(scope.tables[table])
            yield fault("unknown_column", name=name, table=table, allowed=allowed)


def _expect(arg: Expr, wanted: Type, where: str, scope: Scope) -> Iterator[Fault]:
    """`arg` must be a `wanted`; a whole column only goes where one is taken."""
    if isinstance(arg, Whole):
        if wanted != "column" and not (wanted == "any" and where in COLUMN_TAKERS):
            yield fault("column_misplaced", table=arg.table, column=arg.column, where=where)
        return
    found = type_of(arg, scope)
    if wanted == "column":
        yield fault("column_expected", where=where)
    elif found in _REFUSED.get(where, ("text",) if wanted in ("number", "truth") else ()):
        expected = "number" if wanted == "any" else wanted
        yield fault("wrong_type_formula", where=where, expected=expected, found=found)


def _binary_faults(node: Binary, scope: Scope) -> Iterator[Fault]:
    wanted: Type = "number" if node.operator in "+-*/^" else "any"
    for side in (node.left, node.right):
        yield from _expect(side, wanted, node.operator, scope)
    yield from _truth_faults(node, scope)
    pairs = ((node.left, node.right), (node.right, node.left)) if node.operator in ("=", "<>") else ()
    for choice, code in pairs:
        if isinstance(choice, Name) and isinstance(code, Words) and choice.name in scope.options:
            allowed = scope.options[choice.name]
            if code.value not in ("", *allowed):
                yield fault("unknown_option", name=choice.name, code=code.value, allowed=list(allowed))


def _truth_faults(node: Binary, scope: Scope) -> Iterator[Fault]:
    """TRUE=1 holds in LibreOffice and not in Excel: a truth value is only compared with another."""
    kinds = [type_of(side, scope) for side in (node.left, node.right)]
    if node.operator in COMPARISON and kinds.count("truth") == 1 and "any" not in kinds:
        found = next(kind for kind in kinds if kind != "truth")
        yield fault("wrong_type_formula", where=node.operator, expected="truth", found=found)


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
