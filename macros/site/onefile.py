"""A checklist as one page that travels: style, scripts and questions in a single file, which asks nothing of anyone.

It opens at a double click, in a branch without a network. A policy in the page itself forbids any request, and any
script or style other than its own.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.content.author import reading_of
from macros.definitions import Project
from macros.definitions.models import Checklist
from macros.formulas.javascript import print_program
from macros.language.typography import typeset
from macros.pages import checklist_html
from macros.pages.words import words
from macros.scoring import program_of
from macros.site.blank import blank_script
from macros.site.paths import permalink
from macros.site.scripts import minified, page_scripts, page_styles

LARGEST = 250_000
"""Bytes of a page that is easily sent by e-mail or telephone."""
TEMPLATES = Path(__file__).parents[1] / "theme" / "site"
STYLES = Path(__file__).parents[1] / "theme" / "assets"


@dataclass(frozen=True)
class Alone:
    """Addresses for a page that stands alone (``pages.Links``): its own places, and the site's lasting addresses."""

    own: frozenset[str]

    def section(self, id: str) -> str:
        """A place on the page, or the lasting address of a section of the guide."""
        return f"#{id}" if id in self.own else permalink(id)

    def download(self, tool: str, ext: str) -> str:
        """There is no other file."""
        return permalink(tool)

    def asset(self, path: str) -> str:
        """There is no other file."""
        return ""

    def permalink(self, id: str) -> str:
        """The lasting address of `id`."""
        return permalink(id)


def one_file(project: Project, tool: str, lang: str, csv: bytes, xlsx: bytes) -> bytes:
    """The page of the checklist `tool` in `lang`, with its blank table and workbook.

    The scripts are compressed. Where that is not enough, first the blank workbook stays behind, then the questions
    are compressed too: they can no longer be read without JavaScript.
    """
    pages = (
        _page(project, tool, lang, blank_script(tool, lang, csv, workbook), body_packed=packed)
        for packed in (False, True)
        for workbook in (xlsx, None)
    )
    return next(filter(_fits, pages), None) or _page(
        project, tool, lang, blank_script(tool, lang, csv, None), body_packed=True
    )


def _fits(page: bytes) -> bool:
    return len(page) < LARGEST


def _page(project: Project, tool: str, lang: str, blank: str, *, body_packed: bool) -> bytes:
    model, scales = project.checklists[tool].model, project.scale_models()
    scripts = [page_scripts()["assessment.js"].decode(), print_program(program_of(model, scales)), blank]
    style, boot, body = _style(), minified(_asset("onefile.js")), _body(project, model, lang)
    html = (
        _environment()
        .get_template("onefile.html.j2")
        .render(
            tool=model,
            lang=lang,
            title=typeset(model.title[lang], lang),
            summary=typeset(" ".join(model.summary[lang].split()), lang),
            w=words(lang),
            permalink=permalink(tool),
            guide=permalink(model.guide),
            body="" if body_packed else body,
            style=style,
            boot=boot,
            packed=_packed({"body": body if body_packed else "", "scripts": scripts}),
            policy=_policy([boot, *scripts], style),
        )
    )
    return html.encode()


def _packed(parts: Mapping[str, object]) -> str:
    """Compressed (zlib), then written in letters."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")


def _body(project: Project, model: Checklist, lang: str) -> str:
    parts = [part for section in model.sections for part in (section.id, *(item.id for item in section.indicators))]
    links, reading = Alone(frozenset(parts)), reading_of(model.id, project, lang)
    html = checklist_html(model, project.scale_models(), lang, links=links, heading=None, reading=reading)
    return minified(html, "text/html")


def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _style() -> str:
    sheets = [(STYLES / "tool.css").read_text(encoding="utf-8"), page_styles()["assessment.css"].decode()]
    return minified("".join([*sheets, _asset("onefile.css")]), "text/css")


def _policy(scripts: list[str], style: str) -> str:
    """Nothing from anywhere: only these scripts and this style, known by their digests."""
    allowed = " ".join(map(_digest, scripts))
    return f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
