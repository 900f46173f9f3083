"""What reading a file has to say, in either language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.exports.language import fill
from macros.exports.words import words


@dataclass(frozen=True)
class Message:
    """A key of words.yml and its values; a value may itself be said in each language (a mapping fr, en)."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def text(self, lang: str) -> str:
        """The message in `lang`."""
        said = {name: v[lang] if isinstance(v, Mapping) else v for name, v in self.values.items()}
        return fill(words(lang)[f"read_{self.key}"], **said)


def message(key: str, **values: object) -> Message:
    """A message made of a key and its values."""
    return Message(key, values)


class ReadError(ValueError):
    """A file that cannot be read as answers; `text` says why."""

    def __init__(self, key: str, **values: object) -> None:
        self.message = Message(key, values)
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """Why, in `lang`."""
        return self.message.text(lang)
