"""A tool as a plain table that a spreadsheet opens at a double click and that ``cerise score`` reads back.

French spreadsheets expect semicolons and decimal commas, English ones commas and points; both need the mark that
says UTF-8. Percents are written with their sign, and read with or without it.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from macros.definitions.models import Calculator, Checklist, Indicator, Input, InputColumn, Scale, Section
from macros.exports.bounds import limits
from macros.exports.filled import ABOUT, PLAN, Filled
from macros.exports.labels import answer_labels
from macros.exports.language import fill, say
from macros.exports.meta import Meta
from macros.exports.words import LANGUAGES, words
from macros.formulas import Value, compile_calculator, run
from macros.formulas.grids import grid_of
from macros.formulas.inputs import flat
from macros.scoring.compile import active, scale_of

COLUMNS = (
    "id section kind question criteria evidence department answer unit seen comment previous allowed weight critical "
    "guide "
    "tool version language permalink licence"
).split()
"""Every column of either kind of table; its header is the word ``csv_<column>``."""

_CHECKLIST = [c for c in COLUMNS if c not in ("kind", "unit")]
_CALCULATOR = [
    c for c in COLUMNS if c not in "criteria evidence department seen previous weight critical guide".split()
]
SEPARATORS = {"fr": ";", "en": ","}
"""What French and English spreadsheets expect between cells."""
RESULT_KINDS = frozenset(words(lang)["csv_result"].casefold() for lang in LANGUAGES)
"""What stands in the column « kind » of a row that holds a result, not an answer."""

Row = Mapping[str, str]


def checklist_csv(
    checklist: Checklist, scales: Mapping[str, Scale], lang: str, meta: Meta, filled: Filled | None = None
) -> bytes:
    """One row a question, with columns for the answer and what goes with it: empty, or those of a record."""
    questions = [
        {**_question(checklist, section, item, scales, lang, meta), **_given(item, checklist, scales, lang, filled)}
        for section in checklist.sections
        for item in active(section)
    ]
    rows = [*_about(lang, filled), *questions, *_apart(filled), *_plan(lang, filled)]
    return _table(_CHECKLIST, rows, checklist, lang, meta)


def _given(item: Indicator, checklist: Checklist, scales: Mapping[str, Scale], lang: str, filled: Filled | None) -> Row:
    """The answer to a question and what goes with it."""
    if filled is None:
        return {}
    labels = answer_labels(item, scale_of(item, checklist, scales), lang)
    kind = item.measure.type if item.measure else "text"
    answer, previous = (
        labels.get(str(value), plain(value, kind, lang))
        for value in (filled.values.get(item.id), filled.previous.get(item.id))
    )
    texts = {"seen": filled.seen.get(item.id, ""), "comment": filled.comments.get(item.id, "")}
    return {"answer": answer, "previous": previous} | {name: free(text) for name, text in texts.items()}


def _about(lang: str, filled: Filled | None) -> list[Row]:
    """What the record says of itself, for people to fill in."""
    about = filled.about if filled else {}
    names = {key: words(lang)[f"about_{key}"] for key in ABOUT}
    return [{"id": f"about.{key}", "question": names[key], "answer": free(about.get(key, ""))} for key in ABOUT]


def _apart(filled: Filled | None) -> list[Row]:
    """Answers to questions no longer asked."""
    retired = filled.retired if filled else {}
    return [{"id": f"retired.{key}", "answer": plain(value, "number", "en")} for key, value in retired.items()]


def _plan(lang: str, filled: Filled | None) -> list[Row]:
    """The action plan, one row a cell."""
    names = {key: words(lang)[f"plan_{key}"] for key in PLAN}
    return [
        {"id": f"plan.{number}.{key}", "question": names[key], "answer": free(line[key])}
        for number, line in enumerate(filled.plan if filled else (), start=1)
        for key in PLAN
        if line.get(key)
    ]


def calculator_csv(calculator: Calculator, lang: str, meta: Meta) -> bytes:
    """One row an input or a cell of a table, with the first example or the default, then one row a result."""
    example, program = next((e for e in calculator.examples if e.show), None), compile_calculator(calculator)
    given = flat(program, example.inputs if example else {})
    outputs = run(program, given).outputs
    rows = [row for item in calculator.inputs for row in _inputs(item, given, calculator, lang)]
    for output in calculator.outputs:
        shown = plain(outputs[output.id], output.format, lang)
        name, kind = say(output.label, lang), words(lang)["csv_result"]
        rows.append({"id": output.id, "kind": kind, "question": name, "answer": shown})
    return _table(_CALCULATOR, rows, calculator, lang, meta)


def _table(columns: Sequence[str], rows: Sequence[Row], tool: Checklist | Calculator, lang: str, meta: Meta) -> bytes:
    facts = {"tool": tool.id, "version": str(tool.version), "language": lang}
    facts |= {"permalink": meta.permalink, "licence": "CC BY-SA 4.0"}
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=SEPARATORS[lang], lineterminator="\r\n")
    writer.writerow([words(lang)[f"csv_{column}"] for column in columns])
    writer.writerows([[safe({**facts, **row}.get(column, "")) for column in columns] for row in rows])
    return buffer.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """Never a formula: a text that starts like one gets a space before it."""
    return f" {cell}" if cell.startswith(("=", "+", "@", "\t")) else cell


def free(text: str) -> str:
    """What people wrote, never a formula nor a number below zero."""
    return f" {text}" if text.startswith("-") else text


def _question(
    checklist: Checklist, section: Section, item: Indicator, scales: Mapping[str, Scale], lang: str, meta: Meta
) -> Row:
    w = words(lang)
    return {
        "id": item.id,
        "section": say(section.title, lang),
        "question": say(item.ask, lang),
        "criteria": " | ".join(say(text, lang) for text in item.criteria),
        "evidence": " | ".join(say(text, lang) for text in item.evidence),
        "department": next(say(d.label, lang) for d in checklist.departments if d.id == item.department),
        "allowed": _allowed(checklist, item, scales, lang),
        "weight": plain(float(item.weight), "number", lang),
        "critical": w["critical"] if item.critical else "",
        "guide": meta.guide_links(item.guide),
    }


def _allowed(checklist: Checklist, item: Indicator, scales: Mapping[str, Scale], lang: str) -> str:
    if item.measure:
        hint = limits(item.measure.min, item.measure.max, item.measure.type, lang)
        return f"{hint} {words(lang)['or_na']}"
    return " | ".join(say(a.label, lang) for a in scale_of(item, checklist, scales).answers)


def _inputs(item: Input, given: Mapping[str, Value], calculator: Calculator, lang: str) -> Iterator[Row]:
    """The row of an input, or those of a table's cells, from the first to the last that may be filled."""
    grid = grid_of(item)
    if grid is None:
        yield _input(item, given.get(item.id), calculator, lang)
        return
    for row in range(grid.height):
        for column in item.columns:
            key = grid.cell(row, column.id)
            yield {"id": key, **_cell(item, column, row + 1, given.get(key), lang)}


