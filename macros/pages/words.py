"""The interface words of tools, from theme/words.yml and theme/words/, in one language at a time."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from macros.language.typography import typeset

THEME = Path(__file__).parent.parent / "theme"
WORDS_FILE = THEME / "words.yml"
CHECKLIST_WORDS = THEME / "words"
"""One file for each part of a whole checklist's page: its words are sent to no other page."""
LANGUAGES = ("fr", "en")


@cache
def words(lang: str) -> Mapping[str, str]:
    """Every interface word in `lang`, by key. KeyError when a word lacks that language."""
    return _typeset_all([WORDS_FILE, *_parts()], "page", lang)


@cache
def script_words(lang: str) -> Mapping[str, str]:
    """The words that the browser script of every tool shows, by key."""
    return _typeset_all([WORDS_FILE], "script", lang)


@cache
def checklist_words(lang: str) -> Mapping[str, str]:
    """The words that the browser script of a whole checklist shows, by key."""
    return _typeset_all([WORDS_FILE, *_parts()], "script", lang)


def _parts() -> list[Path]:
    return sorted(CHECKLIST_WORDS.glob("*.yml"))


@cache
def _source(path: Path) -> Mapping[str, Mapping[str, Any]]:
    loaded: Mapping[str, Mapping[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _typeset_all(files: Iterable[Path], group: str, lang: str) -> dict[str, str]:
    entries = [item for path in files for item in _source(path)[group].items()]
    return {key: typeset(str(entry[lang]), lang) for key, entry in entries}
