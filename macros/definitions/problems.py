"""A problem: what is wrong, and where, said in either language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.definitions.messages import is_noun, messages, nearest, noun, phrase, shown

_NOUNS = {"expected", "found"}
_MISTAKEN = ("code", "function", "name", "value")


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file: `path` from the project's root, line and column from 1, and the words it needs.

    `kind` is an entry of ``messages.yml``; `context` gives every value its message names (KeyError otherwise).
    A context may also hold `allowed` and `suggestion`: both are optional.
    """

    path: str
    line: int
    column: int
    kind: str
    context: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Refuse a kind or a context that could not be said."""
        missing = messages()[self.kind].placeholders - self.context.keys()
        if missing:
            raise KeyError(f"{self.kind}: no value for {', '.join(sorted(missing))}")

    def __lt__(self, other: "Problem") -> bool:
        """Problems are sorted as their files are read."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, int, int, str, str]:
        return self.path, self.line, self.column, self.kind, self.message("en")

    def message(self, lang: str) -> str:
        """What is wrong and what is allowed, in `lang` ("fr" or "en"), without the place."""
        values = {key: self._shown(key, lang) for key in self.context}
        return messages()[self.kind].words[lang].format(**values) + self._suggestion(lang)

    def text(self, lang: str) -> str:
        """The whole line: ``path:line:column: error: message``."""
        return phrase("form", lang, path=self.path, line=self.line, column=self.column, message=self.message(lang))

    def _shown(self, key: str, lang: str) -> str:
        value = self.context[key]
        if key in _NOUNS and is_noun(value):
            value = noun(str(value))
        return shown(value, lang)

    def _suggestion(self, lang: str) -> str:
        given = self.context.get("suggestion")
        found = given if isinstance(given, str) else self._nearest_allowed()
        return phrase("suggestion", lang, suggestion=shown(found, lang)) if found else ""

    def _nearest_allowed(self) -> str | None:
        allowed = self.context.get("allowed")
        wrong = next((self.context[key] for key in _MISTAKEN if key in self.context), None)
        if isinstance(allowed, (list, tuple)) and isinstance(wrong, str):
            return nearest(wrong, allowed)
        return None
