"""The pages that people write: where they are, their headings and their ids. Knows nothing of mkdocs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

LANGUAGES = ("fr", "en")
"""French is the reference."""

TOPS = {"docs": "", "guides": "guides/"}
"""The folders of pages, and where each stands in the site."""

TEMPLATES = "docs/templates"
"""The documents and sheets to download and adapt."""

PRIVATE = ("_data", "schemas", "templates")
"""Folders in docs/ that are not pages."""

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$")
_ID = re.compile(r"\s*\{:\s*#([A-Za-z0-9_-]+)[^}]*\}$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
_SUFFIX = re.compile(r"\.(fr|en)\.md$")


@dataclass(frozen=True)
class Heading:
    """A heading: its explicit id (None when it has none), its words and its line in the file, from 1."""

    id: str | None
    level: int
    title: str
    line: int


@dataclass(frozen=True)
class Page:
    """One page in one language. `key` is its place without language, such as ``guides/governance/power``."""

    path: Path
    lang: str
    key: str
    meta: dict[str, str]
    text: str
    headings: tuple[Heading, ...]

    @property
    def url(self) -> str:
        """Its address below ``/<lang>/``: ``guides/governance/power/``; an index page is its folder."""
        return page_url(self.key)

    @property
    def body(self) -> str:
        """The text without its front matter."""
        return _FRONT_MATTER.sub("", self.text, count=1)

    @property
    def title(self) -> str:
        """The title of its front matter, or of its first heading."""
        return self.meta.get("title") or (self.headings[0].title if self.headings else self.key)


def page_url(key: str) -> str:
    """The address below ``/<lang>/`` of the page `key`."""
    return "" if key == "index" else f"{key.removesuffix('index')}".rstrip("/") + "/"


def read_pages(root: Path) -> list[Page]:
    """Every page of docs/ and guides/, in both languages, in a steady order."""
    return [_read(path, root, top) for top in TOPS for path in _files(root / top)]


def read_documents(root: Path) -> list[Page]:
    """Every document to download and adapt, in both languages; its key is ``templates/`` and its id."""
    return [_read(path, root, "docs") for path in sorted((root / TEMPLATES).glob("*.md")) if _SUFFIX.search(path.name)]


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.md")):
        if _SUFFIX.search(path.name) and not is_private(path.relative_to(folder)):
            yield path


def is_private(path: Path) -> bool:
    """Whether a file, given from ``docs`` or ``guides``, is in a folder that holds no pages."""
    return any(part in PRIVATE for part in path.parts)


def _read(path: Path, root: Path, top: str) -> Page:
    text = path.read_text(encoding="utf-8")
    relative = path.relative_to(root / top).as_posix()
    meta = _front_matter(text)
    suffix = _SUFFIX.search(path.name)
    lang = suffix[1] if suffix else LANGUAGES[0]
    return Page(path, lang, TOPS[top] + _SUFFIX.sub("", relative), meta, text, tuple(read_headings(text)))


def _front_matter(text: str) -> dict[str, str]:
    head = _FRONT_MATTER.match(text)
    loaded = yaml.load(head[1], yaml.BaseLoader) if head else {}
    return {str(key): str(value) for key, value in loaded.items()} if isinstance(loaded, dict) else {}


def read_headings(text: str) -> Iterator[Heading]:
    """The headings of a Markdown text, code blocks and front matter apart."""
    fenced, front = False, text.startswith("---\n")
    for number, line in enumerate(text.splitlines(), start=1):
        if front:
            front = number == 1 or line != "---"
        elif _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (found := _HEADING.match(line)):
            explicit = _ID.search(found[2])
            yield Heading(explicit[1] if explicit else None, len(found[1]), _ID.sub("", found[2]), number)
