"""A copy of the repository in which faults are planted and tests run; the repository itself is never touched."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.faults import Fault

LONGEST = 600
"""Seconds after which a run of tests is given up."""


@dataclass(frozen=True)
class Verdict:
    """How a run of tests ended: `failed` are the tests that failed, those that broke before or after apart."""

    code: int
    failed: tuple[str, ...]
    seconds: float
    output: str

    @property
    def passed(self) -> bool:
        """Whether every test passed."""
        return self.code == 0

    @property
    def caught(self) -> bool:
        """Whether a test failed. A crash, a test that is not found or a fixture that breaks notices nothing."""
        return self.code == 1 and bool(self.failed)


INSTALLED = "tests/node_modules"
"""Packages that tests use and no fault touches; they are not part of the repository."""


class Copy:
    """The files of a repository in a folder of their own."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        for name in _files(root):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target)
        if (root / INSTALLED).is_dir():
            (folder / INSTALLED).symlink_to((root / INSTALLED).resolve(), target_is_directory=True)

    def environment(self) -> dict[str, str]:
        """Imports come from the copy, examples are the same each time, and no stale bytecode hides a fault."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "SITE_"))}
        return kept | {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}

    def origin(self, module: str) -> Path:
        """The file that `import module` reads in a run of tests."""
        code = f"import {module}; print({module}.__file__)"
        done = self._run([sys.executable, "-c", code])
        return Path(done.stdout.strip()).resolve()

    def test(self, nodes: Sequence[str], *options: str) -> Verdict:
        """Run the tests called `nodes`."""
        started = time.monotonic()
        report = self.folder / ".report.xml"
        report.unlink(missing_ok=True)
        pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
        try:
            done = self._run([*pytest, *options, *nodes])
        except subprocess.TimeoutExpired:
            return Verdict(-1, (), time.monotonic() - started, f"given up after {LONGEST} seconds")
        return Verdict(done.returncode, _failed(report), time.monotonic() - started, done.stdout + done.stderr)

    def verdict(self, fault: Fault, node: str) -> Verdict:
        """What the tests called `node` say of `fault`, which is there only meanwhile."""
        with self._planted(fault):
            return self.test([node], "-x")

    @contextmanager
    def _planted(self, fault: Fault) -> Iterator[None]:
        path = self.folder / fault.file
        sound = path.read_bytes()
        path.write_bytes(fault.planted(sound.decode("utf-8")).encode("utf-8"))
        try:
            yield
        finally:
            path.write_bytes(sound)

    def _run(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command, cwd=self.folder, env=self.environment(), capture_output=True, text=True, timeout=LONGEST
        )


@contextmanager
def copies(root: Path, count: int) -> Iterator[list[Copy]]:
    """Some copies of the repository at `root`; they are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        yield [Copy(root, Path(folder).resolve() / str(number)) for number in range(count)]


def _files(root: Path) -> list[str]:
    """What git knows or would be asked to know, as it stands now."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    return [name for name in listed.split("\0") if name and (root / name).is_file()]


def _failed(report: Path) -> tuple[str, ...]:
    """The tests that failed, by a report in JUnit's form; an error of a fixture is no failure there."""
    if not report.exists():
        return ()
    cases = ElementTree.parse(report).iter("testcase")
    return tuple(str(case.get("name")) for case in cases if case.find("failure") is not None)
