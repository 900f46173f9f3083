"""Numbers as people type them: ``1 234,5``, ``1,234.5``, ``24 %``. Nothing is guessed without saying so."""

import re
from dataclasses import dataclass
from decimal import Decimal

_SPACES = "\u0020\u00a0\u202f\u2009\u2007'\u2019"
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_GROUPED = re.compile(rf"\d{{1,3}}([{_SPACES}]\d{{3}})+(?=[.,]|$)")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)
_LONGEST = 60


@dataclass(frozen=True)
class Typed:
    """A number read from a text; `doubtful` when another reading is possible."""

    value: float
    doubtful: bool = False


def parse_number(text: str, percent: bool, lang: str) -> Typed | None:
    """The number in `text`, None when it is none.

    With `percent`, the text tells percents with or without their sign ("24" is 0.24); otherwise a sign is refused.
    """
    found = text.strip().translate(_MINUS)
    if len(found) > _LONGEST or (found.endswith("%") and not percent):
        return None
    found = found.removesuffix("%").strip(_SPACES)
    found = _GROUPED.sub(lambda match: re.sub(f"[{_SPACES}]", "", match[0]), found, count=1)
    plain, doubtful = _one_mark(found, lang)
    if plain is None or not _PLAIN.fullmatch(plain):
        return None
    exact = Decimal(plain)
    return Typed(float(exact / 100 if percent else exact), doubtful)


def _one_mark(text: str, lang: str) -> tuple[str | None, bool]:
    """`text` with a point for its decimals and no grouping, and whether that is doubtful."""
    marks = [c for c in text if c in ".,"]
    if len(set(marks)) == 2:
        decimal, group = marks[-1], marks[0]
        whole, _, fraction = text.rpartition(decimal)
        return (f"{_ungrouped(whole, group)}.{fraction}" if _ungrouped(whole, group) else None), False
    if len(marks) > 1:
        return _ungrouped(text, marks[0]), False
    if not marks:
        return text, False
    if _ungrouped(text, marks[0]) is None or (lang == "fr" and marks[0] == ","):
        return text.replace(",", "."), False
    # "1.234" or "1,234": three digits after a single mark
    return (_ungrouped(text, ","), False) if marks[0] == "," else (text, lang == "fr")


def _ungrouped(text: str, mark: str) -> str | None:
    """`text` without its grouping marks, None when they do not stand every three digits."""
    return text.replace(mark, "") if re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}({re.escape(mark)}\d{{3}})+", text) else None
