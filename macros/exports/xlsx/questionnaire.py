"""The sheet of questions: what is asked, what must be true, the answer, and the points it earns."""

from macros.definitions.models import Indicator, Section
from macros.exports.bounds import limits
from macros.exports.language import fill, format_number, say
from macros.exports.xlsx.formats import number_format, show_decimals
from macros.exports.xlsx.layout import Grid, cell_name, quoted
from macros.exports.xlsx.lists import Choices
from macros.exports.xlsx.survey import Survey
from macros.exports.xlsx.validation import accept, formula, one_of
from macros.formulas.printer import number
from macros.scoring.compile import COLUMNS, NOT_APPLICABLE, formula_name, scale_of

ID, ASK, CRITERIA, EVIDENCE, DEPARTMENT, ANSWER, COMMENT, MESSAGE, REMARKS, GUIDE = range(10)
CODE = 10
POINTS, COUNTED, ANSWERED, ALARM = range(11, 15)
ORDER = 15
"""The rank of a critical point among those to deal with, 0 for the others."""
_HEADER = 3
_WORDS = "id question criteria evidence department answer comment message remarks guide".split()
_HELPERS = "code points counted answered alarm order".split()


def write_questionnaire(survey: Survey) -> None:
    """Fill the sheet; every question gets ``in_…`` (answer), ``note_…`` (comment) and its own name (code read)."""
    sheet, w = survey.questions, survey.w
    sheet.columns(13, 36, 42, 25, 14, 17, 27, 14, 15, 9)
    for column in range(CODE, ORDER + 1):
        sheet.column(column, 10, "grey", hidden=True)
    sheet.tall(0, 30)
    sheet.text(0, ID, say(survey.checklist.title, survey.lang), "title")
    sheet.text(1, ID, w["questions_intro"], "grey")
    for column, word in enumerate([*_WORDS, *_HELPERS]):
        sheet.text(_HEADER, column, w[f"head_{word}"], "header")
    row = _HEADER + 1
    for section, items in survey.asked():
        _section(survey, section, row)
        first = row + 1
        columns = dict(zip(COLUMNS, (POINTS, COUNTED, ANSWERED, ALARM), strict=True))
        survey.layout.grids[formula_name(section.id)] = Grid(sheet, first, len(items), columns)
        for offset, indicator in enumerate(items):
            _Question(survey, section, indicator, first + offset, offset).write()
        row = first + len(items)
    sheet.raw.autofilter(_HEADER, 0, row - 1, GUIDE)
    sheet.raw.freeze_panes(_HEADER + 1, ASK + 1)
    sheet.print_area(row - 1, GUIDE, _HEADER)


def order_range(survey: Survey) -> tuple[str, str, str]:
    """The ranges of alarm ranks, of ids and of questions, over all sections."""
    grids = list(survey.layout.grids.values())
    first, last = grids[0].first, grids[-1].first + grids[-1].height - 1
    ranges = [survey.questions.range((first, column), (last, column)) for column in (ORDER, ID, ASK)]
    return ranges[0], ranges[1], ranges[2]


def _section(survey: Survey, section: Section, row: int) -> None:
    for column in range(GUIDE):
        survey.questions.text(row, column, say(section.title, survey.lang) if column == ID else "", "group")
    survey.questions.tall(row, 20)
    survey.questions.link(row, GUIDE, survey.meta.guide_links(section.guide), survey.w["read"], "group", "link")


