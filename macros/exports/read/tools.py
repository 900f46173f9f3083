"""Which tool a file belongs to, and whether its version can still be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from macros.definitions.load import Project
from macros.definitions.migrations import successors
from macros.definitions.models import Calculator, Checklist
from macros.exports.message import Message, ReadError, message
from macros.exports.read.fields import Field, calculator_fields, checklist_fields
from macros.exports.words import LANGUAGES
from macros.formulas.grids import grid_of
from macros.formulas.program import Grid


@dataclass(frozen=True)
class Claim:
    """What a file says it is."""

    tool: str
    version: int
    language: str


@dataclass(frozen=True)
class Known:
    """The tool of a file, its fields, and what its version calls for.

    `moved` gives the ids of today for ids renamed or split since that version; `retired` questions no longer asked.
    """

    claim: Claim
    tool: Checklist | Calculator
    fields: Mapping[str, Field]
    warnings: tuple[Message, ...]
    moved: Mapping[str, tuple[str, ...]]
    retired: Mapping[str, Field]

    def now(self, key: str) -> tuple[str, ...]:
        """What the question that the file calls `key` is called today."""
        return self.moved.get(key, (key,))

    @property
    def grids(self) -> Mapping[str, Grid]:
        """The tables that people fill in, by id."""
        items = self.tool.inputs if isinstance(self.tool, Calculator) else []
        return {item.id: grid for item in items if (grid := grid_of(item))}

    def beyond(self, key: str) -> str | None:
        """The key of a cell below the last row that its table may have; `key` may be written as in a workbook."""
        for grid in self.grids.values():
            found = re.fullmatch(rf"{grid.key}[._]([0-9]{{1,6}})[._]({'|'.join(grid.columns)})", key)
            if found and int(found[1]) >= grid.height:
                return grid.cell(int(found[1]), found[2])
        return None

    def too_many(self, key: str, place: str) -> Message:
        """What to say of a table with more rows than it may have."""
        grid = self.grids[key.partition(".")[0]]
        return message("too_many_rows", place=place, id=grid.key, most=grid.height)


def claim(tool: object, version: object, language: object) -> Claim:
    """A claim with its parts checked. Raises ReadError."""
    if not isinstance(tool, str) or not tool.strip():
        raise ReadError("not_ours")
    try:
        number = int(float(str(version)))
    except (ValueError, OverflowError):
        raise ReadError("no_version", tool=tool) from None
    return Claim(tool.strip(), number, language if language in LANGUAGES and isinstance(language, str) else "fr")


def recognise(found: Claim, project: Project) -> Known:
    """The tool that a file claims. Raises ReadError for an unknown tool or a version from the future."""
    tools = project.tools()
    if found.tool not in tools:
        raise ReadError("unknown_tool", tool=found.tool[:80], known=", ".join(sorted(tools)))
    tool = tools[found.tool].model
    if found.version > tool.version:
        raise ReadError("newer", tool=tool.id, version=found.version, current=tool.version)
    older = found.version < tool.version
    warnings = (message("older", tool=tool.id, version=found.version, current=tool.version),) if older else ()
    if isinstance(tool, Calculator):
        return Known(found, tool, calculator_fields(tool), warnings, {}, {})
    scales = project.scale_models()
    fields, retired = (checklist_fields(tool, scales, status) for status in ("active", "retired"))
    return Known(found, tool, fields, warnings, successors(tool, found.version), retired)
