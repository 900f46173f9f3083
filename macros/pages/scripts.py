"""The browser scripts a page with tools needs, each named once."""

from collections.abc import Iterable

from macros.definitions.models import Checklist, Tool
from macros.pages.links import Links
from macros.pages.render import render


def scripts_html(tools: Iterable[Tool], links: Links, lang: str, *, whole: bool = False) -> str:
    """Classic deferred scripts, in order: what a kind of tool shares, then each tool. Once a page, after the tools.

    A page with a `whole` checklist, not only sections of it, also keeps assessments, opens files and compares.
    """
    unique = {tool.id: tool for tool in tools}
    of_checklist = "assessment" if whole else "checklist"
    kinds = sorted({of_checklist if isinstance(tool, Checklist) else "calculator" for tool in unique.values()})
    paths = [*(f"{kind}.js" for kind in kinds), *(f"tools/{id}.js" for id in unique)]
    return render("scripts.html.j2", lang, links, paths=paths, styles=["assessment.css"] if whole else [])
