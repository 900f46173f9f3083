"""The sheet of results of a checklist: score, coverage, reading, sections, chart, critical points."""

from macros.definitions.models import Section
from macros.exports.language import say
from macros.exports.xlsx.charts import add_section_chart
from macros.exports.xlsx.formats import number_format
from macros.exports.xlsx.layout import cell_name, quoted
from macros.exports.xlsx.questionnaire import ASK, ID, ORDER, ranges
from macros.exports.xlsx.survey import Survey
from macros.scoring.compile import formula_name

LABEL, VALUE, COVERAGE, LINK, CODE, PLOTTED = range(6)
CHART_ROWS = 22
"""Rows of ordinary height that the chart covers."""
_HEADS = {VALUE: ["right"], COVERAGE: ["right"], LINK: ["unit"]}
_SCORE, _COVERAGE, _BAND, _ADVICE, _TABLE = 3, 4, 5, 6, 8


def write_scores(survey: Survey) -> None:
    """Fill the sheet; every result gets ``out_…``; ``out_band`` and ``out_critical`` hold codes."""
    sheet, w = survey.results, survey.w
    sheet.columns(60, 14, 14, 16, 2, 2)
    for column in (CODE, PLOTTED):
        sheet.column(column, 12, "grey", hidden=True)
    sheet.tall(0, 30)
    sheet.text(0, LABEL, w["sheet_results"], "title")
    sheet.text(1, LABEL, say(survey.checklist.title, survey.lang), "grey")
    sheet.formula(2, LABEL, whose(), "grey")
    _headline(survey)
    row = _sections(survey)
    add_section_chart(survey, row + 1, (_TABLE + 1, row), LABEL, PLOTTED)
    _critical(survey, row + 1 + CHART_ROWS)


def whose() -> str:
    """Institution, date and respondent as they were typed, those that were."""
    shown = [f'IF(about_{key}="","",about_{key}&"   ")' for key in ("institution", "date", "respondent")]
    return "&".join(shown)


def _scalar(survey: Survey, name: str) -> str:
    return survey.layout.print(survey.scalar(name))


def _result(survey: Survey, key: str, row: int, column: int, *styles: str) -> None:
    """A result cell, under its public name and the one formulas use."""
    shape = number_format("percent", survey.lang)
    survey.results.formula(row, column, _scalar(survey, formula_name(key)), *styles, num_format=shape)
    survey.results.name(cell_name("out", key), row, column)
    survey.results.name(formula_name(key), row, column)


def _headline(survey: Survey) -> None:
    sheet, w = survey.results, survey.w
    for row in (_SCORE, _COVERAGE, _BAND):
        sheet.tall(row, 26)
    sheet.text(_SCORE, LABEL, w["total_score"], "cell", "middle", "bold")
    _result(survey, "score", _SCORE, VALUE, "cell", "big")
    left = f"({sum(len(items) for _, items in survey.asked())}-{_answered(survey)})"
    provisional = f"IF(out_coverage<1,{quoted(w['provisional'])},{quoted(w['complete'])})"
    sheet.formula(_SCORE, COVERAGE, f'IF(out_score="","",{provisional})', "warn", "middle", "unit")
    sheet.text(_COVERAGE, LABEL, w["coverage"], "cell", "middle", "bold")
    _result(survey, "coverage", _COVERAGE, VALUE, "cell", "big")
    sheet.formula(
        _COVERAGE, COVERAGE, f'IF({left}=0,"",{quoted(w["left_open"] + " ")}&{left})', "grey", "middle", "unit"
    )
    bands = survey.lists.add("bands", [(b.id, say(b.label, survey.lang)) for b in survey.checklist.bands])
    advice = survey.lists.column("advice_bands", [say(b.advice, survey.lang) for b in survey.checklist.bands])
    sheet.text(_BAND, LABEL, w["band"], "cell", "middle", "bold")
    sheet.formula(_BAND, VALUE, bands.label("out_band"), "plain_big", "unit")
    _result(survey, "band", _BAND, CODE, "grey")
    sheet.formula(_SCORE, CODE, _scalar(survey, "alarms"), "grey")
    sheet.name("alarms", _SCORE, CODE)
    sheet.formula(_ADVICE, LABEL, f'IFERROR(INDEX({advice},MATCH(out_band,{bands.codes},0)),"")', "say")
    sheet.formula(_ADVICE, VALUE, f'IF(alarms>0,{quoted(w["capped"])},"")', "grey", "unit")
    for band in survey.checklist.bands:
        sheet.reserve(_ADVICE, LABEL, say(band.advice, survey.lang), "say")


def _answered(survey: Survey) -> str:
    return "-".join(f"SUM({grid.whole('answered')})" for grid in survey.layout.grids.values())


def _sections(survey: Survey) -> int:
    """The table of sections; its last row."""
    sheet, w = survey.results, survey.w
    for column, word in enumerate(("section", "score", "coverage", "guide")):
        sheet.text(_TABLE, column, w[f"head_{word}"], "header", *_HEADS.get(column, []))
    row = _TABLE
    for section, items in survey.asked():
        row += 1
        _section(survey, section, len(items), row)
    return row


def _section(survey: Survey, section: Section, count: int, row: int) -> None:
    sheet, name = survey.results, cell_name("out", section.id)
    sheet.text(row, LABEL, say(section.title, survey.lang), "cell")
    _result(survey, section.id, row, VALUE, "cell", "right", "bold")
    answered = survey.layout.grids[formula_name(section.id)].whole("answered")
    sheet.formula(
        row, COVERAGE, f"SUM({answered})/{count}", "cell", "right", num_format=number_format("percent", survey.lang)
    )
    sheet.link(row, LINK, survey.meta.guide_links(section.guide), survey.w["read"], "cell", "link", "unit")
    sheet.formula(row, PLOTTED, f"IF(ISNUMBER({name}),{name},NA())", "grey")


def _critical(survey: Survey, row: int) -> None:
    """The critical points to deal with, as many rows as there are critical questions."""
    sheet, w = survey.results, survey.w
    critical = [i for _, items in survey.asked() for i in items if i.critical]
    for column in range(LINK + 1):
        sheet.text(row, column, w["critical_points"] if column == LABEL else "", "heading")
    none, some = quoted(w["critical_none"]), f"alarms&{quoted(' ' + w['critical_some'])}"
    sheet.formula(row + 1, LABEL, f'IF(out_coverage=0,"",IF(alarms=0,{none},{some}))', "bold")
    orders, ids, asks = ranges(survey, ORDER, ID, ASK)
    for rank in range(1, len(critical) + 1):
        place = f"MATCH({rank},{orders},0)"
        sheet.formula(row + 1 + rank, LABEL, f'IFERROR(INDEX({asks},{place}),"")', "wrap")
        sheet.formula(row + 1 + rank, VALUE, f'IFERROR(INDEX({ids},{place}),"")', "grey")
        sheet.tall(row + 1 + rank, 28)
    joined = '""'
    for rank in range(1, len(critical) + 1):
        cell = sheet.at(row + 1 + rank, VALUE)
        space = "" if rank == 1 else '" "&'
        joined = f'{joined}&IF({cell}="","",{space}{cell})'
    sheet.formula(row + 1, CODE, joined, "grey")
    sheet.name("out_critical", row + 1, CODE)
    sheet.print_area(row + 1 + len(critical), LINK)
