"""A calculator as a form: its inputs, its results with what they mean, its tables and its formulas."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from macros.definitions.models import Calculator, Group, Input, Option, Text
from macros.formulas.shown import shown_formula
from macros.language.numbers import format_number
from macros.language.texts import one_line
from macros.pages.bounds import Bounds, bounds
from macros.pages.dates import duration
from macros.pages.grid import Grid, grid, unit_of
from macros.pages.links import Links
from macros.pages.render import render
from macros.pages.results import series_labels, shown_tables
from macros.pages.words import words

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Field:
    """An input with the words its template needs; `grid` is set for a table."""

    input: Input
    required: bool
    default: str
    unit: str
    limits: Bounds
    grid: Grid | None


@dataclass(frozen=True)
class Formula:
    """A line of « How it is computed »: the formula as a spreadsheet in the reader's language shows it."""

    label: str
    name: str
    formula: str


def calculator_html(calculator: Calculator, lang: str, *, links: Links, heading: int | None = 3, uid: str = "") -> str:
    """The form of `calculator`.

    `heading` is the level of the form's own title (None on the tool's own page, which has one already).
    `uid` makes ids different when the same calculator stands twice on a page.
    """
    return render(
        "calculator.html.j2",
        lang,
        links,
        tool=calculator,
        groups=_groups(calculator, lang),
        currency=_has_money(calculator),
        main=[o for o in calculator.outputs if o.main],
        others=[o for o in calculator.outputs if not o.main],
        options=lambda options: _choice(options, lang),
        sentences=[one_line(s.text, lang) for s in calculator.sentences],
        formats=_sentence_formats(calculator, lang),
        tables=shown_tables(calculator, lang),
        series=lambda chart, table: series_labels(chart, table, lang),
        formulas=_formulas(calculator, lang),
        examples=[e for e in calculator.examples if e.show],
        duration=duration(calculator.minutes, lang),
        heading=heading,
        level=min((heading or 1) + 1, 6),
        base=f"{calculator.id}{uid and '-' + uid}",
    )


def _groups(calculator: Calculator, lang: str) -> list[tuple[Group | None, list[Field]]]:
    """Groups in their order, each with its fields; inputs of no group come first."""
    places: list[Group | None] = [None, *calculator.groups]
    sorted_fields = [(group, _fields_of(calculator, group, lang)) for group in places]
    return [(group, fields) for group, fields in sorted_fields if fields]


def _fields_of(calculator: Calculator, group: Group | None, lang: str) -> list[Field]:
    wanted = group.id if group else None
    return [_field(i, lang) for i in calculator.inputs if i.group == wanted]


def _field(input: Input, lang: str) -> Field:
    number = "number" if input.type == "choice" or input.type == "table" else input.type
    return Field(
        input=input,
        required=input.default is None,
        default=_default(input, lang),
        unit=unit_of(input, lang),
        limits=bounds(input.min, input.max, number, lang),
        grid=grid(input, lang) if input.type == "table" else None,
    )


def _default(input: Input, lang: str) -> str:
    """The default as the reader would see it; empty when the input is required, unknown or a choice."""
    if isinstance(input.default, (int, float)) and input.type != "choice" and input.type != "table":
        return format_number(input.default, input.type, lang)
    return ""


def _has_money(calculator: Calculator) -> bool:
    shown = [i.type for i in calculator.inputs] + [o.format for o in calculator.outputs]
    columns: list[str] = [c.format for table in calculator.tables for c in table.columns if c.show]
    typed: list[str] = [c.type for i in calculator.inputs for c in i.columns]
    return "money" in [*shown, *columns, *typed]


def _sentence_formats(calculator: Calculator, lang: str) -> dict[str, object]:
    """How to write each name that a sentence or a chart uses: a format, or the labels of its codes."""
    known: dict[str, object] = {i.id: _choice(i.options, lang) or i.type for i in calculator.inputs}
    known |= {o.id: _choice(o.options, lang) or o.format for o in calculator.outputs}
    return {name: known[name] for name in sorted(_names(calculator)) if name in known}


def _choice(options: Iterable[Option], lang: str) -> dict[str, str]:
    return {o.code: one_line(o.label, lang) for o in options}


def _names(calculator: Calculator) -> set[str]:
    texts: list[Text] = [*(s.text for s in calculator.sentences), *(chart.says for chart in calculator.charts)]
    return {name for text in texts for lang in (text.fr, text.en) for name in re.findall(r"\{(\w+)\}", lang)}


def _formulas(calculator: Calculator, lang: str) -> list[tuple[str, list[Formula]]]:
    """Formulas under their headings: steps, each table, results."""
    w = words(lang)
    steps = [_formula(s.label, s.id, s.formula, lang) for s in calculator.calc]
    tables = [
        (one_line(t.title, lang), [_formula(c.label, f"{t.id}[{c.id}]", c.formula, lang) for c in t.columns])
        for t in calculator.tables
    ]
    results = [_formula(o.label, o.id, o.formula, lang) for o in calculator.outputs]
    return [(w["steps"], steps), *tables, (w["results"], results)]


def _formula(label: Text, name: str, formula: str, lang: str) -> Formula:
    return Formula(one_line(label, lang), name, shown_formula(formula, lang))