def _cell(item: Input, column: InputColumn, row: int, given: Value, lang: str) -> Row:
    allowed = words(lang)["blank_text"] if column.type == "text" else limits(column.min, column.max, column.type, lang)
    where = fill(words(lang)["row_says"], row=row, what=say(column.label, lang))
    return {
        "section": say(item.label, lang),
        "kind": words(lang)["csv_input"],
        "question": where,
        "answer": plain(given, column.type, lang),
        "unit": say(column.unit, lang) if column.unit else "%" if column.type == "percent" else "",
        "allowed": allowed,
    }


def _input(item: Input, given: Value, calculator: Calculator, lang: str) -> Row:
    default = None if item.default == "unknown" else item.default
    value = default if given is None else given
    label = next((say(o.label, lang) for o in item.options if o.code == value), None)
    group = next((say(g.label, lang) for g in calculator.groups if g.id == item.group), "")
    options = " | ".join(say(o.label, lang) for o in item.options)
    return {
        "id": item.id,
        "section": group,
        "kind": words(lang)["csv_input"],
        "question": say(item.label, lang),
        "answer": label if label is not None else plain(value, item.type, lang),
        "unit": say(item.unit, lang) if item.unit else "%" if item.type == "percent" else "",
        "allowed": options or limits(item.min, item.max, item.type, lang),
    }


def plain(value: Value, kind: str, lang: str) -> str:
    """A value with all its digits, no grouping, and the decimal mark of `lang`; a percent with its sign."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return "" if value is None else str(value)
    exact = Decimal(f"{value:.15g}")
    text = f"{exact * 100:f} %" if kind == "percent" else f"{exact:f}"
    number, _, sign = text.partition(" ")
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return f"{number} {sign}".strip().replace(".", "," if lang == "fr" else ".")
