"""Which names formulas may use: those that every spreadsheet reads as names, in every language."""

import re

_CELL = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*(c[0-9]*)?|c[0-9]*|l[0-9]*(c[0-9]*)?")
"""`fee1` and `tax2026` are cells (columns go to XFD); `r`, `c`, and in French `l`, are rows and columns."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")

_LONG_ENOUGH = re.compile(r"[a-z][a-z_]{2,}[a-z0-9_]*")

RESERVED = frozenset(
    """
    true false vrai faux
    if iferror and or not isnumber sum min max abs int mod round roundup rounddown sumif countif sumproduct index
    match pmt ipmt ppmt cumipmt npv irr xirr mirr pv fv nper prev
    average counta median large small rank offset indirect address today now rand randbetween text value let
    lambda filter sort unique sequence xlookup vlookup hlookup lookup choose ifs switch concat concatenate textjoin
    """.split()
)
"""Functions and constants of spreadsheets that a reader would take for themselves. `rate`, `price`, `month` and
`count` stay allowed: they are words of the field, and a spreadsheet tells the name from the function by the bracket."""

_OF_FILES = re.compile(
    r"(in|out|check|note|text|irr|labels|codes|cerise|pct|na|meta|group|step)_.*|.*_stop|alarms|advice_bands"
)
"""Names that our files give to things of their own: ``in_amount``, ``schedule_stop`` in workbooks, ``pct_rate`` in
surveys."""


OF_TABLES = ("used", "row")
"""Columns that every table of inputs has by itself: 1 on rows in use, and the number of the row."""


def cell_name(table: str, row: int, column: str) -> str:
    """A cell of a table of inputs as formulas name it: ``flows_0_received``, rows from 0."""
    return f"{table}_{row}_{column}"


def free_name(name: str) -> str:
    """A name like `name`, which is reserved, that is not."""
    prefix, _, rest = name.partition("_")
    wanted = (f"{name}_value", f"{rest}_{prefix}", f"the_{name}_value")
    return next(found for found in wanted if _NAME.fullmatch(found) and fault_of(found) is None)


def fault_of(name: str) -> str | None:
    """The message kind of what is wrong with `name`, if anything."""
    if name in RESERVED or _OF_FILES.fullmatch(name):
        return "name_reserved"
    if _CELL.fullmatch(name):
        return "name_cell"
    return None if _LONG_ENOUGH.fullmatch(name) else "name_short"
