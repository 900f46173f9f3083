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
    french: str
    """What French spreadsheets call it."""
    repeats: bool = False

    def type_of(self, position: int) -> Type | None:
        """The type expected of argument number `position`, or None when there is no such argument."""
        if position < len(self.args):
            return self.args[position]
        return self.args[-1] if self.repeats else None


def _takes(
    french: str, *args: Type, gives: Type = "number", least: int | None = None, repeats: bool = False
) -> Signature:
    return Signature(args, gives, len(args) if least is None else least, french, repeats)


FUNCTIONS: dict[str, Signature] = {
    "IF": _takes("SI", "truth", "any", "any", gives="any"),
    "IFERROR": _takes("SIERREUR", "any", "any", gives="any"),
    "AND": _takes("ET", "truth", repeats=True, gives="truth"),
    "OR": _takes("OU", "truth", repeats=True, gives="truth"),
    "NOT": _takes("NON", "truth", gives="truth"),
    "ISNUMBER": _takes("ESTNUM", "any", gives="truth"),
    "SUM": _takes("SOMME", "any", repeats=True),
    "MIN": _takes("MIN", "any", repeats=True),
    "MAX": _takes("MAX", "any", repeats=True),
    "ABS": _takes("ABS", "number"),
    "INT": _takes("ENT", "number"),
    "MOD": _takes("MOD", "number", "number"),
    "ROUND": _takes("ARRONDI", "number", "number"),
    "ROUNDUP": _takes("ARRONDI.SUP", "number", "number"),
    "ROUNDDOWN": _takes("ARRONDI.INF", "number", "number"),
    "SUMIF": _takes("SOMME.SI", "column", "any", "column", least=2),
    "COUNTIF": _takes("NB.SI", "column", "any"),
    "SUMPRODUCT": _takes("SOMMEPROD", "column", repeats=True),
    "INDEX": _takes("INDEX", "column", "number"),
    "MATCH": _takes("EQUIV", "any", "column", "number", least=2),
    "PMT": _takes("VPM", "number", "number", "number", "number", "number", least=3),
    # No sixth argument: for payments at the start of periods spreadsheets do not all give the same interest.
    "IPMT": _takes("INTPER", "number", "number", "number", "number", "number", least=4),
    "PPMT": _takes("PRINCPER", "number", "number", "number", "number", "number", least=4),
    "CUMIPMT": _takes("CUMUL.INTER", "number", "number", "number", "number", "number", "number"),
    "FV": _takes("VC", "number", "number", "number", "number", "number", least=3),
    "PV": _takes("VA", "number", "number", "number", "number", "number", least=3),
    "NPER": _takes("NPM", "number", "number", "number", "number", "number", least=3),
    "NPV": _takes("VAN", "number", "column"),
    "IRR": _takes("TRI", "column"),
}

FRENCH = {name: signature.french for name, signature in FUNCTIONS.items()} | {"TRUE": "VRAI", "FALSE": "FAUX"}
"""The French name of every function and constant."""

PURPOSES = {
    "choose": ("IF", "IFERROR", "AND", "OR", "NOT", "ISNUMBER"),
    "add": ("SUM", "MIN", "MAX", "SUMIF", "COUNTIF", "SUMPRODUCT", "INDEX", "MATCH"),
    "round": ("ROUND", "ROUNDUP", "ROUNDDOWN", "INT", "ABS", "MOD"),
    "borrow": ("PMT", "IPMT", "PPMT", "CUMIPMT", "PV", "FV", "NPER", "NPV", "IRR"),
}
"""What the functions are for, in the order in which authors read about them."""

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
