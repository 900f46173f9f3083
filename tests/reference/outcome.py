"""What a reference calculator returns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Given = float | str | None
"""A value that someone typed: a number, the code of an option, or nothing."""

Rows = Sequence[Mapping[str, Given]]
"""A table that someone filled in: its rows from the top, each a value by column."""

Values = Mapping[str, Given | Rows]
"""Everything that someone typed into a tool, by the name of the input."""

Refusal = tuple[str, str]
"""The kind (`missing`, `min`, `max`, `whole`, `option`, `check`, `error`) and what it is about.

A cell of a table is called `flows.0.received`: the table, the row counted from 0, the column.
"""


@dataclass(frozen=True)
class Outcome:
    """Outputs by name (None when withheld), the rows of the table, and why results are withheld.

    An output is a number, or the code of an option (`binding_limit`).
    """

    outputs: Mapping[str, Given]
    schedule: list[dict[str, float]] = field(default_factory=list)
    refusals: tuple[Refusal, ...] = ()

    def __getitem__(self, name: str) -> float:
        """The number called `name`; TypeError when it is withheld, or a code."""
        value = self.outputs[name]
        if value is None or isinstance(value, str):
            raise TypeError(f"{name} is {value!r}, not a number: {self.refusals}")
        return value


def missing(values: Values, required: Iterable[str]) -> tuple[Refusal, ...]:
    """One refusal for each required input that is blank, in the order of `required`."""
    return tuple(("missing", name) for name in required if values.get(name) is None)


def withheld(names: Iterable[str], refusals: tuple[Refusal, ...]) -> Outcome:
    """An outcome without any result."""
    return Outcome(dict.fromkeys(names), refusals=refusals)