class _Question:
    """One indicator on its row."""

    def __init__(self, survey: Survey, section: Section, indicator: Indicator, row: int, offset: int) -> None:
        self.survey, self.indicator, self.row, self.sheet = survey, indicator, row, survey.questions
        self.lang, self.w = survey.lang, survey.w
        self.compiled = survey.input(indicator)
        self.typed = cell_name("in", indicator.id)
        self.measure = indicator.measure
        self.scale = None if self.measure else scale_of(indicator, survey.checklist, survey.scales)
        self.table = survey.program.table(formula_name(section.id))
        self.offset = offset

    def write(self) -> None:
        self._texts()
        self._answer()
        self._helpers()

    def _texts(self) -> None:
        sheet, item, lang = self.sheet, self.indicator, self.lang
        sheet.text(self.row, ID, item.id, "cell", "small")
        sheet.text(self.row, ASK, say(item.ask, lang), "cell", "bold")
        sheet.text(self.row, CRITERIA, _bullets([say(text, lang) for text in item.criteria]), "cell", "fine")
        sheet.text(self.row, EVIDENCE, _bullets([say(text, lang) for text in item.evidence]), "cell", "fine")
        sheet.text(self.row, DEPARTMENT, self.survey.department(item), "cell", "fine")
        sheet.text(self.row, REMARKS, self._remarks(), "cell", "fine")
        sheet.link(self.row, GUIDE, self.survey.meta.guide_links(item.guide), self.w["read"], "cell", "link")

    def _remarks(self) -> str:
        item = self.indicator
        parts = [self.w["critical"]] if item.critical else []
        if item.weight != 1:
            parts.append(fill(self.w["weight"], weight=format_number(item.weight, "number", self.lang)))
        return "\n".join([*parts, *self._expected(), *item.maps])

    def _expected(self) -> list[str]:
        """What number is expected, for those who print the sheet."""
        if not self.measure:
            return []
        unit = say(self.measure.unit, self.lang) if self.measure.unit else ""
        hint = limits(self.measure.min, self.measure.max, self.measure.type, self.lang)
        return [f"{self.w['number_expected']} {hint} {unit}".strip()]

    def _answer(self) -> None:
        kind = self.measure.type if self.measure else "text"
        self.sheet.value(self.row, ANSWER, None, "input", num_format=number_format(kind, self.lang))
        place = (self.row, ANSWER)
        show_decimals(self.sheet, kind, place, place, f"$F${self.row + 1}")
        self.sheet.name(self.typed, self.row, ANSWER)
        self.sheet.text(self.row, COMMENT, "", "input", "fine")
        self.sheet.name(cell_name("note", self.indicator.id), self.row, COMMENT)
        rule = formula(self._allowed()) if self.measure else one_of(self._choices().labels)
        accept(self.sheet, self.row, ANSWER, rule, self.indicator.id, self._hint(), self._error())

    def _choices(self) -> Choices:
        assert self.scale
        return self.survey.choices[self.scale.id]

    def _hint(self) -> str:
        if not self.measure:
            return ""
        unit = say(self.measure.unit, self.lang) if self.measure.unit else ""
        return " ".join(part for part in (self._error(), unit) if part)

    def _error(self) -> str:
        if not self.measure:
            return self.w["choose"]
        hint = limits(self.measure.min, self.measure.max, self.measure.type, self.lang)
        whole = self.w["whole"] if self.compiled.whole else self.w["a_number"]
        return f"{whole} {hint} {self.w['or_na']}"

    def _allowed(self) -> str:
        """A number within bounds, or "not applicable"; IF, because AND and OR would stumble over INT of a text."""
        assert self.measure
        cell = f"$F${self.row + 1}"
        return f"IF(ISNUMBER({cell}),AND({','.join(self._fits(cell))}),OR({self._is_na(cell)}))"

    def _fits(self, cell: str) -> list[str]:
        assert self.measure
        low, high = number(float(self.measure.min)), number(float(self.measure.max))
        whole = [f"{cell}=INT({cell})"] if self.compiled.whole else []
        return [f"{cell}>={low}", f"{cell}<={high}", *whole]

    def _is_na(self, cell: str) -> str:
        return f'{cell}={quoted(self.w["not_applicable"])},{cell}="{NOT_APPLICABLE}"'

    def _helpers(self) -> None:
        sheet, row = self.sheet, self.row
        code = f"$K${row + 1}"
        problem = f'IF({self.typed}="","",IF({code}="",{quoted(self._error())},""))'
        sheet.formula(row, MESSAGE, f"IF(ISERROR({self.typed}),{quoted(self._error())},{problem})", "cell", "warn")
        sheet.formula(row, CODE, f'IF(ISERROR({self.typed}),"",IF({self.typed}="","",{self._code()}))', "grey")
        sheet.name(self.compiled.name, row, CODE)
        for name, column in zip(COLUMNS, (POINTS, COUNTED, ANSWERED, ALARM), strict=True):
            printed = self.survey.layout.print(self.table.column(name).at(self.offset))
            sheet.formula(row, column, printed, "grey")
        above = f"$P${_HEADER + 2}:$P${row}"
        sheet.formula(row, ORDER, f"IF($O${row + 1}=1,MAX({above})+1,0)", "grey")

    def _code(self) -> str:
        if not self.measure:
            return self._choices().code(self.typed)
        measured = f'IF(AND({",".join(self._fits(self.typed))}),{self.typed},"")'
        return f'IF(ISNUMBER({self.typed}),{measured},IF(OR({self._is_na(self.typed)}),"{NOT_APPLICABLE}",""))'


def _bullets(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else "\n".join(f"• {text}" for text in texts)
