"""What has been read of a file so far: every reader hands its cells, rows or keys to this one place."""

from collections.abc import Mapping

from macros.exports.filled import ABOUT, MOST_ACTIONS, PLAN, Filled
from macros.exports.message import Message, message
from macros.exports.read.tools import Known
from macros.formulas import Value

NO_ROW = ".?"
"""How the key of what should have been a row of a table ends."""
_LONGEST_TEXT = 5000


class Reading:
    """Answers under the ids of today, texts, and what there is to say. `typed`: numbers come as texts."""

    def __init__(self, known: Known, *, typed: bool = False) -> None:
        self.known, self.typed = known, typed
        self.values: dict[str, Value] = {}
        self.retired: dict[str, Value] = {}
        self.previous: dict[str, Value] = {}
        self.comments: dict[str, str] = {}
        self.seen: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self.lines: dict[int, dict[str, str]] = {}
        self.said: list[Message] = []

    def answer(self, key: str, raw: object, place: str) -> None:
        """An answer to the question that the file calls `key`."""
        now = self.known.now(key)
        for id_ in now:
            self._answer(id_, raw, place)
        if now != (key,) and not _blank(raw):
            kind = "renamed" if len(now) == 1 else "split"
            self.said.append(message(kind, place=place, id=key, now=", ".join(now)))

    def _answer(self, key: str, raw: object, place: str) -> None:
        if key in self.values or key in self.retired:
            self.said.append(message("twice", place=place, id=key))
        elif key in self.known.fields:
            self.values[key] = self._value(key, raw, place)
        elif not _blank(raw):
            self._outside(key, raw, place)

    def _value(self, key: str, raw: object, place: str) -> Value:
        value, remark = self.known.fields[key].read(raw, place, self.known.claim.language, typed=self.typed)
        self.said += [remark] if remark else []
        return value

    def _outside(self, key: str, raw: object, place: str) -> None:
        """An answer that is not asked for: to a retired question, below the last row of a table, or to nothing."""
        if key in self.known.retired:
            self.retired[key], _ = self.known.retired[key].read(raw, place, self.known.claim.language)
            self.said.append(message("retired", place=place, id=key))
        elif cell := self.known.beyond(key):
            self.values[cell] = str(raw)  # kept, so that no result is given: rows left out would change it
            self.said.append(self.known.too_many(cell, place))
        else:
            if key.endswith(NO_ROW):
                self.values[key] = str(raw)  # kept, for the same reason
            self.said.append(message("unknown_id", place=place, id=key))

    def before(self, key: str, raw: object) -> None:
        """Last time's answer to `key`; one that is not understood is left out, since it has no effect."""
        for id_ in self.known.now(key):
            field = self.known.fields.get(id_)
            value, remark = field.read(raw, "", self.known.claim.language, typed=True) if field else (None, None)
            if value is not None and not remark:
                self.previous[id_] = value

    def comment(self, key: str, raw: object) -> None:
        """A comment on the answer to `key`."""
        self._texts(self.comments, key, raw)

    def evidence(self, key: str, raw: object) -> None:
        """The document seen for the answer to `key`."""
        self._texts(self.seen, key, raw)

    def _texts(self, texts: dict[str, str], key: str, raw: object) -> None:
        texts.update({id_: _text(raw) for id_ in self.known.now(key) if not _blank(raw)})

    def fact(self, key: str, raw: object) -> None:
        """What the record says of itself: institution, date, respondent, role."""
        if key in ABOUT and not _blank(raw):
            self.about[key] = _text(raw)

    def action(self, number: int, key: str, raw: object) -> None:
        """A cell of line `number`, from 1, of the action plan."""
        if key in PLAN and 0 < number <= MOST_ACTIONS and not _blank(raw):
            text = _text(raw)
            now = self.known.now(text)[0] if key == "indicator" else text
            self.lines.setdefault(number, {})[key] = now

    def filled(self, own_results: Mapping[str, Value] | None = None) -> Filled:
        """Everything that was read."""
        claim = self.known.claim
        return Filled(
            tool=claim.tool,
            version=claim.version,
            language=claim.language,
            values=self.values,
            comments=self.comments,
            own_results=own_results or {},
            warnings=(*self.known.warnings, *self.said),
            seen=self.seen,
            about=self.about,
            plan=tuple({key: self.lines[n].get(key, "") for key in PLAN} for n in sorted(self.lines)),
            previous=self.previous,
            retired=self.retired,
        )


def _blank(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _text(raw: object) -> str:
    """A text, whatever a spreadsheet took it for: a date without its midnight, a whole number without decimals."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return str(raw).strip().removesuffix(" 00:00:00")[:_LONGEST_TEXT]
