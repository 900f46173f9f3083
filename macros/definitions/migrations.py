"""What the questions of an earlier version of a checklist are called today."""

from collections.abc import Mapping

from macros.definitions.models import Checklist, Migration


def successors(checklist: Checklist, version: int) -> Mapping[str, tuple[str, ...]]:
    """The ids of today for each id of `version` that was renamed or split since; several after a split.

    A successor may be retired itself. Ids that did not change are not listed.
    """
    found: dict[str, tuple[str, ...]] = {}
    for migration in sorted(checklist.migrations, key=lambda m: m.version):
        if migration.version > version:
            moves = _moves(migration)
            found = {old: tuple(now for id in ids for now in moves.get(id, (id,))) for old, ids in found.items()}
            found = {**moves, **found}
    return found


def _moves(migration: Migration) -> dict[str, tuple[str, ...]]:
    renamed = {old: (new,) for old, new in migration.renamed.items()}
    return renamed | {old: tuple(parts) for old, parts in migration.split.items()}
