"""Days and durations in words."""

from macros.language import dates
from macros.language.numbers import format_number
from macros.language.texts import fill
from macros.language.typography import NO_BREAK
from macros.pages.words import words


def long_date(day: str, lang: str) -> str:
    """A day in words; the number never parts from its month."""
    return dates.long_date(day, lang, NO_BREAK)


def duration(minutes: int, lang: str) -> str:
    """About how long a tool takes: minutes, or hours from two hours upwards."""
    w = words(lang)
    if minutes < 120:
        return fill(w["minutes"], n=minutes)
    return fill(w["hours"], n=format_number(minutes / 60, "number", lang, decimals=1))
