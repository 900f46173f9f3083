"""Texts are in the language that they claim, and options are called what their codes say.

Both mistakes leave every number right and every reader misled, so that nothing else would notice.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FILES = [
    *sorted((ROOT / "tools").rglob("*.yml")),
    *sorted((ROOT / "macros").rglob("*.yml")),
    ROOT / "docs/_data/glossary.yml",
]

COMMON = {
    "fr": """le la les l un une des du de d et ou où au aux à en par pour sur dans sans est sont pas ne qui que ce cette
    son sa ses vous votre vos avec plus chaque écrivez nombre aucun oui non choisissez""",
    "en": """the a an of and or to in by for on with without is are not no yes that which this its it your you each
    from at as be write number more than none choose""",
}
"""Words that only one of the two languages has, and that few texts do without."""

WORDS = {lang: frozenset(text.split()) for lang, text in COMMON.items()}
SHARED = WORDS["fr"] & WORDS["en"]


def leaning(text: str) -> int:
    """How much more French than English a text looks: words of one language less those of the other."""
    found = re.findall(r"[a-zà-ÿœ]+", re.sub(r"\{\w+\}", " ", text.lower()))
    accents = len(re.findall(r"[à-ÿœ]", text.lower()))
    return sum(word in WORDS["fr"] for word in found) - sum(word in WORDS["en"] for word in found) + accents


def pairs(data: Any, at: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text of a file that stands in both languages, with its place."""
    if isinstance(data, dict):
        if isinstance(data.get("fr"), str) and isinstance(data.get("en"), str):
            yield at, data["fr"], data["en"]
        for key, value in data.items():
            yield from pairs(value, f"{at}.{key}")
    elif isinstance(data, list):
        for number, value in enumerate(data):
            name = value.get("id", value.get("code", number)) if isinstance(value, dict) else number
            yield from pairs(value, f"{at}.{name}")


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_french_is_more_french_than_english(path: Path) -> None:
    found = list(pairs(read(path)))
    swapped = [(at, french, english) for at, french, english in found if leaning(french) < leaning(english)]
    assert swapped == []
    told = sum(leaning(french) > leaning(english) for _, french, english in found)
    assert not found or told > 0.6 * len(found), "too few texts whose language can be told"


def test_no_word_counts_for_both_languages() -> None:
    assert not SHARED


CALLED = {
    "year": ("par an", "a year"),
    "month": ("par mois", "a month"),
    "week": ("par semaine", "a week"),
    "loan": ("pour toute la durée du prêt", "for the whole loan"),
    "weekly": ("par semaine", "every week"),
    "fortnightly": ("toutes les deux semaines", "every two weeks"),
    "four_weekly": ("toutes les quatre semaines", "every four weeks"),
    "monthly": ("par mois", "every month"),
    "bimonthly": ("tous les deux mois", "every two months"),
    "quarterly": ("par trimestre", "every quarter"),
    "semiannual": ("par semestre", "every six months"),
    "yearly": ("par an", "every year"),
    "declining": ("dégressif", "declining"),
    "flat": ("constant", "flat"),
    "equal_principal": ("capital constant", "equal principal"),
    "bullet": ("tout à la fin", "all at the end"),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "partly": ("en partie", "partly"),
    "na": ("sans objet", "not applicable"),
    "absent": ("absent", "absent"),
    "on-paper": ("sur le papier", "on paper"),
    "practised": ("pratiqué", "practised"),
}
"""How the label of an option starts or ends, whatever its tool."""


def options(path: Path) -> Iterator[tuple[str, str, str]]:
    """Every option and answer of a file: its code, its label in French and in English."""
    data = read(path)
    lists = [data.get("answers", []), *(item.get("options", []) for item in data.get("inputs", []))]
    for option in (option for items in lists for option in items):
        yield option["code"], option["label"]["fr"].lower(), option["label"]["en"].lower()


def test_options_are_called_what_their_codes_say() -> None:
    met = set()
    for path in (ROOT / "tools").rglob("*.yml"):
        for code, french, english in options(path):
            for label, called in zip((french, english), CALLED.get(code, ()), strict=False):
                assert label.startswith(called) or label.endswith(called), (path.name, code, label)
            met.add(code)
    assert met >= set(CALLED)


POINTS = {
    "agreement": {
        "strongly-disagree": 0,
        "disagree": 0.25,
        "balanced": 0.5,
        "agree": 0.75,
        "strongly-agree": 1,
        "no-opinion": None,
    },
    "practice": {"absent": 0, "on-paper": 0.3, "partly": 0.7, "practised": 1, "na": None},
    "yes-partly-no": {"yes": 1, "partly": 0.5, "no": 0, "na": None},
}
"""What each answer is worth. Other points would change every score that people keep: they call for another scale."""


@pytest.mark.parametrize("path", sorted((ROOT / "tools/scales").glob("*.yml")), ids=lambda path: path.stem)
def test_answers_are_worth_what_they_always_were(path: Path) -> None:
    answers = {answer["code"]: answer.get("points") for answer in read(path)["answers"]}
    assert {code: None if p is None else float(p) for code, p in answers.items()} == POINTS[path.stem]
