"""The interface words of tools, from theme/words.yml, in one language at a time."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from macros.language.typography import typeset

WORDS_FILE = Path(__file__).parent.parent / "theme" / "words.yml"
LANGUAGES = ("fr", "en")


@cache
def words(lang: str) -> Mapping[str, str]:
    """Every interface word in `lang`, by key. KeyError when a word lacks that language."""
    return _typeset_all(_source()["page"], lang)


@cache
def script_words(lang: str) -> Mapping[str, str]:
    """The words that the browser script shows, by key."""
    return _typeset_all(_source()["script"], lang)


@cache
def _source() -> Mapping[str, Mapping[str, Any]]:
    loaded: Mapping[str, Mapping[str, Any]] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return loaded


def _typeset_all(group: Mapping[str, Any], lang: str) -> dict[str, str]:
    return {key: typeset(str(entry[lang]), lang) for key, entry in group.items()}
