"""Days and durations in words."""

from macros.language.numbers import format_number
from macros.language.texts import fill
from macros.pages.words import words


def long_date(day: str, lang: str) -> str:
    """2026-11-23 as « 23 novembre 2026 » or “23 November 2026”."""
    year, month, number = day.split("-")
    name = words(lang)["months"].split()[int(month) - 1]
    first = "1er" if lang == "fr" and int(number) == 1 else str(int(number))
    return f"{first}\u00a0{name} {year}"


def duration(minutes: int, lang: str) -> str:
    """About how long a tool takes: minutes, or hours from two hours upwards."""
    w = words(lang)
    if minutes < 120:
        return fill(w["minutes"], n=minutes)
    return fill(w["hours"], n=format_number(minutes / 60, "number", lang, decimals=1))
