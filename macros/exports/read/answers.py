"""Files of answers in JSON, as the page saves them and as the published schema describes them."""

import json
from collections.abc import Iterator, Mapping

from macros.definitions.load import Project
from macros.exports.filled import Filled
from macros.exports.message import ReadError
from macros.exports.read.reading import NO_ROW, Reading
from macros.exports.read.tools import Known, claim, recognise


def read_answers(data: bytes, project: Project) -> Filled:
    """The answers in a JSON file. Raises ReadError."""
    found = _object(data)
    known = recognise(claim(found.get("tool"), found.get("version"), found.get("language")), project)
    answers = found.get("answers")
    if not isinstance(answers, dict):
        raise ReadError("no_answers")
    reading = Reading(known)
    for key, raw in (*_laid_out(answers, known), *_part(found, "retired")):
        reading.answer(key, raw, f"answers.{key}")
    _read_texts(found, reading)
    return reading.filled()


def _read_texts(found: Mapping[str, object], reading: Reading) -> None:
    """Everything that is not an answer."""
    for part, take in (
        ("about", reading.fact),
        ("comments", reading.comment),
        ("seen", reading.evidence),
        ("previous", reading.before),
    ):
        for key, raw in _part(found, part):
            take(key, raw)
    plan = found.get("plan")
    for number, line in enumerate(plan if isinstance(plan, list) else [], start=1):
        for key, raw in _part({"line": line}, "line"):
            reading.action(number, key, raw)


def _part(found: Mapping[str, object], name: str) -> list[tuple[str, object]]:
    """The entries of an object that may be missing."""
    part = found.get(name)
    return list(part.items()) if isinstance(part, dict) else []


def _laid_out(answers: Mapping[str, object], known: Known) -> Iterator[tuple[str, object]]:
    """Every answer by id; the rows of a table cell by cell. What is no row becomes an id that no table has."""
    for key, raw in answers.items():
        if key not in known.grids or not isinstance(raw, list):
            yield key, raw
            continue
        for number, row in enumerate(raw):
            cells = row.items() if isinstance(row, dict) else [(NO_ROW[1:], row)]
            yield from ((f"{key}.{number}.{column}", value) for column, value in cells)


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
