"""ROUND and its kin in XPath, step for step as in ``rounding``: `int()` alone, which cuts off decimals everywhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from macros.formulas.rounding import EXACT, GUARD, STEADY
from macros.formulas.tree import Expr, Number, Unary
from macros.formulas.xpath_term import NoXPath, Term, decimal

if TYPE_CHECKING:
    from macros.formulas.xpath import Printer

_SHAPES: dict[str, Callable[[str, int], str]] = {
    "ROUND": lambda units, one: f"int(({units} * 2 + {one}) div {2 * one})",
    "ROUNDUP": lambda units, one: f"int(({units} + {one - 1}) div {one})",
    "ROUNDDOWN": lambda units, one: f"int({units} div {one})",
}
"""A whole number of small units → how many of the units kept."""


def rounded(printer: "Printer", name: str, value: Term, digits: Expr) -> Term:
    """ROUND, ROUNDUP or ROUNDDOWN, to a number of digits written in the formula."""
    places, atom = _places(digits, name), printer.atom(value)
    size = printer.step(Term(_ladder(f"abs({atom.text})", places, _SHAPES[name]), needs=atom.needs))
    return Term(f"if({atom.text} < 0, 0 - {size.text}, {size.text})", needs=atom.needs)


def whole_below(printer: "Printer", value: Term) -> Term:
    """The greatest whole number that is not above `value`, noise apart."""
    near = printer.atom(rounded(printer, "ROUND", value, Number(float(GUARD))))
    cut = f"int({near.text})"
    return Term(f"if({cut} > {near.text}, {cut} - 1, {cut})", needs=near.needs)


def _places(digits: Expr, name: str) -> int:
    match digits:
        case Number(value=value):
            places = int(value)
        case Unary(operator="-", operand=Number(value=value)):
            places = -int(value)
        case _:
            raise NoXPath("digits", function=name)
    if abs(places) > 15:
        raise NoXPath("digits", function=name)
    return places


def _ladder(size: str, places: int, shape: Callable[[str, int], str]) -> str:
    """A large value has fewer digits left to guard, and a very large one nothing left to round."""
    text = size
    for guard in range(GUARD + 1):
        units = _scaled(size, places + guard)
        kept = f"int({units} + 0.5)" if guard == 0 else shape(f"int({units} + 0.5)", 10**guard)
        text = f"if({units} < {decimal(STEADY if guard else EXACT)}, {_scaled(kept, -places)}, {text})"
    return text


def _scaled(text: str, places: int) -> str:
    """`text` times ten to the power of `places`."""
    if places == 0:
        return text
    return f"{text} * {10**places}" if places > 0 else f"{text} div {10**-places}"
