"""Program → one XPath calculation a value, in an order in which they can be computed.

A phone survey has no tables: each cell becomes a value of its own, called ``schedule_3_interest``. What no result
depends on is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from macros.formulas.plan import Node, needs_of
from macros.formulas.program import Program, Scalar, ScalarStep, Table, TableStep
from macros.formulas.tree import Call, Expr, Number, walk
from macros.formulas.xpath import Printer
from macros.formulas.xpath_rounding import whole_below
from macros.formulas.xpath_term import BLANK, EQUAL, NoXPath, Term, all_of, blank_or_number, given, union, where

LIMIT = 400
"""The most values a survey computes.

Each answer makes a phone compute again all that depends on it: with 230 values ODK's engine takes 30 ms on a computer,
so half a second or so on a cheap phone. A schedule of 240 rows would take ten times that."""

NO_XPATH = ("IRR",)
"""Functions that a survey does not have and that cannot be spelled out."""

_REFERENCE = re.compile(r"\$\{\w+\}")


@dataclass(frozen=True)
class Calculation:
    """A value that the survey computes: blank while it has none."""

    name: str
    xpath: str
    is_text: bool = False


def unroll(program: Program, inputs: Mapping[str, Term], gate: str = "") -> "Unrolled":
    """Everything that the outputs, checks and sentences of `program` need, given how its inputs are read.

    `gate` is the condition that the inputs are complete and allowed. Raises NoXPath.
    """
    wanted = reachable(program)
    _refuse_functions(program)
    count = weight(program, wanted)
    if count > LIMIT:
        raise NoXPath("size", count=count, limit=LIMIT)
    unrolled = Unrolled(program, inputs, gate)
    for step in program.plan:
        _take(step, unrolled, program, wanted)
    return unrolled


def _take(step: ScalarStep | TableStep, unrolled: "Unrolled", program: Program, wanted: set[Node]) -> None:
    """One step of the plan, if anything needs it. Raises NoXPath with the first result that does."""
    nodes: list[Node] = [(step.scalar.name,)] if isinstance(step, ScalarStep) else _nodes(step)
    try:
        if isinstance(step, TableStep):
            unrolled.table_step(
                TableStep(step.table, tuple(c for c in step.columns if (step.table.name, c.name) in wanted))
            )
        elif nodes[0] in wanted:
            unrolled.scalar_step(step.scalar)
    except NoXPath as refused:
        shown = (o.key for o in program.outputs if not reachable(program, (o.name,)).isdisjoint(nodes))
        raise NoXPath(refused.reason, **{"output": next(shown, ""), **refused.values}) from None


def _nodes(step: TableStep) -> list[Node]:
    return [(step.table.name, column.name) for column in step.columns]


# --- what is needed ----------------------------------------------------------------------------------


def reachable(program: Program, names: Sequence[str] = ()) -> set[Node]:
    """The scalars and columns behind `names`, or behind all that the program shows."""
    graph = _graph(program)
    shown = [*(o.name for o in program.outputs), *(s.name for s in program.sentences)]
    shown += [f"check:{check.key}" for check in program.checks]
    ahead: list[Node] = [(name,) for name in names or shown]
    seen: set[Node] = set()
    while ahead:
        node = ahead.pop()
        if node in graph and node not in seen:
            seen.add(node)
            ahead.extend(edge for expr in graph[node][1] for edge in _reads(expr, graph[node][0]))
    return seen


def _graph(program: Program) -> dict[Node, tuple[str | None, list[Expr]]]:
    graph: dict[Node, tuple[str | None, list[Expr]]] = {(s.name,): (None, [s.expr]) for s in program.scalars}
    for table in program.tables:
        for column in table.columns:
            graph[table.name, column.name] = (table.name, [table.stop, *column.exprs])
    return graph


def _reads(expr: Expr, table: str | None) -> Iterator[Node]:
    return (edge.node for edge in needs_of(expr, table))


def weight(program: Program, wanted: set[Node]) -> int:
    """How many values there would be."""
    heights = {table.name: table.height for table in program.tables}
    return sum(heights[node[0]] if len(node) > 1 else 1 for node in wanted)


def _refuse_functions(program: Program) -> None:
    graph = _graph(program)
    for output in program.outputs:
        for node in sorted(reachable(program, (output.name,))):
            for inner in (part for expr in graph[node][1] for part in walk(expr)):
                if isinstance(inner, Call) and inner.function in NO_XPATH:
                    raise NoXPath("function", function=inner.function, output=output.key)


# --- printing ----------------------------------------------------------------------------------------


class Unrolled:
    """The calculations so far, and how each value is read."""

    def __init__(self, program: Program, inputs: Mapping[str, Term], gate: str = "") -> None:
        self.calculations: list[Calculation] = []
        self._inputs = inputs
        self._gate = gate
        self._scalars: dict[str, Term] = dict(inputs)
        self._columns: dict[tuple[str, str], list[Term]] = {}
        self._tables = {table.name: table for table in program.tables}
        self._read_again = _read_by_formulas(program)
        self._taken: set[str] = set(inputs)
        self._steps: dict[str, list[tuple[frozenset[str], Term]]] = {}
        self._table: Table | None = None
        self._row = 0

    # --- what formulas read (xpath.Place) ------------------------------------------------------------

    def scalar(self, name: str) -> Term:
        """An input or a named value."""
        return self._scalars[name]

    def cell(self, column: str) -> Term:
        """The cell of a column on the row being printed."""
        assert self._table
        if column == self._table.index:
            return Term(str(self._table.start + self._row))
        return self._columns[self._table.name, column][self._row]

    def above(self, column: str) -> Term | None:
        """The cell on the row above."""
        assert self._table
        if not self._row:
            return None
        if column == self._table.index:
            return Term(str(self._table.start + self._row - 1))
        return self._columns[self._table.name, column][self._row - 1]

    def column(self, table: str, column: str) -> Sequence[Term]:
        """All the cells of a column."""
        if column == self._tables[table].index:
            return [Term(f"{index:.0f}") for index in self._tables[table].indexes()]
        return self._columns[table, column]

    def step(self, term: Term, facts: frozenset[str]) -> Term:
        """`term` as a value of its own, where `facts` hold; the same one again when it is asked for twice."""
        gates = facts | frozenset(term.needs)
        for known, found in self._steps.get(term.text, []):
            if known <= gates:
                return found
        name = self._name(f"step_{len(self._steps) + 1}")
        found = self._keep(name, term, extra=sorted(facts - set(term.needs)))
        self._steps.setdefault(term.text, []).append((gates, found))
        return found

    # --- what is computed ----------------------------------------------------------------------------

    def scalar_step(self, scalar: Scalar) -> None:
        """Compute a scalar."""
        self._table = None
        term = Printer(self).print(scalar.expr)
        unknown = [self._inputs[need].known for need in scalar.needs]
        self._scalars[scalar.name] = self._keep(self._name(scalar.name), term, unknown=unknown)

    def table_step(self, step: TableStep) -> None:
        """Compute some columns of a table, row by row."""
        self._table, self._row = None, 0
        table, last = step.table, self._last(step.table)
        for column in step.columns:
            self._columns[table.name, column.name] = []
        for row in range(table.height):
            self._table, self._row = table, row
            for column in step.columns:
                name = self._name(f"{_rows(table)}_{table.start + row}_{column.name}")
                term = self._on_row(column.at(row), last, table.start + row)
                self._columns[table.name, column.name].append(self._keep(name, term))

    def _last(self, table: Table) -> Term:
        """The last index in use; a table that would need more rows than it has gives nothing."""
        if isinstance(table.stop, Number):
            return Term(f"{table.stop.value:.0f}")
        printer = Printer(self)
        stop = printer.print(table.stop)
        last = whole_below(printer, stop)
        if stop.known:  # no row at all where it is blank
            there = printer.short(stop)
            last = Term(f"if({there.known}, {last.text}, {table.start - 1})", needs=stop.needs)
        last = printer.atom(last)
        return replace(last, needs=union(last.needs, (f"{last.text} <= {table.last}",)))

    def _on_row(self, expr: Expr, last: Term, index: int) -> Term:
        """0 below the last row in use."""
        if last.text.isdigit():
            return Printer(self).print(expr) if index <= int(last.text) else Term("0")
        term, active = Printer(self).print(expr), f"{last.text} >= {index}"
        if term.known or term.kind == "text":
            raise NoXPath("mixed")
        text = f"if({active}, {term.text}, {'false()' if term.kind == 'truth' else 0})"
        needs = union(last.needs, (where(active, need) for need in term.needs))
        return Term(text, term.kind, needs=needs)

    def _name(self, wanted: str) -> str:
        name = re.sub(r"[^a-z0-9_]", "_", wanted)
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        return name

    def _keep(self, name: str, term: Term, unknown: Sequence[str] = (), extra: Sequence[str] = ()) -> Term:
        """`term` as a value called `name`, blank where it has none; how that value is read."""
        if not unknown and _is_there_already(term):
            return term
        ahead = union((self._gate,) if self._gate else (), extra, unknown)
        asked = union(ahead, term.needs)
        text = f"if({term.text}, 1, 0)" if term.kind == "truth" else term.text
        self.calculations.append(Calculation(name, given(asked, text), term.kind == "text"))
        return self._read(name, term, unknown)

    def _read(self, name: str, term: Term, unknown: Sequence[str]) -> Term:
        """How a value is read: blank where an input is unknown, and where it cannot be computed."""
        reference = f"${{{name}}}"
        there = (f"{reference} != {BLANK}",) if term.needs or unknown else ()
        if term.kind == "truth":
            return Term(f"{reference} = 1", "truth", EQUAL, there)
        if term.kind == "number" and not term.known and not (unknown and name in self._read_again):
            return Term(reference, needs=there)
        fine = self._fine(unknown, term.needs) if term.needs and name in self._read_again else ()
        if term.kind == "text":
            return Term(reference, "text", needs=fine, lower=term.lower)
        return blank_or_number(reference, fine)

    def _fine(self, unknown: Sequence[str], needs: tuple[str, ...]) -> tuple[str, ...]:
        """A value that tells, of another one that is blank, whether it cannot be computed."""
        name = self._name(f"step_{len(self._taken)}_fine")
        asked = union((self._gate,) if self._gate else (), (where(all_of(unknown), all_of(needs)),))
        self.calculations.append(Calculation(name, f"if({all_of(asked)}, 1, 0)"))
        return (f"${{{name}}} = 1",)


def _read_by_formulas(program: Program) -> set[str]:
    """The names that some formula reads."""
    graph = _graph(program)
    return {node[0] for table, exprs in graph.values() for expr in exprs for node in _reads(expr, table)}


def _rows(table: Table) -> str:
    """What the cells of a table are called; those that people type have the plain names."""
    return f"{table.name}_row" if table.typed else table.name


def _is_there_already(term: Term) -> bool:
    """Whether `term` is nothing but another value, blank for the same reasons, or a constant."""
    if not term.needs and (term.text.isdigit() or term.text in ("true()", "false()")):
        return True
    return bool(_REFERENCE.fullmatch(term.text)) and term.needs in ((), (f"{term.text} != {BLANK}",))
