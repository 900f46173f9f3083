"""The workbook that readers download, recalculated by three spreadsheet programs."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import openpyxl

from macros.definitions.models import Calculator
from macros.exports.language import say
from macros.exports.xlsx.layout import cell_name
from tests.exports.cases import typed_cells
from tests.exports.engines import Formualizer, IronCalc, Place
from tests.exports.office import Office
from tests.proof.cases import Case
from tests.proof.compare import Shown
from tests.proof.rates import RATES, Rate
from tests.proof.subject import Subject

LEFT = "cerise_left"
HEADER = 4
"""The row of the headings on the sheet of a table."""


class Cells(Protocol):
    """A workbook in a spreadsheet program."""

    def name(self, cells: Mapping[str, Place]) -> None:
        """Give names of our own to cells."""
        ...

    def case(self, typed: Mapping[str, object], wanted: Sequence[str]) -> Mapping[str, object]:
        """Type values into named cells, compute everything again, read named cells."""
        ...


class Workbook:
    """One tool in one spreadsheet program."""

    def __init__(self, tool: Subject, lang: str, cells: Cells, flows: Mapping[str, Mapping[str, Place]]) -> None:
        self.tool, self.cells, self.labels, self.flows = tool, cells, tool.labels(lang), flows
        self.named = {key: cell_name("out", key) for key in tool.outputs}
        for places in flows.values():
            cells.name(places)

    def answers(self, cases: Sequence[Case]) -> Iterator[Shown]:
        """What the cells show for each case."""
        wanted = [*self.named.values(), *([] if self.tool.is_checklist else [LEFT]), *self._flow_names()]
        for case in cases:
            yield self._shown(self.cells.case(typed_cells(self.tool.program, self.labels, case), wanted))

    def _flow_names(self) -> list[str]:
        return [name for places in self.flows.values() for name in places]

    def _shown(self, found: Mapping[str, object]) -> Shown:
        outputs = {key: found[name] for key, name in self.named.items()}
        flows = {output: [_number(found[name]) for name in places] for output, places in self.flows.items()}
        return Shown(outputs, left=found.get(LEFT), flows=flows)


def _number(cell: object) -> float:
    """A flow; an error or a text is no number, and no present value is small then."""
    return float(cell) if isinstance(cell, (int, float)) else float("nan")


# --- the cells of the flows --------------------------------------------------------------------------


def flow_places(tool: Subject, lang: str, workbook: bytes) -> dict[str, dict[str, Place]]:
    """For each rate, the cells of its flows on the sheet of its table, by a name for each."""
    if tool.id not in RATES or not isinstance(tool.model, Calculator):
        return {}
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return {rate.output: _column(tool.model, lang, rate, book) for rate in RATES[tool.id]}


def _column(tool: Calculator, lang: str, rate: Rate, book: openpyxl.Workbook) -> dict[str, Place]:
    table = next(table for table in tool.tables if table.id == rate.table)
    label = say(next(column.label for column in table.columns if column.id == rate.column), lang)
    ((sheet, column),) = [
        (sheet.title, cell.column)
        for sheet in book
        if sheet.cell(1, 1).value == say(table.title, lang)
        for cell in sheet[HEADER]
        if cell.value == label
    ]
    rows = range(table.rows.max)
    return {f"{rate.column} {row}": (sheet, HEADER + 1 + row, column) for row in rows}


# --- the programs ------------------------------------------------------------------------------------


@contextmanager
def _in_memory(kind: type[Formualizer | IronCalc], tool: Subject, lang: str) -> Iterator[Workbook]:
    with TemporaryDirectory() as folder:
        content = tool.workbook(lang)
        yield Workbook(tool, lang, kind(content, Path(folder)), flow_places(tool, lang, content))


def formualizer(tool: Subject, lang: str) -> AbstractContextManager[Workbook]:
    """The workbook in formualizer."""
    return _in_memory(Formualizer, tool, lang)


def ironcalc(tool: Subject, lang: str) -> AbstractContextManager[Workbook]:
    """The workbook in IronCalc."""
    return _in_memory(IronCalc, tool, lang)


@contextmanager
def in_office(office: Office, tool: Subject, lang: str) -> Iterator[Workbook]:
    """The workbook in a running LibreOffice, which computes every formula again."""
    with TemporaryDirectory() as folder:
        path, content = Path(folder) / f"{tool.id}.xlsx", tool.workbook(lang)
        path.write_bytes(content)
        office.open(path)
        yield Workbook(tool, lang, office, flow_places(tool, lang, content))


@contextmanager
def libreoffice(tool: Subject, lang: str) -> Iterator[Workbook]:
    """The workbook in a LibreOffice of its own."""
    with TemporaryDirectory() as folder, Office(Path(folder)) as office, in_office(office, tool, lang) as workbook:
        yield workbook
