"""What the XPath printer puts together: a piece of XPath with what it gives and what it takes for granted.

XPath has no errors, only NaN and Infinity, which phones do not all treat alike. So a piece carries the conditions
under which it has a value (`needs`), and whoever computes it asks for them first: NaN never comes up.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["number", "text", "truth"]

OR, AND, EQUAL, COMPARE, PLUS, TIMES, ATOM = range(1, 8)
"""How tightly a piece holds together."""

BLANK = "''"


@dataclass(frozen=True)
class Term:
    """A piece of XPath.

    `needs` must all be true, or it has no value. A number may instead be a text at times: `known` is then the
    condition that it is a number (empty: always), and `codes` gives the condition of each text. `lower` says that a
    text has no capitals.
    """

    text: str
    kind: Kind = "number"
    level: int = ATOM
    needs: tuple[str, ...] = ()
    known: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    lower: bool = False

    def held(self, level: int) -> str:
        """The text, in parentheses where it would fall apart beside an operator of `level`."""
        return self.text if self.level >= level else f"({self.text})"


class NoXPath(ValueError):
    """A formula that a phone survey cannot compute. `reason` is a key of the exporter's words, with its values."""

    def __init__(self, reason: str, **values: object) -> None:
        self.reason = reason
        self.values = values
        super().__init__(f"{reason} {values}")


def decimal(value: float) -> str:
    """A number as XPath writes it: never with an exponent, which phones do not read."""
    text = f"{Decimal(repr(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def literal(text: str) -> str:
    """A text between quotes; XPath cannot write one with both kinds of quotes."""
    if "'" not in text:
        return f"'{text}'"
    if '"' in text:
        raise NoXPath("quotes")
    return f'"{text}"'


def together(*terms: Term) -> tuple[str, ...]:
    """What all of `terms` need, each once."""
    return union(*(term.needs for term in terms))


def union(*conditions: Iterable[str]) -> tuple[str, ...]:
    """Conditions, each once, in order."""
    return tuple(dict.fromkeys(condition for some in conditions for condition in some))


def all_of(conditions: Sequence[str]) -> str:
    """The condition that all of `conditions` hold.

    After a false `and`, and after a true `or`, Enketo skips what follows and stumbles there over parentheses and over
    a number at the start: only plain comparisons are joined so, the others by `if()`.
    """
    plain, others = _sorted(conditions)
    text = " and ".join(plain)
    for condition in reversed(others):
        text = f"if({condition}, {text or 'true()'}, false())"
    return text or "true()"


def any_of(conditions: Sequence[str]) -> str:
    """The condition that one of `conditions` holds."""
    plain, others = _sorted(conditions)
    text = " or ".join(plain)
    for condition in reversed(others):
        text = f"if({condition}, true(), {text or 'false()'})"
    return text or "false()"


def where(condition: str, need: str) -> str:
    """`need`, asked for only where `condition` holds."""
    return f"if({condition}, {need}, true())"


def unless(condition: str, need: str) -> str:
    """`need`, asked for only where `condition` does not hold."""
    return f"if({condition}, true(), {need})"


def given(conditions: Sequence[str], text: str) -> str:
    """`text` where all of `conditions` hold, a blank elsewhere."""
    plain, others = _sorted(conditions)
    for condition in reversed(others):
        text = f"if({condition}, {text}, {BLANK})"
    return f"if({' and '.join(plain)}, {text}, {BLANK})" if plain else text


_COMPOUND = re.compile(r"\(| or | and ")


def _sorted(conditions: Sequence[str]) -> tuple[list[str], list[str]]:
    """Plain comparisons, which start with a value's name, and the others."""
    distinct = list(dict.fromkeys(conditions))
    plain = [c for c in distinct if c.startswith(("${", ". ")) and not _COMPOUND.search(c)]
    return plain, [c for c in distinct if c not in plain]


def blank_or_number(text: str, needs: tuple[str, ...] = ()) -> Term:
    """A number that may be blank."""
    return Term(text, needs=needs, known=f"{text} != {BLANK}", codes={"": f"{text} = {BLANK}"})
