"""Every id of the project and where it leads: one space for sections, tools, indicators, terms and sources."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from macros.content.pages import Page
from macros.content.templates import read_templates
from macros.definitions import Project
from macros.definitions.models import Text

Kind = Literal["section", "tool", "checklist-section", "indicator", "template", "term", "reference"]

GLOSSARY, LIBRARY, TOOLS, TEMPLATES = "glossary/", "library/", "tools/", "tools/templates/"


@dataclass(frozen=True)
class Address:
    """Where `id` is: a page below ``/<lang>/`` and the anchor on it; the same in both languages."""

    id: str
    kind: Kind
    url: str
    title: Mapping[str, str]

    @property
    def target(self) -> str:
        """Page and anchor, below ``/<lang>/``."""
        return self.url if self.kind == "tool" else f"{self.url}#{self.id}"


def addresses(project: Project, pages: list[Page]) -> dict[str, Address]:
    """All addresses by id. An id used twice keeps its first place; ``check`` reports it."""
    found: dict[str, Address] = {}
    for address in [*_tools(project), *_templates(project), *_sections(pages), *_knowledge(project)]:
        found.setdefault(address.id, address)
    return found


def _tools(project: Project) -> list[Address]:
    found = []
    for tool in (loaded.model for loaded in project.tools().values()):
        url = f"{TOOLS}{tool.id}/"
        found.append(Address(tool.id, "tool", url, both(tool.title)))
        for section in getattr(tool, "sections", []):
            found.append(Address(section.id, "checklist-section", url, both(section.title)))
            found += [Address(i.id, "indicator", url, both(i.ask)) for i in section.indicators]
    return found


def _templates(project: Project) -> list[Address]:
    return [Address(t.id, "template", TEMPLATES, t.title) for t in read_templates(project).values()]


def _sections(pages: list[Page]) -> list[Address]:
    titles: dict[str, dict[str, str]] = {}
    urls: dict[str, str] = {}
    for page in pages:
        for heading in page.headings:
            if heading.id:
                titles.setdefault(heading.id, {})[page.lang] = heading.title
                urls.setdefault(heading.id, page.url)
    return [Address(id_, "section", urls[id_], title) for id_, title in titles.items()]


def _knowledge(project: Project) -> list[Address]:
    terms = [loaded.model for loaded in project.terms.values()]
    sources = [loaded.model for loaded in project.references.values()]
    return [
        *(Address(f"term-{t.id}", "term", GLOSSARY, both(t.term)) for t in terms),
        *(Address(f"ref-{r.id}", "reference", LIBRARY, {"fr": r.title, "en": r.title}) for r in sources),
    ]


def both(text: Text) -> dict[str, str]:
    """A text as a plain mapping of language to words."""
    return {"fr": text.fr, "en": text.en}


def relative(source: str, target: str) -> str:
    """The way from the page at `source` to `target`, both addresses below the same root; ``./`` to itself."""
    path, _, anchor = target.partition("#")
    way = posixpath.relpath("/" + path, "/" + source)
    way += "/" if not path or path.endswith("/") else ""
    return (way if way != "./" or not anchor else "") + (f"#{anchor}" if anchor else "")
