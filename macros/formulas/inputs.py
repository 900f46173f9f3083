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
    refusals = [Refusal("unknown", key) for key in given if all(key != i.key for i in program.inputs)]
    for item in program.inputs:
        value = given.get(item.key)
        value = item.default if value is None or value == "" else value
        refusal = _refusal(item, value)
        if refusal:
            refusals.append(refusal)
        values[item.name] = _plain(value)
    return values, tuple(refusals)


def _plain(value: Value) -> Scalar:
    if value is None:
        return ""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _refusal(item: Input, value: Value) -> Refusal | None:
    if value is None:
        return Refusal("missing", item.key) if item.required else None
    if isinstance(value, str) and item.options:
        return None if value in item.options else Refusal("option", item.key)
    if isinstance(value, (bool, str)) or item.kind == "choice":
        return Refusal("type", item.key)
    return _out_of_bounds(item, float(value))


def _out_of_bounds(item: Input, value: float) -> Refusal | None:
    if not math.isfinite(value):
        return Refusal("type", item.key)
    if item.whole and value != math.floor(value):
        return Refusal("whole", item.key)
    if value < (-LARGEST if item.minimum is None else item.minimum):
        return Refusal("min", item.key)
    if value > (LARGEST if item.maximum is None else item.maximum):
        return Refusal("max", item.key)
    return None
