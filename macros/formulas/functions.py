"""The functions authors may use, what each takes, and why the others are refused.

A function is added here, in the Python runtime, in ``theme/scripts/xl.js`` and, where a spreadsheet needs
another spelling, in the XLSX printer; ``tests/formulas`` holds every runtime to the same answers.
"""

from dataclasses import dataclass
from typing import Literal

Type = Literal["number", "text", "truth", "column", "any"]


@dataclass(frozen=True)
class Signature:
    """The argument types of a function, in order; the last repeats when `repeats`, `least` are required."""

    args: tuple[Type, ...]
    result: Type
    least: int
    repeats: bool = False

    def type_of(self, position: int) -> Type | None:
        """The type expected of argument number `position`, or None when there is no such argument."""
        if position < len(self.args):
            return self.args[position]
        return self.args[-1] if self.repeats else None


def _takes(*args: Type, gives: Type = "number", least: int | None = None, repeats: bool = False) -> Signature:
    return Signature(args, gives, len(args) if least is None else least, repeats)


FUNCTIONS: dict[str, Signature] = {
    "IF": _takes("truth", "any", "any", gives="any"),
    "IFERROR": _takes("any", "any", gives="any"),
    "AND": _takes("truth", repeats=True, gives="truth"),
    "OR": _takes("truth", repeats=True, gives="truth"),
    "NOT": _takes("truth", gives="truth"),
    "ISNUMBER": _takes("any", gives="truth"),
    "SUM": _takes("any", repeats=True),
    "MIN": _takes("any", repeats=True),
    "MAX": _takes("any", repeats=True),
    "ABS": _takes("number"),
    "INT": _takes("number"),
    "MOD": _takes("number", "number"),
    "ROUND": _takes("number", "number"),
    "ROUNDUP": _takes("number", "number"),
    "ROUNDDOWN": _takes("number", "number"),
    "SUMIF": _takes("column", "any", "column", least=2),
    "COUNTIF": _takes("column", "any"),
    "SUMPRODUCT": _takes("column", repeats=True),
    "INDEX": _takes("column", "number"),
    "MATCH": _takes("any", "column", "number", least=2),
    "PMT": _takes("number", "number", "number", "number", "number", least=3),
    # No sixth argument: for payments at the start of periods spreadsheets do not all give the same interest.
    "IPMT": _takes("number", "number", "number", "number", "number", least=4),
    "PPMT": _takes("number", "number", "number", "number", "number", least=4),
    "CUMIPMT": _takes("number", "number", "number", "number", "number", "number"),
    "FV": _takes("number", "number", "number", "number", "number", least=3),
    "PV": _takes("number", "number", "number", "number", "number", least=3),
    "NPER": _takes("number", "number", "number", "number", "number", least=3),
    "NPV": _takes("number", "column"),
    "IRR": _takes("column"),
}

COLUMN_TAKERS = {"SUM", "MIN", "MAX"}
"""Functions whose "any" also means a column."""

_DIFFERS = {
    "fr": "les tableurs n'en donnent pas tous la même réponse",
    "en": "spreadsheets do not all give the same answer",
}
_VOLATILE = {
    "fr": "le résultat changerait d'un jour à l'autre",
    "en": "the result would change from one day to the next",
}
_ADDRESS = {"fr": "la formule ne nomme plus ce qu'elle lit", "en": "the formula no longer names what it reads"}
_RECENT = {
    "fr": "les tableurs anciens ne la connaissent pas (#NOM?)",
    "en": "older spreadsheets do not know it (#NAME?)",
}
_LOCAL = {
    "fr": "ses formats dépendent de la langue du tableur",
    "en": "its formats depend on the spreadsheet's language",
}

FORBIDDEN: dict[str, dict[str, str]] = (
    dict.fromkeys(("RATE", "XIRR", "XNPV", "MIRR"), _DIFFERS)
    | dict.fromkeys(("TODAY", "NOW", "RAND", "RANDBETWEEN"), _VOLATILE)
    | dict.fromkeys(("OFFSET", "INDIRECT", "ADDRESS"), _ADDRESS)
    | dict.fromkeys("LET LAMBDA FILTER SORT UNIQUE SEQUENCE XLOOKUP XMATCH".split(), _RECENT)
    | dict.fromkeys("IFS SWITCH MAXIFS MINIFS TEXTJOIN CONCAT".split(), _RECENT)
    | {"TEXT": _LOCAL, "VALUE": _LOCAL}
)
