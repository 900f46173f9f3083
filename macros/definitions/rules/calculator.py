"""Rules of calculators that need no formula to be read."""

import re
from collections.abc import Iterator

from macros.definitions.messages import within
from macros.definitions.models import Calculator, Example, Input, Option, Table
from macros.definitions.names import OF_TABLES, cell_name, fault_of, free_name
from macros.definitions.places import Loc
from macros.definitions.rules.common import repeats, tool_findings
from macros.definitions.source import Finding, finding

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def calculator_findings(calculator: Calculator) -> Iterator[Finding]:
    """What is wrong inside a calculator."""
    yield from tool_findings(calculator)
    yield from _name_findings(calculator)
    yield from _list_findings(calculator)
    groups = [group.id for group in calculator.groups]
    for i, item in enumerate(calculator.inputs):
        yield from _input_findings(("inputs", i), item, groups)
    yield from _sentence_findings(calculator)
    for i, example in enumerate(calculator.examples):
        yield from _example_findings(("examples", i), example, calculator)


# --- names ---------------------------------------------------------------------------------------------


def _name_findings(calculator: Calculator) -> Iterator[Finding]:
    names = list(scalar_names(calculator))
    columns = [list(_column_names(i, table)) for i, table in enumerate(calculator.tables)]
    for loc, name in [*names, *(item for items in columns for item in items)]:
        yield from _name_finding(loc, name)
    yield from _cell_findings(calculator, names)
    for items in (names, *columns):
        yield from repeats(items, "duplicate_name")


def _name_finding(loc: Loc, name: str) -> Iterator[Finding]:
    kind = fault_of(name)
    if kind == "name_reserved":
        yield finding(loc, kind, name=name, free=free_name(name))
    elif kind:
        yield finding(loc, kind, name=name)


def _cell_findings(calculator: Calculator, names: list[tuple[Loc, str]]) -> Iterator[Finding]:
    """Names that are also those of a cell of a table to fill in."""
    cells = dict(_cells(calculator))
    for loc, name in names:
        if name in cells:
            yield finding(loc, "duplicate_name", name=name, other=cells[name])


def _cells(calculator: Calculator) -> Iterator[tuple[str, Loc]]:
    for i, item in enumerate(calculator.inputs):
        for j, column in enumerate(item.columns):
            for row in range(item.rows.most if item.rows else 0):
                yield cell_name(item.id, row, column.id), ("inputs", i, "columns", j, "id")


def scalar_names(calculator: Calculator) -> Iterator[tuple[Loc, str]]:
    """The names that every formula of the calculator may use, with their places."""
    yield from ((("inputs", i, "id"), item.id) for i, item in enumerate(calculator.inputs))
    yield from ((("calc", i, "id"), step.id) for i, step in enumerate(calculator.calc))
    yield from ((("tables", i, "id"), table.id) for i, table in enumerate(calculator.tables))
    yield from ((("outputs", i, "id"), output.id) for i, output in enumerate(calculator.outputs))


def _column_names(number: int, table: Table) -> Iterator[tuple[Loc, str]]:
    at: Loc = ("tables", number)
    yield (*at, "rows", "index"), table.rows.index
    yield from (((*at, "columns", j, "id"), column.id) for j, column in enumerate(table.columns))


def _list_findings(calculator: Calculator) -> Iterator[Finding]:
    """Codes and ids that only their own list must tell apart."""
    yield from repeats((("groups", i, "id"), group.id) for i, group in enumerate(calculator.groups))
    yield from repeats((("checks", i, "id"), check.id) for i, check in enumerate(calculator.checks))
    yield from repeats((("examples", i, "id"), example.id) for i, example in enumerate(calculator.examples))
    for i, item in enumerate(calculator.inputs):
        yield from _option_findings(("inputs", i, "options"), item.options)
    for i, output in enumerate(calculator.outputs):
        yield from _option_findings(("outputs", i, "options"), output.options)


def _option_findings(loc: Loc, options: list[Option]) -> Iterator[Finding]:
    yield from repeats(((*loc, j, "code"), option.code) for j, option in enumerate(options))


# --- inputs --------------------------------------------------------------------------------------------


