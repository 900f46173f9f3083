"""What the macros for formulas put on a page."""

from pathlib import Path

import pytest

from macros.content.author import Author, UnknownId
from macros.definitions.load import Project


def author(lang: str) -> Author:
    return Author(Project(Path()), {}, lang, "somewhere/", [])


def test_formula__is_in_the_readers_language() -> None:
    text = "=IF(rate>0.5, PREV([balance], 0), schedule[paid])"
    assert author("fr").formula(text) == "`=SI(rate>0,5; PREV([balance]; 0); schedule[paid])`"
    assert author("en").formula(text) == f"`{text}`"


def test_function__is_given_with_its_french_name() -> None:
    assert author("fr").function("ROUND") == "`ROUND` (`ARRONDI`)"
    assert author("fr").function("MIN") == "`MIN`"
    assert author("en").function("ROUND") == "`ROUND`"
    with pytest.raises(UnknownId, match="ARRONDI"):
        author("fr").function("ARRONDI")
