"""Plant each fault alone and see that its tests fail. Ends with 1, and the survivors, when some do not."""

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Queue

from tests.mutants.copies import Copy, Verdict, copies
from tests.mutants.faults import ROOT, Fault, read_faults

PROCESSES = 2
Outcome = tuple[Fault, str, Verdict]
"""A fault, the tests that were to notice it, and what they said."""


def main(wanted: Sequence[str]) -> int:
    """The exit code for the faults with these ids, or for all."""
    faults = [fault for fault in read_faults() if not wanted or fault.id in wanted]
    if unknown := set(wanted) - {fault.id for fault in faults}:
        print(f"no such fault: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    with copies(ROOT, PROCESSES) as made:
        return 0 if _imported(made) and _sound(made, faults) and _all_caught(made, faults) else 1


def _imported(made: Sequence[Copy]) -> bool:
    """Whether tests in a copy import the copy: if not, no fault would ever be seen."""
    strays = [
        f"{copy.folder}: imports {at}" for copy in made if not (at := copy.origin("macros")).is_relative_to(copy.folder)
    ]
    print("\n".join(strays), end="\n" if strays else "")
    return not strays


def _sound(made: Sequence[Copy], faults: Sequence[Fault]) -> bool:
    """Whether every test that is to notice a fault passes without one."""
    nodes = list(dict.fromkeys(node for fault in faults for node in fault.caught_by))
    shares = [nodes[number :: len(made)] for number in range(len(made))]
    with ThreadPoolExecutor(len(made)) as pool:
        verdicts = list(pool.map(lambda copy, share: copy.test(share) if share else None, made, shares))
    broken = [verdict for verdict in verdicts if verdict and not verdict.passed]
    for verdict in broken:
        print(f"without any fault:\n{verdict.output}")
    print(f"{len(nodes)} tests or groups of tests pass without a fault" if not broken else "")
    return not broken


def _all_caught(made: Sequence[Copy], faults: Sequence[Fault]) -> bool:
    started, missed = time.monotonic(), []
    for number, (fault, node, verdict) in enumerate(_outcomes(made, faults), start=1):
        said = verdict.failed[0] if verdict.caught else f"SURVIVES (exit code {verdict.code})"
        print(f"{number:4} {fault.id:34} {said:90.90} {verdict.seconds:6.1f} s", flush=True)
        missed += [] if verdict.caught else [(fault, node, verdict)]
    for fault, node, verdict in missed:
        print(f"\n{fault.id} survives {node}: {fault.does}\n{fault.file}: {fault.find}  →  {fault.replace}")
        print("\n".join(verdict.output.splitlines()[-8:]))
    print(f"\n{len(faults)} faults, {len(missed)} survive, {time.monotonic() - started:.0f} s")
    return not missed


def _outcomes(made: Sequence[Copy], faults: Sequence[Fault]) -> Iterator[Outcome]:
    """Every fault with each of its tests, in the order of the list; as many at once as there are copies."""
    free: Queue[Copy] = Queue()
    for copy in made:
        free.put(copy)

    def judge(fault: Fault, node: str) -> Outcome:
        copy = free.get()
        try:
            return fault, node, copy.verdict(fault, node)
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(made)) as pool:
        yield from pool.map(lambda pair: judge(*pair), [(fault, node) for fault in faults for node in fault.caught_by])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
