"""The sheet of questions: what is asked, what must be true, the answer, and the points it earns."""

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from macros.definitions.models import Indicator, Section
from macros.exports.bounds import limits
from macros.exports.filled import ABOUT
from macros.exports.labels import answer_labels
from macros.exports.language import fill, format_number, say
from macros.exports.xlsx.formats import number_format, show_decimals
from macros.exports.xlsx.layout import Grid, Layout, cell_name, quoted
from macros.exports.xlsx.lists import Choices
from macros.exports.xlsx.survey import Survey
from macros.exports.xlsx.validation import accept, formula, one_of
from macros.formulas.printer import number
from macros.scoring.compile import COLUMNS, NOT_APPLICABLE, formula_name, scale_of

ID, ASK, CRITERIA, EVIDENCE, DEPARTMENT, REMARKS, ANSWER, SEEN, COMMENT, MESSAGE, PREVIOUS, GUIDE = range(12)
CODE = 12
POINTS, COUNTED, ANSWERED, ALARM = range(13, 17)
ORDER = 17
"""The rank of a critical point among those to deal with, 0 for the others."""
GAP = 18
"""How much a low answer weighs, critical points first; 0 for the others. No two are equal."""
BEFORE_CODE = 19
_BEFORE = range(20, 24)
_ORDER = f"${xl_col_to_name(ORDER)}"
_FACTS, _HEADER = 2, 5
_CRITICAL, _TIE = 1000, 1000000
_WORDS = "id question criteria evidence department remarks answer seen comment message previous guide".split()
_HELPERS = "code points counted answered alarm order gap before_code".split()


def write_questionnaire(survey: Survey) -> None:
    """Fill the sheet; every question gets ``in_…`` (answer), ``note_…`` (comment) and its own name (code read)."""
    sheet, w = survey.questions, survey.w
    sheet.columns(12, 34, 36, 22, 13, 13, 16, 18, 22, 13, 15, 8)
    for column in range(CODE, _BEFORE.stop):
        sheet.column(column, 10, "grey", hidden=True)
    sheet.tall(0, 30)
    sheet.text(0, ID, say(survey.checklist.title, survey.lang), "title")
    sheet.text(1, ID, w["questions_intro"], "grey")
    _facts(survey)
    before = [f"{w['head_previous']} – {w[f'head_{name}']}" for name in COLUMNS]
    for column, word in enumerate([*(w[f"head_{word}"] for word in (*_WORDS, *_HELPERS)), *before]):
        sheet.text(_HEADER, column, word, "header")
    row = _HEADER + 1
    for section, items in survey.asked():
        _section(survey, section, row)
        first = row + 1
        for layout, places in ((survey.layout, (POINTS, COUNTED, ANSWERED, ALARM)), (survey.before, _BEFORE)):
            columns = dict(zip(COLUMNS, places, strict=True))
            layout.grids[formula_name(section.id)] = Grid(sheet, first, len(items), columns)
        for offset, indicator in enumerate(items):
            _Question(survey, section, indicator, first + offset, offset).write()
        row = first + len(items)
    sheet.raw.autofilter(_HEADER, 0, row - 1, GUIDE)
    sheet.raw.freeze_panes(_HEADER + 1, ASK + 1)
    sheet.print_area(row - 1, COMMENT, _HEADER)  # the rest would make the letters too small


def _facts(survey: Survey) -> None:
    """Institution, date, respondent and role, two a row, above the questions."""
    sheet, about = survey.questions, survey.given("about")
    for place, key in enumerate(ABOUT):
        row, column = _FACTS + place // 2, (ID, CRITERIA)[place % 2]
        sheet.text(row, column, survey.w[f"about_{key}"], "bold", "wrap", *(["right"] if column else []))
        sheet.value(row, column + 1, about.get(key), "input")
        sheet.name(f"about_{key}", row, column + 1)


