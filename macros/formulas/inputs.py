"""What people gave → values that formulas can use, or the reasons why not. Nothing is guessed."""

import math
from collections.abc import Mapping

from macros.formulas.program import Input, Program, Refusal, Value
from macros.formulas.values import Scalar

LARGEST = 1e15
"""Beyond 15 digits a spreadsheet no longer keeps whole amounts."""


def read_inputs(program: Program, given: Mapping[str, Value]) -> tuple[dict[str, Scalar], tuple[Refusal, ...]]:
    """The value of every input by the name formulas use (blank is ""), and what is wrong with them, in order."""
    values: dict[str, Scalar] = {}
    known = {item.key for item in program.inputs}
    refusals = [Refusal("unknown", key) for key in given if key not in known]
    for item in program.inputs:
        value = _plain(given.get(item.key))
        values[item.name] = _plain(item.default) if value == "" else value
        refusal = _refusal(item, values[item.name])
        if refusal:
            refusals.append(refusal)
    return values, tuple(refusals)


def _plain(value: Value) -> Scalar:
    """`value` as formulas use it. What is no number at all, or too large for one, becomes one that is refused."""
    if value is None:
        return ""
    if isinstance(value, (bool, str)):
        return value
    try:
        return float(value)
    except (OverflowError, TypeError, ValueError):
        return math.nan


def _refusal(item: Input, value: Scalar) -> Refusal | None:
    if value == "":
        return Refusal("missing", item.key) if item.required else None
    if isinstance(value, str) and item.options:
        return None if value in item.options else Refusal("option", item.key)
    if isinstance(value, (bool, str)) or item.kind == "choice" or not math.isfinite(value):
        return Refusal("type", item.key)
    return _out_of_bounds(item, value)


def _out_of_bounds(item: Input, value: float) -> Refusal | None:
    if item.whole and value != math.floor(value):
        return Refusal("whole", item.key)
    if value < (-LARGEST if item.minimum is None else item.minimum):
        return Refusal("min", item.key)
    if value > (LARGEST if item.maximum is None else item.maximum):
        return Refusal("max", item.key)
    return None
