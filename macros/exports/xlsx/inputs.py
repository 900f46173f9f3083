"""The sheet of a calculator where people type, and the cells that formulas read."""

from macros.definitions.models import Input
from macros.exports.language import fill, format_number, say
from macros.exports.xlsx.formats import number_format, show_decimals
from macros.exports.xlsx.job import CURRENCY, LEFT, READY, Job
from macros.exports.xlsx.layout import cell_name, quoted
from macros.exports.xlsx.lists import Choices
from macros.exports.xlsx.typed import first_cell, rows_wanted, wrong_cell
from macros.exports.xlsx.validation import accept, one_of
from macros.exports.xlsx.wanted import Wanted
from macros.formulas.printer import number

LABEL, TYPED, UNIT, MESSAGE, HELP, VALUE, FINE = range(7)
_FIRST = 4


def write_inputs(job: Job) -> None:
    """Fill the sheet; every input gets ``in_…`` (typed) and its own name (read by formulas)."""
    sheet, w = job.inputs, job.w
    sheet.columns(40, 26, 10, 20, 60)
    for column in (VALUE, FINE):
        sheet.column(column, 11, "grey", hidden=True)
    sheet.text(0, LABEL, w["sheet_inputs"], "title")
    sheet.tall(0, 30)
    sheet.text(1, LABEL, _intro(job), "grey")
    for column, word in enumerate(("input", "typed", "unit", "message", "help", "read_value", "read_fine")):
        sheet.text(_FIRST - 1, column, w[f"head_{word}"], "header")
    row = _currency(job, _FIRST) if job.has_money else _FIRST
    for group, items in job.groups():
        if group:
            for column in range(HELP + 1):
                sheet.text(row, column, say(group.label, job.lang) if column == LABEL else "", "group")
            row += 1
        for item in items:
            _write_item(job, item, row)
            row += 1
    fine = sheet.range((_FIRST, FINE), (row - 1, FINE))
    single = [item for item in job.calculator.inputs if item.id not in job.typed]
    wrong = "".join(f"+{wrong_cell(job, item)}" for item in job.calculator.inputs if item.id in job.typed)
    for line, name, formula in (
        (row + 1, LEFT, f"{len(single)}-SUM({fine}){wrong}"),
        (row + 2, READY, f"IF({LEFT}=0,TRUE,FALSE)"),
    ):
        sheet.text(line, VALUE, name, "grey")
        sheet.formula(line, FINE, formula, "grey")
        sheet.name(name, line, FINE)
    sheet.raw.freeze_panes(_FIRST, 1)
    sheet.print_area(row, HELP, _FIRST - 1)


def _intro(job: Job) -> str:
    return fill(job.w["inputs_example"], title=job.example_title) if job.example else job.w["inputs_intro"]


def _currency(job: Job, row: int) -> int:
    sheet, w = job.inputs, job.w
    sheet.text(row, LABEL, w["currency"], "cell")
    sheet.text(row, TYPED, "FCFA", "input")
    for column in (UNIT, MESSAGE):
        sheet.text(row, column, "", "cell")
    sheet.text(row, HELP, w["currency_help"], "cell", "small")
    sheet.name(CURRENCY, row, TYPED)
    return row + 1


def _write_item(job: Job, item: Input, row: int) -> None:
    if item.id in job.typed:
        _write_table(job, item, row)
    else:
        _Row(job, item, row).write()


def _write_table(job: Job, item: Input, row: int) -> None:
    """A table has a sheet of its own; here stand the way to it, and how many of its values are wrong."""
    sheet, w, wrong = job.inputs, job.w, wrong_cell(job, item)
    sheet.text(row, LABEL, say(item.label, job.lang), "cell")
    there = fill(w["go_to"], sheet=job.typed[item.id].title)
    sheet.link(row, TYPED, f"internal:{first_cell(job, item)}", there, "cell")
    sheet.reserve(row, TYPED, there, "cell")
    sheet.text(row, UNIT, "", "cell")
    sheet.formula(row, MESSAGE, f'IF({wrong}=0,"",{quoted(w["left_before"] + " ")}&{wrong})', "cell", "warn")
    texts = (say(item.help, job.lang) if item.help else "", rows_wanted(item, job))
    sheet.text(row, HELP, " ".join(text for text in texts if text), "cell", "small")
    sheet.reserve(row, MESSAGE, w["left_before"] + " 000", "cell", "warn")


