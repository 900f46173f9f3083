"""Templates to download and adapt: what each is for, and its file."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from macros.language.typography import typeset
from macros.pages.links import Links
from macros.pages.render import render


class Template(Protocol):
    """What a page says of a template."""

    @property
    def id(self) -> str:
        """Its id, also the name of its file."""

    @property
    def extension(self) -> str:
        """``docx`` or ``xlsx``."""

    @property
    def title(self) -> Mapping[str, str]:
        """Its title by language."""

    @property
    def summary(self) -> Mapping[str, str]:
        """What it is for, by language."""


def templates_html(templates: Iterable[Template], lang: str, links: Links, anchors: bool = False) -> str:
    """A block for each template; with `anchors`, the place that permanent addresses lead to."""
    entries = [(t, typeset(t.title[lang], lang), typeset(t.summary[lang], lang)) for t in templates]
    return render("templates.html.j2", lang, links, entries=entries, anchors=anchors)
