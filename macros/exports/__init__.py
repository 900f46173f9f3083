"""Tools as files to download: one module for each format, and reading filled files back."""

from macros.definitions.load import Project
from macros.definitions.models import Checklist
from macros.exports.csv import calculator_csv, checklist_csv
from macros.exports.json import calculator_json, checklist_json
from macros.exports.meta import Meta
from macros.exports.xlsform import NotASurvey, can_be_survey, survey_xlsx
from macros.exports.xlsx import calculator_xlsx, checklist_xlsx

FORMATS = ("xlsx", "xlsform", "csv", "json")
ENDINGS = {"xlsform": "xlsform.xlsx"}
"""How the files of a format end, where that is not its name."""

__all__ = ["FORMATS", "Meta", "NotASurvey", "UnknownFormat", "ending", "export", "formats_of"]


class UnknownFormat(ValueError):
    """A format that this project does not write; the message names those it does."""


def ending(format: str) -> str:
    """What follows the language in a file's name: ``governance.fr.xlsform.xlsx``."""
    return ENDINGS.get(format, format)


def formats_of(tool: str, project: Project) -> tuple[str, ...]:
    """The formats that this tool has: a survey only when phones can compute it."""
    survey = can_be_survey(project.tools()[tool].model, project.scale_models())
    return tuple(format for format in FORMATS if format != "xlsform" or survey)


def export(tool: str, format: str, lang: str, project: Project, meta: Meta) -> bytes:
    """The file of the tool with this id.

    Raises KeyError for an unknown tool, UnknownFormat for another format, NotASurvey for a tool that is too much
    for a phone.
    """
    if format not in FORMATS:
        raise UnknownFormat(f"unknown format {format}; available: {', '.join(FORMATS)}")
    model = project.tools()[tool].model
    if format == "xlsform":
        return survey_xlsx(model, project.scale_models(), lang, meta)
    if isinstance(model, Checklist):
        of_checklist = {"xlsx": checklist_xlsx, "csv": checklist_csv, "json": checklist_json}[format]
        return of_checklist(model, project.scale_models(), lang, meta)
    return {"xlsx": calculator_xlsx, "csv": calculator_csv, "json": calculator_json}[format](model, lang, meta)
