"""From the data of a form to its pages. Texts reach Typst as JSON and are printed as they are: none of them is code."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from macros.exports.pdf.paper import Data

TEMPLATE = Path(__file__).parent / "form.typ"
Standard = Literal["ua-1"]
_ATTEMPTS: tuple[tuple[bool, list[Standard]], ...] = ((False, ["ua-1"]), (True, ["ua-1"]), (True, []))
"""Fonts of the system or not, and the standard. What people write may need a letter that the compiler's own fonts
lack: then the system's fonts help; where they lack it too, the page shows a box, and the file does not claim PDF/UA."""


def to_pdf(data: Data, date: str) -> bytes:
    """A tagged PDF, the same bytes on any day. Raises TypstError for a mistake in the template."""
    inputs = {"form": json.dumps(data, ensure_ascii=False)}
    timestamp = datetime.fromisoformat(date).replace(tzinfo=UTC)
    refused: typst.TypstError | None = None
    for system, standards in _ATTEMPTS:
        try:
            pdf = _compiler(system).compile(
                format="pdf", sys_inputs=inputs, pdf_standards=[*standards], timestamp=timestamp
            )
            assert isinstance(pdf, bytes)
            return pdf
        except typst.TypstError as error:
            refused = error
    assert refused
    raise refused


@cache
def _compiler(system: bool) -> typst.Compiler:
    """One for all forms: reading the fonts and the template takes longer than a form."""
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=not system)
