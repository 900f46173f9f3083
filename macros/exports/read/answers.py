"""Files of answers in JSON, as the page saves them and as the published schema describes them."""

import json
from collections.abc import Mapping

from macros.definitions.load import Project
from macros.exports.read.filled import Filled
from macros.exports.read.message import Message, ReadError
from macros.exports.read.tools import claim, recognise
from macros.formulas import Value


def read_answers(data: bytes, project: Project) -> Filled:
    """The answers in a JSON file. Raises ReadError."""
    found = _object(data)
    known = recognise(claim(found.get("tool"), found.get("version"), found.get("language")), project)
    answers = found.get("answers")
    if not isinstance(answers, dict):
        raise ReadError("no_answers")
    values: dict[str, Value] = {}
    said: list[Message] = []
    for key, raw in answers.items():
        if key not in known.fields:
            said += [known.stray(key, f"answers.{key}")] if raw not in (None, "") else []
            continue
        values[key], remark = known.fields[key].read(raw, f"answers.{key}", known.claim.language)
        said += [remark] if remark else []
    comments = found.get("comments")
    return Filled(
        known.claim.tool,
        known.claim.version,
        known.claim.language,
        values,
        {str(k): str(v) for k, v in comments.items() if v} if isinstance(comments, dict) else {},
        {},
        (*known.warnings, *said),
    )


def _object(data: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise ReadError("bad_json") from None
    if not isinstance(found, dict):
        raise ReadError("not_ours")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)
