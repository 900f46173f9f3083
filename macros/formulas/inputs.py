"""What people gave → values that formulas can use, or the reasons why not. Nothing is guessed."""

import math
from collections.abc import Mapping

from macros.formulas.program import Given, Grid, Input, Program, Refusal, Value
from macros.formulas.values import Scalar

LARGEST = 1e15
"""Beyond 15 digits a spreadsheet no longer keeps whole amounts."""


def read_inputs(program: Program, given: Mapping[str, Given]) -> tuple[dict[str, Scalar], tuple[Refusal, ...]]:
    """The value of every input by the name formulas use (blank is ""), and what is wrong with them, in order.

    A table may come as a list of rows, or cell by cell (``flows.0.received``).
    """
    cells = flat(program, given)
    known = {item.key for item in program.inputs}
    refusals = [Refusal("unknown", key) for key in cells if key not in known]
    wanted = {key for grid in program.grids for key in _wanted(grid, cells)}
    values: dict[str, Scalar] = {}
    for item in program.inputs:
        value = _plain(cells.get(item.key))
        values[item.name] = _plain(item.default) if value == "" else value
        refusal = _refusal(item, values[item.name], item.required or item.key in wanted)
        if refusal:
            refusals.append(refusal)
    return values, tuple(refusals)


def flat(program: Program, given: Mapping[str, Given]) -> dict[str, Value]:
    """`given` with every table laid out cell by cell."""
    grids = {grid.key: grid for grid in program.grids}
    cells: dict[str, Value] = {}
    for key, value in given.items():
        if key in grids and isinstance(value, (list, tuple)):
            cells |= {grids[key].cell(row, c): v for row, line in enumerate(value) for c, v in _columns(line)}
        else:
            cells[key] = value  # type: ignore[assignment]  # rows of what is no table are refused by their type
    return cells


def _columns(line: object) -> list[tuple[str, Value]]:
    return list(line.items()) if isinstance(line, Mapping) else [("?", None)]


def _wanted(grid: Grid, cells: Mapping[str, Value]) -> list[str]:
    """The cells that must be given: on the rows asked for, and down to the last row in use."""
    used = [row for row in range(grid.height) if any(given(cells, grid.cell(row, c)) for c in grid.columns)]
    last = max([grid.least - 1, *used])
    return [grid.cell(row, column) for row in range(last + 1) for column in grid.required]


def given(cells: Mapping[str, Value], key: str) -> bool:
    """Whether a cell holds something."""
    return cells.get(key) not in (None, "")


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


def _refusal(item: Input, value: Scalar, wanted: bool) -> Refusal | None:
    if value == "":
        return Refusal("missing", item.key) if wanted else None
    if item.kind == "text":
        return None
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
