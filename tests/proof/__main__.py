"""`python -m tests.proof [tool …]`: the proof for these tools, or for all. Exit 1 when something is not the same."""

import sys

from tests.proof.record import faults, write
from tests.proof.run import forget, prove
from tests.proof.subject import tool_ids
from tests.proof.table import lines


def main(asked: list[str]) -> int:
    """Prove, print, and write the record when nothing is wrong."""
    unknown = sorted(set(asked) - set(tool_ids()))
    if unknown:
        print(f"no such tool: {', '.join(unknown)}; tools: {', '.join(tool_ids())}", file=sys.stderr)
        return 2
    results = prove(asked or tool_ids())
    wrong = [fault for tool, found in results.items() for fault in faults(tool, found)]
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    print(*lines(write(results)), sep="\n")
    forget(results)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
