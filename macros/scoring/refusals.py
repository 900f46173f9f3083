"""Refusals in words: the same wherever a calculator or a checklist refuses a value (``refusals`` of messages.yml)."""

from macros.definitions.messages import nearest, phrase, refusal_words, shown
from macros.definitions.models import Calculator, Checklist, Indicator, Input, InputColumn
from macros.formulas.program import Refusal
from macros.language.numbers import format_number
from macros.language.texts import lower_first

Tool = Checklist | Calculator
Asked = Indicator | Input | InputColumn


def refusal_text(tool: Tool, refusal: Refusal, lang: str) -> str:
    """Why an answer is left out or a result withheld: what it is called, and what is expected."""
    reason = refusal_reason(tool, refusal, lang)
    if refusal.kind == "check":
        return reason
    return refusal_words("refused", lang, label=_label(tool, refusal.subject, lang), reason=reason)


def refusal_reason(tool: Tool, refusal: Refusal, lang: str) -> str:
    """What is expected instead, or the message of the check that is not met."""
    asked = _asked(tool, refusal.subject)
    match refusal.kind:
        case "check":
            return _message(tool, refusal.subject, lang)
        case "min" | "max":
            return _bounds(asked, lang) or refusal_words(f"too_{refusal.kind}", lang)
        case "type" | "option" if codes := [option.code for option in getattr(asked, "options", [])]:
            return refusal_words("options", lang, allowed=shown(codes, lang))
        case "option" if isinstance(asked, Indicator) and asked.measure:
            return refusal_words("type", lang)
        case "unknown":
            return _unknown(tool, refusal.subject, lang)
    return refusal_words(refusal.kind, lang)


def _message(tool: Tool, check: str, lang: str) -> str:
    checks = tool.checks if isinstance(tool, Calculator) else []
    return next(" ".join(found.message[lang].split()) for found in checks if found.id == check)


def _unknown(tool: Tool, subject: str, lang: str) -> str:
    """A name that nothing has, or a row that a table does not have."""
    table, _, rest = subject.partition(".")
    item = _input(tool, table)
    row = rest.partition(".")[0]
    if item and item.rows and row.isdecimal() and int(row) >= item.rows.most:
        return refusal_words("rows", lang, most=item.rows.most)
    if isinstance(tool, Checklist):
        return refusal_words("unknown_question", lang)
    known = [found.id for found in tool.inputs]
    close = nearest(subject, known)
    hint = phrase("suggestion", lang, suggestion=close) if close else ""
    return refusal_words("unknown", lang, allowed=shown(known, lang)) + hint


# --- what is spoken of ---------------------------------------------------------------------------------


def _input(tool: Tool, id_: str) -> Input | None:
    return next((i for i in tool.inputs if i.id == id_), None) if isinstance(tool, Calculator) else None


def _cell(tool: Tool, subject: str) -> tuple[Input, int, InputColumn] | None:
    """The table, the row and the column of a cell (``flows.0.received``)."""
    table, row, column = (*subject.split("."), "", "")[:3]
    item = _input(tool, table)
    found = next((c for c in item.columns if c.id == column), None) if item else None
    return (item, int(row), found) if item and found and row.isdecimal() else None


def _asked(tool: Tool, subject: str) -> Asked | None:
    if isinstance(tool, Checklist):
        return next((i for section in tool.sections for i in section.indicators if i.id == subject), None)
    cell = _cell(tool, subject)
    return cell[2] if cell else _input(tool, subject)


def _label(tool: Tool, subject: str, lang: str) -> str:
    """What an id is called: an input, a cell of a table, a result or a table; a question goes by its id."""
    if isinstance(tool, Checklist):
        return subject
    if cell := _cell(tool, subject):
        table, row, column = cell
        where = refusal_words("row", lang, row=row + 1, column=lower_first(column.label[lang]))
        return f"{table.label[lang]}, {where}"
    labels = {item.id: item.label for item in tool.inputs} | {output.id: output.label for output in tool.outputs}
    labels |= {table.id: table.title for table in tool.tables}
    return labels[subject][lang] if subject in labels else subject


def _bounds(asked: Asked | None, lang: str) -> str:
    """The bounds of a number in words; empty when it has none."""
    measured = asked.measure if isinstance(asked, Indicator) else asked
    if measured is None:
        return ""
    limits = {"least": measured.min, "most": measured.max}
    said = {name: format_number(value, measured.type, lang) for name, value in limits.items() if value is not None}
    if not said:
        return ""
    return phrase("between" if len(said) == 2 else f"at_{next(iter(said))}", lang, **said) + "."
