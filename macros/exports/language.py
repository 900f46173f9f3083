"""Texts of a definition as readers of a file see them."""

import re

from macros.definitions.models import Text
from macros.language.numbers import MINUS, format_number
from macros.language.typography import NARROW_SPACE as NARROW
from macros.language.typography import NO_BREAK, typeset

__all__ = ["MINUS", "NARROW", "NO_BREAK", "fill", "format_number", "say", "typeset"]


def say(text: Text, lang: str) -> str:
    """A text of a definition in `lang`, typeset, on one line."""
    return typeset(" ".join(text[lang].split()), lang)


def fill(phrase: str, **values: object) -> str:
    """`phrase` with each ``{name}`` replaced; other braces stay."""
    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), phrase)
