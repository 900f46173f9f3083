"""A node process that answers one line of JSON with another."""

import atexit
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Node:
    """The script `runner` in node, with these flags of node."""

    def __init__(self, runner: Path, *flags: str) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(["node", *flags, str(runner)], stdin=pipe, stdout=pipe, encoding="utf-8")
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
