"""The first sheet: what the file is, how to fill it in, and where it comes from."""

from collections.abc import Iterable

from macros.definitions.models import Tool
from macros.exports.language import fill, say
from macros.exports.meta import LICENCE, LICENCE_URL, Meta
from macros.exports.words import long_date, words
from macros.exports.xlsx.book import Book, Sheet


class Readme:
    """Writes the sheet downwards: a narrow column of labels, a wide one of texts."""

    def __init__(self, book: Book) -> None:
        self.w = words(book.lang)
        self.sheet: Sheet = book.sheet(self.w["sheet_readme"])
        self.sheet.columns(28, 82)
        self.row = 0

    def title(self, tool: Tool, kind: str, lang: str) -> None:
        """The title, what the tool is for, and its version."""
        self.sheet.tall(0, 34)
        self.sheet.text(0, 0, say(tool.title, lang), "title")
        self.sheet.text(1, 0, kind, "grey")
        self.row = 3
        self.line("", say(tool.summary, lang), "lead")

    def heading(self, text: str) -> None:
        """A heading across both columns."""
        self.sheet.tall(self.row, 34)
        self.sheet.text(self.row, 0, text, "heading")
        self.sheet.text(self.row, 1, "", "heading")
        self.row += 1

    def line(self, label: str, text: str, *styles: str) -> None:
        """A label and its text."""
        self.sheet.text(self.row, 0, label, "bold", "wrap")
        self.sheet.text(self.row, 1, text, "wrap", *styles)
        self.row += 1

    def link(self, label: str, url: str, text: str = "") -> None:
        """A label and a link; nothing when there is no address."""
        if url:
            self.sheet.text(self.row, 0, label, "bold", "wrap")
            self.sheet.link(self.row, 1, url, text or url, "wrap")
            self.row += 1

    def lines(self, texts: Iterable[str]) -> None:
        """Numbered texts."""
        for number, text in enumerate(texts, start=1):
            self.sheet.text(self.row, 0, f"{number}.", "right", "wrap")
            self.sheet.text(self.row, 1, text, "wrap")
            self.row += 1

    def about(self, tool: Tool, lang: str, meta: Meta) -> None:
        """Sources, version, address, licence; the sheet is then complete."""
        self.heading(self.w["about"])
        self.line(
            self.w["version_label"], fill(self.w["version_date"], version=tool.version, date=long_date(tool.date, lang))
        )
        self.link(self.w["permalink"], meta.permalink)
        self.link(self.w["guide"], meta.guide_links(tool.guide))
        for number, source in enumerate(tool.sources):
            self.line(self.w["sources"] if number == 0 else "", meta.references.get(source, source))
        self.line(self.w["publisher"], meta.publisher) if meta.publisher else None
        self.line(self.w["contact"], meta.contact) if meta.contact else None
        self.link(self.w["licence"], LICENCE_URL, LICENCE)
        self.line(self.w["privacy"], self.w["privacy_text"])
        self.sheet.print_area(self.row, 1)
