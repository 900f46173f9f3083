"""Formulas in every runtime: ours in Python and in the page, and three spreadsheets.

The spreadsheets read one workbook, written with the XLSX printer: one cell a formula, so that their own functions
are the judges of ours.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import formualizer
import ironcalc
import openpyxl
import xlsxwriter  # type: ignore[import-untyped]

from macros.formulas.parse import parse
from macros.formulas.plan import make_plan
from macros.formulas.program import Column, Input, Output, Program, Scalar, Table
from macros.formulas.python import Frame, _compiled
from macros.formulas.tree import Expr, Number, Truth, Words
from macros.formulas.values import FormulaError
from macros.formulas.xlsx import Addresses, print_formula
from tests.formulas.cases import COLUMNS, SCALARS, Answer
from tests.javascript import JavaScript, node
from tests.libreoffice import recalculated

Rounding = Callable[[float, float], float]

Answers = list[object]
"""One answer a formula, errors as their texts."""

Formulas = Sequence[str]
"""Without the leading ``=``; they read the names and columns of ``cases.py``."""

HEIGHT = len(next(iter(COLUMNS.values())))


# --- ours --------------------------------------------------------------------------------------------


def literal(value: Answer) -> Expr:
    """A value as a formula."""
    if isinstance(value, bool):
        return Truth(value)
    return Words(value) if isinstance(value, str) else Number(value)


def answer_name(number: int) -> str:
    return f"answer_{number}"


def program(formulas: Formulas) -> Program:
    """All formulas as the scalars of one program."""
    columns = tuple(Column(name, tuple(map(literal, values))) for name, values in COLUMNS.items())
    table = Table("data", "row", 1, Number(float(HEIGHT)), HEIGHT, columns)
    scalars = [Scalar(name, literal(value)) for name, value in SCALARS.items()]
    scalars += [Scalar(answer_name(i), parse(f"={formula}")) for i, formula in enumerate(formulas)]
    return Program(
        tool="functions",
        version=1,
        inputs=(Input("unused", "unused", "number", required=False),),
        tables=(table,),
        scalars=tuple(scalars),
        outputs=tuple(Output(s.name, s.name) for s in scalars),
        checks=(),
        sentences=(),
        plan=make_plan(scalars, [table]),
    )


def in_python(formulas: Formulas) -> Answers:
    """The answers of our own runtime."""
    tool = program(formulas)
    frame = Frame({}, {("data", "row"): list(tool.tables[0].indexes())})
    for step in _compiled(tool):
        step(frame)
    cells = [frame.scalars[answer_name(i)] for i in range(len(formulas))]
    return [cell.code if isinstance(cell, FormulaError) else cell for cell in cells]


def in_javascript(formulas: Formulas) -> Answers:
    """The answers of the page."""
    cells = page_cells(program(formulas))
    return [cells[answer_name(i)] for i in range(len(formulas))]


def page_cells(tool: Program) -> dict[str, object]:
    """Every scalar of a program as the page computes it, errors as their texts."""
    page = JavaScript(tool)
    body, closing = page.source.rsplit("}\n});", 1)
    page.load(f"{body}globalThis.cells=x.scalars;\n}}\n}});{closing}")
    page.run({})
    cells = node().ask({"cells": True})
    return {name: cell["code"] if isinstance(cell, dict) else cell for name, cell in cells.items()}


def column_answers(function: str, columns: Sequence[Sequence[float]]) -> Answers:
    """A function of one column in the page, for each of `columns`."""
    tables = [column_table(f"table_{i}", values) for i, values in enumerate(columns)]
    scalars = [Scalar(answer_name(i), parse(f"={function}(table_{i}[flows])")) for i in range(len(columns))]
    plan = make_plan(scalars, tables)
    cells = page_cells(replace(program([]), tables=tuple(tables), scalars=tuple(scalars), plan=plan))
    return [cells[answer_name(i)] for i in range(len(columns))]


def column_table(name: str, values: Sequence[float]) -> Table:
    """A table with one column, `flows`."""
    column = Column("flows", tuple(map(Number, values)))
    return Table(name, "row", 1, Number(float(len(values))), len(values), (column,))


# --- spreadsheets ------------------------------------------------------------------------------------


class Sheet(Addresses):
    """Where the workbook of the cases keeps its names and columns."""

    def scalar(self, name: str) -> str:
        return name

    def column(self, table: str, column: str) -> str:
        letter = chr(ord("D") + list(COLUMNS).index(column))
        return f"{table}!${letter}$1:${letter}${HEIGHT}"

    def cell(self, column: str) -> str:
        raise NotImplementedError

    def above(self, column: str) -> str | None:
        raise NotImplementedError

    def rate(self, table: str, column: str) -> str:
        return f"IRR({self.column(table, column)})"


def workbook(formulas: Formulas) -> bytes:
    """One sheet of formulas, one of data."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        answers, data = book.add_worksheet("answers"), book.add_worksheet("data")
        for row, (name, value) in enumerate(SCALARS.items()):
            book.define_name(name, f"=data!$A${row + 1}")
            _write(data, row, 0, value)
        for column, values in enumerate(COLUMNS.values()):
            for row, value in enumerate(values):
                _write(data, row, 3 + column, value)
        for row, formula in enumerate(formulas):
            answers.write_formula(row, 0, "=" + print_formula(parse(f"={formula}"), Sheet()), value="")
    return buffer.getvalue()


def _write(sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: Answer) -> None:
    if value == "":
        sheet.write_formula(row, column, '=""', value="")
    else:
        sheet.write(row, column, value)


def _cells(content: bytes, count: int) -> Iterator[object]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["answers"]
    for row in range(1, count + 1):
        value = sheet.cell(row, 1).value
        yield "" if value is None else float(value) if type(value) is int else value


def in_formualizer(formulas: Formulas) -> Answers:
    """The answers of formualizer."""
    return list(_cells(formualizer.recalculate_xlsx_bytes(workbook(formulas))["bytes"], len(formulas)))


def in_ironcalc(formulas: Formulas, folder: Path) -> Answers:
    """The answers of IronCalc."""
    path = folder / "ironcalc.xlsx"
    path.write_bytes(workbook(formulas))
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    return [model.get_cell_value(0, row, 1) for row in range(1, len(formulas) + 1)]


def in_libreoffice(formulas: Formulas, folder: Path) -> Answers:
    """The answers of LibreOffice."""
    path = folder / "functions.xlsx"
    path.write_bytes(workbook(formulas))
    return list(_cells(recalculated([path], folder)[0].read_bytes(), len(formulas)))
