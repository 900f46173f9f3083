"""The browser scripts a page with tools needs, each named once."""

from collections.abc import Iterable

from macros.pages.links import Links
from macros.pages.render import render


def scripts_html(tools: Iterable[str], links: Links, lang: str) -> str:
    """Classic deferred scripts, in order: the functions, each tool, then the form. Once a page, after the tools."""
    unique = dict.fromkeys(tools)
    paths = ["xl.js", *(f"tools/{tool}.js" for tool in unique), "form.js"] if unique else []
    return render("scripts.html.j2", lang, links, paths=paths)
