"""Numbers and texts as readers see them."""

import pytest

from macros.language.numbers import NumberFormat, format_number
from macros.language.typography import typeset
from macros.pages.dates import duration, long_date


@pytest.mark.parametrize(
    ("value", "format", "lang", "expected"),
    [
        (1234567, "money", "fr", "1\u202f234\u202f567"),
        (1234567, "money", "en", "1,234,567"),
        (1432.86, "money", "en", "1,433"),
        (1.375, "money", "en", "1.38"),
        (0.24, "percent", "fr", "24\u202f%"),
        (0.285, "percent", "en", "28.5%"),
        (1.005, "number", "en", "1.01"),
        (0.00123456, "number", "fr", "0,00123"),
        (-0.004, "integer", "en", "0"),
        (-1234.5, "number", "fr", "\u22121\u202f234,5"),
        (2.5, "integer", "en", "3"),
        (0.1 + 0.2, "number", "en", "0.3"),
    ],
)
def test_numbers_are_written_for_people(value: float, format: NumberFormat, lang: str, expected: str) -> None:
    assert format_number(value, format, lang) == expected


def test_a_score_shows_one_decimal() -> None:
    assert format_number(0.7857142857, "percent", "en", decimals=1) == "78.6%"


def test_french_spaces_are_set_and_addresses_left_alone() -> None:
    assert typeset("Qui décide ? « Lui » : 24 %", "fr") == "Qui décide\u202f? «\u00a0Lui\u00a0»\u00a0: 24\u202f%"
    assert typeset("https://example.org/a?b à 10:30", "fr") == "https://example.org/a?b à 10:30"
    assert typeset("Who decides ?", "en") == "Who decides ?"
    assert typeset("l'équipe", "fr") == "l\u2019équipe"


def test_days_and_durations() -> None:
    assert long_date("2026-03-01", "fr") == "1er\u00a0mars 2026"
    assert long_date("2026-03-01", "en") == "1\u00a0March 2026"
    assert duration(45, "fr") == "environ 45\u00a0min"
    assert duration(150, "en") == "about 2.5\u00a0h"
