"""The downloads of a tool: one line a format, with what it is good for."""

from collections.abc import Sequence

from macros.definitions.models import Tool
from macros.pages.dates import long_date
from macros.pages.links import Links
from macros.pages.render import render


def downloads_html(tool: Tool, lang: str, links: Links, formats: Sequence[str]) -> str:
    """Links to the files of `tool` in these formats, in this order."""
    return render("downloads.html.j2", lang, links, tool=tool, formats=formats, date=long_date(tool.date, lang))
