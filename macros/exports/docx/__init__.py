"""A document to adapt, written in Markdown, as a DOCX file with real headings, in its language, on A4.

Pandoc writes the file, as a separate program; ``theme/docx`` says how it looks.
"""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypandoc  # type: ignore[import-untyped]

from macros.exports.docx.prose import paragraph, styled, with_blanks_and_typography
from macros.exports.docx.reference import reference_docx
from macros.exports.docx.rows import with_whole_rows
from macros.exports.language import fill, typeset
from macros.exports.meta import LICENCE, Meta
from macros.exports.words import words

PANDOC = Path(pypandoc.__file__).parent / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
"""The pandoc of the locked package, never another one of the machine: the same bytes everywhere."""

_MARKDOWN = "markdown-smart-raw_html-raw_tex-raw_attribute-tex_math_dollars-citations-example_lists"
_READ = ("--from", _MARKDOWN, "--to", "json", "--columns=20")
"""Lines longer than that give the columns of tables the widths that their dashes draw: always."""
_LOCALES = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True)
class Document:
    """A document in one language: its Markdown without front matter. `date` is its day, written 2026-11-23."""

    id: str
    title: str
    summary: str
    date: str
    text: str


def document_docx(document: Document, lang: str, meta: Meta) -> bytes:
    """The file of `document`, whose texts are in `lang`; the same bytes on any day."""
    tree: dict[str, Any] = json.loads(_pandoc(document.text, *_READ))
    tree["blocks"] = [*with_blanks_and_typography(tree["blocks"], lang), _about(document, lang, meta)]
    facts = {
        "title": typeset(document.title, lang),
        "subtitle": typeset(document.summary, lang),
        "lang": _LOCALES[lang],
        "description": f"{LICENCE} {meta.permalink}".strip(),
        "author": meta.publisher,
    }
    options = [f"--metadata={key}={value}" for key, value in facts.items() if value]
    with tempfile.TemporaryDirectory() as folder:
        styles = Path(folder) / "reference.docx"
        styles.write_bytes(reference_docx())
        wanted = ["--from", "json", "--to", "docx", "--reference-doc", str(styles), *options, "--output", "-"]
        return with_whole_rows(_pandoc(json.dumps(tree), *wanted, day=document.date))


def _pandoc(text: str, *options: str, day: str = "2000-01-01") -> bytes:
    """What pandoc makes of `text`. `day` becomes the date of everything in the file."""
    seconds = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(seconds)}
    command = [str(PANDOC), "--sandbox", *options]
    done = subprocess.run(command, input=text.encode(), env=environment, capture_output=True, check=True)
    return done.stdout


def _about(document: Document, lang: str, meta: Meta) -> dict[str, Any]:
    """The last paragraph: what the file is, and where its newest version is."""
    version = fill(words(lang)["template_about"], date=document.date)
    said = " · ".join(part for part in (version, LICENCE, meta.publisher, meta.permalink) if part)
    return styled("Div", "About", paragraph(said))
