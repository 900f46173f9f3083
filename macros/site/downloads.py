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

File = Callable[[str], bytes]
"""A file of a tool in one language, by its format."""


def downloads(project: Project, languages: Sequence[str]) -> dict[str, bytes]:
    """File name → content, for all tools and templates in `languages`."""
    folder = project.root / BUILD / "downloads" / _stamp(project.root)
    files = [(id_, format) for id_ in project.tools() for format in formats_of(id_, project)]
    files += [(template.id, template.extension) for template in read_templates(project).values()]
    found = {}
    for id_, format in files:
        for lang in languages:
            found[f"{id_}.{lang}.{ending(format)}"] = _kept(project, folder, id_, lang, format)
    return found


def blanks(project: Project, lang: str) -> dict[str, bytes]:
    """The scripts from which the pages of checklists take a blank workbook and table; see ``blank_script``."""
    kept = partial(_kept, project, project.root / BUILD / "downloads" / _stamp(project.root))
    return {
        f"{id_}.{lang}.workbook.js": blank_script(id_, lang, kept(id_, lang, "csv"), kept(id_, lang, "xlsx")).encode()
        for id_ in project.checklists
    }


def make(
    project: Project, tool: str, lang: str, format: str, filled: Filled | None = None, *, file: File | None = None
) -> bytes:
    """One file of one tool or template, blank or with the answers of a record.

    `file` gives the tool's other files by format, when they are kept. Raises UnknownFormat for a format that the tool
    does not have.
    """
    if tool in project.checklists and format == "html":
        file = file or partial(make, project, tool, lang)
        return one_file(project, tool, lang, file("csv"), file("xlsx"))
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


def _kept(project: Project, folder: Path, id_: str, lang: str, format: str) -> bytes:
    """A blank file, made when `folder` does not hold it yet."""
    path = folder / f"{id_}.{lang}.{ending(format)}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f"{path.suffix}.{os.getpid()}")
        part.write_bytes(make(project, id_, lang, format, file=partial(_kept, project, folder, id_, lang)))
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
