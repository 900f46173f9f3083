"""Every download of every tool and template; made again only when a source, the code or an address changed."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from macros.content.author import formats_of
from macros.content.knowledge import full_reference
from macros.content.pages import read_documents
from macros.content.templates import documents, read_templates
from macros.definitions import Project
from macros.exports import Meta, UnknownFormat, ending, export
from macros.exports.docx import Document, document_docx
from macros.exports.filled import Filled
from macros.exports.xlsx import sheet_xlsx
from macros.site.blank import blank_script
from macros.site.onefile import one_file
from macros.site.paths import BUILD, permalink

_DEPENDS = ("tools", "macros", "docs/_data", "docs/templates")
_SUFFIXES = (".yml", ".py", ".md", ".xml", ".rels", ".js", ".css", ".j2", ".typ")
_SETTINGS = ("SITE_URL", "SITE_PUBLISHER", "SITE_CONTACT")


def downloads(project: Project, languages: Sequence[str]) -> dict[str, bytes]:
    """File name → content, for all tools and templates in `languages`."""
    folder = project.root / BUILD / "downloads" / _stamp(project.root)
    files = [(id_, format) for id_ in project.tools() for format in formats_of(id_, project)]
    files += [(template.id, template.extension) for template in read_templates(project).values()]
    found = {}
    for id_, format in files:
        for lang in languages:
            name = f"{id_}.{lang}.{ending(format)}"
            found[name] = _cached(folder / name, partial(make, project, id_, lang, format))
    return found


def blanks(project: Project, lang: str) -> dict[str, bytes]:
    """The scripts from which the pages of checklists take a blank workbook and table; see ``blank_script``."""
    folder = project.root / BUILD / "downloads" / _stamp(project.root)

    def file(id_: str, format: str) -> bytes:
        return _cached(folder / f"{id_}.{lang}.{format}", partial(make, project, id_, lang, format))

    return {
        f"{id_}.{lang}.workbook.js": blank_script(id_, lang, file(id_, "csv"), file(id_, "xlsx")).encode()
        for id_ in project.checklists
    }


def make(project: Project, tool: str, lang: str, format: str, filled: Filled | None = None) -> bytes:
    """One file of one tool or template, blank or with the answers of a record.

    Raises UnknownFormat for a format that it does not have.
    """
    if tool in project.checklists and format == "html":
        return one_file(project, tool, lang, meta(project, tool))
    if tool in project.tools():
        return export(tool, format, lang, project, meta(project, tool), filled)
    extension = read_templates(project)[tool].extension
    if format != extension:
        raise UnknownFormat(f"unknown format {format}; available: {extension}")
    return _template(project, tool, lang)


def _template(project: Project, id_: str, lang: str) -> bytes:
    about = meta(project, id_)
    if id_ in project.sheets:
        return sheet_xlsx(project.sheets[id_].model, lang, about)
    page = documents(read_documents(project.root))[id_][lang]
    document = Document(id_, page.title, page.meta["description"], page.meta["reviewed"], page.body)
    return document_docx(document, lang, about)


def meta(project: Project, tool: str) -> Meta:
    """What a file says of where it comes from."""
    return Meta(
        permalink=permalink(tool),
        guide_links=permalink,
        publisher=os.environ.get("SITE_PUBLISHER", ""),
        contact=os.environ.get("SITE_CONTACT", ""),
        references={id_: full_reference(loaded.model) for id_, loaded in project.references.items()},
    )


def _cached(path: Path, make_it: Callable[[], bytes]) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f"{path.suffix}.{os.getpid()}")
        part.write_bytes(make_it())
        part.replace(path)  # two languages may be staged at once
    return path.read_bytes()


def _stamp(root: Path) -> str:
    digest = hashlib.sha256(repr([os.environ.get(name) for name in _SETTINGS]).encode())
    for path in _sources(root):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _sources(root: Path) -> Iterator[Path]:
    """What a download depends on: definitions, references, and the code that makes it, scripts and styles too."""
    for top in _DEPENDS:
        yield from (p for p in sorted((root / top).rglob("*")) if p.suffix in _SUFFIXES)
