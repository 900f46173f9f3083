"""Spaces and apostrophes as printers set them, so that authors can type ordinary ones."""

import re

NO_BREAK = "\u00a0"
NARROW_SPACE = "\u202f"


def typeset(text: str, lang: str) -> str:
    """`text` with curly apostrophes and, in French, no-break spaces where a line must not break.

    Only spaces that are already there change: addresses and times (10:30) stay as they are.
    """
    curly = re.sub(r"(?<=\w)'(?=\w)", "\u2019", text)
    return _french(curly) if lang == "fr" else curly


def _french(text: str) -> str:
    narrow = re.sub(r"[ \u00a0](?=[;!?%])", NARROW_SPACE, text)
    wide = re.sub(r" (?=[:»])|(?<=«) ", NO_BREAK, narrow)
    return re.sub(r"(?<=\d) (?=\d{3}\b)", NARROW_SPACE, wide)
