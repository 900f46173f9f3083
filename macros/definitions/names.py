"""Which names formulas may use: those that every spreadsheet reads as names, in every language."""

import re

_CELL = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*(c[0-9]*)?|c[0-9]*|l[0-9]*(c[0-9]*)?")
"""`fee1` and `tax2026` are cells (columns go to XFD); `r`, `c`, and in French `l`, are rows and columns."""

_LONG_ENOUGH = re.compile(r"[a-z][a-z_]{2,}[a-z0-9_]*")

RESERVED = frozenset(
    """
    true false
    if iferror and or not isnumber sum min max abs int mod round roundup rounddown sumif countif sumproduct index
    match pmt ipmt ppmt cumipmt npv irr xirr mirr pv fv nper prev
    average count counta median large small rank offset indirect address today now rand randbetween text value let
    lambda filter sort unique sequence xlookup vlookup hlookup lookup choose ifs switch concat concatenate textjoin
    """.split()
)
"""Functions and constants of spreadsheets that a reader would take for themselves. `rate`, `price`, `month` stay
allowed: they are words of the field, and a spreadsheet tells the name from the function by the parenthesis."""

_OF_FILES = re.compile(
    r"(in|out|check|note|text|irr|labels|codes|cerise|pct|na|meta|group|step)_.*|.*_stop|alarms|advice_bands"
)
"""Names that our files give to things of their own: ``in_amount``, ``schedule_stop`` in workbooks, ``pct_rate`` in
surveys."""


def fault_of(name: str) -> str | None:
    """The message kind of what is wrong with `name`, if anything."""
    if name in RESERVED or _OF_FILES.fullmatch(name):
        return "name_reserved"
    if _CELL.fullmatch(name):
        return "name_cell"
    return None if _LONG_ENOUGH.fullmatch(name) else "name_short"
