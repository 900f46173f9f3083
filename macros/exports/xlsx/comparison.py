"""The sheet that compares with last time: total, sections, and every question whose answer is known twice."""

from macros.definitions.models import Indicator
from macros.exports.language import say
from macros.exports.xlsx.formats import number_format
from macros.exports.xlsx.layout import Grid, cell_name
from macros.exports.xlsx.scores import whose
from macros.exports.xlsx.survey import Survey
from macros.scoring.compile import formula_name

ID, WHAT, THEN, NOW, CHANGE = range(5)
_TABLE = 4


def write_comparison(survey: Survey) -> None:
    """Fill the sheet; a change of score is in points of percentage, one of an answer in points of the scale."""
    sheet, w = survey.comparison, survey.w
    sheet.columns(15, 62, 20, 20, 14)
    sheet.tall(0, 30)
    sheet.text(0, ID, w["sheet_comparison"], "title")
    sheet.formula(1, ID, whose(), "grey")
    sheet.text(2, ID, w["comparison_intro"], "grey")
    row = _scores(survey, _TABLE)
    row = _retired(survey, _answers(survey, row + 2))
    sheet.print_area(row, CHANGE, _TABLE)


def _retired(survey: Survey, row: int) -> int:
    """The record's answers to questions no longer asked; the last row written."""
    sheet, retired = survey.comparison, survey.given("retired")
    if retired:
        sheet.text(row + 2, ID, survey.w["retired_answers"], "heading")
        row += 2
    for key, value in retired.items():
        row += 1
        sheet.text(row, ID, key, "cell", "small")
        sheet.value(row, WHAT, value, "cell")
        sheet.name(cell_name("retired", key), row, WHAT)
    return row


def _head(survey: Survey, row: int, first: str, second: str) -> None:
    words = (first, second, survey.w["head_previous"], survey.w["head_now"], survey.w["head_change"])
    for column, text in enumerate(words):
        survey.comparison.text(row, column, text, "header", *(["right"] if column >= THEN else []))


def _scores(survey: Survey, top: int) -> int:
    """The scores of both times; the last row written."""
    sheet, w = survey.comparison, survey.w
    _head(survey, top, "", w["head_section"])
    keys = [(section.id, say(section.title, survey.lang)) for section, _ in survey.asked()]
    for row, (key, title) in enumerate([*keys, ("score", w["total_score"])], start=top + 1):
        style = ["bold"] if key == "score" else []
        sheet.text(row, ID, "" if key == "score" else key, "cell", "small")
        sheet.text(row, WHAT, title, "cell", *style)
        shape = number_format("percent", survey.lang)
        then = survey.before.print(survey.scalar(formula_name(key)))
        sheet.formula(row, THEN, then, "cell", "right", num_format=shape)
        sheet.name(survey.before.scalar(formula_name(key)), row, THEN)
        now = cell_name("out", key)
        sheet.formula(row, NOW, f'IF({now}="","",{now})', "cell", "right", *style, num_format=shape)
        _change(survey, row, f"{sheet.at(row, THEN)}", now, "+0%;−0%;0%")
    return top + 1 + len(keys)


def _change(survey: Survey, row: int, then: str, now: str, shape: str) -> None:
    change = f'IF(AND(ISNUMBER({then}),ISNUMBER({now})),{now}-{then},"")'
    survey.comparison.formula(row, CHANGE, change, "cell", "right", "bold", num_format=shape)


def _answers(survey: Survey, top: int) -> int:
    """Every question with both answers; the last row written."""
    _head(survey, top, survey.w["head_id"], survey.w["head_question"])
    row = top
    for section, items in survey.asked():
        now, then = (layout.grids[formula_name(section.id)] for layout in (survey.layout, survey.before))
        for offset, item in enumerate(items):
            row += 1
            _answer(survey, item, row, now, then, offset)
    survey.comparison.raw.autofilter(top, ID, row, CHANGE)
    return row


def _answer(survey: Survey, item: Indicator, row: int, now: Grid, then: Grid, offset: int) -> None:
    sheet = survey.comparison
    sheet.text(row, ID, item.id, "cell", "small")
    sheet.text(row, WHAT, say(item.ask, survey.lang), "cell", "fine")
    shape = number_format(item.measure.type if item.measure else "text", survey.lang)
    for column, prefix in ((THEN, "prev"), (NOW, "in")):
        typed = cell_name(prefix, item.id)
        sheet.formula(row, column, f'IF({typed}="","",{typed})', "cell", "right", num_format=shape)
    points = [_cell(grid, "points", offset) for grid in (now, then)]
    both = ",".join(f"{_cell(grid, 'counted', offset)}>0" for grid in (now, then))
    change = f'IF(AND({both}),{points[0]}-{points[1]},"")'
    sheet.formula(row, CHANGE, change, "cell", "right", num_format="+0.##;−0.##;0")


def _cell(grid: Grid, column: str, offset: int) -> str:
    """The address of a cell of a table, with its sheet."""
    return grid.sheet.at(grid.first + offset, grid.columns[column])
