"""The words of exported files, from words.yml, in one language at a time."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from macros.exports.language import typeset

LANGUAGES = ("fr", "en")
WORDS_FILE = Path(__file__).parent / "words.yml"


@cache
def words(lang: str) -> Mapping[str, str]:
    """Every word in `lang`, by key. KeyError when a word lacks that language."""
    return {key: typeset(" ".join(entry[lang].split()), lang) for key, entry in _source().items()}


def long_date(day: str, lang: str) -> str:
    """2026-11-23 as « 23 novembre 2026 » or “23 November 2026”."""
    year, month, number = (int(part) for part in day.split("-"))
    name = words(lang)["months"].split()[month - 1]
    first = "1er" if lang == "fr" and number == 1 else str(number)
    return f"{first} {name} {year}"


@cache
def _source() -> Mapping[str, Mapping[str, str]]:
    loaded: Mapping[str, Mapping[str, str]] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return loaded
