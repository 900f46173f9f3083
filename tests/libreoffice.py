"""LibreOffice without a screen: workbooks converted with every formula computed again."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

_ITEM = (
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
    '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>'
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{_ITEM}</oor:items>\n'
)
"""Mode 0 = always compute again: otherwise LibreOffice shows the values stored in the file."""

_SECONDS = 120


def recalculated(files: Sequence[Path], folder: Path) -> list[Path]:
    """Copies of workbooks `files` in `folder`, every formula computed by LibreOffice."""
    profile = folder / "profile"
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    target = folder / "recalculated"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "xlsx", "--outdir", str(target), *map(str, files)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, env=environment)
    return [target / file.name for file in files]
