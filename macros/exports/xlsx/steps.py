"""The sheet « How it is computed »: every named value with its formula as readers' spreadsheets show it."""

from macros.definitions.models import Input
from macros.exports.language import fill, say
from macros.exports.xlsx.formats import hide_errors, number_format, show_decimals
from macros.exports.xlsx.job import Job
from macros.exports.xlsx.layout import blank_if_unknown, cell_name, stop_name
from macros.exports.xlsx.tables import is_full
from macros.formulas.grids import USED
from macros.formulas.printer import number
from macros.formulas.program import Table
from macros.formulas.python import check_name
from macros.formulas.rounding import GUARD
from macros.formulas.shown import shown_formula

LABEL, NAME, FORMULA, VALUE = range(4)


class _Steps:
    """Writes the sheet downwards."""

    def __init__(self, job: Job) -> None:
        self.job, self.sheet, self.row = job, job.steps, 3
        self.scalars = {scalar.name: scalar for scalar in job.program.scalars}

    def write(self) -> None:
        sheet, w, calculator = self.sheet, self.job.w, self.job.calculator
        sheet.columns(46, 24, 80, 18)
        sheet.tall(0, 30)
        sheet.text(0, LABEL, w["sheet_steps"], "title")
        sheet.text(1, LABEL, w["steps_intro"], "grey")
        for place, word in enumerate(("step", "name", "formula", "value")):
            sheet.text(self.row, place, w[f"head_{word}"], "header")
        self._heading(w["steps"])
        for step in calculator.calc:
            self._value(say(step.label, self.job.lang), step.id, step.formula, step.format)
        for item in calculator.inputs:
            self._typed(item)
        for table in calculator.tables:
            self._table(table.id, say(table.title, self.job.lang), table.rows.stop)
            for column in table.columns:
                self._line(say(column.label, self.job.lang), f"{table.id}[{column.id}]", column.formula)
        self._heading(w["sheet_results"])
        for output in calculator.outputs:
            self._value(say(output.label, self.job.lang), output.id, output.formula, output.format)
        self._checks()
        hide_errors(sheet, (4, VALUE), (self.row, VALUE), f"$D{5}")
        sheet.raw.ignore_errors({"eval_error": f"D5:D{self.row + 1}"})
        sheet.raw.freeze_panes(4, 1)
        sheet.print_area(self.row, VALUE, 3)

    def _heading(self, text: str) -> None:
        self.row += 1
        for column in range(VALUE + 1):
            self.sheet.text(self.row, column, text if column == LABEL else "", "group")

    def _line(self, label: str, name: str, formula: str) -> None:
        self.row += 1
        self.sheet.text(self.row, LABEL, label, "cell")
        self.sheet.text(self.row, NAME, name, "cell", "code")
        self.sheet.text(self.row, FORMULA, shown_formula(formula, self.job.lang) if formula else "", "cell", "code")
        self.sheet.text(self.row, VALUE, "", "cell")

    def _value(self, label: str, name: str, formula: str, kind: str) -> None:
        self._line(label, name, formula)
        shape = number_format(kind, self.job.lang)
        printed = blank_if_unknown(self.scalars[name], self.job.layout)
        self.sheet.formula(self.row, VALUE, printed, "cell", "right", num_format=shape)
        self.sheet.name(name, self.row, VALUE)
        show_decimals(self.sheet, kind, (self.row, VALUE), (self.row, VALUE), f"$D${self.row + 1}")

    def _typed(self, item: Input) -> None:
        """The columns of a table that people fill in, by the names formulas use."""
        if item.id not in self.job.typed:
            return
        self._heading(say(item.label, self.job.lang))
        where = fill(self.job.w["typed_in"], sheet=self.job.typed[item.id].title)
        labels = {USED: self.job.w["row_used"]} | {c.id: say(c.label, self.job.lang) for c in item.columns}
        for column in self.job.layout.grids[item.id].columns:
            if column in labels:
                self._line(labels[column], f"{item.id}[{column}]", "")
                self.sheet.text(self.row, FORMULA, where, "cell", "small")

    def _table(self, name: str, title: str, stop: str) -> None:
        self._heading(title)
        self._line(self.job.w["last_row"], stop_name(name), stop)
        self.sheet.formula(self.row, VALUE, self._stop(self.job.program.table(name)), "cell", "right")
        self.sheet.name(stop_name(name), self.row, VALUE)

    def _stop(self, table: Table) -> str:
        """The last row in use; the one before the first when it is no number. An error stays one, as in Python.

        So does a last row that the table does not have: a part of it would pass for the whole.
        """
        printed = self.job.layout.print(table.stop)
        if is_full(table):
            return printed
        rounded = f"ROUND({printed},{GUARD})"
        within = f"IF({rounded}>={number(float(table.last + 1))},1/0,{rounded})"
        counted = f"IF(ISNUMBER({printed}),{within},{number(float(table.start - 1))})"
        return f"IF(ISERROR({printed}),{printed},{counted})"

    def _checks(self) -> None:
        if self.job.calculator.checks:
            self._heading(self.job.w["checks"])
        for check in self.job.calculator.checks:
            self._line(say(check.message, self.job.lang), cell_name("check", check.id), check.that)
            formula = blank_if_unknown(self.scalars[check_name(check.id)], self.job.layout, "TRUE")
            self.sheet.formula(self.row, VALUE, f"IFERROR({formula},FALSE)", "cell", "right")
            self.sheet.name(cell_name("check", check.id), self.row, VALUE)


def write_steps(job: Job) -> None:
    """Fill the sheet; steps, unshown results, checks and the last rows of tables get their names."""
    _Steps(job).write()
