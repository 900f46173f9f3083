"""Everything the sheets of one checklist share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.definitions.models import Checklist, Indicator, Scale, Section
from macros.exports.language import say
from macros.exports.meta import Meta
from macros.exports.words import words
from macros.exports.xlsx.book import Book, Sheet
from macros.exports.xlsx.layout import Layout
from macros.exports.xlsx.lists import Choices, Lists
from macros.formulas.program import Input, Program
from macros.scoring.compile import active


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
    lists: Lists
    layout: Layout = field(default_factory=Layout)
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

    def asked(self) -> list[tuple[Section, list[Indicator]]]:
        """Sections with the indicators asked today."""
        return [(section, active(section)) for section in self.checklist.sections if active(section)]

    def input(self, indicator: Indicator) -> Input:
        """The compiled form of an indicator."""
        return next(i for i in self.program.inputs if i.key == indicator.id)

    def department(self, indicator: Indicator) -> str:
        """Who answers, in words."""
        return next(say(d.label, self.lang) for d in self.checklist.departments if d.id == indicator.department)
