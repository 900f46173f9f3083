"""A record as a file of answers: what the page saves, what the command line writes, what both open."""

import json
from typing import Any

from macros.exports.filled import Filled


def record(filled: Filled) -> dict[str, Any]:
    """The object of a file of answers; see ``answers_schema``. Parts that are empty are left out."""
    parts = {
        "about": dict(filled.about),
        "comments": dict(filled.comments),
        "seen": dict(filled.seen),
        "plan": [dict(line) for line in filled.plan],
        "previous": dict(filled.previous),
        "retired": dict(filled.retired),
    }
    head = {"tool": filled.tool, "version": filled.version, "language": filled.language}
    return {**head, "answers": dict(filled.values), **{name: part for name, part in parts.items() if part}}


def record_json(filled: Filled) -> bytes:
    """A file of answers."""
    return (json.dumps(record(filled), ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")
