"""Which model, and which type, stands at a place of a file."""

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from macros.definitions.models import Record
from macros.definitions.places import Loc


def type_at(annotation: Any, loc: Loc) -> Any:
    """The type that a value at `loc` must have, starting from `annotation`; None when there is none."""
    for part in loc:
        annotation = _inside(without_none(annotation), part)
    return annotation


def _inside(annotation: Any, part: str | int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        field = annotation.model_fields.get(str(part))
        return field.rebuild_annotation() if field else None
    if get_origin(annotation) in (list, dict):
        return get_args(annotation)[-1]
    return None


def without_none(annotation: Any) -> Any:
    """`annotation` without `Annotated` around it and without `| None` in it."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        kept = [arg for arg in get_args(annotation) if arg is not type(None)]
        return without_none(kept[0]) if len(kept) == 1 else annotation
    return annotation


def keys_at(annotation: Any, loc: Loc) -> list[str]:
    """The keys that a record at `loc` may have."""
    found = without_none(type_at(annotation, loc))
    return list(found.model_fields) if isinstance(found, type) and issubclass(found, Record) else []


def choices(annotation: Any) -> list[str]:
    """The values of a `Literal`."""
    found = without_none(annotation)
    return [str(value) for value in get_args(found)] if get_origin(found) is Literal else []
