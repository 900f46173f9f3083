"""The sheet of the action plan: what to work on first, and the actions people decide."""

from macros.exports.filled import MOST_ACTIONS, PLAN
from macros.exports.xlsx.questionnaire import ASK, CODE, GAP, ID, ranges
from macros.exports.xlsx.scores import whose
from macros.exports.xlsx.survey import Survey
from macros.exports.xlsx.validation import accept, one_of

_FIRST = 10
"""Low answers listed: more than a board can work on in a year."""
_LIST = 4


def write_plan(survey: Survey) -> None:
    """Fill the sheet; every cell of the plan gets ``plan_<line>_<key>``."""
    sheet, w = survey.plan, survey.w
    sheet.columns(15, 46, 46, 20, 15)
    sheet.tall(0, 30)
    sheet.text(0, 0, w["sheet_plan"], "title")
    sheet.formula(1, 0, whose(), "grey")
    _priorities(survey)
    _lines(survey, _LIST + _FIRST + 2)
    sheet.print_area(_LIST + _FIRST + 3 + MOST_ACTIONS, len(PLAN) - 1)


def _priorities(survey: Survey) -> None:
    """The low answers that weigh most, from the answers of today."""
    sheet, w = survey.plan, survey.w
    _heading(survey, _LIST - 1, w["plan_first"])
    gaps, ids, asks, codes = ranges(survey, GAP, ID, ASK, CODE)
    for rank in range(1, _FIRST + 1):
        row, place = _LIST - 1 + rank, f"MATCH(LARGE({gaps},{rank}),{gaps},0)"
        some = f'COUNTIF({gaps},">0")>={rank}'
        for column, shown in enumerate((ids, asks, codes)):
            found = f"INDEX({shown},{place})"
            text = found if column < 2 else _label(survey, found)
            sheet.formula(row, column, f'IF({some},{text},"")', *(["small"] if column == 0 else ["wrap"]))
        sheet.name(f"first_{rank}", row, 0)
        sheet.tall(row, 28)


def _label(survey: Survey, code: str) -> str:
    """The reader's word for a code; nothing for a number, whose unit would be missing."""
    text = '""'
    for choices in survey.choices.values():
        text = f"IFERROR(INDEX({choices.labels},MATCH({code},{choices.codes},0)),{text})"
    return text


def _lines(survey: Survey, top: int) -> None:
    sheet, w = survey.plan, survey.w
    _heading(survey, top, w["plan_decided"])
    for column, key in enumerate(PLAN):
        sheet.text(top + 1, column, w[f"plan_{key}"], "header")
    ids = [item.id for _, items in survey.asked() for item in items]
    one_id = one_of(survey.lists.column("codes_questions", ids))
    given = survey.filled.plan if survey.filled else ()
    for number in range(1, MOST_ACTIONS + 1):
        line = given[number - 1] if number <= len(given) else {}
        for column, key in enumerate(PLAN):
            sheet.text(top + 1 + number, column, line.get(key, ""), "input", "fine")
            sheet.name(f"plan_{number}_{key}", top + 1 + number, column)
        sheet.tall(top + 1 + number, 30)
    accept(sheet, top + 2, 0, one_id, w["plan_indicator"], "", w["choose"], MOST_ACTIONS)


def _heading(survey: Survey, row: int, text: str) -> None:
    for column in range(len(PLAN)):
        survey.plan.text(row, column, text if column == 0 else "", "heading")
