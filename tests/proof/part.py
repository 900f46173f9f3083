"""A part of the proof: some cases of one tool in one engine, compared with Python."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.proof import rates
from tests.proof.cases import Case, cases, choices_met
from tests.proof.compare import CannotBe, Shown, difference
from tests.proof.judges import JUDGES, Open
from tests.proof.python import expected
from tests.proof.reference import compared
from tests.proof.subject import subject

REFERENCE = "reference"
LANGUAGES = ("fr", "en")
SHOWN = 3
"""So many wrong cases of a part are named."""


@dataclass(frozen=True)
class Part:
    """Cases number `start`, `start + step`… below `stop` of a tool, in an engine or in the independent reference."""

    tool: str
    judge: str
    start: int = 0
    stop: int = 0
    step: int = 1
    lang: str = "fr"


@dataclass
class Found:
    """What came out: cases compared, those accepted, the largest difference, and everything that is wrong.

    `worth` is the largest present value of the flows at the rate shown, as a share of them; None without a rate.
    """

    cases: int = 0
    accepted: int = 0
    largest: float = 0.0
    worth: float | None = None
    free: int = 0
    met: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    reason: dict[str, str] | None = None


def merged(parts: Iterable[Found]) -> Found:
    """Parts of one tool in one engine as a whole."""
    whole = Found()
    for part in parts:
        whole.cases += part.cases
        whole.accepted += part.accepted
        whole.largest = max(whole.largest, part.largest)
        whole.worth = part.worth if whole.worth is None else max(whole.worth, part.worth or 0.0)
        whole.free += part.free
        whole.met = dict(Counter(whole.met) + Counter(part.met))
        whole.wrong += part.wrong
        whole.reason = part.reason or whole.reason
    return whole


def run_part(part: Part) -> Found:
    """Compute and compare."""
    if part.judge == REFERENCE:
        return _reference(part)
    return judged(part, next(judge.open for judge in JUDGES if judge.key == part.judge))


def judged(part: Part, opened: Open) -> Found:
    """Compare what an engine shows, once opened, with Python."""
    drawn = cases(part.tool, _numbers(part))
    try:
        with opened(subject(part.tool), part.lang) as engine:
            return _compared(part, drawn, engine.answers(drawn))
    except CannotBe as cannot:
        return Found(reason=cannot.reason)


def _compared(part: Part, drawn: list[Case], answers: Iterable[Shown]) -> Found:
    found, worth, met = Found(), rates.Worth(), Counter[str]()
    for number, case, shown in zip(_numbers(part), drawn, answers, strict=True):
        wanted = expected(subject(part.tool), case)
        apart = difference(wanted, shown)
        wrong = apart.wrong + rates.check(part.tool, case, shown, worth)
        if wrong:
            found.wrong.append(named(part, number, wrong, case))
        found.cases += 1
        found.largest = max(found.largest, apart.largest)
        if not wanted.refusals:
            found.accepted += 1
            met.update(choices_met(subject(part.tool).program, case))
    found.met, found.free, found.wrong = dict(met), worth.free, _first(found.wrong)
    found.worth = worth.largest if part.tool in rates.RATES else None
    return found


def _numbers(part: Part) -> range:
    return range(part.start, part.stop, part.step)


def named(part: Part, number: int, wrong: list[str], values: Mapping[str, object]) -> str:
    """A wrong case, so that it can be found again."""
    given = {key: value for key, value in values.items() if value not in (None, [])}
    return f"{part.tool}, {part.judge}, case {number}: {'; '.join(wrong[:SHOWN])} {given}"


def _first(wrong: list[str]) -> list[str]:
    more = [f"… and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
    return wrong[:SHOWN] + more


def _reference(part: Part) -> Found:
    found = Found()
    for number, (values, apart) in enumerate(compared(part.tool)):
        found.cases += 1
        found.largest = max(found.largest, apart.largest)
        if apart.wrong:
            found.wrong.append(named(part, number, apart.wrong, values))
    found.wrong = _first(found.wrong)
    return found
