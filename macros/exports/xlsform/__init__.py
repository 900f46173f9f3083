"""A tool as a survey for KoboToolbox, ODK and Enketo: an XLSForm in both languages, with its results computed."""

from collections.abc import Mapping

from macros.definitions.models import Calculator, Checklist, Scale, Tool
from macros.exports.meta import Meta
from macros.exports.xlsform.calculator import calculator_form
from macros.exports.xlsform.checklist import checklist_form
from macros.exports.xlsform.form import Form
from macros.exports.xlsform.refusal import NotASurvey
from macros.formulas.xpath_term import NoXPath

__all__ = ["NotASurvey", "can_be_survey", "survey_xlsx"]


def survey_xlsx(tool: Tool, scales: Mapping[str, Scale], lang: str, meta: Meta) -> bytes:
    """The XLSForm of `tool`, which opens in `lang`; the same bytes on any day. Raises NotASurvey."""
    return _form(tool, scales, lang, meta).finish()


def can_be_survey(tool: Tool, scales: Mapping[str, Scale]) -> bool:
    """Whether phones can compute all the results of `tool`."""
    try:
        _form(tool, scales, "fr", Meta())
    except NotASurvey:
        return False
    return True


def _form(tool: Tool, scales: Mapping[str, Scale], lang: str, meta: Meta) -> Form:
    try:
        if isinstance(tool, Checklist):
            return checklist_form(tool, scales, lang, meta)
        assert isinstance(tool, Calculator)
        return calculator_form(tool, lang, meta)
    except NoXPath as refused:
        raise NotASurvey(tool, refused) from None
