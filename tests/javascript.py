"""The page's runtime, run outside a browser: ``theme/scripts/xl.js`` and the script of a tool in node.

One node serves the whole test process. It runs with ``--disallow-code-generation-from-strings``: what works here
works on a page whose security policy forbids ``eval``.
"""

import atexit
import json
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from macros.formulas.javascript import print_program
from macros.formulas.program import Program, Value

RUNNER = Path(__file__).with_name("node.js")
RUNTIME = Path(__file__).parents[1] / "macros" / "theme" / "scripts" / "xl.js"

Answer = dict[str, Any]
"""What a page's ``compute`` gives: outputs, tables, refusals, sentences."""


class Node:
    """A node process that answers one line of JSON with another."""

    def __init__(self, runtime: Path = RUNTIME) -> None:
        command = ["node", "--disallow-code-generation-from-strings", str(RUNNER), str(runtime)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        atexit.register(self.process.kill)

    def ask(self, request: Mapping[str, object]) -> Any:
        """The answer to `request`. Raises RuntimeError with what the script threw."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline() or '{"failed": "node ended"}'
        reply = json.loads(line, parse_int=float)  # JavaScript has one kind of numbers
        if "failed" in reply:
            raise RuntimeError(reply["failed"])
        return reply["answer"]


@cache
def node() -> Node:
    """The node of this test process."""
    return Node()


class JavaScript:
    """The page's twin of `macros.formulas.run` for one program."""

    def __init__(self, program: Program) -> None:
        self.tool = program.tool
        self.source = print_program(program)
        self.load(self.source)

    @staticmethod
    def load(source: str) -> None:
        """Run a script, as the page does."""
        node().ask({"load": source})

    def run(self, values: Mapping[str, Value]) -> Answer:
        """What the page computes for `values`, by input key."""
        answer: Answer = node().ask({"tool": self.tool, "values": values})
        return answer

    def run_all(self, cases: Sequence[Mapping[str, Value]]) -> list[Answer]:
        """What the page computes for each case."""
        answers: list[Answer] = node().ask({"tool": self.tool, "many": cases})
        return answers
