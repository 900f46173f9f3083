"""What a reference calculator returns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Given = float | str | None
"""A value that someone typed: a number, the code of an option, or nothing."""

Refusal = tuple[str, str]
"""The kind (`missing`, `min`, `max`, `whole`, `option`, `check`, `error`) and what it is about."""


@dataclass(frozen=True)
class Outcome:
    """Outputs by name (None when withheld), the rows of the schedule, and why results are withheld."""

    outputs: Mapping[str, float | None]
    schedule: list[dict[str, float]] = field(default_factory=list)
    refusals: tuple[Refusal, ...] = ()

    def __getitem__(self, name: str) -> float:
        """The output called `name`; TypeError when it is withheld."""
        value = self.outputs[name]
        if value is None:
            raise TypeError(f"{name} is withheld: {self.refusals}")
        return value


def missing(values: Mapping[str, Given], required: Iterable[str]) -> tuple[Refusal, ...]:
    """One refusal for each required input that is blank, in the order of `required`."""
    return tuple(("missing", name) for name in required if values.get(name) is None)


def withheld(names: Iterable[str], refusals: tuple[Refusal, ...]) -> Outcome:
    """An outcome without any result."""
    return Outcome(dict.fromkeys(names), refusals=refusals)
