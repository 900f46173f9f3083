"""The first screens of a survey: what it is, and who fills it in."""

from macros.definitions.models import Text, Tool
from macros.exports.meta import LICENCE, Meta
from macros.exports.words import words
from macros.exports.xlsform.form import Form, both, each, joined, word


def write_about(form: Form, tool: Tool, meta: Meta, instructions: Text | None = None) -> None:
    """A note on the tool, then institution, date and respondent."""
    facts = each(lambda lang: _facts(tool, meta, lang))
    form.note("meta_about", joined(both(tool.title), both(tool.summary), by="\n\n"), hint=facts)
    if instructions:
        form.note("meta_instructions", joined(word("instructions"), both(instructions), by="\n\n"))
    with form.group("meta_who", word("xlsform_who"), on_one_screen=True):
        form.row("text", "meta_institution", label=word("xlsform_institution"))
        form.row("date", "meta_date", label=word("xlsform_date"), default="today()")
        form.row("text", "meta_respondent", label=word("xlsform_respondent"))


def _facts(tool: Tool, meta: Meta, lang: str) -> str:
    w = words(lang)
    parts = [f"{w['version_label']} {tool.version} ({tool.date})", LICENCE, meta.publisher, meta.permalink]
    return " · ".join(part for part in parts if part)
