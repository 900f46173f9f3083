"""One sheet for each table that people fill in: its rows, what is wrong with each, and the values formulas read."""

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from macros.definitions.models import Input, InputColumn
from macros.exports.language import fill, format_number, say
from macros.exports.xlsx.formats import number_format, show_decimals
from macros.exports.xlsx.job import CURRENCY, Job
from macros.exports.xlsx.layout import Grid, cell_name, quoted
from macros.exports.xlsx.styles import GREY, LINE
from macros.exports.xlsx.validation import accept
from macros.exports.xlsx.wanted import Wanted
from macros.formulas.grids import INDEX, USED
from macros.formulas.printer import number
from macros.formulas.program import Grid as Shape

ROW = 0
_HEADER, _HINTS, _FIRST = 3, 4, 5
_SUMMARY = 1
"""The row of the two cells that sum up the table, in its hidden columns: the last row asked for, and how many values
are missing or wrong."""
_MISSING, _NUMBER, _WHOLE, _OUTSIDE = range(1, 5)
"""What can be wrong with a value; 0 is nothing."""
_WIDTHS = {"text": 30}


def place_typed(job: Job) -> None:
    """Say where the columns that formulas read will stand."""
    for item in job.calculator.inputs:
        if item.id in job.typed:
            plan = _Plan(item)
            columns = {INDEX: ROW, USED: plan.used, **plan.values}
            job.layout.grids[item.id] = Grid(job.typed[item.id], _FIRST, _height(item), columns)


def write_typed(job: Job) -> None:
    """Fill the sheets; every cell gets ``in_…`` (``in_flows_0_received``)."""
    for item in job.calculator.inputs:
        if item.id in job.typed:
            _TypedSheet(job, item).write()


def wrong_cell(job: Job, item: Input) -> str:
    """The cell that counts the values of a table that are missing or wrong."""
    return job.typed[item.id].at(_SUMMARY, _Plan(item).place + 1)


def first_cell(job: Job, item: Input) -> str:
    """The first cell to fill in, for a link."""
    sheet, _, cell = job.typed[item.id].at(_FIRST, 1).rpartition("!")
    return f"{sheet}!{cell.replace('$', '')}"


def rows_wanted(item: Input, job: Job) -> str:
    """How many rows may be filled, as a sentence."""
    rows = item.rows
    if rows is None:
        return ""
    return fill(job.w["rows_all" if rows.least == rows.most else "rows_some"], least=rows.least, most=rows.most)


def _height(item: Input) -> int:
    return item.rows.most if item.rows else 0


class _Plan:
    """Which column of the sheet holds what: typed values, message, then what only serves the calculation."""

    def __init__(self, item: Input) -> None:
        ids, numbers = [c.id for c in item.columns], [c.id for c in item.columns if c.type != "text"]
        self.typed = {id_: place for place, id_ in enumerate(ids, start=ROW + 1)}
        self.message = len(ids) + 1
        self.place = self.message + 1
        self.problems = {id_: place for place, id_ in enumerate(numbers, start=self.place + 1)}
        self.used = self.place + len(numbers) + 1
        self.values = {id_: place for place, id_ in enumerate(numbers, start=self.used + 1)}
        self.last = self.used + len(numbers)


