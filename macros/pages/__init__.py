"""Tools as HTML: a form that reads and prints by itself, and that a browser script brings to life."""

from macros.language.numbers import format_number
from macros.pages.calculator import calculator_html
from macros.pages.checklist import checklist_html
from macros.pages.downloads import downloads_html
from macros.pages.functions import functions_html
from macros.pages.links import Links
from macros.pages.scripts import scripts_html
from macros.pages.templates import templates_html

__all__ = [
    "Links",
    "calculator_html",
    "checklist_html",
    "downloads_html",
    "format_number",
    "functions_html",
    "scripts_html",
    "templates_html",
]
