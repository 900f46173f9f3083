"""Data → model. Every complaint of pydantic becomes a problem of ours, by one table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from macros.definitions import models
from macros.definitions.fields import choices, keys_at, type_at, without_none
from macros.definitions.messages import Words, either, nearest, noun, shown, within
from macros.definitions.places import Loc
from macros.definitions.source import Finding, Source, finding
from macros.definitions.spelling import spelled

M = TypeVar("M", bound=models.Record)

LANGUAGES = {"fr": {"fr": "français", "en": "French"}, "en": {"fr": "anglais", "en": "English"}}


@dataclass(frozen=True)
class Mistake:
    """One complaint of pydantic: where, about which value, and the type that was expected there."""

    model: type[models.Record]
    loc: Loc
    error: ErrorDetails

    @property
    def name(self) -> str:
        """The key that the complaint is about, or the number of the item in its list."""
        return str(self.loc[-1]) if self.loc else ""

    @property
    def removable(self) -> bool:
        """Whether the key itself is at fault."""
        return self.error["type"] == "extra_forbidden" or "[key]" in self.error["loc"]

    @property
    def expected(self) -> Any:
        """The type that stands at this place."""
        return type_at(self.model, self.loc)

    @property
    def limits(self) -> Mapping[str, Any]:
        """What pydantic says about the limits that were passed."""
        return self.error.get("ctx", {})


def validate(model: type[M], source: Source, base: Loc = ()) -> tuple[M | None, list[Mistake]]:
    """The model at `base` of a source, or every mistake in it (places counted from `base`)."""
    try:
        return model.model_validate(source.value(base)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [Mistake(model, _place(source, base, one), one) for one in details]


def findings(mistakes: Iterable[Mistake], source: Source, base: Loc = ()) -> Iterator[Finding]:
    """What `mistakes` say, one finding for each place; nothing about values that could not be read."""
    for together in _by_place(mistakes).values():
        if not _broken(source, base + together[0].loc):
            yield _finding(together)


def _by_place(mistakes: Iterable[Mistake]) -> Mapping[tuple[Loc, bool], list[Mistake]]:
    """Mistakes at one place together: a value that fits no side of a union is one problem."""
    places: dict[tuple[Loc, bool], list[Mistake]] = {}
    for mistake in mistakes:
        places.setdefault((mistake.loc, mistake.error["type"] == "missing"), []).append(mistake)
    return places


def _place(source: Source, base: Loc, details: ErrorDetails) -> Loc:
    """The place in the file: without the marks that pydantic adds for unions and for keys."""
    loc = details["loc"]
    if details["type"] == "missing":
        return loc
    return source.existing(base + loc)[len(base) :]


def _broken(source: Source, loc: Loc) -> bool:
    around = (source.node(loc[:end]) for end in range(len(loc) + 1))
    return any(node is not None and node.broken for node in around)


def _finding(mistakes: list[Mistake]) -> Finding:
    first = mistakes[0]
    if len(mistakes) > 1:
        return _wrong_type(first, [m.error["type"] for m in mistakes])
    return _TABLE.get(first.error["type"], _invalid)(first)


# --- one function for each way of being wrong -------------------------------------------------------


def _unknown_key(mistake: Mistake) -> Finding:
    allowed = keys_at(mistake.model, mistake.loc[:-1])
    return finding(mistake.loc, "unknown_key", name=mistake.name, allowed=allowed)


def _missing(mistake: Mistake) -> Finding:
    record = mistake.loc[:-1]
    if mistake.name in LANGUAGES and without_none(type_at(mistake.model, record)) is models.Text:
        return finding(record, "missing_translation", name=mistake.name, language=LANGUAGES[mistake.name])
    return finding(record, "missing_key", name=mistake.name)


_EXPECTED = {
    "string_type": "text",
    "int_type": "integer",
    "int_from_float": "integer",
    "float_type": "number",
    "bool_type": "boolean",
    "list_type": "list",
    "dict_type": "record",
    "model_type": "record",
}


def _type(mistake: Mistake) -> Finding:
    value, expected = mistake.error["input"], mistake.error["type"]
    if expected == "string_type" and value is None and mistake.name in LANGUAGES:
        return finding(mistake.loc, "missing_translation", name=mistake.name, language=LANGUAGES[mistake.name])
    if expected == "string_type" and isinstance(value, (bool, int, float)):
        return finding(mistake.loc, "needs_quotes", name=mistake.name, value=value)
    return _wrong_type(mistake, [expected])


def _wrong_type(mistake: Mistake, types: list[str]) -> Finding:
    names = [_EXPECTED[name] for name in types if name in _EXPECTED]
    if without_none(mistake.expected) is models.Text:
        names = ["translation"]
    expected, found = either(names), described(mistake.error["input"])
    if mistake.loc and isinstance(mistake.loc[-1], str):
        return finding(mistake.loc, "wrong_type", name=mistake.name, expected=expected, found=found)
    return finding(mistake.loc, "wrong_shape", expected=expected, found=found)


def described(value: object) -> Words:
    """What `value` is, in both languages: its type, and itself when it is short."""
    match value:
        case None:
            return noun("nothing")
        case bool():
            return noun("got_boolean", value=shown(value, "en"))
        case int() | float():
            return noun("got_number", value=value)
        case str():
            return noun("got_text", value=shown(value, "en"))
        case list():
            return noun("got_list")
    return noun("got_record")


_PATTERNS = {
    pattern: kind
    for annotated, kind in (
        (models.Id, "bad_id"),
        (models.Code, "bad_code"),
        (models.Name, "bad_name"),
        (models.FormulaText, "bad_formula"),
        (models.Day, "bad_date"),
    )
    for pattern in [annotated.__metadata__[0].pattern]  # type: ignore[attr-defined]
}


def _pattern(mistake: Mistake) -> Finding:
    pattern = str(mistake.limits["pattern"])
    if pattern == r"\S":
        return _blank(mistake)
    kind = _PATTERNS.get(pattern, "bad_url")
    value = str(mistake.error["input"])
    return finding(mistake.loc, kind, value=value, suggestion=spelled(kind, value))


def _blank(mistake: Mistake) -> Finding:
    return finding(mistake.loc, "blank_text", name=mistake.name)


def _literal(mistake: Mistake) -> Finding:
    value = mistake.error["input"]
    allowed = choices(mistake.expected)
    suggestion = nearest(value, allowed) if isinstance(value, str) else None
    words = noun("quoted", value=shown(value, "en")) if isinstance(value, str) else described(value)
    return finding(mistake.loc, "not_allowed", name=mistake.name, value=words, allowed=allowed, suggestion=suggestion)


def _range(mistake: Mistake) -> Finding:
    limits = mistake.limits
    allowed = within(limits.get("ge", limits.get("gt")), limits.get("le"), above="gt" in limits)
    return finding(mistake.loc, "out_of_range", name=mistake.name, value=mistake.error["input"], allowed=allowed)


def _too_few(mistake: Mistake) -> Finding:
    limits = mistake.limits
    return finding(mistake.loc, "too_few", name=mistake.name, found=limits["actual_length"], least=limits["min_length"])


def _invalid(mistake: Mistake) -> Finding:
    return finding(mistake.loc, "invalid", name=mistake.name, reason=mistake.error["msg"])


_TABLE: dict[str, Callable[[Mistake], Finding]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    **dict.fromkeys(_EXPECTED, _type),
    "string_pattern_mismatch": _pattern,
    "string_too_short": _blank,
    "literal_error": _literal,
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than_equal"), _range),
    "too_short": _too_few,
}
