"""Files of answers in JSON, as the page saves them and as the published schema describes them."""

import json
from collections.abc import Iterator, Mapping

from macros.definitions.load import Project
from macros.exports.read.filled import Filled
from macros.exports.read.message import Message, ReadError, message
from macros.exports.read.tools import Known, claim, recognise
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
    for key, raw in _laid_out(answers, known):
        said += _read(key, raw, known, values)
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


def _laid_out(answers: Mapping[str, object], known: Known) -> Iterator[tuple[str, object]]:
    """Every answer by id; the rows of a table cell by cell. What is no row becomes an id that no table has."""
    for key, raw in answers.items():
        if key not in known.grids or not isinstance(raw, list):
            yield key, raw
            continue
        for number, row in enumerate(raw):
            cells = row.items() if isinstance(row, dict) else [("?", row)]
            yield from ((f"{key}.{number}.{column}", value) for column, value in cells)


def _read(key: str, raw: object, known: Known, values: dict[str, Value]) -> list[Message]:
    """Read one answer into `values`; what there is to say about it."""
    place = f"answers.{key}"
    if key in values:
        return [message("twice", place=place, id=key)]
    if key in known.fields:
        values[key], remark = known.fields[key].read(raw, place, known.claim.language)
        return [remark] if remark else []
    if raw in (None, ""):
        return []
    if known.beyond(key) or key.endswith(".?"):
        values[key] = str(raw)  # kept, so that no result is given: rows left out would change it
    return [known.too_many(key, place) if known.beyond(key) else known.stray(key, place)]


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
