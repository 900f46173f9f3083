"""Small calculators for tests: only what a test is about is written out."""

from collections.abc import Mapping, Sequence
from typing import Any

from macros.definitions.models import Calculator
from macros.formulas import InvalidFormulas, Program, compile_calculator

Record = dict[str, Any]
TEXT = {"fr": "Texte", "en": "Text"}
CHOICE: Record = {
    "id": "method",
    "type": "choice",
    "options": [{"code": "flat", "label": TEXT}, {"code": "declining", "label": TEXT}],
}
AMOUNT: Record = {"id": "amount", "type": "money", "min": 0.0, "max": 1e9}
TERM: Record = {"id": "term", "type": "integer", "min": 1.0, "max": 12.0}
INPUTS = (AMOUNT, TERM, CHOICE)


def table(columns: Mapping[str, str], name: str = "schedule", stop: str = "=term", **rows: object) -> Record:
    """A table of twelve rows at most, from 1."""
    shape = {"index": f"{name}_row", "label": TEXT, "start": 1, "stop": stop, "max": 12, **rows}
    written = [{"id": column, "formula": formula, "label": TEXT} for column, formula in columns.items()]
    return {"id": name, "title": TEXT, "rows": shape, "columns": written}


def calculator(
    outputs: Mapping[str, str] | None = None,
    calc: Mapping[str, str] | None = None,
    tables: Sequence[Record] = (),
    inputs: Sequence[Record] = INPUTS,
    checks: Sequence[Record] = (),
    sentences: Sequence[Record] = (),
) -> Calculator:
    """A calculator whose outputs and steps are given as name → formula."""
    outputs = {"result": "=amount"} if outputs is None else outputs
    record = {
        "kind": "calculator",
        "id": "small",
        "version": 1,
        "date": "2026-11-23",
        "title": TEXT,
        "summary": TEXT,
        "minutes": 1,
        "guide": "somewhere",
        "inputs": [{"label": TEXT, **item} for item in inputs],
        "calc": [{"id": name, "formula": formula, "label": TEXT} for name, formula in (calc or {}).items()],
        "tables": list(tables),
        "outputs": [{"id": n, "formula": f, "label": TEXT, "format": "number"} for n, f in outputs.items()],
        "checks": [{"message": TEXT, **check} for check in checks],
        "sentences": [{"text": TEXT, **sentence} for sentence in sentences],
    }
    return Calculator.model_validate(record)


def compiled(outputs: Mapping[str, str] | None = None, **parts: Any) -> Program:
    """The program of a small calculator."""
    return compile_calculator(calculator(outputs, **parts))


Found = list[tuple[tuple[str | int, ...], str, dict[str, object]]]


def faults(outputs: Mapping[str, str] | None = None, **parts: Any) -> Found:
    """Place, kind and context of every fault of a small calculator."""
    try:
        compiled(outputs, **parts)
    except InvalidFormulas as error:
        return [(f.loc, f.fault.kind, dict(f.fault.context)) for f in error.faults]
    return []
