"""A checklist as a form on paper: filled in by hand in a workshop, or printed with the answers of a record."""

from collections.abc import Mapping

from macros.definitions.models import Checklist, Scale
from macros.exports.filled import Filled
from macros.exports.meta import Meta
from macros.exports.pdf.compile import to_pdf
from macros.exports.pdf.form import form
from macros.exports.pdf.paper import Paper
from macros.exports.pdf.refusal import NotOnPaper

__all__ = ["NotOnPaper", "checklist_pdf"]


def checklist_pdf(
    checklist: Checklist, scales: Mapping[str, Scale], lang: str, meta: Meta, filled: Filled | None = None
) -> bytes:
    """The form of `checklist` in `lang`, on A4 pages, blank or with the answers of a record."""
    return to_pdf(form(Paper(checklist, scales, lang, meta, filled)), checklist.date)
