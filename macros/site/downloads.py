"""Every download of every tool; a file is made again only when a tool, the code or an address changed."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from macros.content.knowledge import full_reference
from macros.definitions import Project, load_project
from macros.exports import Meta, export, formats_of
from macros.exports.filled import Filled
from macros.site.paths import BUILD, permalink

_DEPENDS = ("tools", "macros", "docs/_data")
_SETTINGS = ("SITE_URL", "SITE_PUBLISHER", "SITE_CONTACT")


def downloads(root: Path, languages: Sequence[str]) -> dict[str, bytes]:
    """File name → content, for all tools in `languages`."""
    project = load_project(root)
    folder = root / BUILD / "downloads" / _stamp(root)
    wanted = [
        (id_, lang, format) for id_ in project.tools() for lang in languages for format in formats_of(id_, project)
    ]
    return {
        f"{id_}.{lang}.{format}": _cached(folder / f"{id_}.{lang}.{format}", partial(make, project, id_, lang, format))
        for id_, lang, format in wanted
    }


def make(project: Project, tool: str, lang: str, format: str, filled: Filled | None = None) -> bytes:
    """One file of one tool, blank or with the answers of a record."""
    return export(tool, format, lang, project, meta(project, tool), filled)


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
    """What a download depends on: definitions, references, and the code that makes it."""
    for top in _DEPENDS:
        yield from (p for p in sorted((root / top).rglob("*")) if p.suffix in (".yml", ".py", ".typ"))
