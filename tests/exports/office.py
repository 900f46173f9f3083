"""LibreOffice as a judge: one process with a profile of its own, driven through a small server."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

SOFFICE = Path("/usr/bin/soffice")
PYTHON = Path("/usr/bin/python3")
SERVER = Path(__file__).with_name("uno_server.py")
PATIENCE = 60
"""Seconds to wait for a process to end."""

# Without this, LibreOffice shows the results stored in the file and nothing is tested.
_SETTING = (
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
    '<prop oor:name="{name}" oor:op="fuse"><value>0</value></prop></item>'
)
_ALWAYS_RECALCULATE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_SETTING.format(name=name) for name in ("OOXMLRecalcMode", "ODFRecalcMode"))
    + "</oor:items>"
)


def missing() -> str:
    """Why LibreOffice cannot be used here; empty when it can."""
    if not SOFFICE.exists() or not PYTHON.exists():
        return "LibreOffice is not installed: apt-get install libreoffice-calc-nogui python3-uno"
    found = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "python3-uno is not installed: apt-get install python3-uno"


def profile(folder: Path) -> str:
    """A fresh profile that recalculates every file on loading; the option that selects it."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    return f"-env:UserInstallation={folder.as_uri()}"


class Office:
    """A running LibreOffice. Use it in a `with` statement."""

    def __init__(self, folder: Path) -> None:
        pipe = f"cerise{os.getpid()}"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        options = [profile(folder / "profile"), "--headless", "--norestore", "--nologo", "--nodefault"]
        self._office = subprocess.Popen(  # a group of its own, so that soffice.bin ends with its parent
            [SOFFICE, *options, f"--accept=pipe,name={pipe};urp;"], start_new_session=True, **quiet
        )
        self._server = subprocess.Popen(
            [PYTHON, SERVER, pipe], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self._reply()

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _reply(self) -> dict[str, Any]:
        assert self._server.stdout
        line = self._server.stdout.readline()
        if not line:
            raise RuntimeError("the LibreOffice server ended")
        reply: dict[str, Any] = json.loads(line)
        if "failed" in reply:
            raise RuntimeError(reply["failed"])
        return reply

    def ask(self, **request: object) -> dict[str, Any]:
        """Send one request to the server; its reply."""
        assert self._server.stdin
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        return self._reply()

    def open(self, workbook: Path) -> set[str]:
        """Open a workbook; its defined names."""
        return set(self.ask(open=str(workbook))["names"])

    def name(self, cells: Mapping[str, tuple[str, int, int]]) -> None:
        """Give names of our own to cells: sheet, row and column from 1."""
        self.ask(name=dict(cells))

    def case(self, typed: Mapping[str, object], wanted: Sequence[str]) -> dict[str, Any]:
        """Type values into named cells, recalculate, read named cells."""
        return self.ask(set=dict(typed), get=list(wanted))

    def save(self, path: Path) -> None:
        """Save the open workbook as XLSX."""
        self.ask(save=str(path), **{"as": "Calc MS Excel 2007 XML"})

    def stop(self) -> None:
        """End both processes."""
        if self._server.stdin:
            self._server.stdin.close()
        self._end(self._server)
        self._end(self._office)

    def _end(self, process: "subprocess.Popen[Any]") -> None:
        if process is self._office and process.poll() is None:
            os.killpg(process.pid, 15)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9) if process is self._office else process.kill()
            process.wait()
