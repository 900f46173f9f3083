"""Everything the sheets of one calculator share."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.definitions.models import Calculator, Example, Group, Input
from macros.exports.language import say
from macros.exports.meta import Meta
from macros.exports.words import words
from macros.exports.xlsx.book import Book, Sheet
from macros.exports.xlsx.layout import Layout, cell_name
from macros.exports.xlsx.lists import Choices, Lists
from macros.formulas.program import Program
from macros.formulas.tree import Call, Expr, Whole, walk

READY = "cerise_ready"
"""TRUE when every input is there and allowed."""
LEFT = "cerise_left"
"""How many inputs are missing or not allowed."""
CURRENCY = "cerise_currency"


@dataclass
class Job:
    """A calculator being written, with its sheets in their order."""

    calculator: Calculator
    program: Program
    book: Book
    meta: Meta
    inputs: Sheet
    results: Sheet
    typed: dict[str, Sheet]
    """The sheets of the tables that people fill in, by input."""
    tables: dict[str, Sheet]
    steps: Sheet
    rates: Sheet | None
    texts: Sheet
    figures: Sheet | None
    """The numbers of the charts, when there are any."""
    lists: Lists
    layout: Layout = field(default_factory=Layout)
    choices: dict[str, Choices] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.book.lang

    @property
    def w(self) -> dict[str, str]:
        """The words of files in that language."""
        return dict(words(self.lang))

    @property
    def example(self) -> Example | None:
        """The case that fills the workbook at first."""
        return next((e for e in self.calculator.examples if e.show), None)

    @property
    def example_title(self) -> str:
        """What the example is, in a few words."""
        example = self.example
        return say(example.title, self.lang) if example and example.title else ""

    @property
    def has_money(self) -> bool:
        """Whether amounts of money appear anywhere."""
        formats = [i.type for i in self.calculator.inputs] + [o.format for o in self.calculator.outputs]
        formats += [c.type for i in self.calculator.inputs for c in i.columns]
        return "money" in [*formats, *(c.format for t in self.calculator.tables for c in t.columns)]

    def column_label(self, table: str, column: str) -> str:
        """What a column is called, of a table that people fill in or of one that is computed."""
        columns = {(i.id, c.id): c.label for i in self.calculator.inputs for c in i.columns}
        columns |= {(t.id, c.id): c.label for t in self.calculator.tables for c in t.columns}
        columns |= {(t.id, t.rows.index): t.rows.label for t in self.calculator.tables}
        label = columns.get((table, column))
        return say(label, self.lang) if label else f"{table}[{column}]"

    def groups(self) -> Iterator[tuple[Group | None, list[Input]]]:
        """Groups in their order with their inputs; inputs of no group come first."""
        for group in (None, *self.calculator.groups):
            items = [i for i in self.calculator.inputs if i.group == (group.id if group else None)]
            if items:
                yield group, items

    def check_names(self, output: str) -> list[str]:
        """The cells of the checks that can withhold an output."""
        return [cell_name("check", c.key) for c in self.program.checks if output in c.blocks]


def rates_of(program: Program) -> list[tuple[str, str]]:
    """The columns whose rate is asked for, each once, in the order of the formulas."""
    exprs: list[Expr] = [scalar.expr for scalar in program.scalars]
    exprs += [e for table in program.tables for column in table.columns for e in column.exprs]
    found = [node.args[0] for expr in exprs for node in walk(expr) if isinstance(node, Call) and node.function == "IRR"]
    return list(dict.fromkeys((arg.table, arg.column) for arg in found if isinstance(arg, Whole)))
