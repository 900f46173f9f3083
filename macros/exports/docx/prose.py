"""The texts of a document as pandoc's tree holds them: typography set, blanks to fill in made visible and roomy."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from macros.exports.language import NO_BREAK, typeset

_BLANK = re.compile(r"(…{3,})")
"""Three or more ellipses in a row are a blank to fill in."""
_SPACES = {"Space": " ", "SoftBreak": " "}
_LITERAL = ("Code", "CodeBlock")
_BOX = "☐ "
"""What pandoc makes of ``[ ]`` at the start of a list item, and must find again as a word of its own."""


def with_blanks_and_typography(node: Any, lang: str) -> Any:
    """`node` with every run of words typeset in `lang` and every blank in the style ``Blank``; code stays as it is.

    An empty cell of a table is a place to write too.
    """
    match node:
        case [attributes, {"t": alignment}, int(rows), int(columns), []]:
            return [attributes, {"t": alignment}, rows, columns, [styled("Div", "Room", paragraph(NO_BREAK))]]
    if isinstance(node, list):
        return list(_runs([with_blanks_and_typography(item, lang) for item in node], lang))
    if isinstance(node, dict) and node.get("t") not in _LITERAL:
        return {key: with_blanks_and_typography(value, lang) for key, value in node.items()}
    return node


def _runs(items: list[Any], lang: str) -> Iterator[Any]:
    """Words and spaces side by side become one text, since typography looks at both sides of a space."""
    for is_text, together in groupby(items, _is_text):
        if is_text:
            text = "".join(_SPACES.get(item["t"], item.get("c", "")) for item in together)
            yield from _pieces(typeset(text, lang))
        else:
            yield from together


def _is_text(item: Any) -> bool:
    return isinstance(item, dict) and item.get("t") in ("Str", *_SPACES)


def _pieces(text: str) -> Iterator[dict[str, Any]]:
    if text.startswith(_BOX):
        yield from (_words(_BOX.strip()), {"t": "Space"})
    for number, piece in enumerate(_BLANK.split(text.removeprefix(_BOX))):
        if number % 2:
            yield styled("Span", "Blank", _words(piece))
        elif piece:
            yield _words(piece)


def _words(text: str) -> dict[str, Any]:
    return {"t": "Str", "c": text}


def paragraph(text: str) -> dict[str, Any]:
    """A paragraph with this text."""
    return {"t": "Para", "c": [_words(text)]}


def styled(kind: str, style: str, content: dict[str, Any]) -> dict[str, Any]:
    """A ``Span`` or a ``Div`` in a style of ours."""
    return {"t": kind, "c": [["", [], [["custom-style", style]]], [content]]}
