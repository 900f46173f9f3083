"""The macros of authors, for one page in one language. Every wrong id is an error that names the nearest right one."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros import exports
from macros.content import knowledge
from macros.content.addresses import Address, relative
from macros.content.proof import proof_html, published_html
from macros.content.templates import read_templates
from macros.definitions import Project
from macros.definitions.messages import nearest
from macros.definitions.models import Calculator, Checklist
from macros.exports import ending
from macros.exports.language import say
from macros.exports.read.browser import reading
from macros.formulas.functions import FUNCTIONS
from macros.formulas.shown import shown_formula, shown_function
from macros.pages import calculator_html, checklist_html, downloads_html, functions_html, scripts_html, templates_html


def formats_of(tool: str, project: Project) -> tuple[str, ...]:
    """The downloads of a tool: a checklist is also a page that travels as one file."""
    first, *others = exports.formats_of(tool, project)
    return (first, "html", *others) if tool in project.checklists else (first, *others)


def reading_of(checklist: str, project: Project, lang: str) -> dict[str, Any]:
    """What the page of a checklist needs to open filled files, whichever checklist they belong to."""
    titles = {id_: say(loaded.model.title, lang) for id_, loaded in project.checklists.items()}
    return reading(project.checklists[checklist].model, project.scale_models(), lang, titles)


class UnknownId(ValueError):
    """An id that leads nowhere."""

    def __init__(self, what: str, id_: str, known: list[str]) -> None:
        close = nearest(id_, known)
        hint = f'; did you mean "{close}"?' if close else f"; known: {', '.join(sorted(known)[:12])}…"
        super().__init__(f'unknown {what} "{id_}"{hint}')


@dataclass(frozen=True)
class PageLinks:
    """Addresses relative to one page (``pages.Links``)."""

    lang: str
    url: str
    addresses: dict[str, Address]

    def section(self, id: str) -> str:
        """Where `id` is shown. Raises UnknownId."""
        if id not in self.addresses:
            raise UnknownId("id", id, list(self.addresses))
        return relative(self.url, self.addresses[id].target)

    def download(self, tool: str, ext: str) -> str:
        """A file of `tool`, below the root of the site."""
        return self._from_root(f"downloads/{tool}.{self.lang}.{ending(ext)}")

    def asset(self, path: str) -> str:
        """A script or a style, below the folder of the language."""
        return relative(self.url, f"assets/{path}")

    def permalink(self, id: str) -> str:
        """The address of `id` that never changes."""
        return self._from_root(f"s/{id}/")

    def _from_root(self, target: str) -> str:
        return relative(f"{self.lang}/{self.url}", target)


Shown = list[tuple[str, str | None]]
"""The tools already on a page, each with the section shown, if only one."""


class Author:
    """What `{{ … }}` can call on the page at `url`. `shown` remembers the tools already on the page."""

    def __init__(self, project: Project, addresses: dict[str, Address], lang: str, url: str, shown: Shown) -> None:
        self.project = project
        self.addresses = addresses
        self.lang = lang
        self.url = url
        self.shown = shown
        self.links = PageLinks(lang, url, addresses)

    def checklist(self, id: str, section: str | None = None) -> str:
        """A checklist, or one section of it that shares the answers of the whole."""
        loaded = self.project.checklists.get(id)
        if loaded is None:
            raise UnknownId("checklist", id, list(self.project.checklists))
        sections = [s.id for s in loaded.model.sections]
        if section is not None and section not in sections:
            raise UnknownId("checklist section", section, sections)
        scales = self.project.scale_models()
        heading, uid = self._heading(id), self._show(id, section)
        words = None if section else reading_of(id, self.project, self.lang)
        return checklist_html(
            loaded.model, scales, self.lang, section, links=self.links, heading=heading, uid=uid, reading=words
        )

    def calculator(self, id: str) -> str:
        """A calculator."""
        loaded = self.project.calculators.get(id)
        if loaded is None:
            raise UnknownId("calculator", id, list(self.project.calculators))
        heading, uid = self._heading(id), self._show(id)
        return calculator_html(loaded.model, self.lang, links=self.links, heading=heading, uid=uid)

    def downloads(self, id: str) -> str:
        """The files of a tool."""
        tool = self._tool(id)
        return downloads_html(tool, self.lang, self.links, formats_of(id, self.project))

    def template(self, id: str) -> str:
        """A template to download and adapt: what it is for, and its file."""
        templates = read_templates(self.project)
        if id not in templates:
            raise UnknownId("template", id, list(templates))
        return templates_html([templates[id]], self.lang, self.links)

    def templates(self) -> str:
        """Every template."""
        return templates_html(read_templates(self.project).values(), self.lang, self.links, anchors=True)

    def link(self, id: str, text: str = "") -> str:
        """A link to any id: a section, an indicator, a tool, a term, a source."""
        href = self.links.section(id)
        return Markup('<a href="{}">{}</a>').format(href, text or self.addresses[id].title[self.lang])

    def cite(self, id: str, locator: str = "") -> str:
        """A citation of a library entry, with a page or chapter where it helps."""
        references = self.project.references
        if id not in references:
            raise UnknownId("reference", id, list(references))
        return knowledge.citation(references[id].model, self.links.section(f"ref-{id}"), locator)

    def term(self, id: str, text: str = "") -> str:
        """A word of the glossary, in the words of the sentence when `text` is given."""
        terms = self.project.terms
        if id not in terms:
            raise UnknownId("glossary term", id, list(terms))
        return knowledge.term_link(terms[id].model, self.lang, self.links.section(f"term-{id}"), text)

    def formula(self, text: str) -> str:
        """A formula, given as authors write it, as a spreadsheet in the reader's language shows it (Markdown)."""
        return f"`{shown_formula(text, self.lang)}`"

    def function(self, name: str) -> str:
        """The name of a function: what to write and, in French, what French spreadsheets call it (Markdown)."""
        if name not in FUNCTIONS:
            raise UnknownId("function", name, list(FUNCTIONS))
        shown = shown_function(name, self.lang)
        return f"`{name}`" if shown == name else f"`{name}` (`{shown}`)"

    def functions(self) -> str:
        """Every function that formulas may use, by purpose."""
        return functions_html(self.lang)

    def library(self) -> str:
        """Every source."""
        return knowledge.library_html([r.model for r in self.project.references.values()], self.lang, self.links)

    def glossary(self) -> str:
        """Every term."""
        return knowledge.glossary_html([t.model for t in self.project.terms.values()], self.lang, self.links)

    def catalogue(self) -> str:
        """Every tool."""
        tools = [(loaded.model, formats_of(id_, self.project)) for id_, loaded in self.project.tools().items()]
        return knowledge.catalogue_html(tools, self.lang, self.links)

    def proof(self) -> str:
        """How every tool was compared everywhere, and what came out."""
        return proof_html(self.project, self.lang, self.links)

    def published_cases(self) -> str:
        """The published cases that the calculators reproduce."""
        return published_html([c.model for c in self.project.calculators.values()], self.lang, self.links)

    def _tool(self, id: str) -> Checklist | Calculator:
        tools = self.project.tools()
        if id not in tools:
            raise UnknownId("tool", id, list(tools))
        return tools[id].model

    def _heading(self, id: str) -> int | None:
        """A tool's own page already has its title."""
        return None if self.url == self.addresses[id].url else 3

    def _show(self, id: str, section: str | None = None) -> str:
        """Note that a tool stands on the page; what keeps its ids unique when the same part stands there again."""
        again = sum(tool == id and (part is None or section is None or part == section) for tool, part in self.shown)
        self.shown.append((id, section))
        return f"n{again + 1}" if again else ""

    def scripts(self) -> str:
        """The scripts that the tools on the page need, each once."""
        whole = any(section is None and tool in self.project.checklists for tool, section in self.shown)
        return scripts_html([self._tool(tool) for tool, _ in self.shown], self.links, self.lang, whole=whole)


AUTHOR_MACROS = (
    "checklist",
    "calculator",
    "downloads",
    "template",
    "templates",
    "link",
    "cite",
    "term",
    "formula",
    "function",
    "functions",
    "library",
    "glossary",
    "catalogue",
    "proof",
    "published_cases",
)
"""The names that pages may call."""
