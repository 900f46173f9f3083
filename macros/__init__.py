"""Tools as data, turned into pages and files; this module is what mkdocs-macros loads for authors."""

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def define_env(env: Any) -> None:
    """Give pages the macros of ``content.author``, bound to the page and the language they stand in."""
    from macros.content.addresses import addresses
    from macros.content.author import AUTHOR_MACROS, Author
    from macros.content.pages import read_pages
    from macros.definitions import load_project

    lang = env.conf["extra"]["site_lang"]
    project = load_project(ROOT)
    known = addresses(project, read_pages(ROOT))

    def bind(name: str) -> Any:
        def macro(*args: Any, **kwargs: Any) -> str:
            shown = env.page.meta.setdefault("cerise_tools", [])
            author = Author(project, known, lang, env.page.url, shown)
            html = str(getattr(author, name)(*args, **kwargs))
            env.page.meta["cerise_scripts"] = author.scripts()
            return html

        return macro

    for name in AUTHOR_MACROS:
        env.macro(bind(name), name)
