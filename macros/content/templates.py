"""Templates to download and adapt: documents written in Markdown, sheets described in YAML, in one list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from macros.content.pages import LANGUAGES, Page, read_documents
from macros.definitions import Project
from macros.definitions.models import Sheet


@dataclass(frozen=True)
class Template:
    """One template: what it is for, the guide section that explains it, and its file's extension."""

    id: str
    extension: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    guide: str


def read_templates(project: Project) -> dict[str, Template]:
    """Every template by id, in alphabetical order. A document in one language only is left out; ``check`` tells."""
    found = [_of_sheet(loaded.model) for loaded in project.sheets.values()]
    found += [_of_document(pages) for pages in documents(read_documents(project.root)).values() if len(pages) == 2]
    return {template.id: template for template in sorted(found, key=lambda template: template.id)}


def documents(pages: Iterable[Page]) -> dict[str, dict[str, Page]]:
    """Documents by id, then by language."""
    found: dict[str, dict[str, Page]] = {}
    for page in pages:
        found.setdefault(page.key.rpartition("/")[2], {})[page.lang] = page
    return found


def _of_sheet(sheet: Sheet) -> Template:
    title, summary = ({lang: text[lang] for lang in LANGUAGES} for text in (sheet.title, sheet.summary))
    return Template(sheet.id, "xlsx", title, summary, sheet.guide)


def _of_document(pages: Mapping[str, Page]) -> Template:
    first = pages[LANGUAGES[0]]
    titles = {lang: page.title for lang, page in pages.items()}
    summaries = {lang: page.meta.get("description", "") for lang, page in pages.items()}
    return Template(first.key.rpartition("/")[2], "docx", titles, summaries, first.meta.get("guide", ""))
