"""Charts of a calculator's tables on the sheet of results, each with a sentence beside it and a description.

A chart has a fixed range but a table has as many rows as its inputs call for. So charts are drawn from a hidden
sheet. For a line, points beyond the last row repeat the last one: they fall on it, and the axis ends where the data
do. For bars, which stand at fixed places, they are #N/A without a label, which no program draws. Where that would
leave most of the picture empty, because the table may be long, upright lines on such an axis stand for bars.
"""

from collections.abc import Mapping
from typing import Any

from macros.definitions.models import Chart
from macros.definitions.models import Table as TableModel
from macros.exports.language import fill, say
from macros.exports.xlsx.formats import number_format
from macros.exports.xlsx.job import CURRENCY, READY, Job
from macros.exports.xlsx.layout import Grid, quoted, stop_name
from macros.exports.xlsx.results import EXPLAIN, LABEL, NOTE
from macros.exports.xlsx.sentences import beside
from macros.exports.xlsx.styles import DARK, GREY, LINE
from macros.formulas import Value, run
from macros.formulas.printer import number as written
from macros.formulas.rounding import GUARD

_WIDTH, _HEIGHT, _ROWS = 500, 330, 17
"""The size of a chart in pixels, and how many rows of ordinary height it covers."""
_MOST_MARKED = 40
"""Lines with more points than this have no markers."""
_MOST_BARS = 24
"""Tables with more rows than this have upright lines instead of bars."""
_BESIDE = 0.3
"""How far apart the upright lines of two series stand."""
_COLOURS = (DARK, "#B4531C", "#5B7F2B", "#6B4E9B")
_LINES = (
    ("solid", "circle", "line_solid"),
    ("dash", "square", "line_dash"),
    ("round_dot", "diamond", "line_dots"),
    ("dash_dot", "triangle", "line_mixed"),
)
_FILLS = (
    (DARK, "", "bar_dark"),
    ("#9CC3D1", "", "bar_light"),
    ("#B4531C", "wide_upward_diagonal", "bar_hatched"),
    ("#5B7F2B", "percent_25", "bar_dotted"),
)
_STICKS = ((DARK, "bar_dark"), ("#8DB9C9", "bar_light"), ("#B4531C", "stick_orange"), ("#5B7F2B", "stick_green"))
_AXIS = "[>=10]#,##0;[<=-10]-#,##0;General"
"""Numbers along an axis: decimals only where they are small."""
_NA = "NA()"


def write_figures(job: Job, row: int) -> None:
    """Draw every chart, one below the other from row `row` of the sheet of results."""
    if job.figures is None:
        return
    job.figures.raw.hide()
    job.results.tall(row, 34)
    for column in range(EXPLAIN + 1):
        job.results.text(row, column, job.w["charts"] if column == LABEL else "", "heading")
    row, column = row + 1, 0
    for chart in job.calculator.charts:
        figure = _Figure(job, chart, column)
        figure.write()
        figure.draw(row)
        row, column = row + _ROWS + 1, column + 2 * len(chart.y) + 2
    job.results.print_area(row, NOTE)


