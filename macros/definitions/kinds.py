"""The kinds of definitions, and where the files of each kind are."""

from dataclasses import dataclass

from macros.definitions.models import Calculator, Checklist, Record, Reference, Scale, Sheet, Term


@dataclass(frozen=True)
class Kind:
    """A kind of record. `home` is a folder with one file each, or the file that lists them all."""

    name: str
    model: type[Record]
    home: str

    @property
    def listed(self) -> bool:
        """Whether one file lists all records of this kind."""
        return self.home.endswith(".yml")


KINDS = {
    kind.name: kind
    for kind in (
        Kind("scale", Scale, "tools/scales"),
        Kind("checklist", Checklist, "tools/checklists"),
        Kind("calculator", Calculator, "tools/calculators"),
        Kind("sheet", Sheet, "docs/templates"),
        Kind("reference", Reference, "docs/_data/references.yml"),
        Kind("term", Term, "docs/_data/glossary.yml"),
    )
}

FOLDERS = {kind.name: kind for kind in KINDS.values() if not kind.listed}
LISTS = {kind.name: kind for kind in KINDS.values() if kind.listed}
