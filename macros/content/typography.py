"""French and English typography for Markdown: a filter over the finished text, code apart."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from macros.language.typography import typeset

_AFTER_INLINE_BEFORE_CONTENTS = 8
"""Inline markup is read at 20, the table of contents made at 5."""


class Typesetter(Treeprocessor):
    """Sets apostrophes and no-break spaces in every text of a page."""

    def __init__(self, md: Markdown, lang: str) -> None:
        super().__init__(md)
        self.lang = lang

    def run(self, root: Element) -> None:
        """Change the texts of `root` in place."""
        for element in _prose(root):
            element.text = typeset(element.text, self.lang) if element.text else element.text
            for child in element:
                child.tail = typeset(child.tail, self.lang) if child.tail else child.tail


def _prose(element: Element) -> Iterator[Element]:
    """Every element whose text is prose."""
    if element.tag not in ("code", "pre", "script", "style"):
        yield element
        for child in element:
            yield from _prose(child)


class TypographyExtension(Extension):
    """``macros.content.typography`` in ``markdown_extensions``, with the language of the site."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"lang": ["fr", "language of the pages"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the filter."""
        md.treeprocessors.register(Typesetter(md, self.getConfig("lang")), "typeset", _AFTER_INLINE_BEFORE_CONTENTS)


def makeExtension(**settings: Any) -> TypographyExtension:
    """What Markdown calls."""
    return TypographyExtension(**settings)
