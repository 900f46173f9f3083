"""What a schema cannot say: rules within one file, and rules between files."""

from collections.abc import Iterator

from macros.definitions.models import Calculator, Checklist, Record, Reference, Scale, Sheet, Term
from macros.definitions.rules.calculator import calculator_findings
from macros.definitions.rules.checklist import checklist_findings
from macros.definitions.rules.scale import scale_findings
from macros.definitions.rules.sheet import sheet_findings
from macros.definitions.source import Finding


def rules_of(model: Record) -> Iterator[Finding]:
    """What is wrong inside `model`, though every value of it is allowed by itself."""
    match model:
        case Scale():
            yield from scale_findings(model)
        case Checklist():
            yield from checklist_findings(model)
        case Calculator():
            yield from calculator_findings(model)
        case Sheet():
            yield from sheet_findings(model)
        case Reference() | Term():
            return
