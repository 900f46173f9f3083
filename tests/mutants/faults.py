"""The list of faults (``faults.yml``): mistakes that a tired developer makes, and the tests that must notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("faults.yml")

KINDS = ("operator", "rounding", "blank", "unit", "label", "row", "bounds")
"""What is wrong: a sign or a comparison; digits lost; a blank that counts, or a 0 that does not; a scale (percents,
months, years); one thing called or taken for another; a row too far or too few; what is allowed."""

RUNTIMES = ("python", "javascript", "browser", "spreadsheet", "workbook", "survey")
"""The Python interpreter, the JavaScript printer, xl.js, the XLSX printer, the workbook around its formulas, the XPath
printer with the survey around it."""

PARTS = (*RUNTIMES, "loader", "compiler", "scoring", "reader", "files", "page", "tool", "site")
"""Where faults are planted; `reader` reads filled files, `files` is CSV and JSON, `page` the forms and their script."""


@dataclass(frozen=True)
class Fault:
    """One mistake: `find` becomes `replace` in `file`; each test in `caught_by` alone must then fail.

    `does` says what users would see.
    """

    id: str
    part: str
    kind: str
    file: str
    does: str
    find: str
    replace: str
    caught_by: tuple[str, ...]

    def planted(self, text: str) -> str:
        """`text` with the mistake. Raises ValueError unless `find` stands there exactly once."""
        if (count := text.count(self.find)) != 1:
            raise ValueError(f"{self.id}: what it replaces stands {count} times in {self.file}")
        return text.replace(self.find, self.replace)


def read_faults(source: Path = LIST) -> list[Fault]:
    """The faults in the order of the list. Raises TypeError for a fault with a missing or an unknown key."""
    return [_fault(entry) for entry in yaml.safe_load(source.read_text(encoding="utf-8"))]


def _fault(entry: Mapping[str, object]) -> Fault:
    caught_by = entry["caught_by"]
    nodes = [caught_by] if isinstance(caught_by, str) else caught_by
    return Fault(**{**entry, "caught_by": tuple(nodes)})  # type: ignore[arg-type]
