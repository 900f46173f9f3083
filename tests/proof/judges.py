"""Who judges: each engine with its version, how it opens a tool, and how many cases it gets."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.metadata import version as package_version

from tests.exports.office import SOFFICE
from tests.proof import chromium, survey, workbook
from tests.proof.compare import Engine
from tests.proof.subject import Subject

Open = Callable[[Subject, str], AbstractContextManager[Engine]]


@dataclass(frozen=True)
class Judge:
    """One engine. `many` cases are for the proof, `few` for each run of the tests; a part has `at_once` of them.

    `sources` are the files and folders that its answers depend on, beyond what all engines share.
    """

    key: str
    name: str
    version: Callable[[], str]
    open: Open
    many: int
    few: int
    at_once: int
    sources: tuple[str, ...]


PAGE = (
    *("macros/formulas/javascript.py", "macros/theme/scripts/xl.js", "macros/site/scripts.py"),
    "tests/proof/chromium.py",
)
WORKBOOK = (
    *("macros/formulas/xlsx.py", "macros/exports/xlsx", "tests/proof/workbook.py", "tests/exports/cases.py"),
    *("tests/exports/engines.py", "tests/exports/office.py", "tests/exports/uno_server.py"),
)
SURVEY = (
    *(f"macros/formulas/{name}.py" for name in ("xpath", "xpath_finance", "xpath_rounding", "xpath_term", "unroll")),
    *("macros/exports/xlsform", "tests/proof/survey.py", "tests/exports/xform.py", "tests/exports/xform.js"),
)


def office_version() -> str:
    """The number in ``LibreOffice 7.4.7.2 40(Build:2)``."""
    return subprocess.run([SOFFICE, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]


def package(name: str) -> Callable[[], str]:
    """The version of a Python package."""
    return lambda: package_version(name)


JUDGES = (
    Judge("chromium", "Chromium", chromium.version, chromium.opened, 10_000, 200, 1000, PAGE),
    Judge("formualizer", "formualizer", package("formualizer"), workbook.formualizer, 1000, 20, 100, WORKBOOK),
    Judge("ironcalc", "IronCalc", package("ironcalc"), workbook.ironcalc, 1000, 40, 200, WORKBOOK),
    Judge("libreoffice", "LibreOffice", office_version, workbook.libreoffice, 200, 20, 100, WORKBOOK),
    Judge("xform", "XForm (Enketo)", survey.version, survey.opened, 200, 20, 100, SURVEY),
)
"""In the order of the table."""
