"""A tool as the proof sees it: its model, its program, and what a person types for a value."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from macros.definitions.load import Project, load_project
from macros.definitions.models import Calculator, Checklist
from macros.exports import Meta, export
from macros.formulas import Program
from macros.scoring import program_of
from tests.exports.cases import Labels, label_table

ROOT = Path(__file__).parents[2]


@cache
def project() -> Project:
    """The project of this repository."""
    return load_project(ROOT)


def tool_ids() -> list[str]:
    """Every tool, in the order of its id."""
    return sorted(project().tools())


@dataclass(frozen=True)
class Subject:
    """One tool."""

    id: str

    @cached_property
    def model(self) -> Checklist | Calculator:
        return project().tools()[self.id].model

    @cached_property
    def program(self) -> Program:
        return program_of(self.model, project().scale_models())

    @property
    def is_checklist(self) -> bool:
        return isinstance(self.model, Checklist)

    @property
    def outputs(self) -> list[str]:
        """The names of everything that is compared: for a checklist also the list of its critical points."""
        return [o.key for o in self.program.outputs] + ["critical"] * self.is_checklist

    def workbook(self, lang: str) -> bytes:
        """The workbook that readers download."""
        return _workbook(self.id, lang)

    def labels(self, lang: str) -> Labels:
        """The words of each option."""
        return label_table(self.model, project(), lang)


@cache
def _workbook(id_: str, lang: str) -> bytes:
    return export(id_, "xlsx", lang, project(), Meta())


@cache
def subject(id_: str) -> Subject:
    """The tool with this id; the same object each time, since compiling takes time."""
    return Subject(id_)
