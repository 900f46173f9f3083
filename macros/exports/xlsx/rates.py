"""The sheet of rates: the rate of a series of flows found with ordinary formulas, step by step as in ``formulas.irr``.

Spreadsheets' own IRR depends on a guess and may give another root or none. Here the flows are turned so that the
first is positive, Norstrøm's criterion says whether one rate exists, and halving an interval 64 times finds it.
"""

from macros.exports.language import fill
from macros.exports.xlsx.book import Sheet
from macros.exports.xlsx.formats import hide_errors
from macros.exports.xlsx.job import Job, rates_of
from macros.exports.xlsx.layout import Grid, rate_name
from macros.formulas.irr import DECIMALS, HALVINGS
from macros.formulas.rounding import GUARD

(PERIOD, FIRST_SIDE, FLOW, RUNNING, RUNNING_ROUNDED, RUNNING_SIDE, RUNNING_TURN) = range(7)
(LEFT, LEFT_ROUNDED, LEFT_SIDE, LEFT_TURN, PLACE, SERIES) = range(7, 13)
(STEP, LOW, HIGH, MIDDLE, VALUE) = range(14, 19)
_SUMMARY = ("turned", "total", "forward", "backward", "last", "direction", "root", "rate", "present_value")
_FACT = 5
"""The column of the summary's values; its labels run over the ones before."""
_NO_RATE = "SQRT(-1)"
"""#NUM! in every spreadsheet."""


def write_rates(job: Job) -> None:
    """Fill the sheet with one block for each rate; ``irr_table_column`` is the rate or an error."""
    sheet = job.rates
    if sheet is None:
        return
    sheet.columns(*[13] * 13, 4, 8, *[21] * 4)
    sheet.tall(0, 30)
    sheet.text(0, 0, job.w["sheet_rates"], "title")
    for row, key in enumerate(("rates_intro_1", "rates_intro_2"), start=1):
        sheet.text(row, 0, job.w[key])
    top = 4
    for table, column in rates_of(job.program):
        top = _Block(job, sheet, table, column, top).write()
    hide_errors(sheet, (4, 0), (top, VALUE), "A5")
    sheet.raw.ignore_errors({"eval_error": f"A1:S{top + 1}"})
    sheet.print_area(top, VALUE)


