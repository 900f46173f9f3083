"""What every part of a form needs: the checklist, its language, and what somebody wrote."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from macros.definitions.models import Checklist, Indicator, Scale, Text
from macros.exports.filled import Filled
from macros.exports.language import say
from macros.exports.meta import Meta
from macros.exports.words import words
from macros.scoring.compile import scale_of

Data = dict[str, object]
"""A part of what the template prints: texts, numbers written out, lists and further parts."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LONG_WORD = re.compile(r"[^\s/-]{40}(?=[^\s/-])")
_MAY_BREAK = "\u200b"


@dataclass(frozen=True)
class Paper:
    """A checklist on its way to paper, with or without a record."""

    checklist: Checklist
    scales: Mapping[str, Scale]
    lang: str
    meta: Meta
    filled: Filled | None = None

    @property
    def w(self) -> Mapping[str, str]:
        """The words of files in the form's language."""
        return words(self.lang)

    def say(self, text: Text) -> str:
        """A text of the definition, typeset."""
        return say(text, self.lang)

    def scale(self, indicator: Indicator) -> Scale:
        """The scale on which a question is answered."""
        return scale_of(indicator, self.checklist, self.scales)

    def given(self, part: str) -> Mapping[str, object]:
        """A part of the record by its field's name; empty when there is no record."""
        return getattr(self.filled, part) if self.filled else {}

    def written(self, part: str, key: str) -> str:
        """What somebody wrote, as it can be printed."""
        return printable(str(self.given(part).get(key, "")))


def printable(text: str) -> str:
    """A text that somebody typed, without what no font draws; very long words may break."""
    plain = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LONG_WORD.sub(lambda found: found[0] + _MAY_BREAK, plain)
