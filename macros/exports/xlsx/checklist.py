"""A checklist as a workbook: read-me with the scoring rule, questionnaire, results with a chart."""

from collections.abc import Mapping

from macros.definitions.models import Checklist, Scale
from macros.exports.filled import Filled
from macros.exports.language import fill, format_number, say
from macros.exports.meta import Meta
from macros.exports.rules import measure_in_words, scales_in_use
from macros.exports.words import words
from macros.exports.xlsx.book import Book
from macros.exports.xlsx.cache import with_results
from macros.exports.xlsx.comparison import write_comparison
from macros.exports.xlsx.lists import Choices, Lists
from macros.exports.xlsx.plan import write_plan
from macros.exports.xlsx.questionnaire import write_questionnaire
from macros.exports.xlsx.readme import Readme
from macros.exports.xlsx.scores import write_scores
from macros.exports.xlsx.survey import Survey
from macros.scoring import compile_checklist


def checklist_xlsx(
    checklist: Checklist, scales: Mapping[str, Scale], lang: str, meta: Meta, filled: Filled | None = None
) -> bytes:
    """The workbook of `checklist` in `lang`, without answers or with those of a record; the same bytes on any day."""
    book, w = Book(checklist, lang, meta), words(lang)
    readme = Readme(book)
    survey = Survey(
        checklist=checklist,
        scales=scales,
        program=compile_checklist(checklist, scales),
        book=book,
        meta=meta,
        questions=book.sheet(w["sheet_questionnaire"], landscape=True),
        results=book.sheet(w["sheet_results"]),
        plan=book.sheet(w["sheet_plan"], landscape=True),
        comparison=book.sheet(w["sheet_comparison"]),
        lists=Lists(book, w["sheet_lists"], "checklist"),
        filled=filled,
    )
    used = scales_in_use(checklist, scales)
    survey.choices.update({s.id: _list(survey, s) for s in used})
    _write_readme(readme, survey, used)
    write_questionnaire(survey)
    write_scores(survey)
    write_plan(survey)
    write_comparison(survey)
    survey.questions.raw.activate()
    return with_results(book.finish())


def _list(survey: Survey, scale: Scale) -> Choices:
    return survey.lists.add(scale.id.replace("-", "_"), [(a.code, say(a.label, survey.lang)) for a in scale.answers])


# --- read me -----------------------------------------------------------------------------------------


def _write_readme(readme: Readme, survey: Survey, used: list[Scale]) -> None:
    w, checklist, lang = survey.w, survey.checklist, survey.lang
    readme.title(checklist, w["kind_checklist"], lang)
    readme.heading(w["how_to_fill"])
    sheets = ("questions", "results", "plan", "comparison")
    names = {name: getattr(survey, name).title for name in sheets}
    readme.lines(fill(w[f"fill_checklist_{number}"], **names) for number in range(1, 6))
    readme.heading(w["instructions"])
    readme.line("", say(checklist.instructions, lang))
    for scale in used:
        _scale(readme, scale, lang)
    _rules(readme, survey)
    readme.about(checklist, lang, survey.meta)


def _scale(readme: Readme, scale: Scale, lang: str) -> None:
    readme.heading(fill(readme.w["answers_of"], scale=say(scale.label, lang)))
    for answer in scale.answers:
        points = format_number(answer.points or 0, "number", lang)
        meaning = say(answer.meaning, lang) if answer.meaning else ""
        phrase = readme.w["points_none" if answer.exclude else "points_line"]
        readme.line(say(answer.label, lang), fill(phrase, points=points, meaning=meaning))
    if scale.note:
        readme.line("", say(scale.note, lang), "small")


def _rules(readme: Readme, survey: Survey) -> None:
    w, checklist, lang = survey.w, survey.checklist, survey.lang
    readme.heading(w["scoring_rule"])
    keys = ["points", "section", checklist.rollup, "na", "coverage", "critical", "rounding"]
    readme.lines(w[f"rule_{key}"] for key in keys)
    measured = [i for _, items in survey.asked() for i in items if i.measure]
    if measured:
        readme.heading(w["rule_measures"])
    for indicator in measured:
        readme.line(indicator.id, measure_in_words(indicator, lang))
    readme.heading(w["rule_bands"])
    for band in checklist.bands:
        low = format_number(band.at_least, "percent", lang)
        readme.line(fill(w["band_from"], label=say(band.label, lang), low=low), say(band.advice, lang))
