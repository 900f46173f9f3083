"""Which results stay empty while an input is unknown."""

from collections.abc import Iterable, Mapping

from macros.formulas.plan import Node, needs_of
from macros.formulas.program import Table
from macros.formulas.tree import Call, Expr, children


def unguarded(expr: Expr) -> Iterable[Expr]:
    """`expr` without what stands inside ISNUMBER: a formula that asks whether a value is known can do without it."""
    if isinstance(expr, Call) and expr.function == "ISNUMBER":
        return
    yield expr
    for child in children(expr):
        yield from unguarded(child)


def direct_needs(expr: Expr, table: str | None = None) -> set[Node]:
    """The nodes that `expr` itself reads, guarded ones apart."""
    flat = (node for node in unguarded(expr) if not children(node))
    previous = {edge.node for node in unguarded(expr) for edge in needs_of(node, table) if edge.delayed}
    return {edge.node for node in flat for edge in needs_of(node, table)} | previous


def read_graph(scalars: Mapping[str, Expr], tables: Iterable[Table]) -> dict[Node, set[Node]]:
    """What every scalar and every column reads directly."""
    graph: dict[Node, set[Node]] = {(name,): direct_needs(expr) for name, expr in scalars.items()}
    for table in tables:
        for column in table.columns:
            own = [direct_needs(expr, table.name) for expr in column.exprs]
            graph[table.name, column.name] = set().union(direct_needs(table.stop), *own)
    return graph


def unknowns_behind(name: str, graph: Mapping[Node, set[Node]], unknown: frozenset[str]) -> tuple[str, ...]:
    """The inputs in `unknown` that the scalar `name` depends on, however far away."""
    seen: set[Node] = set()
    ahead: list[Node] = [(name,)]
    while ahead:
        node = ahead.pop()
        if node not in seen:
            seen.add(node)
            ahead.extend(graph.get(node, ()))
    return tuple(sorted(name for (name, *rest) in seen if not rest and name in unknown))
