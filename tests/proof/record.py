"""The record of the proof: docs/_data/proof.yml, which the site publishes."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import yaml

from macros.formulas import Program
from tests.proof.cases import too_rare
from tests.proof.judges import JUDGES
from tests.proof.part import REFERENCE, Found
from tests.proof.rates import RATES
from tests.proof.run import Results
from tests.proof.subject import ROOT, subject, tool_ids

FILE = ROOT / "docs" / "_data" / "proof.yml"
ACCEPTED = 0.8
"""The least share of cases without a refusal: a refused case compares nothing but the refusal."""
HEAD = """\
# Written by `make proof`. Not for editing.
# program: changes with what the tool computes. largest: the largest difference from Python, of the number itself
# when it is above 1. present_value: of the flows at the rate that the engine shows, as a share of them.
"""

Record = dict[str, Any]


def digest(program: Program) -> str:
    """Changes when what a tool computes changes, not with its words or its version, nor with how it is printed."""
    return hashlib.sha256(repr(replace(program, version=0)).encode()).hexdigest()[:16]


def faults(tool: str, found: Mapping[str, Found]) -> Iterator[str]:
    """Everything that keeps a tool from being proved, each with its case."""
    for judged in found.values():
        yield from judged.wrong
    most = found[JUDGES[0].key]
    if most.accepted < ACCEPTED * most.cases:
        yield f"{tool}: only {most.accepted} of {most.cases} cases are accepted"
    yield from (f"{tool}: {option} is met too rarely" for option in _rare(tool, most))
    if tool in RATES and not most.free:
        yield f"{tool}: no loan that costs nothing was met"


def _rare(tool: str, found: Found) -> list[str]:
    return too_rare(subject(tool).program, found.met, found.accepted)


def options_never_met(tool: str, found: Found) -> list[str]:
    """The options that no accepted case has."""
    return too_rare(subject(tool).program, found.met, 1)


def read() -> Record:
    """The record as it stands; empty before the first proof."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"tools": {}}


def write(results: Results) -> Record:
    """Put these tools into the record, and leave out those that no longer exist."""
    versions = {judge.key: judge.version() for judge in JUDGES}
    known = read()["tools"] | {tool: entry(tool, found, versions) for tool, found in results.items()}
    names = {judge.key: judge.name for judge in JUDGES}
    record = {"engines": names, "tools": {tool: known[tool] for tool in tool_ids() if tool in known}}
    FILE.write_text(HEAD + yaml.safe_dump(record, sort_keys=False, width=120, allow_unicode=True), encoding="utf-8")
    return record


def entry(tool: str, found: Mapping[str, Found], versions: Mapping[str, str]) -> Record:
    """What is written of one tool."""
    most = found[JUDGES[0].key]
    return {
        "program": digest(subject(tool).program),
        "date": f"{date.today():%Y-%m-%d}",
        "accepted": round(most.accepted / most.cases, 3),
        REFERENCE: _judged(found[REFERENCE]),
        "engines": {key: {"version": version} | _judged(found[key]) for key, version in versions.items()},
    }


def _judged(found: Found) -> Record:
    if found.reason:
        return {"cases": 0, "reason": found.reason}
    judged: Record = {"cases": found.cases, "largest": _short(found.largest)}
    return judged | ({} if found.worth is None else {"present_value": _short(found.worth)})


def _short(value: float) -> float:
    return float(f"{value:.1e}")
