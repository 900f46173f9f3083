"""What authors write when they think of a French spreadsheet: ``SI(…;…)``, ``SOMME``, ``1,5``."""

import re

from macros.formulas.functions import FRENCH

ENGLISH = {french: name for name, french in FRENCH.items() if french != name}
"""The name to write for every French one that differs."""

CONSTANTS = tuple(FRENCH[name] for name in ("TRUE", "FALSE"))

_PIECE = re.compile(r'("(?:[^"]|"")*"?)')
_WORD = re.compile(r"\b([A-Za-z][A-Za-z.]*)(?=\()|\b(VRAI|FAUX)\b", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


def has_semicolons(text: str) -> bool:
    """Whether `text` has a semicolon outside texts in quotes."""
    return any(";" in piece for piece in _outside_quotes(text))


def has_decimal_comma(text: str) -> bool:
    """Whether a comma stands between two digits of `text`."""
    return any(_DECIMAL_COMMA.search(piece) for piece in _outside_quotes(text))


def french_names(text: str) -> list[str]:
    """The French functions and constants in `text`, each once."""
    found = [word[0].upper() for piece in _outside_quotes(text) for word in _WORD.finditer(piece)]
    return [name for name in dict.fromkeys(found) if name in ENGLISH]


def in_english(text: str) -> str:
    """`text` with our names and marks; commas between digits become points, semicolons become commas."""
    pieces = _PIECE.split(text)
    return "".join(piece if piece.startswith('"') else _piece_in_english(piece) for piece in pieces)


def _piece_in_english(piece: str) -> str:
    named = _WORD.sub(lambda word: ENGLISH.get(word[0].upper(), word[0]), piece)
    return _DECIMAL_COMMA.sub(".", named).replace(";", ",")


def _outside_quotes(text: str) -> list[str]:
    return [piece for piece in _PIECE.split(text) if not piece.startswith('"')]
