"""Formula → what readers see: the author's formula as a spreadsheet in their language shows it.

``=IF(term>1, ROUND(rate*0.5, 2), 0)`` becomes ``=SI(term>1; ARRONDI(rate*0,5; 2); 0)`` in French. Names, ``[@column]``,
``table[column]`` and ``PREV`` are ours and stay. Nobody writes such a text by hand: it is always printed from the tree.
"""

from macros.formulas.functions import FRENCH
from macros.formulas.parse import parse
from macros.formulas.printer import ATOM, Printer, number
from macros.formulas.tree import Call, Cell, Expr, Name, Previous, Whole


def shown_formula(text: str, lang: str) -> str:
    """The formula `text` (``=…``, as authors write it) for readers of `lang`. Raises FormulaSyntaxError."""
    return "=" + shown_expr(parse(text), lang)


def shown_expr(expr: Expr, lang: str) -> str:
    """`expr` for readers of `lang`, without the leading ``=``."""
    return _Shown(lang).text(expr)


def shown_function(name: str, lang: str) -> str:
    """The name of a function or a constant in spreadsheets of `lang`; a name that is only ours stays."""
    return FRENCH.get(name, name) if lang == "fr" else name


class _Shown(Printer):
    """Prints with the names and marks of one language; a space after each separator lets long formulas wrap."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.separator = "; " if lang == "fr" else ", "

    def number(self, value: float) -> str:
        return number(value).replace(".", ",") if self.lang == "fr" else number(value)

    def truth(self, value: bool) -> str:
        return shown_function(super().truth(value), self.lang)

    def reference(self, expr: Name | Cell | Whole | Previous) -> tuple[str, int]:
        match expr:
            case Name(name=name):
                return name, ATOM
            case Cell(column=column):
                return f"[@{column}]", ATOM
            case Whole(table=table, column=column):
                return f"{table}[{column}]", ATOM
            case Previous(column=column, start=start):
                return f"PREV([{column}]{self.separator}{self.text(start)})", ATOM

    def call(self, call: Call) -> str:
        return f"{shown_function(call.function, self.lang)}({self.separator.join(map(self.text, call.args))})"
