"""In which order a program can be computed, and which formulas go round in circles.

Scalars and columns are the nodes of a graph. Columns that need each other's previous row (PREV) form a
strongly connected group and are computed together, row by row; any other circle is a mistake.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from macros.formulas.program import Column, Plan, Scalar, ScalarStep, Table, TableStep
from macros.formulas.tree import Cell, Expr, Name, Previous, Whole, children

Node = tuple[str, ...]
"""(name,) for a scalar, (table, column) for a column."""

Graph: TypeAlias = "nx.DiGraph[Node]"


class Circular(ValueError):
    """Formulas that need one another: `chain` lists them, ending where it began."""

    def __init__(self, chain: list[Node]) -> None:
        super().__init__(" → ".join(map(label, chain)))
        self.chain = chain


def label(node: Node) -> str:
    """A node as authors write it: ``name`` or ``table[column]``."""
    return node[0] if len(node) == 1 else f"{node[0]}[{node[1]}]"


@dataclass(frozen=True)
class Edge:
    """A formula needs `node`; `delayed` when it needs only the row above, `whole` when all its rows."""

    node: Node
    delayed: bool = False
    whole: bool = False


def needs_of(expr: Expr, table: str | None = None) -> Iterator[Edge]:
    """What `expr`, standing in `table` or outside any, has to read."""
    match expr:
        case Name(name=name):
            yield Edge((name,))
        case Whole(table=other, column=column):
            yield Edge((other, column), whole=True)
        case Cell(column=column) if table:
            yield Edge((table, column))
        case Previous(column=column) if table:
            yield Edge((table, column), delayed=True)
    for child in children(expr):
        yield from needs_of(child, table)


def make_plan(scalars: Iterable[Scalar], tables: Iterable[Table]) -> Plan:
    """The order of computation. Raises Circular."""
    graph: Graph = nx.DiGraph()
    steps: dict[Node, Scalar | tuple[Table, Column]] = {}
    for scalar in scalars:
        steps[scalar.name,] = scalar
        _connect(graph, (scalar.name,), needs_of(scalar.expr))
    for table in tables:
        for column in table.columns:
            node = (table.name, column.name)
            steps[node] = (table, column)
            _connect(graph, node, needs_of(table.stop))
            for expr in column.exprs:
                _connect(graph, node, needs_of(expr, table.name))
    return tuple(_step(graph, group, steps) for group in _groups(graph, list(steps)))


def _connect(graph: Graph, node: Node, edges: Iterable[Edge]) -> None:
    graph.add_node(node)
    for edge in edges:
        immediate = not edge.delayed or graph.get_edge_data(edge.node, node, {}).get("immediate", False)
        whole = edge.whole or graph.get_edge_data(edge.node, node, {}).get("whole", False)
        graph.add_edge(edge.node, node, immediate=immediate, whole=whole)


def _groups(graph: Graph, order: list[Node]) -> Iterator[list[Node]]:
    """Strongly connected groups in an order of computation that follows the author's where it can."""
    place = {node: rank for rank, node in enumerate(order)}
    condensed = nx.condensation(graph)
    members: dict[int, set[Node]] = {group: data["members"] for group, data in condensed.nodes(data=True)}
    rank = {group: min(place.get(node, -1) for node in nodes) for group, nodes in members.items()}
    for group in nx.lexicographical_topological_sort(condensed, key=rank.__getitem__):
        known = [node for node in members[group] if node in place]
        if known:
            yield sorted(known, key=place.__getitem__)


def _step(graph: Graph, group: list[Node], steps: dict[Node, Scalar | tuple[Table, Column]]) -> ScalarStep | TableStep:
    first = steps[group[0]]
    inside = _among(graph, group, lambda edge: True)
    immediate = _among(graph, group, lambda edge: bool(edge["immediate"]))
    _refuse_circles(group, inside, immediate)
    if isinstance(first, Scalar):
        return ScalarStep(first)
    place = {node: rank for rank, node in enumerate(group)}
    ordered = nx.lexicographical_topological_sort(immediate, key=place.__getitem__)
    return TableStep(first[0], tuple(first[0].column(name) for _, name in ordered))


def _among(graph: Graph, group: list[Node], wanted: Callable[[Mapping[str, object]], bool]) -> Graph:
    """The wanted edges between nodes of `group`, in the author's order whatever the hashes of this run."""
    part: Graph = nx.DiGraph()
    part.add_nodes_from(group)
    for source in group:
        for target in group:
            if graph.has_edge(source, target) and wanted(graph.edges[source, target]):
                part.add_edge(source, target, **graph.edges[source, target])
    return part


def _refuse_circles(group: list[Node], inside: Graph, immediate: Graph) -> None:
    scalar_or_whole = any(len(node) == 1 for node in group) or any(
        data["whole"] for _, _, data in inside.edges(data=True)
    )
    for graph, forbidden in ((immediate, True), (inside, scalar_or_whole)):
        if forbidden and not nx.is_directed_acyclic_graph(graph):
            circle = [edge[0] for edge in nx.find_cycle(graph)]
            raise Circular([*circle, circle[0]])
