"""Two independent spreadsheet engines that recalculate our workbooks."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import formualizer
import ironcalc
import openpyxl
from openpyxl.utils.cell import coordinate_to_tuple

Place = tuple[str, int, int]
"""Sheet, row and column from 1."""


def places(workbook: bytes) -> dict[str, Place]:
    """Where every defined name of one cell stands."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    found: dict[str, Place] = {}
    for name, defined in book.defined_names.items():
        for sheet, address in defined.destinations:
            if ":" not in address:
                found[name] = (sheet.replace("''", "'"), *coordinate_to_tuple(address.replace("$", "")))
    return found


class Typed:
    """What has been typed into a workbook: like a person, we type again only what changes."""

    def __init__(self) -> None:
        self._cells: dict[str, object] = {}

    def changes(self, typed: Mapping[str, object]) -> dict[str, object]:
        """The cells to type into, so that they hold `typed`."""
        changed = {n: value for n, value in typed.items() if n not in self._cells or self._cells[n] != value}
        self._cells |= changed
        return changed


class Formualizer:
    """A workbook in formualizer."""

    def __init__(self, workbook: bytes, _: Path) -> None:
        self.places = places(workbook)
        self.book = formualizer.Workbook.from_bytes(workbook)
        self.typed = Typed()

    def name(self, cells: Mapping[str, Place]) -> None:
        """Give names of our own to cells."""
        self.places |= cells

    def case(self, typed: Mapping[str, object], wanted: Sequence[str]) -> dict[str, object]:
        for name, value in self.typed.changes(typed).items():
            self.book.set_value(*self.places[name], value)
        self.book.evaluate_all()
        return {name: self.book.get_value(*self.places[name]) for name in wanted}


class IronCalc:
    """A workbook in IronCalc."""

    def __init__(self, workbook: bytes, folder: Path) -> None:
        self.places = places(workbook)
        self.typed = Typed()
        path = folder / "ironcalc.xlsx"
        path.write_bytes(workbook)
        self.model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        self.sheets = [sheet["name"] if isinstance(sheet, dict) else sheet.name for sheet in self._sheets()]

    def _sheets(self) -> list[object]:
        return list(self.model.get_worksheets_properties())

    def _at(self, name: str) -> tuple[int, int, int]:
        sheet, row, column = self.places[name]
        return self.sheets.index(sheet), row, column

    def name(self, cells: Mapping[str, Place]) -> None:
        """Give names of our own to cells."""
        self.places |= cells

    def case(self, typed: Mapping[str, object], wanted: Sequence[str]) -> dict[str, object]:
        for name, value in self.typed.changes(typed).items():
            self._type(self._at(name), value)
        self.model.evaluate()
        return {name: self.model.get_cell_value(*self._at(name)) for name in wanted}

    def _type(self, place: tuple[int, int, int], value: object) -> None:
        if value is None:
            self.model.clear_cell_contents(*place)
        elif isinstance(value, str):
            self.model.update_cell_with_text(*place, value)
        else:
            self.model.update_cell_with_number(*place, value)
