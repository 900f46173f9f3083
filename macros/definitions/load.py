"""The definitions of a project: every tool, scale, library entry and term, and everything that is wrong in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from macros.definitions.kinds import FOLDERS, KINDS, Kind
from macros.definitions.loaded import Loaded
from macros.definitions.models import Calculator, Checklist, Record, Reference, Scale, Sheet, Term
from macros.definitions.problems import Problem
from macros.definitions.read import Reading, declared_ids, read_file
from macros.definitions.rules.project import Known, project_problems

Identified = TypeVar("Identified", Scale, Checklist, Calculator, Sheet, Reference, Term)


@dataclass(frozen=True)
class Project:
    """What the files under `root` define. Only what is right in itself is here; `problems` tells the rest."""

    root: Path
    scales: Mapping[str, Loaded[Scale]] = field(default_factory=dict)
    checklists: Mapping[str, Loaded[Checklist]] = field(default_factory=dict)
    calculators: Mapping[str, Loaded[Calculator]] = field(default_factory=dict)
    sheets: Mapping[str, Loaded[Sheet]] = field(default_factory=dict)
    references: Mapping[str, Loaded[Reference]] = field(default_factory=dict)
    terms: Mapping[str, Loaded[Term]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: frozenset[str] = frozenset()
    """Ids of what has problems and is therefore not here: a page that names one is not at fault."""

    def tools(self) -> dict[str, Loaded[Checklist] | Loaded[Calculator]]:
        """Checklists, then calculators, by id."""
        return {**self.checklists, **self.calculators}

    def scale_models(self) -> dict[str, Scale]:
        """The scales by id, without their sources."""
        return {name: item.model for name, item in self.scales.items()}


def load_project(root: Path) -> Project:
    """The definitions under `root`, with every problem of every file. Folders and lists may be missing."""
    readings, problems = _read_files(root)
    strays = _stray_files(root)
    problems += [_stray(root, path) for path in strays]
    lost = frozenset(name for path in strays for name in _lost_ids(path))
    models = [item for _, reading in readings for item in reading.models]
    problems += [p for _, reading in readings for p in reading.problems]
    problems += project_problems(models, _known(readings, lost))
    good = {name: _good(readings, name) for name in KINDS}
    return Project(
        root=root,
        scales=_typed(good["scale"], Scale),
        checklists=_typed(good["checklist"], Checklist),
        calculators=_typed(good["calculator"], Calculator),
        sheets=_typed(good["sheet"], Sheet),
        references=_typed(good["reference"], Reference),
        terms=_typed(good["term"], Term),
        problems=sorted(problems),
        left_out=lost.union(*(_left_out(kind, reading) for kind, reading in readings)),
    )


# --- files ---------------------------------------------------------------------------------------------

Readings = list[tuple[Kind, Reading]]


def _read_files(root: Path) -> tuple[Readings, list[Problem]]:
    """Every file of every kind, and those that the disk does not give."""
    readings: Readings = []
    problems: list[Problem] = []
    for path, kind in _files(root):
        name = path.relative_to(root).as_posix()
        try:
            readings.append((kind, read_file(name, path.read_bytes(), kind)))
        except OSError:
            problems.append(Problem(name, 1, 1, "file_unreadable"))
    return readings, problems


def _files(root: Path) -> Iterator[tuple[Path, Kind]]:
    for kind in KINDS.values():
        if not kind.listed:
            yield from ((path, kind) for path in sorted((root / kind.home).glob("*.yml")))
        elif (root / kind.home).exists():
            yield root / kind.home, kind


def _stray_files(root: Path) -> list[Path]:
    """YAML files under ``tools`` that are in no kind's folder, or end in ``.yaml``."""
    homes = [root / home for home in _tool_folders()]
    found = (path for path in (root / "tools").rglob("*") if path.suffix in (".yml", ".yaml") and path.is_file())
    return sorted(path for path in found if path.suffix == ".yaml" or path.parent not in homes)


def _stray(root: Path, path: Path) -> Problem:
    allowed = [f"{home}/*.yml" for home in _tool_folders()]
    return Problem(path.relative_to(root).as_posix(), 1, 1, "stray_file", {"allowed": allowed})


def _tool_folders() -> list[str]:
    return [kind.home for kind in FOLDERS.values() if kind.home.startswith("tools/")]


def _lost_ids(path: Path) -> frozenset[str]:
    """The ids of a file that nothing reads: other files are right to name them."""
    try:
        return declared_ids(path.name, path.read_bytes())
    except OSError:
        return frozenset({path.stem})


# --- what they hold ------------------------------------------------------------------------------------


def _known(readings: Readings, lost: frozenset[str]) -> Known:
    ids = {name: lost.union(*(r.ids for kind, r in readings if kind.name == name)) for name in KINDS}
    return Known(scales=ids["scale"], references=ids["reference"], terms=ids["term"])


_PREFIXES = {"reference": "ref-", "term": "term-"}
"""What stands before these ids in addresses."""


def _left_out(kind: Kind, reading: Reading) -> frozenset[str]:
    if not reading.problems:
        return frozenset()
    lost = reading.ids - {getattr(item.model, "id", "") for item in reading.good}
    return lost | {_PREFIXES.get(kind.name, "") + name for name in lost}


def _good(readings: Readings, name: str) -> list[Loaded[Record]]:
    return [item for kind, reading in readings if kind.name == name for item in reading.good]


def _typed(items: Iterable[Loaded[Record]], model: type[Identified]) -> dict[str, Loaded[Identified]]:
    """`items` by id; of two with the same id, the first (the other is a problem)."""
    found: dict[str, Loaded[Identified]] = {}
    for item in items:
        if isinstance(item.model, model):
            found.setdefault(item.model.id, Loaded(item.model, item.source, item.base))
    return found
