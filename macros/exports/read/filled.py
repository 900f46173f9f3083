"""What a filled file holds, whatever its format."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.exports.read.message import Message
from macros.formulas import Value


@dataclass(frozen=True)
class Filled:
    """Answers by public id (None is blank), comments, the file's own results, and what was doubtful."""

    tool: str
    version: int
    language: str
    values: Mapping[str, Value]
    comments: Mapping[str, str] = field(default_factory=dict)
    own_results: Mapping[str, Value] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()
