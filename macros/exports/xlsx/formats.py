"""Number formats. Decimals appear only where they say something, by conditional formats that every program knows."""

from macros.exports.language import NO_BREAK
from macros.exports.xlsx.book import Sheet

_FINER = {
    "money": (("AND(ABS({x})<100,ROUND({x},2)<>ROUND({x},0))", "#,##0.00"),),
    "percent": (
        ("ROUND(100*{x},2)<>ROUND(100*{x},1)", "0.00%"),
        ("ROUND(100*{x},1)<>ROUND(100*{x},0)", "0.0%"),
    ),
    "number": (
        ("AND(ABS({x})<1,ROUND({x},3)<>ROUND({x},2))", "#,##0.000"),
        ("ROUND({x},2)<>ROUND({x},1)", "#,##0.00"),
        ("ROUND({x},1)<>ROUND({x},0)", "#,##0.0"),
    ),
}
_BASE = {"percent": "0%", "text": "General"}


def number_format(kind: str, lang: str) -> str:
    """The format of a whole number of this kind (money, percent, integer, number, text)."""
    return _spaced(_BASE.get(kind, "#,##0"), lang)


def _spaced(pattern: str, lang: str) -> str:
    return pattern.replace("%", f'"{NO_BREAK}"%') if lang == "fr" else pattern


def show_decimals(sheet: Sheet, kind: str, first: tuple[int, int], last: tuple[int, int], cell: str) -> None:
    """Let the cells from `first` to `last` show decimals when they have some; `cell` is the first one's address."""
    for condition, pattern in _FINER.get(kind, ()):
        shape = sheet.book.file.add_format({"num_format": _spaced(pattern, sheet.book.lang)})
        rule = {"type": "formula", "criteria": f"={condition.format(x=cell)}", "format": shape, "stop_if_true": True}
        sheet.raw.conditional_format(*first, *last, rule)


def hide_errors(sheet: Sheet, first: tuple[int, int], last: tuple[int, int], cell: str) -> None:
    """Errors of formulas that still wait for a value are written in white, and not marked."""
    rule = {
        "type": "formula",
        "criteria": f"=ISERROR({cell})",
        "format": sheet.book.file.add_format({"font_color": "#FFFFFF"}),
        "stop_if_true": True,
    }
    sheet.raw.conditional_format(*first, *last, rule)
