"""A record: a tool as somebody filled it in, whatever file it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.exports.message import Message
from macros.formulas import Value

ABOUT = ("institution", "date", "respondent", "role")
"""What a record says of itself; each may be blank, and respondents may stay anonymous."""
PLAN = ("indicator", "gap", "action", "who", "when")
"""What a line of the action plan says."""
MOST_ACTIONS = 20
"""Lines of an action plan: more are not followed up by anyone."""


@dataclass(frozen=True)
class Filled:
    """Answers by public id (None is blank) with what goes with them.

    `comments` and `seen` (the documents looked at) are texts by id; `plan` has lines with the keys of PLAN; `previous`
    are last time's answers; `retired` those to questions no longer asked, shown apart and never dropped;
    `own_results` is what the file shows; `warnings` what was doubtful.
    """

    tool: str
    version: int
    language: str
    values: Mapping[str, Value]
    comments: Mapping[str, str] = field(default_factory=dict)
    own_results: Mapping[str, Value] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    plan: tuple[Mapping[str, str], ...] = ()
    previous: Mapping[str, Value] = field(default_factory=dict)
    retired: Mapping[str, Value] = field(default_factory=dict)


def part_of(filled: Filled | None, name: str) -> Mapping[str, object]:
    """A part of a record by its field's name; empty when there is no record."""
    return getattr(filled, name) if filled else {}
