"""What a number may be, in words."""

from macros.exports.language import fill, format_number
from macros.exports.words import words


def limits(low: float | None, high: float | None, kind: str, lang: str) -> str:
    """The bounds of a number as a sentence; empty when it has none."""
    shown = {name: format_number(v, kind, lang) for name, v in (("low", low), ("high", high)) if v is not None}
    if not shown:
        return ""
    key = "from_to" if len(shown) == 2 else "at_least" if "low" in shown else "at_most"
    return fill(words(lang)[key], **shown)
