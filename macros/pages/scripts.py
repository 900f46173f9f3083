"""The browser scripts a page with tools needs, each named once."""

from collections.abc import Iterable

from macros.definitions.models import Checklist, Tool
from macros.pages.links import Links
from macros.pages.render import render


def scripts_html(tools: Iterable[Tool], links: Links, lang: str) -> str:
    """Classic deferred scripts, in order: what a kind of tool shares, then each tool. Once a page, after the tools."""
    unique = {tool.id: tool for tool in tools}
    kinds = sorted({"checklist.js" if isinstance(tool, Checklist) else "calculator.js" for tool in unique.values()})
    return render("scripts.html.j2", lang, links, paths=[*kinds, *(f"tools/{id}.js" for id in unique)])