def ranges(survey: Survey, *columns: int) -> list[str]:
    """The ranges of some columns over all sections."""
    grids = list(survey.layout.grids.values())
    first, last = grids[0].first, grids[-1].first + grids[-1].height - 1
    return [survey.questions.range((first, column), (last, column)) for column in columns]


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
        rule = formula(self._allowed(ANSWER)) if self.measure else one_of(self._choices().labels)
        accept(self.sheet, self.row, ANSWER, rule, self.indicator.id, self._hint(), self._error())
        for column, prefix, part in ((ANSWER, "in", "values"), (PREVIOUS, "prev", "previous")):
            self._value(column, prefix, self.survey.given(part).get(self.indicator.id))
        for column, prefix, part in ((SEEN, "seen", "seen"), (COMMENT, "note", "comments")):
            self.sheet.text(self.row, column, str(self.survey.given(part).get(self.indicator.id, "")), "input", "fine")
            self.sheet.name(cell_name(prefix, self.indicator.id), self.row, column)

    def _value(self, column: int, prefix: str, value: object) -> None:
        kind, place = self.measure.type if self.measure else "text", (self.row, column)
        self.sheet.value(*place, self._label(value), "input", num_format=number_format(kind, self.lang))
        show_decimals(self.sheet, kind, place, place, self._at(column))
        self.sheet.name(cell_name(prefix, self.indicator.id), *place)

    def _label(self, value: object) -> object:
        """A code as the reader's word for it."""
        scale = scale_of(self.indicator, self.survey.checklist, self.survey.scales)
        return answer_labels(self.indicator, scale, self.lang).get(str(value), value)

    def _at(self, column: int) -> str:
        return f"${xl_col_to_name(column)}${self.row + 1}"

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

    def _allowed(self, column: int) -> str:
        """A number within bounds, or "not applicable"; IF, because AND and OR would stumble over INT of a text."""
        cell = self._at(column)
        return f"IF(ISNUMBER({cell}),AND({','.join(self._fits(cell))}),OR({self._is_na(cell)}))"

    def _fits(self, cell: str) -> list[str]:
        assert self.measure
        low, high = number(float(self.measure.min)), number(float(self.measure.max))
        whole = [f"{cell}=INT({cell})"] if self.compiled.whole else []
        return [f"{cell}>={low}", f"{cell}<={high}", *whole]

    def _is_na(self, cell: str) -> str:
        return f'{cell}={quoted(self.w["not_applicable"])},{cell}="{NOT_APPLICABLE}"'

    def _helpers(self) -> None:
        sheet, row, code = self.sheet, self.row, self._at(CODE)
        problem = f'IF({self.typed}="","",IF({code}="",{quoted(self._error())},""))'
        sheet.formula(row, MESSAGE, f"IF(ISERROR({self.typed}),{quoted(self._error())},{problem})", "cell", "warn")
        self._scored(self.survey.layout, CODE, self.typed)
        self._scored(self.survey.before, BEFORE_CODE, cell_name("prev", self.indicator.id))
        above = f"{_ORDER}${_HEADER + 2}:{_ORDER}${row}"
        sheet.formula(row, ORDER, f"IF({self._at(ALARM)}=1,MAX({above})+1,0)", "grey")
        counted, points = self._at(COUNTED), self._at(POINTS)
        low = f"{self._at(ALARM)}*{_CRITICAL}+{counted}*(1-{points})-{row}/{_TIE}"
        sheet.formula(row, GAP, f"IF(AND({counted}>0,{points}<1),{low},0)", "grey")

    def _scored(self, layout: Layout, code: int, typed: str) -> None:
        """The code of what was typed, and the points it earns, in the columns after it."""
        sheet, row = self.sheet, self.row
        sheet.formula(row, code, f'IF(ISERROR({typed}),"",IF({typed}="","",{self._code(typed)}))', "grey")
        sheet.name(layout.scalar(self.compiled.name), row, code)
        for name, column in layout.grids[self.table.name].columns.items():
            sheet.formula(row, column, layout.print(self.table.column(name).at(self.offset)), "grey")

    def _code(self, typed: str) -> str:
        if not self.measure:
            return self._choices().code(typed)
        measured = f'IF(AND({",".join(self._fits(typed))}),{typed},"")'
        return f'IF(ISNUMBER({typed}),{measured},IF(OR({self._is_na(typed)}),"{NOT_APPLICABLE}",""))'


def _bullets(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else "\n".join(f"• {text}" for text in texts)