def _input_findings(loc: Loc, item: Input, groups: list[str]) -> Iterator[Finding]:
    if item.group is not None and item.group not in groups:
        yield finding((*loc, "group"), "unknown_group", name=item.group, allowed=groups)
    if item.min is not None and item.max is not None and item.min >= item.max:
        yield finding((*loc, "min"), "min_max", min=item.min, max=item.max)
    if item.type == "table":
        yield from _table_findings(loc, item)
        return
    for key, given in (("rows", item.rows), ("columns", item.columns)):
        if given:
            yield finding((*loc, key), "not_for_type", name=key, type=item.type)
    if item.type == "choice":
        yield from _choice_findings(loc, item)
    else:
        yield from _number_findings(loc, item)


def _table_findings(loc: Loc, item: Input) -> Iterator[Finding]:
    if item.rows is None or all(column.type == "text" or column.default is not None for column in item.columns):
        yield finding(loc, "table_without_columns", name=item.id)
    elif item.rows.least > item.rows.most:
        yield finding((*loc, "rows", "least"), "min_max", min=item.rows.least, max=item.rows.most)
    names = [((*loc, "columns", j, "id"), column.id) for j, column in enumerate(item.columns)]
    yield from repeats(names, "duplicate_name")
    for place, name in names:
        if name in OF_TABLES:
            yield finding(place, "column_reserved", name=name, free=f"{name}_value")
        else:
            yield from _name_finding(place, name)
    for key, given in (("options", item.options), ("default", item.default), ("min", item.min), ("max", item.max)):
        if given not in (None, []):
            yield finding((*loc, key), "not_for_type", name=key, type=item.type)


def _choice_findings(loc: Loc, item: Input) -> Iterator[Finding]:
    codes = [option.code for option in item.options]
    if len(codes) < 2:
        yield finding((*loc, "options"), "choice_without_options")
    elif item.default is not None and item.default not in (*codes, "unknown"):
        yield finding((*loc, "default"), "default_not_option", name=_as_code(item.default), allowed=codes)
    for key, value in (("min", item.min), ("max", item.max)):
        if value is not None:
            yield finding((*loc, key), "not_for_type", name=key, type=item.type)


def _as_code(default: float | str) -> str:
    return default if isinstance(default, str) else f"{default:g}"


def _number_findings(loc: Loc, item: Input) -> Iterator[Finding]:
    if item.options:
        yield finding((*loc, "options"), "not_for_type", name="options", type=item.type)
    if isinstance(item.default, str):
        if item.default != "unknown":
            yield finding((*loc, "default"), "default_not_number", value=item.default)
    elif item.default is not None:
        yield from _default_findings((*loc, "default"), item, item.default)


def _default_findings(loc: Loc, item: Input, default: float) -> Iterator[Finding]:
    if item.type == "integer" and default != int(default):
        yield finding(loc, "default_not_whole", value=default)
    too_small = item.min is not None and default < item.min
    if too_small or (item.max is not None and default > item.max):
        yield finding(loc, "out_of_range", name="default", value=default, allowed=within(item.min, item.max))


# --- sentences and examples ----------------------------------------------------------------------------


def _sentence_findings(calculator: Calculator) -> Iterator[Finding]:
    for i, sentence in enumerate(calculator.sentences):
        fr, en = (sorted(set(_PLACEHOLDER.findall(sentence.text[lang]))) for lang in ("fr", "en"))
        if fr != en:
            yield finding(("sentences", i, "text"), "placeholders_differ", fr=fr, en=en)


def _example_findings(loc: Loc, example: Example, calculator: Calculator) -> Iterator[Finding]:
    inputs = [item.id for item in calculator.inputs]
    outputs = [output.id for output in calculator.outputs]
    for name in example.inputs:
        if name not in inputs:
            yield finding((*loc, "inputs", name), "unknown_input", name=name, allowed=inputs)
    yield from _row_findings((*loc, "inputs"), example, calculator)
    for name in example.expect:
        if name not in outputs:
            yield finding((*loc, "expect", name), "unknown_output", name=name, allowed=outputs)


def _row_findings(loc: Loc, example: Example, calculator: Calculator) -> Iterator[Finding]:
    """Columns of table inputs that an example misspells."""
    for item in calculator.inputs:
        rows, columns = example.inputs.get(item.id), [column.id for column in item.columns]
        for i, row in enumerate(rows if isinstance(rows, list) else []):
            for name in row:
                if name not in columns:
                    yield finding((*loc, item.id, i, name), "unknown_input", name=name, allowed=columns)
