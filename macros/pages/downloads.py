"""The downloads of a tool: one line a format, with what it is good for."""

from collections.abc import Sequence

from macros.definitions.models import Checklist, Tool
from macros.pages.dates import long_date
from macros.pages.links import Links
from macros.pages.render import render

CHECKLIST_FORMATS = ("xlsx", "pdf", "xlsform", "csv", "json")
CALCULATOR_FORMATS = ("xlsx", "pdf", "csv", "json")


def downloads_html(tool: Tool, lang: str, links: Links, formats: Sequence[str] | None = None) -> str:
    """Links to the files of `tool`. `formats` limits and orders them: an XLSForm cannot hold every formula."""
    default = CHECKLIST_FORMATS if isinstance(tool, Checklist) else CALCULATOR_FORMATS
    chosen = default if formats is None else formats
    return render("downloads.html.j2", lang, links, tool=tool, formats=chosen, date=long_date(tool.date, lang))
