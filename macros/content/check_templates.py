"""What can be wrong in the documents to download and adapt."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from macros.content.pages import LANGUAGES, TEMPLATES, Page, read_documents
from macros.content.templates import documents
from macros.definitions import Problem, Project
from macros.definitions.spelling import spelled

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_KEYS = ("title", "description", "guide", "reviewed")


def document_problems(project: Project, sections: Collection[str], taken: Mapping[str, object]) -> Iterator[Problem]:
    """Every problem of the documents: `sections` are the headings of guides, `taken` the ids of everything else."""
    for id_, pages in documents(read_documents(project.root)).items():
        first = next(pages[lang] for lang in LANGUAGES if lang in pages)
        place = _place(first, project.root)
        if not _ID.fullmatch(id_):
            yield Problem(place, 1, 1, "bad_id", {"value": id_, "suggestion": spelled("bad_id", id_)})
        if id_ in taken:
            yield Problem(place, 1, 1, "heading_id_taken", {"name": id_, "first": taken[id_]})
        for lang in LANGUAGES:
            if lang not in pages:
                context = {"lang": lang, "name": f"{TEMPLATES}/{id_}.{lang}.md"}
                yield Problem(place, 1, 1, "page_missing", context)
            else:
                yield from _front_matter(pages[lang], project.root, sections)
        yield from _headings(pages, project.root)


def _front_matter(page: Page, root: Path, sections: Collection[str]) -> Iterator[Problem]:
    place = _place(page, root)
    for key in _KEYS:
        if not page.meta.get(key):
            yield Problem(place, 1, 1, "page_front_matter", {"key": key})
    guide = page.meta.get("guide")
    if guide and guide not in sections:
        line = next(n for n, text in enumerate(page.text.splitlines(), start=1) if text.startswith("guide:"))
        yield Problem(place, line, 8, "unknown_guide", {"name": guide, "allowed": sorted(sections)})


def _headings(pages: Mapping[str, Page], root: Path) -> Iterator[Problem]:
    """Headings of the same levels in the same order."""
    if len(pages) == len(LANGUAGES):
        levels = {lang: " ".join("#" * heading.level for heading in page.headings) for lang, page in pages.items()}
        wanted, found = (levels[lang] for lang in LANGUAGES)
        if wanted != found:
            place = _place(pages[LANGUAGES[1]], root)
            yield Problem(place, 1, 1, "template_differs", {"expected": wanted, "found": found})


def _place(page: Page, root: Path) -> str:
    return page.path.relative_to(root).as_posix()
