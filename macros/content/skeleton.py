"""Skeletons of a guide, of tools and of templates that pass every check as they are."""

import re
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.content.pages import LANGUAGES
from macros.content.pages import TEMPLATES as DOCUMENTS

TEMPLATES = Path(__file__).parents[1] / "theme" / "skeletons"
_ID = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


class Exists(FileExistsError):
    """The file is already there; nothing was written."""


def write_skeleton(root: Path, kind: str, id_: str) -> list[Path]:
    """Write the files of a new `kind`. Raises Exists, or ValueError for an id that is not allowed."""
    if not _ID.match(id_):
        raise ValueError(f"{id_}: un identifiant / an id: a-z 0-9 -")
    files = {root / place: text for place, text in _texts(kind, id_).items()}
    for path in files:
        if path.exists():
            raise Exists(f"{path.relative_to(root)}: existe déjà / already exists")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def _texts(kind: str, id_: str) -> dict[str, str]:
    today = datetime.now(UTC).date().isoformat()
    if kind == "guide":
        return {f"guides/{id_}/index.{lang}.md": _filled(f"guide.{lang}.md", id_, today) for lang in LANGUAGES}
    if kind == "template":
        return {f"{DOCUMENTS}/{id_}.{lang}.md": _filled(f"template.{lang}.md", id_, today) for lang in LANGUAGES}
    if kind == "sheet":
        return {f"{DOCUMENTS}/{id_}.yml": _filled("sheet.yml", id_, today)}
    return {f"tools/{kind}s/{id_}.yml": _filled(f"{kind}.yml", id_, today)}


def _filled(template: str, id_: str, today: str) -> str:
    loader = FileSystemLoader(TEMPLATES)
    env = Environment(loader=loader, undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    return env.get_template(template + ".j2").render(id=id_, name=id_.replace("-", "_"), today=today)