class _TypedSheet:
    """One table."""

    def __init__(self, job: Job, item: Input) -> None:
        self.job, self.item, self.sheet, self.plan = job, item, job.typed[item.id], _Plan(item)
        self.shape: Shape = next(g for g in job.program.grids if g.key == item.id)
        self.end = _FIRST + self.shape.height - 1
        self.wanted = {c.id: Wanted(c.type, c.min, c.max, job.lang) for c in item.columns if c.type != "text"}
        self.faults = {c.id: job.lists.plain(self._faults(c)) for c in item.columns if c.id in self.wanted}
        self.last = self._fixed(_SUMMARY, self.plan.place)

    def write(self) -> None:
        self._widths()
        self._head()
        self._summary()
        for column in self.item.columns:
            self._cells(column)
        for row in range(self.shape.height):
            self._row(row)
        self._looks()
        self.sheet.raw.freeze_panes(_FIRST, 1)
        self.sheet.print_area(self.end, self.plan.message, _HEADER)

    # --- addresses -----------------------------------------------------------------------------------

    def _at(self, row: int, column: int) -> str:
        """A cell of the table on the same row."""
        return f"${xl_col_to_name(column)}{_FIRST + row + 1}"

    def _fixed(self, row: int, column: int) -> str:
        return f"${xl_col_to_name(column)}${row + 1}"

    def _whole(self, first: int, last: int) -> str:
        return f"{self._fixed(_FIRST, first)}:{self._fixed(self.end, last)}"

    # --- above the table -----------------------------------------------------------------------------

    def _widths(self) -> None:
        self.sheet.column(ROW, 8)
        for column in self.item.columns:
            self.sheet.column(self.plan.typed[column.id], _WIDTHS.get(column.type, 18))
        self.sheet.column(self.plan.message, 50)
        for place in range(self.plan.place, self.plan.last + 1):
            self.sheet.column(place, 11, "grey", hidden=True)

    def _head(self) -> None:
        sheet, w, plan = self.sheet, self.job.w, self.plan
        sheet.tall(0, 30)
        sheet.text(0, ROW, say(self.item.label, self.job.lang), "title")
        sheet.text(1, ROW, rows_wanted(self.item, self.job), "grey")
        sheet.text(_HEADER, ROW, w["head_row"], "header", "center")
        sheet.text(_HINTS, ROW, "", "cell", "small")
        for column in self.item.columns:
            sheet.text(_HEADER, plan.typed[column.id], say(column.label, self.job.lang), "header")
            self._hint(column, plan.typed[column.id])
        sheet.text(_HEADER, plan.message, w["head_message"], "header")
        sheet.text(_HINTS, plan.message, "", "cell", "small")
        for names, suffix in ((plan.problems, " ?"), (plan.values, "")):
            for id_, place in names.items():
                sheet.text(_HEADER, place, f"{self.item.id}[{id_}]{suffix}", "grey")
        sheet.text(_HEADER, plan.used, f"{self.item.id}[{USED}]", "grey")

    def _hint(self, column: InputColumn, place: int) -> None:
        """Below the head: the unit, the bounds, what a blank means."""
        text = " ".join(part for part in (self._limits(column), self._when_blank(column)) if part)
        if column.type == "money" and not column.unit:
            unit = quoted(f" – {text}") if text else quoted("")
            self.sheet.formula(_HINTS, place, f'IF({CURRENCY}="",{quoted(text)},{CURRENCY}&{unit})', "cell", "small")
            self.sheet.reserve(_HINTS, place, f"FCFA – {text}", "cell", "small")
        else:
            self.sheet.text(_HINTS, place, " – ".join(p for p in (self._unit(column), text) if p), "cell", "small")

    def _unit(self, column: InputColumn) -> str:
        unit = say(column.unit, self.job.lang) if column.unit else ""
        percent = "%" if column.type == "percent" and not unit.startswith("%") else ""
        return f"{percent} {unit}".strip()

    def _limits(self, column: InputColumn) -> str:
        return self.wanted[column.id].hint if column.id in self.wanted else ""

    def _when_blank(self, column: InputColumn) -> str:
        if column.type == "text":
            return self.job.w["blank_text"]
        if column.default is None:
            return ""
        return fill(self.job.w["blank_default"], value=format_number(column.default, column.type, self.job.lang))

    def _summary(self) -> None:
        sheet, w, place = self.sheet, self.job.w, self.plan.place
        sheet.text(_SUMMARY - 1, place, w["head_last_row"], "grey")
        sheet.text(_SUMMARY - 1, place + 1, w["head_wrong"], "grey")
        problems = self._whole(place + 1, place + len(self.plan.problems))
        sheet.formula(_SUMMARY, place, f"MAX({self.shape.least},{self._whole(place, place)})", "grey")
        sheet.formula(_SUMMARY, place + 1, f'COUNTIF({problems},">0")', "grey")
        count = self._fixed(_SUMMARY, place + 1)
        sheet.formula(_SUMMARY + 1, ROW, f'IF({count}=0,"",{quoted(w["left_before"] + " ")}&{count})', "alert")

    # --- the table -----------------------------------------------------------------------------------

    def _faults(self, column: InputColumn) -> list[str]:
        """What is said of each thing that can be wrong, in the order of their numbers."""
        w, label = self.job.w, say(column.label, self.job.lang)
        wanted = self.wanted[column.id]
        reasons = {_MISSING: w["missing"], _NUMBER: w["a_number"], _WHOLE: w["whole"], _OUTSIDE: wanted.outside}
        return [fill(w["read_refused"], label=label, reason=reasons[fault]) for fault in sorted(reasons)]

    def _cells(self, column: InputColumn) -> None:
        """The cells of a column that people type in."""
        sheet, place = self.sheet, self.plan.typed[column.id]
        shape = "@" if column.type == "text" else number_format(column.type, self.job.lang)
        align = ["input"] if column.type == "text" else ["input", "right"]
        given = self.job.example.inputs.get(self.item.id) if self.job.example else None
        lines = given if isinstance(given, list) else []
        for row in range(self.shape.height):
            value = lines[row].get(column.id) if row < len(lines) else None
            sheet.value(_FIRST + row, place, value, *align, num_format=shape)
            sheet.name(cell_name("in", self.shape.cell(row, column.id)), _FIRST + row, place)
        if wanted := self.wanted.get(column.id):
            hint = " ".join(part for part in (wanted.hint, self._when_blank(column)) if part)
            label = say(column.label, self.job.lang)
            accept(sheet, _FIRST, place, wanted.rule, label, hint, wanted.error, rows=self.shape.height)
            show_decimals(sheet, column.type, (_FIRST, place), (self.end, place), self._at(0, place))

    def _row(self, row: int) -> None:
        """A row's number, message and helper cells."""
        sheet, plan, here, line = self.sheet, self.plan, self._at(row, ROW), _FIRST + row
        sheet.value(line, ROW, row + 1, "cell", "center")
        typed = "&".join(self._at(row, place) for place in plan.typed.values())
        sheet.formula(line, plan.place, f'IFERROR(IF({typed}="",0,{here}),{here})', "grey")
        for id_, place in plan.problems.items():
            sheet.formula(line, place, self._problem(row, id_), "grey")
        first = self._at(row, plan.problems[self.shape.required[0]])
        sheet.formula(line, plan.used, f"IF({first}=0,IF({here}<={self.last},1,0),0)", "grey")
        for id_, place in plan.values.items():
            sheet.formula(line, place, self._value(row, id_), "grey")
        sheet.formula(line, plan.message, self._message(row), "cell", "alert")

    def _problem(self, row: int, id_: str) -> str:
        """The number of what is wrong with a value."""
        wanted, typed = self.wanted[id_], self._at(row, self.plan.typed[id_])
        low, high = (number(bound) for bound in wanted.bounds)
        wrong = f"IF(OR({typed}<{low},{typed}>{high}),{_OUTSIDE},0)"
        if wanted.whole:
            wrong = f"IF({typed}<>INT({typed}),{_WHOLE},{wrong})"
        wrong = f"IF(NOT(ISNUMBER({typed})),{_NUMBER},{wrong})"
        missing = f"IF({self._at(row, ROW)}<={self.last},{_MISSING},0)" if id_ in self.shape.required else "0"
        return f'IF(ISERROR({typed}),{_NUMBER},IF({typed}="",{missing},{wrong}))'

    def _value(self, row: int, id_: str) -> str:
        """The number on a row in use, 0 on the others."""
        typed, problem = self._at(row, self.plan.typed[id_]), self._at(row, self.plan.problems[id_])
        default = next(c.default for c in self.item.columns if c.id == id_)
        given = typed if default is None else f'IF({typed}="",{number(float(default))},{typed})'
        return f"IF({self._at(row, self.plan.used)}=1,IF({problem}=0,{given},0),0)"

    def _message(self, row: int) -> str:
        """What is wrong first on the row, in words."""
        before, between, _ = fill(self.job.w["row_says"], row="\0", what="\0").split("\0")
        said, row_says = '""', f"{quoted(before)}&{self._at(row, ROW)}&{quoted(between)}"
        for id_, place in reversed(self.plan.problems.items()):
            problem = self._at(row, place)
            said = f"IF({problem}>0,{row_says}&INDEX({self.faults[id_]},{problem}),{said})"
        return said

    def _looks(self) -> None:
        """Rows that nobody needs are paler."""
        shape = {"bg_color": "#FFFEF7", "font_color": GREY, "border": 1, "border_color": LINE}
        pale = self.job.book.file.add_format(shape)
        rule = {"type": "formula", "criteria": f"={self._at(0, ROW)}>{self.last}", "format": pale}
        self.sheet.raw.conditional_format(_FIRST, ROW, self.end, self.plan.message - 1, rule)
