"""The hidden sheet of lists: labels that the reader sees beside the codes that formulas use."""

from collections.abc import Sequence
from dataclasses import dataclass

from macros.exports.xlsx.book import Book


@dataclass(frozen=True)
class Choices:
    """Two ranges of the same height, by their defined names."""

    labels: str
    codes: str
    count: int

    def code(self, cell: str) -> str:
        """The code of what stands in `cell`, a label or already a code; "" when it is neither."""
        by_label = f"INDEX({self.codes},MATCH({cell},{self.labels},0))"
        by_code = f"INDEX({self.codes},MATCH({cell},{self.codes},0))"
        return f'IFERROR({by_label},IFERROR({by_code},""))'

    def label(self, cell: str) -> str:
        """The label of the code in `cell`; "" when there is none."""
        return f'IFERROR(INDEX({self.labels},MATCH({cell},{self.codes},0)),"")'


class Lists:
    """Writes lists side by side, and what identifies the file."""

    def __init__(self, book: Book, title: str, kind: str) -> None:
        self.book = book
        self.sheet = book.sheet(title)
        self.sheet.raw.hide()
        self._column = 3
        tool = book.tool
        facts = (("tool", tool.id), ("version", tool.version), ("language", book.lang), ("kind", kind))
        for row, (name, value) in enumerate(facts):
            self.sheet.text(row, 0, name)
            self.sheet.value(row, 1, value)
            self.sheet.name(f"cerise_{name}", row, 1)

    def add(self, key: str, entries: Sequence[tuple[str, str]]) -> Choices:
        """A list of (code, label)."""
        codes = self.column(f"codes_{key}", [code for code, _ in entries])
        return Choices(self.column(f"labels_{key}", [label for _, label in entries]), codes, len(entries))

    def column(self, name: str, values: Sequence[object]) -> str:
        """One column of values below its name, which becomes a defined name."""
        self.sheet.text(0, self._column, name, "bold")
        return self.book.name(name, self.plain(values))

    def plain(self, values: Sequence[object]) -> str:
        """The range of one column of values."""
        for row, value in enumerate(values, start=1):
            self.sheet.value(row, self._column, value)
        self._column += 1
        return self.sheet.range((1, self._column - 1), (len(values), self._column - 1))
