"""All parts of the proof, in several processes. What is finished is kept until the whole is, so that an interrupted
proof goes on where it stopped."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from tests.proof.judges import JUDGES, Judge
from tests.proof.part import LANGUAGES, REFERENCE, Found, Part, merged, run_part
from tests.proof.subject import ROOT

KEPT = ROOT / ".build" / "proof"
SOURCES = (
    *("macros/definitions", "macros/language", "macros/formulas", "macros/scoring", "tools", "tests/strategies.py"),
    *(f"tests/proof/{name}.py" for name in ("cases", "compare", "python", "rates", "part")),
)
"""What every result depends on, less what only one engine uses."""
OF_REFERENCE = ("tests/reference", "tests/proof/reference.py")

Results = Mapping[str, Mapping[str, Found]]
"""What was found, by tool and engine."""


def parts_of(tool: str) -> list[Part]:
    """The parts of one tool; the workbooks come in both languages by turns."""
    return [Part(tool, REFERENCE), *(part for judge in JUDGES for part in _parts(tool, judge))]


def _parts(tool: str, judge: Judge) -> Iterator[Part]:
    for turn, start in enumerate(range(0, judge.many, judge.at_once)):
        stop = min(judge.many, start + judge.at_once)
        yield Part(tool, judge.key, start, stop, lang=LANGUAGES[turn % len(LANGUAGES)])


def prove(tools: Iterable[str]) -> Results:
    """Run every part of these tools."""
    parts = [part for tool in tools for part in parts_of(tool)]
    found: dict[Part, Found] = {part: kept for part in parts if (kept := _kept(part))}
    waiting = [part for part in parts if part not in found]
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        running = {pool.submit(run_part, part): part for part in waiting}
        try:
            for done in as_completed(running):
                found[running[done]] = done.result()
                _keep(running[done], done.result())
                _progress(running[done], len(found), len(parts))
        except BaseException:
            pool.shutdown(cancel_futures=True)  # a failure is told now, not after all other parts
            raise
    return {tool: _by_judge(tool, found) for tool in dict.fromkeys(part.tool for part in parts)}


def _by_judge(tool: str, found: Mapping[Part, Found]) -> dict[str, Found]:
    judges = dict.fromkeys(part.judge for part in found if part.tool == tool)
    whole = {j: merged(f for part, f in found.items() if (part.tool, part.judge) == (tool, j)) for j in judges}
    return {judge: whole[judge] for judge in (REFERENCE, *(j.key for j in JUDGES))}


def _progress(part: Part, done: int, parts: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == parts else ""
        print(f"\r\033[K{done}/{parts} {part.tool}, {part.judge}", end=end, file=sys.stderr, flush=True)


# --- what is kept ------------------------------------------------------------------------------------


def _file(part: Part) -> Path:
    key = hashlib.sha256(f"{_sources(part.judge)} {part}".encode()).hexdigest()[:24]
    return KEPT / f"{part.tool}.{part.judge}.{part.start}.{key}.json"


@cache
def _sources(judge: str) -> str:
    """Changes with anything that could change a result."""
    own = {j.key: _files(j.sources) for j in JUDGES} | {REFERENCE: _files(OF_REFERENCE)}
    shared = _files(SOURCES) - set().union(*own.values())
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(shared | own[judge]))).hexdigest()


def _files(sources: Iterable[str]) -> set[Path]:
    found = {path for source in sources for path in [ROOT / source, *(ROOT / source).rglob("*")]}
    return {path for path in found if path.suffix in (".py", ".js", ".yml")}


def _kept(part: Part) -> Found | None:
    path = _file(part)
    return Found(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def _keep(part: Part, found: Found) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    _file(part).write_text(json.dumps(asdict(found)), encoding="utf-8")


def forget(tools: Iterable[str]) -> None:
    """Remove what was kept of these tools, once all is written."""
    for path in [path for tool in tools for path in KEPT.glob(f"{tool}.*.json")]:
        path.unlink()
