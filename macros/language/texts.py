"""Texts of definitions and interface words, made ready to be shown."""

import re
from typing import Protocol

from macros.language.typography import typeset


class Translated(Protocol):
    """A text in both languages."""

    def __getitem__(self, lang: str, /) -> str:
        """The text in `lang` ("fr" or "en")."""


def one_line(text: Translated, lang: str) -> str:
    """`text` in `lang`, typeset, on one line."""
    return typeset(" ".join(text[lang].split()), lang)


def fill(phrase: str, **values: object) -> str:
    """`phrase` with each ``{name}`` replaced; the rest, braces included, stays as written."""
    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), phrase)


def lower_first(words: str) -> str:
    """`words` as they stand inside a sentence; abbreviations keep their capitals."""
    return words if len(words) > 1 and words[1].isupper() else words[:1].lower() + words[1:]
