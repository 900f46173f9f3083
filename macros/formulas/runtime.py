"""The functions of the language in Python, by name. IF, IFERROR and ISNUMBER live in the interpreter:
they are lazy, or look at errors.

A whole column arrives as a list; everything else as a single value.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence

from macros.formulas import finance
from macros.formulas.irr import irr
from macros.formulas.rounding import round_down, round_half_up, round_up, whole_below
from macros.formulas.values import COMPARISON, DIV0, NA, REF, FormulaError, finite, number, rank, truth

Column = Sequence[object]

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
"""A number inside a criterion such as ``">=5"``."""


def _numbers(args: Iterable[object]) -> list[float]:
    """The numbers of columns and single values; texts inside a column are passed over, as in a spreadsheet."""
    found: list[float] = []
    for arg in args:
        if isinstance(arg, list):
            found.extend(v for v in arg if isinstance(v, float))
        else:
            found.append(number(arg))
    return found


def _add(values: Iterable[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return finite(total)


def _modulo(value: float, divisor: float) -> float:
    if divisor == 0:
        raise FormulaError(DIV0)
    return finite(value - divisor * whole_below(finite(value / divisor)))


def criterion(wanted: object) -> Callable[[object], bool]:
    """The test that SUMIF and COUNTIF make: a value, or a text such as ``">=5"``."""
    sign, wanted = criterion_parts(wanted) if isinstance(wanted, str) else ("=", wanted)
    compare, target = COMPARISON[sign], rank(wanted)
    if sign in ("=", "<>"):
        return lambda value: compare(rank(value), target)
    return lambda value: rank(value)[0] == target[0] and compare(rank(value), target)


def criterion_parts(wanted: str) -> tuple[str, float | str]:
    """The comparison and the value in a text such as ``">=5"``."""
    sign = next((s for s in ("<=", ">=", "<>", "<", ">", "=") if wanted.startswith(s)), "")
    return sign or "=", _literal(wanted[len(sign) :])


def _literal(text: str) -> float | str:
    return float(text) if _NUMBER.fullmatch(text) else text


def _sumif(column: Column, wanted: object, added: Column | None = None) -> float:
    fits = criterion(wanted)
    pairs = zip(column, column if added is None else added, strict=True)
    return _add(v for key, v in pairs if fits(key) and isinstance(v, float))


def _sumproduct(*columns: Column) -> float:
    rows = zip(*columns, strict=True)
    return _add(math.prod(v if isinstance(v, float) else 0.0 for v in row) for row in rows)


def _index(column: Column, position: object) -> object:
    place = math.trunc(number(position))
    if not 1 <= place <= len(column):
        raise FormulaError(REF)
    return column[place - 1]


def _match(wanted: object, column: Column, _exact: object = 0.0) -> float:
    target = rank(wanted)
    for place, value in enumerate(column, start=1):
        if rank(value) == target:
            return float(place)
    raise FormulaError(NA)


def _of_numbers(function: Callable[..., float]) -> Callable[..., float]:
    """`function` with every argument turned into a number first."""
    return lambda *args: function(*(number(arg) for arg in args))


# AND and OR look at every argument, as spreadsheets do: an error in the last one shows whatever the first says.
RUNTIME: dict[str, Callable[..., object]] = {
    "AND": lambda *args: all(list(map(truth, args))),
    "OR": lambda *args: any(list(map(truth, args))),
    "NOT": lambda value: not truth(value),
    "SUM": lambda *args: _add(_numbers(args)),
    "MIN": lambda *args: min(_numbers(args), default=0.0),
    "MAX": lambda *args: max(_numbers(args), default=0.0),
    "ABS": _of_numbers(abs),
    "INT": _of_numbers(whole_below),
    "MOD": _of_numbers(_modulo),
    "ROUND": _of_numbers(round_half_up),
    "ROUNDUP": _of_numbers(round_up),
    "ROUNDDOWN": _of_numbers(round_down),
    "SUMIF": _sumif,
    "COUNTIF": lambda column, wanted: float(sum(map(criterion(wanted), column))),
    "SUMPRODUCT": _sumproduct,
    "INDEX": _index,
    "MATCH": _match,
    "PMT": _of_numbers(finance.pmt),
    "IPMT": _of_numbers(finance.ipmt),
    "PPMT": _of_numbers(finance.ppmt),
    "CUMIPMT": _of_numbers(finance.cumipmt),
    "FV": _of_numbers(finance.fv),
    "PV": _of_numbers(finance.pv),
    "NPER": _of_numbers(finance.nper),
    "NPV": lambda rate, column: finance.npv(number(rate), _numbers([column])),
    "IRR": lambda column: irr(_numbers([column])),
}