class _Figure:
    """One chart: its points in the hidden sheet from column `left`, two columns a series, and its picture."""

    def __init__(self, job: Job, chart: Chart, left: int) -> None:
        assert job.figures is not None
        self.job, self.chart, self.left, self.sheet = job, chart, left, job.figures
        self.table: TableModel = next(t for t in job.calculator.tables if t.id == chart.table)
        self.grid: Grid = job.layout.grids[chart.table]
        self.sticks = chart.type != "line" and self.table.rows.max > _MOST_BARS
        self.scaled = chart.type == "line" or self.sticks
        self.points = self.table.rows.max * (3 if self.sticks else 1)
        self.first = 3
        self.known = self._known()

    def _known(self) -> list[dict[str, Value]]:
        """The rows that the workbook shows at first: programs that do not calculate draw them."""
        example = self.job.example
        rows = run(self.job.program, example.inputs).tables.get(self.chart.table) if example else None
        return list(rows or [])

    # --- points --------------------------------------------------------------------------------------

    def write(self) -> None:
        """Row 0: the title of the amounts and how many rows there are; row 2: heads; then one row a point."""
        sheet, left, w = self.sheet, self.left, self.job.w
        if self._formats() == {"money"}:
            plain, named = (quoted(w[key]) for key in ("chart_amounts", "amounts_in"))
            amounts = f'IF({CURRENCY}="",{plain},{named}&" "&{CURRENCY})'
            self._write(0, left, amounts, f"{w['amounts_in']} FCFA")
        self._write(0, left + 1, self._count(), len(self.known))
        sheet.text(2, left, w["chart_point"], "bold")
        for number, column in enumerate(self.chart.y):
            for place, name in zip(self._places(number), (self.chart.x, column), strict=True):
                sheet.text(2, place, self.job.column_label(self.chart.table, name), "bold")
        for point in range(self.points):
            self._point(point)

    def _places(self, number: int) -> tuple[int, int]:
        """The two columns of a series: across and upwards."""
        return self.left + 1 + 2 * number, self.left + 2 + 2 * number

    def _write(self, row: int, column: int, formula: str, value: object) -> None:
        """A formula with its first result: charts keep a copy of it."""
        self.sheet.raw.write_formula(row, column, f"={formula}", self.sheet.book.style(), value)

    def _at(self, row: int, column: int) -> str:
        return self.sheet.at(row, column).rpartition("!")[2]

    def _count(self) -> str:
        """How many rows are in use; 0 while results are withheld."""
        rows = self.table.rows
        found = f"INT(ROUND({stop_name(self.table.id)},{GUARD}))-{rows.start}+1"
        return f"IF({READY},IFERROR(MAX(0,MIN({rows.max},{found})),0),0)"

    def _point(self, point: int) -> None:
        """Which row of the table the point shows, then where it stands in each series."""
        row, number = self.first + point, point // 3 if self.sticks else point
        count, place = self._at(0, self.left + 1), self._at(row, self.left)
        beyond = f"IF({count}>0,{count},{_NA})" if self.scaled else _NA
        known = self._row(number)
        shown = min(number + 1, len(self.known)) if known else "#N/A"
        self._write(row, self.left, f"IF({number + 1}<={count},{number + 1},{beyond})", shown)
        for series, (across, upwards) in enumerate(map(self._places, range(len(self.chart.y)))):
            self._write(row, across, *self._across(series, place, known))
            self._write(row, upwards, *self._upwards(series, place, known, base=self.sticks and point % 3 != 1))

    def _across(self, series: int, place: str, known: Mapping[str, Value]) -> tuple[str, Value]:
        shift = self._shift(series)
        found, value = f"INDEX({self.grid.whole(self.chart.x)},{place})", known.get(self.chart.x, "")
        if shift:
            found, value = f"{found}+({written(shift)})", value + shift if isinstance(value, float) else value
        return f"IFERROR({found},{_NA if self.scaled else quoted('')})", value

    def _shift(self, series: int) -> float:
        """Upright lines of several series stand side by side."""
        if not self.sticks or self.chart.type == "stacked" or self.chart.x != self.table.rows.index:
            return 0.0
        return (series - (len(self.chart.y) - 1) / 2) * _BESIDE

    def _upwards(self, series: int, place: str, known: Mapping[str, Value], base: bool) -> tuple[str, Value]:
        """The height of a point: 0 at the foot of an upright line; those of stacked series stand on one another."""
        if base:
            return f"0*{place}", 0.0 if known else ""
        stacked = self.sticks and self.chart.type == "stacked"
        columns = self.chart.y[: series + 1] if stacked else [self.chart.y[series]]
        found = "+".join(f"INDEX({self.grid.whole(column)},{place})" for column in columns)
        values = [known.get(column) for column in columns]
        numbers = [value for value in values if isinstance(value, float)]
        return f"IFERROR({found},{_NA})", sum(numbers) if len(numbers) == len(values) else ""

    def _row(self, number: int) -> Mapping[str, Value]:
        """What is known of a row."""
        if number < len(self.known):
            return self.known[number]
        return self.known[-1] if self.known and self.scaled else {}

    # --- picture -------------------------------------------------------------------------------------

    def draw(self, row: int) -> None:
        """The picture at the left, what it says at the right."""
        results, w = self.job.results, self.job.w
        says = say(self.chart.says, self.job.lang)
        results.formula(row, EXPLAIN, beside(self.job, self.chart), "say")
        results.tall(row, 30)
        results.reserve(row, EXPLAIN, says, "say")
        results.text(row + 1, EXPLAIN, fill(w["chart_numbers"], sheet=self.grid.sheet.title), "small")
        results.text(row + 2, EXPLAIN, self._legend(), "small")
        shape = {"description": self._description(), "object_position": 2, "x_offset": 4, "y_offset": 4}
        results.raw.insert_chart(row, LABEL, self._chart(), shape)

    def _chart(self) -> Any:
        chart = self.job.book.file.add_chart(self._kind())
        series = [self._series(number, column) for number, column in enumerate(self.chart.y)]
        for one in reversed(series) if self.sticks else series:  # the lowest upright line of a stack comes last, on top
            chart.add_series(one)
        font = {"size": 9, "bold": False, "color": "#1F2933"}
        chart.set_title({"name": say(self.chart.title, self.job.lang), "name_font": {"size": 11, "color": DARK}})
        chart.set_x_axis(self._x_axis() | {"name_font": font, "num_font": {"size": 9}})
        chart.set_y_axis(self._y_axis() | {"name_font": font, "num_font": {"size": 9}})
        chart.set_legend({"position": "bottom", "font": {"size": 9}} if len(self.chart.y) > 1 else {"none": True})
        chart.show_hidden_data()
        chart.show_na_as_empty_cell()
        chart.show_blanks_as("gap")
        chart.set_size({"width": _WIDTH, "height": _HEIGHT})
        return chart

    def _kind(self) -> dict[str, str]:
        if self.scaled:
            return {"type": "scatter", "subtype": "straight_with_markers"}
        return {"type": "column", **({"subtype": "stacked"} if self.chart.type == "stacked" else {})}

    def _range(self, column: int) -> str:
        return f"={self.sheet.range((self.first, column), (self.first + self.points - 1, column))}"

    def _series(self, number: int, column: str) -> dict[str, object]:
        across, upwards = self._places(number)
        series = {
            "name": self.job.column_label(self.chart.table, column),
            "categories": self._range(across),
            "values": self._range(upwards),
        }
        look = self._stick if self.sticks else self._line if self.scaled else self._bar
        return series | look(number)

    def _stick(self, number: int) -> dict[str, object]:
        """Upright lines: thinner where there may be many."""
        width = 3 if self.table.rows.max > 100 else 4.5
        return {"line": {"color": _STICKS[number % 4][0], "width": width}, "marker": {"type": "none"}}

    def _line(self, number: int) -> dict[str, object]:
        """A line told by its colour, its dashes and its markers."""
        colour, (dash, mark, _) = _COLOURS[number % 4], _LINES[number % 4]
        marker: dict[str, object] = {"type": mark, "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
        if self.table.rows.max > _MOST_MARKED:
            marker = {"type": "none"}
        return {"line": {"color": colour, "width": 2, "dash_type": dash}, "marker": marker}

    def _bar(self, number: int) -> dict[str, object]:
        """A bar told by how dark it is and by its pattern."""
        colour, pattern, _ = _FILLS[number % 4]
        shape = {"pattern": pattern, "fg_color": colour, "bg_color": "#FFFFFF"}
        look: dict[str, object] = {"pattern": shape} if pattern else {"fill": {"color": colour}}
        return look | {"gap": 60, "border": {"color": colour, "width": 0.75}}

    def _x_axis(self) -> dict[str, object]:
        axis: dict[str, object] = {
            "name": self.job.column_label(self.chart.table, self.chart.x),
            "label_position": "low",
            "line": {"color": GREY},
        }
        if self.scaled:
            axis |= {"num_format": self._format(self.chart.x), "major_gridlines": {"visible": False}}
            at = {"min": self._start(), "crossing": self._start()}
            axis |= at if self.chart.x == self.table.rows.index else {}
        return axis

    def _start(self) -> int:
        """Where the axis of the index starts: upright lines leave some room."""
        return self.table.rows.start - (1 if self.sticks else 0)

    def _y_axis(self) -> dict[str, object]:
        name = self._unit() or self.job.column_label(self.chart.table, self.chart.y[0])
        lines = {"visible": True, "line": {"color": LINE, "width": 0.5}}
        return {"name": name, "num_format": self._format(self.chart.y[0]), "major_gridlines": lines}

    def _formats(self) -> set[str]:
        """How the columns upwards are written."""
        return {c.format for c in self.table.columns if c.id in self.chart.y}

    def _unit(self) -> str:
        """What is counted upwards: money in the reader's currency, percents, or what the only series is called."""
        if self._formats() == {"money"}:
            return f"={self.sheet.at(0, self.left)}"
        return self.job.w["chart_percents"] if self._formats() == {"percent"} and len(self.chart.y) > 1 else ""

    def _format(self, column: str) -> str:
        kinds = {c.id: str(c.format) for c in self.table.columns}
        kind = kinds.get(column, "integer")
        return _AXIS if kind in ("money", "number") else number_format(kind, self.job.lang)

    # --- words ---------------------------------------------------------------------------------------

    def _legend(self) -> str:
        """Which series is which, in words; empty for a single one."""
        looks = [name for *_, name in (_STICKS if self.sticks else _LINES if self.scaled else _FILLS)]
        said = (
            f"{self.job.column_label(self.chart.table, column)} ({self.job.w[looks[number % 4]]})"
            for number, column in enumerate(self.chart.y)
        )
        return ", ".join(said) if len(self.chart.y) > 1 else ""

    def _description(self) -> str:
        """What stands for the picture when it cannot be seen."""
        label, lang = self.job.column_label, self.job.lang
        return fill(
            self.job.w["chart_described"],
            title=say(self.chart.title, lang).rstrip("."),
            x=label(self.chart.table, self.chart.x),
            series=self._legend() or label(self.chart.table, self.chart.y[0]),
            sheet=self.grid.sheet.title,
        )
