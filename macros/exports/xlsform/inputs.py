"""The questions of a calculator, how formulas read the answers, and when there are enough of them to compute."""

from collections.abc import Iterator, Mapping

from macros.definitions.models import Calculator, Group, InputColumn
from macros.definitions.models import Input as InputModel
from macros.exports.language import fill
from macros.exports.words import words
from macros.exports.xlsform.form import Both, Form, both, each, joined, word
from macros.exports.xlsform.number import NumberField, required_columns
from macros.formulas.grids import grid_of
from macros.formulas.program import Grid, Input, Program
from macros.formulas.xpath_term import BLANK, Term, all_of, any_of, blank_or_number, decimal, where

READY = "${meta_ready} = 1"
"""The condition that every answer needed is there and allowed."""


def write_inputs(form: Form, calculator: Calculator, program: Program) -> Mapping[str, Term]:
    """Ask for everything; how formulas read it."""
    asker = _Asker(form, program)
    for group, items in _groups(calculator):
        name = f"group_{group.id if group else 'inputs'}".replace("-", "_")
        alone = any(item.type == "table" for item in items)
        with form.group(name, both(group.label) if group else None, on_one_screen=not alone):
            for item in items:
                asker.ask(item)
    asker.finish()
    return asker.terms


def _groups(calculator: Calculator) -> Iterator[tuple[Group | None, list[InputModel]]]:
    for group in (None, *calculator.groups):
        items = [i for i in calculator.inputs if i.group == (group.id if group else None)]
        if items:
            yield group, items


class _Asker:
    """Writes questions, and remembers what the results will need of them."""

    def __init__(self, form: Form, program: Program) -> None:
        self.form = form
        self.compiled = {item.key: item for item in program.inputs}
        self.terms: dict[str, Term] = {}
        self.conditions: list[str] = []

    def finish(self) -> None:
        """The value that says whether the results can be computed."""
        self.form.calculate("meta_ready", f"if({all_of(self.conditions)}, 1, 0)")

    def ask(self, item: InputModel) -> None:
        """One input."""
        if grid := grid_of(item):
            self._table(item, grid)
        elif item.type == "choice":
            self._choice(item)
        else:
            self._number(item)

    def _choice(self, item: InputModel) -> None:
        compiled = self.compiled[item.id]
        options = self.form.choices(item.id, [(o.code, both(o.label)) for o in item.options])
        columns = required_columns() if compiled.required else {"default": str(compiled.default or "")}
        help_text = both(item.help) if item.help else {}
        self.form.row(f"select_one {options}", f"in_{item.id}", label=both(item.label), hint=help_text, **columns)
        reference = f"${{in_{item.id}}}"
        if compiled.default is not None:
            reference = self.form.calculate(
                item.id, f"if({reference} = {BLANK}, '{compiled.default}', {reference})", True
            )
        elif compiled.required:
            self.conditions.append(f"{reference} != {BLANK}")
        known = "" if compiled.required or compiled.default is not None else f"{reference} != {BLANK}"
        self.terms[item.id] = Term(reference, "text", known=known, lower=True)

    def _number(self, item: InputModel) -> None:
        compiled = self.compiled[item.id]
        field = NumberField(compiled, item.type, item.unit)
        columns = required_columns() if compiled.required else {}
        unknown = word("blank_unknown") if not compiled.required and compiled.default is None else None
        help_text = joined(both(item.help) if item.help else None, unknown)
        field.ask(self.form, both(item.label), help_text, **columns)
        allowed = field.allowed(field.reference)
        self.conditions.append(allowed if compiled.required else where(field.filled, allowed))
        self.terms[compiled.name] = self._read(field)

    def _read(self, field: NumberField, always: bool = False) -> Term:
        """How formulas read a number; `always`: only where it is given."""
        compiled = field.compiled
        blank = BLANK if compiled.default is None else decimal(float(compiled.default))
        reference = field.reference
        if field.kind == "percent" or compiled.default is not None:
            reference = self.form.calculate(compiled.name, f"if({field.filled}, {field.fraction()}, {blank})")
        if compiled.required or compiled.default is not None:
            return Term(reference)
        codes = {"": f"{reference} = {BLANK}"}
        return Term(reference, codes=codes) if always else blank_or_number(reference)

    # --- tables --------------------------------------------------------------------------------------

    def _table(self, item: InputModel, grid: Grid) -> None:
        title = joined(both(item.label), each(lambda lang: _rows_wanted(grid, lang)), by=" – ")
        with self.form.group(f"group_{item.id}", title):
            if item.help:
                self.form.note(f"note_{item.id}", both(item.help))
            for row in range(grid.height):
                self._row(item, grid, row)

    def _row(self, item: InputModel, grid: Grid, row: int) -> None:
        fields = {c.id: self._field(grid, row, c) for c in item.columns}
        begun = [_filled(fields[c]) for c in fields]
        after = "" if row < grid.least else any_of([_filled(self._field(grid, row - 1, c)) for c in item.columns])
        label = each(lambda lang: fill(words(lang)["xlsform_row"], row=row + 1))
        with self.form.group(f"group_{item.id}_{row + 1}", label, relevant=after, on_one_screen=True):
            before: list[str] = []
            for column in sorted(item.columns, key=lambda c: c.type != "text"):
                # Only what comes before: phones refuse fields that require one another.
                needed = "yes" if row < grid.least else any_of(before)
                asked = column.id in grid.required and needed != "false()"
                self._cell(column, fields[column.id], required_columns(needed) if asked else {})
                before.append(_filled(fields[column.id]))
        complete = f"meta_{item.id}_{row + 1}"
        allowed = [_allowed(fields[c], c in grid.required) for c in fields if isinstance(fields[c], NumberField)]
        fine = all_of(allowed) if row < grid.least else where(any_of(begun), all_of(allowed))
        self.conditions.append(f"{self.form.calculate(complete, f'if({fine}, 1, 0)')} = 1")
        for name, field in fields.items():
            if isinstance(field, NumberField):
                self.terms[field.compiled.name] = self._read(field, always=name in grid.required)

    def _field(self, grid: Grid, row: int, column: InputColumn) -> "NumberField | Input":
        compiled = self.compiled[grid.cell(row, column.id)]
        return compiled if column.type == "text" else NumberField(compiled, column.type, column.unit)

    def _cell(self, column: InputColumn, field: "NumberField | Input", columns: dict[str, str | Both]) -> None:
        if isinstance(field, NumberField):
            field.ask(self.form, both(column.label), None, **columns)
        else:
            self.form.row("text", f"in_{field.name}", label=both(column.label), hint=word("blank_text"))


def _filled(field: "NumberField | Input") -> str:
    return field.filled if isinstance(field, NumberField) else f"${{in_{field.name}}} != {BLANK}"


def _allowed(field: "NumberField | Input", required: bool) -> str:
    assert isinstance(field, NumberField)
    allowed = field.allowed(field.reference)
    return allowed if required else where(field.filled, allowed)


def _rows_wanted(grid: Grid, lang: str) -> str:
    key = "rows_all" if grid.least == grid.height else "xlsform_rows"
    return fill(words(lang)[key], most=grid.height)
