"""What the exporters need of ``macros.language``, under one name."""

from macros.language.numbers import MINUS, format_number
from macros.language.texts import fill
from macros.language.texts import one_line as say
from macros.language.typography import NARROW_SPACE as NARROW
from macros.language.typography import NO_BREAK, typeset

__all__ = ["MINUS", "NARROW", "NO_BREAK", "fill", "format_number", "say", "typeset"]
