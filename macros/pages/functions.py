"""The functions of the formula language as a table, with their French names for French readers."""

from macros.formulas.functions import PURPOSES
from macros.formulas.shown import shown_function
from macros.pages.render import render
from macros.pages.words import words


def functions_html(lang: str) -> str:
    """One line a function, under what the functions are for."""
    w = words(lang)
    groups = [(w[f"purpose_{key}"], [(n, shown_function(n, lang)) for n in names]) for key, names in PURPOSES.items()]
    return render("functions.html.j2", lang, None, groups=groups, shown=lang == "fr")
