"""One file: its models, its problems, and the ids that it declares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from macros.definitions.kinds import FOLDERS, Kind
from macros.definitions.loaded import Doubt, Loaded
from macros.definitions.models import Record
from macros.definitions.nodes import Items, Node, leaves
from macros.definitions.places import Loc
from macros.definitions.problems import Problem
from macros.definitions.repair import doubts_of, repaired
from macros.definitions.rules import rules_of
from macros.definitions.scalars import MOST_DIGITS, fits_digits
from macros.definitions.schema import schema_line
from macros.definitions.source import Source, problem
from macros.definitions.spelling import spelled
from macros.definitions.validate import described, findings, validate
from macros.definitions.yaml_nodes import read_yaml

_ID = re.compile(r"""\bid:[ ]*["']?([\w-]+)""")


@dataclass(frozen=True)
class Reading:
    """What a file gives: models that other files may be compared with, those that are `good`, and problems."""

    models: tuple[Loaded[Record], ...] = ()
    good: tuple[Loaded[Record], ...] = ()
    problems: tuple[Problem, ...] = ()
    ids: frozenset[str] = frozenset()
    """Every id that the file declares, even where it cannot be read: what names one is not at fault."""


@lru_cache(maxsize=500)
def read_file(path: str, data: bytes, kind: Kind) -> Reading:
    """The file at `path`, whose place says of what `kind` it is."""
    return _read_list(path, data, kind) if kind.listed else _read_definition(path, data, kind)


def _read_definition(path: str, data: bytes, kind: Kind) -> Reading:
    """A file that defines one thing."""
    root, problems = _read(path, data, kind)
    if root is None:
        return Reading(problems=tuple(problems), ids=declared_ids(path, data))
    source = Source(path, root)
    if misplaced := list(_misplaced(source, kind)):
        elsewhere = (p for p in problems if p.kind != "schema_line")
        return Reading(problems=(*elsewhere, *misplaced), ids=declared_ids(path, data))
    item, found = _one(source, (), kind.model)
    problems += [*_file_name(source), *found]
    models = (item,) if item else ()
    return Reading(models, () if problems else models, tuple(problems), declared_ids(path, data))


def _read_list(path: str, data: bytes, kind: Kind) -> Reading:
    """A file that lists many records: the bad ones are left out, the others stand."""
    root, problems = _read(path, data, kind)
    ids = declared_ids(path, data)
    if root is None:
        return Reading(problems=tuple(problems), ids=ids)
    source = Source(path, root)
    if not isinstance(root, Items):
        shape = problem(source, (), "wrong_shape", expected="list", found=described(source.value(())))
        return Reading(problems=(*problems, shape), ids=ids)
    readings = [_one(source, (i,), kind.model) for i in range(len(root.items))]
    models = tuple(item for item, _ in readings if item)
    good = tuple(item for item, found in readings if item and not found)
    return Reading(models, good, (*problems, *(p for _, found in readings for p in found)), ids)


def _read(path: str, data: bytes, kind: Kind) -> tuple[Node | None, list[Problem]]:
    root, problems = read_yaml(path, data)
    line = schema_line(path, kind)
    if root is not None and data.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].strip() != line.encode():
        problems.append(Problem(path, 1, 1, "schema_line", {"expected": line}))
    if root is not None:
        problems += _long_numbers(Source(path, root))
    return root, problems


def _long_numbers(source: Source) -> Iterator[Problem]:
    """Numbers that a workbook would not keep. What examples expect is not written in workbooks."""
    for loc, leaf in leaves(source.root):
        if not fits_digits(leaf.number) and "expect" not in loc:
            yield problem(source, loc, "number_digits", value=leaf.number, allowed=MOST_DIGITS)


def _one(source: Source, base: Loc, model: type[Record]) -> tuple[Loaded[Record] | None, list[Problem]]:
    """The model at `base`, repaired if need be, with its problems."""
    found, mistakes = validate(model, source, base)
    problems = [problem(source, base + f.loc, f.kind, **f.context) for f in findings(mistakes, source, base)]
    found = found or repaired(model, source.value(base), mistakes)
    if found is None:
        return None, problems
    item = Loaded(found, source, base, (*doubts_of(mistakes), *_unread(source, base)))
    return item, problems + list(item.problems_of(rules_of(found)))


def _unread(source: Source, base: Loc) -> Iterator[Doubt]:
    """Records with a value that YAML could not give; it is already said."""
    node = source.node(base)
    for loc, leaf in leaves(node) if node else ():
        if leaf.broken:
            yield Doubt(loc[:-1], deep=False)


def _misplaced(source: Source, kind: Kind) -> Iterator[Problem]:
    given = source.value(("kind",))
    if isinstance(given, str) and given in FOLDERS and given != kind.name:
        home = FOLDERS[given].home
        yield problem(source, ("kind",), "wrong_folder", kind=given, folder=home, expected=kind.name)


def _file_name(source: Source) -> Iterator[Problem]:
    stem, given = PurePosixPath(source.path).stem, source.value(("id",))
    if isinstance(given, str) and given != stem:
        yield problem(source, ("id",), "file_name", id=given, stem=stem)


def declared_ids(path: str, data: bytes) -> frozenset[str]:
    """The ids that seem to be in a file, read without YAML, and its name; only to avoid follow-on problems."""
    text = data.decode("utf-8", errors="replace")
    written = [PurePosixPath(path).stem, *_ID.findall(text)]
    return frozenset([*written, *(spelled("bad_id", name) or name for name in written)])
