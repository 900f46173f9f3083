"""Tools as files to download: one module for each format, and reading filled files back."""

from macros.definitions.load import Project
from macros.definitions.models import Checklist
from macros.exports.csv import calculator_csv, checklist_csv
from macros.exports.json import calculator_json, checklist_json
from macros.exports.meta import Meta
from macros.exports.xlsx import calculator_xlsx, checklist_xlsx

FORMATS = ("xlsx", "csv", "json")

__all__ = ["FORMATS", "Meta", "UnknownFormat", "export"]


class UnknownFormat(ValueError):
    """A format that this project does not write; the message names those it does."""


def export(tool: str, format: str, lang: str, project: Project, meta: Meta) -> bytes:
    """The file of the tool with this id. Raises KeyError for an unknown tool, UnknownFormat for another format."""
    if format not in FORMATS:
        raise UnknownFormat(f"unknown format {format}; available: {', '.join(FORMATS)}")
    model = project.tools()[tool].model
    if isinstance(model, Checklist):
        of_checklist = {"xlsx": checklist_xlsx, "csv": checklist_csv, "json": checklist_json}[format]
        return of_checklist(model, project.scale_models(), lang, meta)
    return {"xlsx": calculator_xlsx, "csv": calculator_csv, "json": calculator_json}[format](model, lang, meta)
