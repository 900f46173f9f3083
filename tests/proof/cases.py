"""The cases of the proof: ordinary values, blanks and limits, and some values that must be refused.

Cases are numbered from 0 and always the same. They are drawn in blocks, so that a part of the proof draws only what it
needs; within each block every combination of the choices in `STRATA` appears.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from random import Random

from macros.formulas import Program, Value
from macros.formulas.inputs import flat
from macros.formulas.program import Input
from tests.proof.subject import subject
from tests.strategies import random_inputs

Case = Mapping[str, Value]
"""The value of each input; tables are given cell by cell, blanks are None."""

BLOCK = 200
SEED = 20261124
ODD = 0.03
"""Share of cases with one value that is out of bounds, not whole, no number or no option."""
OFTEN = 0.01
"""Every value of a choice is met in at least this share of the accepted cases."""


def cases(tool: str, numbers: Iterable[int]) -> list[Case]:
    """The cases with these numbers."""
    return [_block(tool, number // BLOCK)[number % BLOCK] for number in numbers]


@lru_cache(maxsize=4)
def _block(tool: str, number: int) -> Sequence[Case]:
    return draw(subject(tool).program, BLOCK, f"{SEED}/{tool}/{number}")


def draw(program: Program, count: int, seed: str) -> list[dict[str, Value]]:
    """`count` cases of a tool, cell by cell."""
    rng = Random(seed)
    blank: dict[str, Value] = dict.fromkeys(item.key for item in program.inputs)
    return [odd(rng, program, blank | flat(program, values)) for values in random_inputs(program, rng, count)]


def odd(rng: Random, program: Program, values: dict[str, Value]) -> dict[str, Value]:
    """The same case, or now and then one with a value that must be refused."""
    if rng.random() > ODD:
        return values
    filled = [item for item in program.inputs if values[item.key] is not None and item.kind != "text"]
    item = rng.choice(filled or [item for item in program.inputs if item.kind != "text"])
    return {**values, item.key: rng.choice(odd_values(item))}


def odd_values(item: Input) -> list[Value]:
    """Values that this input refuses."""
    if item.kind == "choice":
        return ["sideways"]
    low = -2e15 if item.minimum is None else item.minimum - 1.0
    high = 2e15 if item.maximum is None else item.maximum + 1.0
    return [low, high, "twelve", *([(item.minimum or 0.0) + 0.5] if item.whole else [])]


# --- choices -----------------------------------------------------------------------------------------


def choices_met(program: Program, case: Case) -> Iterable[str]:
    """The options that a case has chosen; a blank choice has its default."""
    for item in program.inputs:
        value = item.default if case[item.key] is None else case[item.key]
        if item.kind == "choice" and value is not None:
            yield f"{item.key}={value}"


def too_rare(program: Program, met: Mapping[str, int], accepted: int) -> list[str]:
    """The options met in too few of the accepted cases."""
    every = [f"{item.key}={code}" for item in program.inputs if item.kind == "choice" for code in item.options]
    counted = Counter(met)
    return [option for option in every if counted[option] < OFTEN * accepted]
