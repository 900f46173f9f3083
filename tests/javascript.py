"""The page's runtime, run outside a browser: ``theme/scripts/xl.js``, made short as on the site, and the script of a
tool in node.

One node serves the whole test process. It runs with ``--disallow-code-generation-from-strings``: what works here
works on a page whose security policy forbids ``eval``.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from macros.formulas.javascript import print_program
from macros.formulas.program import Program, Value
from macros.site.scripts import SOURCES, minified
from tests.node_process import Node

RUNNER = Path(__file__).with_name("node.js")

Answer = dict[str, Any]
"""What a page's ``compute`` gives: outputs, tables, refusals, sentences."""


@cache
def node() -> Node:
    """The node of this test process, with the runtime of the page."""
    process = Node(RUNNER, "--disallow-code-generation-from-strings")
    process.ask({"load": minified((SOURCES / "xl.js").read_text(encoding="utf-8"))})
    return process


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
