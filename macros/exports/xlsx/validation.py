"""What a cell accepts, and what it says before and after typing. The words are those of the page."""

from macros.exports.xlsx.book import Sheet

_TITLE, _MESSAGE = 32, 255


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def accept(
    sheet: Sheet, row: int, column: int, rule: dict[str, object], title: str, hint: str, error: str, rows: int = 1
) -> None:
    """Put a validation rule on a cell, or on `rows` cells from it downwards.

    It has a hint when a cell is chosen and a message when it refuses.
    """
    shown = {
        "input_title": _cut(title, _TITLE),
        "input_message": _cut(hint, _MESSAGE),
        "error_title": _cut(title, _TITLE),
        "error_message": _cut(error, _MESSAGE),
    }
    sheet.raw.data_validation(row, column, row + rows - 1, column, rule | {k: v for k, v in shown.items() if v})


def one_of(labels: str) -> dict[str, object]:
    """One of the labels of a named list."""
    return {"validate": "list", "source": f"={labels}"}


def number_between(low: float, high: float, whole: bool) -> dict[str, object]:
    """A number within bounds, both allowed."""
    kind = "integer" if whole else "decimal"
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def formula(condition: str) -> dict[str, object]:
    """Whatever makes a formula true."""
    return {"validate": "custom", "value": f"={condition}"}
