"""The words of problems, read once from ``messages.yml``."""

import difflib
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Words = Mapping[str, str]
"""One text in both languages: {"fr": …, "en": …}."""

_LONGEST_LIST = 20
_LONGEST_VALUE = 120


@dataclass(frozen=True)
class Message:
    """The templates of one kind of problem; `at_key` when it points at a key rather than a value."""

    words: Words
    at_key: bool
    placeholders: frozenset[str]


@cache
def _file() -> Mapping[str, Any]:
    text = Path(__file__).with_name("messages.yml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = yaml.safe_load(text)
    return content


@cache
def messages() -> Mapping[str, Message]:
    """Every kind of problem."""
    return {kind: _message(entry) for kind, entry in _file()["problems"].items()}


def _message(entry: Mapping[str, str]) -> Message:
    words = {"fr": entry["fr"], "en": entry["en"]}
    return Message(words, entry.get("at") == "key", placeholders(words["en"]) | placeholders(words["fr"]))


def placeholders(template: str) -> frozenset[str]:
    """The names that `template` needs."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def phrase(name: str, lang: str, **values: object) -> str:
    """A small phrase of the file, such as the form of a line."""
    return str(_file()[name][lang]).format(**values)


def refusal_words(name: str, lang: str, **values: object) -> str:
    """An entry of the file's refusals."""
    return str(_file()["refusals"][name][lang]).format(**values)


def noun(name: str, **values: object) -> Words:
    """What a value can be ("text", "number", …), in both languages."""
    return {lang: str(_file()["nouns"][name][lang]).format(**values) for lang in ("fr", "en")}


def either(names: Iterable[str]) -> Words:
    """Several nouns joined by "or"."""
    nouns = [noun(name) for name in names]
    return {lang: f" {phrase('or', lang)} ".join(n[lang] for n in nouns) for lang in ("fr", "en")}


def within(least: float | None, most: float | None, above: bool = False) -> Words:
    """The bounds of a number in words; `above` when `least` itself is not allowed."""
    name = "between" if most is not None else "at_least"
    name = "at_most" if least is None else "more_than" if above else name
    return {lang: phrase(name, lang, least=shown(least, lang), most=shown(most, lang)) for lang in ("fr", "en")}


def is_noun(name: object) -> bool:
    """Whether `name` is one of the file's nouns."""
    return isinstance(name, str) and name in _file()["nouns"]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The entry of `known` most like `word`, if any is like it."""
    lower = {str(entry).lower(): str(entry) for entry in known}
    found = difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.6)
    return lower[found[0]] if found and lower[found[0]] != word else None


def shown(value: object, lang: str) -> str:
    """`value` as a message shows it: in `lang` when it has languages, lists joined, on one line and not too long."""
    match value:
        case Mapping():
            return _one_line(str(value[lang]))
        case None:
            return noun("nothing")[lang]
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.15g}"
        case list() | tuple() | set() | frozenset():
            return _joined([shown(item, lang) for item in value], lang)
    return _shortened(_one_line(str(value)))


def _joined(items: list[str], lang: str) -> str:
    if not items:
        return phrase("none", lang)
    more = phrase("more", lang, count=len(items)) if len(items) > _LONGEST_LIST else ""
    separator = ", " if more else ""
    return ", ".join(items[:_LONGEST_LIST]) + separator + more


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
