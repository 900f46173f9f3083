"""Days in words."""

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def long_date(day: str, lang: str, space: str = " ") -> str:
    """2026-11-23 as « 23 novembre 2026 » or “23 November 2026”; `space` stands between the number and the month."""
    year, month, number = (int(part) for part in day.split("-"))
    first = "1er" if lang == "fr" and number == 1 else str(number)
    return f"{first}{space}{_MONTHS[lang][month - 1]} {year}"
