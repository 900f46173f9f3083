"""Everything the sheets of one checklist share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.definitions.models import Checklist, Indicator, Scale, Section
from macros.exports.filled import Filled, part_of
from macros.exports.language import say
from macros.exports.meta import Meta
from macros.exports.words import words
from macros.exports.xlsx.book import Book, Sheet
from macros.exports.xlsx.layout import Layout
from macros.exports.xlsx.lists import Choices, Lists
from macros.formulas.program import Input, Program
from macros.formulas.tree import Expr
from macros.scoring.compile import active

BEFORE = "before_"
"""What the names of last time's values begin with."""


@dataclass
class Survey:
    """A checklist being written, with its sheets in their order."""

    checklist: Checklist
    scales: Mapping[str, Scale]
    program: Program
    book: Book
    meta: Meta
    questions: Sheet
    results: Sheet
    plan: Sheet
    comparison: Sheet
    lists: Lists
    filled: Filled | None = None
    """The record to write into the cells people fill in."""
    layout: Layout = field(default_factory=Layout)
    before: Layout = field(default_factory=lambda: Layout(prefix=BEFORE))
    """Where the same program stands for last time's answers."""
    choices: dict[str, Choices] = field(default_factory=dict)
    """The answers of each scale, by its id."""

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.book.lang

    @property
    def w(self) -> Mapping[str, str]:
        """The words of files in that language."""
        return words(self.lang)

    def given(self, name: str) -> Mapping[str, object]:
        """A part of the record by its field's name, empty when there is no record."""
        return part_of(self.filled, name)

    def scalar(self, name: str) -> Expr:
        """The expression of a named value."""
        return next(scalar.expr for scalar in self.program.scalars if scalar.name == name)

    def asked(self) -> list[tuple[Section, list[Indicator]]]:
        """Sections with the indicators asked today."""
        return [(section, active(section)) for section in self.checklist.sections if active(section)]

    def input(self, indicator: Indicator) -> Input:
        """The compiled form of an indicator."""
        return next(i for i in self.program.inputs if i.key == indicator.id)

    def department(self, indicator: Indicator) -> str:
        """Who answers, in words."""
        return next(say(d.label, self.lang) for d in self.checklist.departments if d.id == indicator.department)
