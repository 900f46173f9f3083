"""The browser scripts that every page of a kind shares, each joined from small files and made short.

Pages make few requests and load only what they need; in the repository every idea keeps a file of its own.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

try:
    import minify  # type: ignore[import-untyped]
except ImportError:  # not built for this machine: the same scripts, with their comments
    minify = None

SOURCES = Path(__file__).parents[1] / "theme" / "scripts"
STYLES = SOURCES.with_name("styles")
KINDS = {
    "calculator": ("form", "calculator"),
    "checklist": ("form", "checklist"),
    "assessment": ("form", "checklist", "assessment"),
}
"""The script of each kind of page and the folders it is joined from; an assessment is a checklist on its own page."""

_NOTICE = "/* MIT licence. Readable in macros/theme/scripts of this site's repository. */\n"
_SYNTAX = 2018
"""The newest JavaScript that the minifier may introduce, so that a telephone of that time still runs it."""


@cache
def page_styles() -> dict[str, bytes]:
    """The style that only assessments need, joined from small files."""
    joined = "".join(path.read_text(encoding="utf-8") for path in sorted(STYLES.glob("*.css")))
    return {"assessment.css": joined.encode()}


@cache
def page_scripts() -> dict[str, bytes]:
    """The script of each kind of page by its name: the formula runtime, the form, and what the kind adds."""
    return {f"{kind}.js": (_NOTICE + minified(_joined(kind))).encode() for kind in KINDS}


def minified(source: str, kind: str = "application/javascript") -> str:
    """`source` without comments, a script with short local names; the same bytes at every build."""
    if minify is None:
        return source
    minify.config({"js-version": _SYNTAX})
    short: str = minify.string(kind, source)
    return short + "\n"


def _joined(kind: str) -> str:
    """The files of the form share one scope, which nothing outside can reach."""
    parts = "\n".join(path.read_text(encoding="utf-8") for path in _parts(kind))
    runtime = (SOURCES / "xl.js").read_text(encoding="utf-8")
    return f'{runtime}\n(() => {{\n"use strict";\n{parts}\n}})();\n'


def _parts(kind: str) -> Iterator[Path]:
    for folder in KINDS[kind]:
        yield from sorted((SOURCES / folder).glob("*.js"))
    yield SOURCES / "page.js"
