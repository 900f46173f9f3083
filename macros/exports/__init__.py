"""Tools as files to download: one module for each format, and reading filled files back."""

from macros.definitions.load import Project
from macros.definitions.models import Checklist
from macros.exports.csv import calculator_csv, checklist_csv
from macros.exports.filled import Filled
from macros.exports.json import calculator_json, checklist_json
from macros.exports.meta import Meta
from macros.exports.pdf import NotOnPaper, checklist_pdf
from macros.exports.record import record_json
from macros.exports.xlsform import NotASurvey, can_be_survey, survey_xlsx
from macros.exports.xlsx import calculator_xlsx, checklist_xlsx

FORMATS = ("xlsx", "pdf", "xlsform", "csv", "json")
ENDINGS = {"xlsform": "xlsform.xlsx"}
"""How the files of a format end, where that is not its name."""

__all__ = ["FORMATS", "Meta", "NotASurvey", "NotOnPaper", "UnknownFormat", "ending", "export", "formats_of"]


class UnknownFormat(ValueError):
    """A format that this project does not write; the message names those it does."""


def ending(format: str) -> str:
    """What follows the language in a file's name: ``governance.fr.xlsform.xlsx``."""
    return ENDINGS.get(format, format)


def formats_of(tool: str, project: Project) -> tuple[str, ...]:
    """The formats that this tool has: a survey when phones can compute it, a form on paper for a checklist."""
    model = project.tools()[tool].model
    has = {"pdf": isinstance(model, Checklist), "xlsform": can_be_survey(model, project.scale_models())}
    return tuple(format for format in FORMATS if has.get(format, True))


def export(tool: str, format: str, lang: str, project: Project, meta: Meta, filled: Filled | None = None) -> bytes:
    """The file of the tool with this id, with the answers of a record when it is a checklist.

    A record as JSON is a file of answers, not the definition. Raises KeyError for an unknown tool, UnknownFormat for
    another format, NotASurvey for a tool that is too much for a phone, NotOnPaper for a calculator as PDF.
    """
    if format not in FORMATS:
        raise UnknownFormat(f"unknown format {format}; available: {', '.join(FORMATS)}")
    model = project.tools()[tool].model
    if format == "xlsform":
        return survey_xlsx(model, project.scale_models(), lang, meta)
    if isinstance(model, Checklist):
        return _checklist(model, format, lang, project, meta, filled)
    if format == "pdf":
        raise NotOnPaper(tool, formats_of(tool, project))
    return {"xlsx": calculator_xlsx, "csv": calculator_csv, "json": calculator_json}[format](model, lang, meta)


def _checklist(model: Checklist, format: str, lang: str, project: Project, meta: Meta, filled: Filled | None) -> bytes:
    if format == "json":
        return record_json(filled) if filled else checklist_json(model, project.scale_models(), lang, meta)
    write = {"xlsx": checklist_xlsx, "pdf": checklist_pdf, "csv": checklist_csv}[format]
    return write(model, project.scale_models(), lang, meta, filled)
