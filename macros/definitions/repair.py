"""Going on after mistakes: bad values are replaced by harmless ones, so that rules still see the rest of the file.

Nothing repaired is ever used; it only lets one run report every problem instead of the first layer of them.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from macros.definitions.fields import choices, keys_at, type_at
from macros.definitions.loaded import Doubt
from macros.definitions.messages import nearest
from macros.definitions.models import Record
from macros.definitions.spelling import spelled
from macros.definitions.validate import Mistake

M = TypeVar("M", bound=Record)

_HARMLESS = ["?", "x", "=0", "2026-01-01", "https://x.org", 1, 0, False, {"fr": "?", "en": "?"}]


class _Beyond(Exception):
    """No harmless value is known."""


def repaired(model: type[M], data: object, mistakes: Iterable[Mistake]) -> M | None:
    """The model of `data` without its mistakes, or None when too much is missing."""
    copy = deepcopy(data)
    try:
        for mistake in mistakes:
            _repair(copy, mistake)
        return model.model_validate(copy)
    except (_Beyond, ValidationError):
        return None


def doubts_of(mistakes: Iterable[Mistake]) -> tuple[Doubt, ...]:
    """What the repairs make doubtful."""
    return tuple(Doubt(mistake.loc[:-1], _is_deep(mistake)) for mistake in mistakes)


def _is_deep(mistake: Mistake) -> bool:
    """A mistyped key hides a part of the record; a bad id is repeated inside it."""
    if mistake.error["type"] == "extra_forbidden":
        return nearest(mistake.name, keys_at(mistake.model, mistake.loc[:-1])) is not None
    return mistake.name == "id"


def _repair(data: Any, mistake: Mistake) -> None:
    if not mistake.loc:
        raise _Beyond
    last: Any = mistake.loc[-1]
    record = _walk(data, list(mistake.loc[:-1]))
    if not isinstance(record, (dict, list)):
        raise _Beyond
    if isinstance(record, dict) and (mistake.removable or not _required(mistake)):
        record.pop(last, None)
    else:
        record[last] = _harmless(mistake)


def _walk(data: Any, path: list[Any]) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            raise _Beyond from None
    return data


def _required(mistake: Mistake) -> bool:
    record = type_at(mistake.model, mistake.loc[:-1])
    field = getattr(record, "model_fields", {}).get(mistake.loc[-1])
    return field is None or field.is_required()


def _harmless(mistake: Mistake) -> object:
    given = mistake.error["input"]
    guesses = [spelled("bad_id", str(given)), spelled("bad_name", str(given)), *choices(mistake.expected), *_HARMLESS]
    adapter: TypeAdapter[object] = TypeAdapter(mistake.expected)
    for guess in guesses:
        try:
            adapter.validate_python(guess, strict=True)
        except ValidationError:
            continue
        return deepcopy(guess)
    raise _Beyond