class _Block:
    """The rate of one column, from its title at row `top`."""

    def __init__(self, job: Job, sheet: Sheet, table: str, column: str, top: int) -> None:
        self.job, self.sheet, self.table, self.column, self.top = job, sheet, table, column, top
        self.grid: Grid = job.layout.grids[table]
        self.height = self.grid.height
        self.first = top + len(_SUMMARY) + 3
        self.last = self.first + self.height - 1

    def write(self) -> int:
        """Write everything; the row where the next block may start."""
        self._summary()
        self._heads()
        for row in range(self.height):
            self._flow(row)
        for step in range(HALVINGS):
            self._halve(step)
        return self.first + max(self.height, HALVINGS + 1) + 2

    # --- addresses -----------------------------------------------------------------------------------

    def _at(self, row: int, column: int) -> str:
        return self.sheet.at(row, column).rpartition("!")[2]

    def _range(self, column: int) -> str:
        return f"{self._at(self.first, column)}:{self._at(self.last, column)}"

    def _fact(self, name: str) -> str:
        return self._at(self.top + 1 + _SUMMARY.index(name), _FACT)

    # --- parts ---------------------------------------------------------------------------------------

    def _summary(self) -> None:
        label = self.job.column_label(self.table, self.column)
        self.sheet.text(self.top, 0, fill(self.job.w["rate_of"], label=label), "bold")
        middle = f"({self._at(self.first + HALVINGS, LOW)}+{self._at(self.first + HALVINGS, HIGH)})/2"
        formulas = {
            "turned": self._at(self.last, FIRST_SIDE),
            "total": self._at(self.last, RUNNING_ROUNDED),
            "forward": f"SUM({self._range(RUNNING_TURN)})",
            "backward": f"SUM({self._range(LEFT_TURN)})",
            "last": f"MAX({self._range(PLACE)})",
            "direction": self._direction(),
            "root": middle,
            "rate": self._rate(),
            "present_value": f"SERIESSUM(1/(1+{self._fact('rate')}),0,1,{self._range(FLOW)})",
        }
        for row, name in enumerate(_SUMMARY, start=self.top + 1):
            self.sheet.text(row, 0, self.job.w[f"rate_{name}"])
            shape = "0.0000000000" if name in ("root", "rate") else "General"
            self.sheet.formula(row, _FACT, formulas[name], "right", num_format=shape)
        self.sheet.name(rate_name(self.table, self.column), self.top + 1 + _SUMMARY.index("rate"), _FACT)

    def _direction(self) -> str:
        """1: a rate above 0, -1: below 0, 0: no cost at all, "": no single rate."""
        turned, total, forward, backward = map(self._fact, ("turned", "total", "forward", "backward"))
        signs = f'IF(AND({total}<0,{forward}=1),1,IF(AND({total}>0,{backward}=1),-1,""))'
        return f'IF(OR({turned}=0,{forward}>1),"",IF({total}=0,0,{signs}))'

    def _rate(self) -> str:
        direction, root = self._fact("direction"), self._fact("root")
        return f"IF({direction}=1,1/{root}-1,IF({direction}=-1,{root}-1,IF({direction}=0,0,{_NO_RATE})))"

    def _heads(self) -> None:
        words = (
            "period first_side flow running running_rounded running_side running_turn "
            "left left_rounded left_side left_turn place series"
        ).split()
        for column, word in enumerate(words):
            self.sheet.text(self.first - 1, column, self.job.w[f"rate_head_{word}"], "header", "right")
        for column, word in zip((STEP, LOW, HIGH, MIDDLE, VALUE), "step low high middle value".split(), strict=True):
            self.sheet.text(self.first - 1, column, self.job.w[f"rate_head_{word}"], "header", "right")

    def _flow(self, number: int) -> None:
        row = self.first + number
        own = {column: self._at(row, column) for column in range(SERIES + 1)}
        up = {column: self._at(row - 1, column) if number else "0" for column in own}
        down = {column: self._at(row + 1, column) if row < self.last else "0" for column in own}
        raw = self.grid.sheet.at(self.grid.first + number, self.grid.columns[self.column])
        self.sheet.value(row, PERIOD, number)
        formulas = {
            FIRST_SIDE: f"IF({up[FIRST_SIDE]}<>0,{up[FIRST_SIDE]},SIGN({raw}))",
            FLOW: f"{self._fact('turned')}*{raw}",
            RUNNING: f"{up[RUNNING]}+{own[FLOW]}",
            RUNNING_ROUNDED: _rounded(own[RUNNING]),
            RUNNING_SIDE: f"IF({own[RUNNING_ROUNDED]}=0,{up[RUNNING_SIDE]},SIGN({own[RUNNING_ROUNDED]}))",
            RUNNING_TURN: f"IF({up[RUNNING_SIDE]}*{own[RUNNING_SIDE]}<0,1,0)",
            LEFT: f"{down[LEFT]}+{own[FLOW]}",
            LEFT_ROUNDED: _rounded(own[LEFT]),
            LEFT_SIDE: f"IF({own[LEFT_ROUNDED]}=0,{down[LEFT_SIDE]},SIGN({own[LEFT_ROUNDED]}))",
            LEFT_TURN: f"IF({down[LEFT_SIDE]}*{own[LEFT_SIDE]}<0,1,0)",
            PLACE: f"IF({own[FLOW]}<>0,{own[PERIOD]},0)",
            SERIES: self._term(own[PERIOD], own[FLOW]),
        }
        for column, formula in formulas.items():
            self.sheet.formula(row, column, formula, num_format="General")

    def _term(self, period: str, flow: str) -> str:
        """The coefficient of this power: the flow itself, or for a rate below 0 the flows read from the end."""
        last = self._fact("last")
        turned = f"IF({period}<={last},-INDEX({self._range(FLOW)},{last}-{period}+1),0)"
        return f"IF({self._fact('direction')}=-1,{turned},{flow})"

    def _halve(self, step: int) -> None:
        row = self.first + step
        if step == 0:
            for column, start in ((STEP, 0), (LOW, 0), (HIGH, 1)):
                self.sheet.value(row, column, start)
        low, high, middle, value = (self._at(row, column) for column in (LOW, HIGH, MIDDLE, VALUE))
        self.sheet.formula(row, MIDDLE, f"({low}+{high})/2")
        self.sheet.formula(row, VALUE, f"SERIESSUM({middle},0,1,{self._range(SERIES)})")
        self.sheet.value(row + 1, STEP, step + 1)
        self.sheet.formula(row + 1, LOW, f"IF({value}>0,{middle},{low})")
        self.sheet.formula(row + 1, HIGH, f"IF({value}>0,{high},{middle})")


def _rounded(cell: str) -> str:
    return f"ROUND(ROUND({cell},{DECIMALS + GUARD}),{DECIMALS})"
