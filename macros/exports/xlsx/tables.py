"""One sheet for each table of a calculator, with the author's formulas row by row."""

from macros.definitions.models import Column as ColumnModel
from macros.definitions.models import Table as TableModel
from macros.exports.language import fill, say
from macros.exports.xlsx.book import Sheet
from macros.exports.xlsx.formats import hide_errors, number_format, show_decimals
from macros.exports.xlsx.job import CURRENCY, Job
from macros.exports.xlsx.layout import Grid, cell_name, quoted, stop_name
from macros.formulas.printer import number as written
from macros.formulas.program import Table
from macros.formulas.rounding import GUARD
from macros.formulas.tree import Number

_HEADER = 3
_FIRST = _HEADER + 1


def place_tables(job: Job) -> None:
    """Say where every table will stand; shown columns come first."""
    for table in job.calculator.tables:
        ordered = _ordered(table)
        columns = {table.rows.index: 0} | {c.id: number for number, c in enumerate(ordered, start=1)}
        job.layout.grids[table.id] = Grid(job.tables[table.id], _FIRST, table.rows.max, columns)


def _ordered(table: TableModel) -> list[ColumnModel]:
    return sorted(table.columns, key=lambda column: not column.show)


def is_full(table: Table) -> bool:
    """Whether every row is always in use."""
    return table.stop == Number(float(table.start + table.height - 1))


def write_tables(job: Job) -> None:
    """Fill the sheets."""
    for model in job.calculator.tables:
        _TableSheet(job, model).write()


class _TableSheet:
    """One table: a header, its rows, and columns that only serve the calculation hidden at the right."""

    def __init__(self, job: Job, model: TableModel) -> None:
        self.job, self.model, self.sheet = job, model, job.tables[model.id]
        self.table = job.program.table(model.id)
        self.grid = job.layout.grids[model.id]
        self.last = _FIRST + self.table.height - 1

    def write(self) -> None:
        self._head()
        for row, index in enumerate(self.table.indexes()):
            self.sheet.value(_FIRST + row, 0, index, "center")
        for number, column in enumerate(_ordered(self.model), start=1):
            self._column(number, column)
        self._looks()
        shown = sum(column.show for column in self.model.columns)
        self.sheet.raw.freeze_panes(_FIRST, 1)
        self.sheet.print_area(self.last, shown, _HEADER)

    def _head(self) -> None:
        sheet, w, lang = self.sheet, self.job.w, self.job.lang
        sheet.column(0, 10)
        sheet.tall(0, 30)
        sheet.text(0, 0, say(self.model.title, lang), "title")
        if any(column.format == "money" for column in self.model.columns):
            sheet.formula(1, 0, f'IF({CURRENCY}="","","{w["amounts_in"]} "&{CURRENCY})', "grey")
        if not is_full(self.table):
            sheet.formula(2, 0, self._too_long(), "bold")
            sheet.name(cell_name("text", self.table.name), 2, 0)
        sheet.text(_HEADER, 0, say(self.model.rows.label, lang), "header", "center")

    def _too_long(self) -> str:
        """What to say when the table would need more rows than it has."""
        stop = self.job.layout.print(self.table.stop)
        beyond = f"ISNUMBER({stop}),ROUND({stop},{GUARD})>={written(float(self.table.last + 1))}"
        said = quoted(fill(self.job.w["rows_beyond"], most=self.table.height))
        return f'IF(IFERROR(AND({beyond}),FALSE),{said},"")'

    def _column(self, number: int, column: ColumnModel) -> None:
        shape = number_format(column.format, self.job.lang)
        self.sheet.column(number, 15, hidden=not column.show)
        self.sheet.text(_HEADER, number, say(column.label, self.job.lang), "header", "center")
        compiled = self.table.column(column.id)
        for row in range(self.table.height):
            at = self.job.layout.on(self.model.id, row)
            formula = at.print(compiled.at(row))
            if not is_full(self.table):
                formula = f"IF({at.cell(self.table.index)}<={stop_name(self.table.name)},{formula},0)"
            self.sheet.formula(_FIRST + row, number, formula, num_format=shape)

    def _looks(self) -> None:
        """Rows beyond the last one in use are invisible; the others have a line below."""
        width, stop = len(self.model.columns), stop_name(self.table.name)
        first, last = (_FIRST, 0), (self.last, width)
        index = self.job.layout.on(self.model.id, 0).cell(self.table.index)
        unused = self.job.book.file.add_format({"num_format": ";;;"})
        line = self.job.book.file.add_format({"bottom": 1, "bottom_color": "#C9D2D8"})
        _rule(self.sheet, first, last, f"={index}>{stop}", unused, stop=True)
        hide_errors(self.sheet, (_FIRST, 1), last, f"B{_FIRST + 1}")
        _rule(self.sheet, first, last, f"={index}<={stop}", line, stop=False)
        for number, column in enumerate(_ordered(self.model), start=1):
            cell = self.grid.cell(column.id, 0)
            show_decimals(self.sheet, column.format, (_FIRST, number), (self.last, number), cell)


def _rule(
    sheet: Sheet, first: tuple[int, int], last: tuple[int, int], criteria: str, shape: object, stop: bool
) -> None:
    rule = {"type": "formula", "criteria": criteria, "format": shape, "stop_if_true": stop}
    sheet.raw.conditional_format(*first, *last, rule)
