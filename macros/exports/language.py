"""Texts and numbers as readers of a file see them: typography, formatted numbers, filled-in phrases."""

import re
from decimal import ROUND_HALF_UP, Decimal

from macros.definitions.models import Text

NO_BREAK = "\u00a0"
NARROW = "\u202f"
MINUS = "\u2212"
_GROUPING = {"fr": NARROW, "en": ","}
_DECIMAL = {"fr": ",", "en": "."}
_PERCENT = {"fr": f"{NARROW}%", "en": "%"}


def typeset(text: str, lang: str) -> str:
    """`text` on one line, with curly apostrophes and, in French, no-break spaces where a line must not break."""
    curly = re.sub(r"(?<=\w)'(?=\w)", "\u2019", re.sub(r"[ \n\t]+", " ", text).strip())
    return _french(curly) if lang == "fr" else curly


def _french(text: str) -> str:
    narrow = re.sub(r"[ \u00a0](?=[;!?%])", NARROW, text)
    wide = re.sub(r" (?=[:»])|(?<=«) ", NO_BREAK, narrow)
    return re.sub(r"(?<=\d) (?=\d{3}\b)", NARROW, wide)


def say(text: Text, lang: str) -> str:
    """A text of a definition in `lang`, typeset."""
    return typeset(text[lang], lang)


def fill(phrase: str, **values: object) -> str:
    """`phrase` with each ``{name}`` replaced; other braces stay."""
    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), phrase)


def format_number(value: float, kind: str, lang: str) -> str:
    """`value` written for people, rounded half up, without trailing zeros; a percent is a fraction (0.24 is 24 %)."""
    exact = Decimal(f"{value:.15g}")
    shown = exact.scaleb(2) if kind == "percent" else exact
    rounded = shown.quantize(Decimal(1).scaleb(-_decimals(shown, kind)), rounding=ROUND_HALF_UP)
    return _digits(rounded, lang) + (_PERCENT[lang] if kind == "percent" else "")


def _decimals(shown: Decimal, kind: str) -> int:
    if kind == "integer" or (kind == "money" and abs(shown) >= 100):
        return 0
    if kind == "money" or not shown or abs(shown) >= 1:
        return 2
    return min(8, 2 - shown.adjusted())


def _digits(value: Decimal, lang: str) -> str:
    whole, _, fraction = f"{abs(value):f}".partition(".")
    fraction = fraction.rstrip("0")
    sign = MINUS if value < 0 else ""
    return sign + f"{int(whole):,}".replace(",", _GROUPING[lang]) + (_DECIMAL[lang] + fraction if fraction else "")