class _Row:
    """One input: the cell people type in, what is wrong with it, and the value that formulas read."""

    def __init__(self, job: Job, item: Input, row: int) -> None:
        self.job, self.item, self.row, self.sheet = job, item, row, job.inputs
        self.compiled = next(i for i in job.program.inputs if i.key == item.id)
        self.typed = cell_name("in", item.id)
        self.choices = job.choices.get(item.id)
        self.wanted = Wanted(item.type, item.min, item.max, job.lang)

    def write(self) -> None:
        self.sheet.text(self.row, LABEL, say(self.item.label, self.job.lang), "cell")
        self._cell()
        self._unit()
        self.sheet.text(self.row, HELP, self._help(), "cell", "small")
        self._formulas()

    def _cell(self) -> None:
        shape = "General" if self.choices else number_format(self.item.type, self.job.lang)
        self.sheet.value(self.row, TYPED, self._shown(), "input", num_format=shape)
        for option in self.item.options:
            self.sheet.reserve(self.row, TYPED, say(option.label, self.job.lang), "input")
        self.sheet.name(self.typed, self.row, TYPED)
        place = (self.row, TYPED)
        show_decimals(self.sheet, self.item.type, place, place, f"$B${self.row + 1}")
        label, error = say(self.item.label, self.job.lang), self._error()
        accept(self.sheet, self.row, TYPED, self._rule(), label, self._help(), error)

    def _shown(self) -> object:
        """What stands in the cell at first: the example's value, or the default."""
        given = self.job.example.inputs.get(self.item.id) if self.job.example else None
        value: object = self.compiled.default if given is None else given
        if self.choices and value is not None:
            return next(say(o.label, self.job.lang) for o in self.item.options if o.code == value)
        return value

    def _rule(self) -> dict[str, object]:
        return one_of(self.choices.labels) if self.choices else self.wanted.rule

    def _error(self) -> str:
        return self.job.w["choose"] if self.choices else self.wanted.error

    def _unit(self) -> None:
        if self.item.type == "money" and not self.item.unit:
            self.sheet.formula(self.row, UNIT, CURRENCY, "cell", "unit")
        else:
            unit = say(self.item.unit, self.job.lang) if self.item.unit else ""
            percent = "%" if self.item.type == "percent" and not unit.startswith("%") else ""
            self.sheet.text(self.row, UNIT, f"{percent} {unit}".strip(), "cell", "unit")

    def _help(self) -> str:
        help_text = say(self.item.help, self.job.lang) if self.item.help else ""
        return " ".join(part for part in (help_text, self._limits(), self._when_blank()) if part)

    def _limits(self) -> str:
        return "" if self.choices else self.wanted.hint

    def _when_blank(self) -> str:
        w, default = self.job.w, self.compiled.default
        if self.compiled.required:
            return ""
        if default is None:
            return w["blank_unknown"]
        if isinstance(default, float):
            return fill(w["blank_default"], value=format_number(default, self.item.type, self.job.lang))
        label = next(say(o.label, self.job.lang) for o in self.item.options if o.code == default)
        return fill(w["blank_default"], value=label)

    def _formulas(self) -> None:
        value = f"{self.sheet.at(self.row, VALUE)}".rpartition("!")[2]
        message = f"$D${self.row + 1}"
        problem = self._choice_problem(value) if self.choices else self._number_problem()
        missing = quoted(self.job.w["missing"]) if self.compiled.required else '""'
        self.sheet.formula(
            self.row,
            MESSAGE,
            f'IF(ISERROR({self.typed}),{quoted(self._error())},IF({self.typed}="",{missing},{problem}))',
            "cell",
            "warn",
        )
        self.sheet.formula(self.row, FINE, f'IF({message}="",1,0)', "grey")
        self.sheet.formula(self.row, VALUE, self._value(), "grey")
        self.sheet.name(self.item.id, self.row, VALUE)

    def _value(self) -> str:
        default = self.compiled.default
        blank = '""' if default is None else number(default) if isinstance(default, float) else quoted(str(default))
        if self.choices:
            given = self.choices.code(self.typed)
            return f'IF(ISERROR({self.typed}),"",IF({self.typed}="",{blank},{given}))'
        return f'IF($G${self.row + 1}=1,IF({self.typed}="",{blank},{self.typed}),"")'

    def _choice_problem(self, value: str) -> str:
        return f'IF({value}="",{quoted(self.job.w["choose"])},"")'

    def _number_problem(self) -> str:
        low, high = (number(bound) for bound in self.wanted.bounds)
        outside = f'IF(OR({self.typed}<{low},{self.typed}>{high}),{quoted(self.wanted.outside)},"")'
        if self.wanted.whole:
            outside = f"IF({self.typed}<>INT({self.typed}),{quoted(self.job.w['whole'])},{outside})"
        return f"IF(NOT(ISNUMBER({self.typed})),{quoted(self.job.w['a_number'])},{outside})"


def write_choices(job: Job) -> dict[str, Choices]:
    """The lists of every choice, inputs and outputs, by id."""
    items = [(i.id, i.options) for i in job.calculator.inputs] + [(o.id, o.options) for o in job.calculator.outputs]
    return {key: job.lists.add(key, [(o.code, say(o.label, job.lang)) for o in opts]) for key, opts in items if opts}
