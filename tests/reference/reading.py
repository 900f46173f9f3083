"""What someone typed, as exact numbers: defaults, bounds, and the rows of tables."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from tests.reference.outcome import Given, Refusal, Rows, Values
from tests.reference.rounding import exact

Numbers = dict[str, Fraction]
Bounds = tuple[float, float | None]
"""The least and the greatest value, the latter None when there is none."""


def single(values: Values, name: str) -> Given:
    """The number or code typed for `name`, None when blank. Raises TypeError for a table."""
    value = values.get(name)
    if value is None or isinstance(value, float | int | str):
        return value
    raise TypeError(f"{name} is a table")


def rows(values: Values, name: str) -> Rows:
    """The rows of a table, none when it is blank. Raises TypeError for a single value."""
    value = values.get(name)
    if isinstance(value, float | int | str):
        raise TypeError(f"{name} is not a table")
    return value or ()


def numbers(values: Values, names: Iterable[str], defaults: Mapping[str, float] | None = None) -> Numbers:
    """The inputs called `names` and those with a default, blanks replaced. Raises KeyError for any other blank."""
    full = {**(defaults or {}), **known(values, [*names, *(defaults or {})])}
    return {name: exact(full[name]) for name in [*names, *(defaults or {})]}


def known(values: Values, names: Iterable[str]) -> dict[str, float | str]:
    """Those of `names` that are not blank."""
    typed = {name: single(values, name) for name in names}
    return {name: value for name, value in typed.items() if value is not None}


def out_of_bounds(values: Values, bounds: Mapping[str, Bounds], whole: Iterable[str] = ()) -> tuple[Refusal, ...]:
    """Refusals for numbers beyond their bounds, and for those of `whole` that are no whole number."""
    named = ((name, single(values, name)) for name in {**bounds, **dict.fromkeys(whole)})
    judged = ((name, judge(value, bounds.get(name), name in whole)) for name, value in named if value is not None)
    return tuple((kind, name) for name, kind in judged if kind)


def judge(value: float | str, bounds: Bounds | None, whole: bool) -> str | None:
    """What is wrong with one number, in the order in which people are told."""
    number = exact(value)
    if whole and number.denominator != 1:
        return "whole"
    if bounds and number < exact(bounds[0]):
        return "min"
    if bounds and bounds[1] is not None and number > exact(bounds[1]):
        return "max"
    return None


def not_an_option(values: Values, options: Mapping[str, tuple[str, ...]]) -> tuple[Refusal, ...]:
    """Refusals for codes that are no option."""
    typed = ((name, single(values, name), codes) for name, codes in options.items())
    return tuple(("option", name) for name, code, codes in typed if code is not None and code not in codes)


# --- tables ------------------------------------------------------------------------------------------


def in_use(table: Rows) -> list[int]:
    """The places, counted from 0, of the rows in which something was typed. Reading: an empty row is no row."""
    return [k for k, row in enumerate(table) if any(cell is not None for cell in row.values())]


def missing_cells(values: Values, name: str, required: Iterable[str], most: int) -> tuple[Refusal, ...]:
    """Refusals for a table without rows, with more than `most`, or with blank cells in a row in use.

    Reading: a column has no default, so a row once begun needs all of them: blank is not zero.
    """
    table, columns = rows(values, name), tuple(required)
    used = in_use(table)
    if not used:
        return (("missing", name),)
    if len(table) > most:
        return (("max", name),)
    return tuple(("missing", f"{name}.{k}.{c}") for k in used for c in columns if table[k].get(c) is None)


def cells(values: Values, name: str, columns: Iterable[str]) -> list[Numbers]:
    """The rows in use as exact numbers."""
    table, wanted = rows(values, name), tuple(columns)
    return [{c: exact(known(table[k], [c])[c]) for c in wanted} for k in in_use(table)]


def cells_out_of_bounds(
    values: Values, name: str, bounds: Mapping[str, Bounds], whole: Iterable[str] = ()
) -> tuple[Refusal, ...]:
    """The same as `out_of_bounds`, for the cells of the rows in use."""
    table = rows(values, name)
    found = [(k, refusal) for k in in_use(table) for refusal in out_of_bounds(table[k], bounds, whole)]
    return tuple((kind, f"{name}.{k}.{column}") for k, (kind, column) in found)


def row_numbers(table: list[Mapping[str, Fraction]]) -> list[dict[str, float]]:
    """Exact rows as plain numbers, to be shown."""
    return [{name: float(value) for name, value in row.items()} for row in table]


# --- quotients ---------------------------------------------------------------------------------------


def over(top: Fraction | None, bottom: Fraction | None) -> Fraction | None:
    """A quotient; None when a part of it is not known, or where it does not exist."""
    return None if top is None or not bottom else top / bottom


def plain(results: Mapping[str, Fraction | None]) -> dict[str, Given]:
    """Exact results as plain numbers."""
    return {name: None if value is None else float(value) for name, value in results.items()}


def blocked(results: Mapping[str, Given]) -> tuple[Refusal, ...]:
    """A refusal for each result that does not exist."""
    return tuple(("check", name) for name, value in results.items() if value is None)
