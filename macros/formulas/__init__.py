"""One formula language for every output: parsed once, interpreted in Python, printed for the page and the sheet."""

from macros.formulas.compile import InvalidFormulas, compile_calculator
from macros.formulas.program import Program, Refusal, Result, Value
from macros.formulas.python import run

__all__ = ["InvalidFormulas", "Program", "Refusal", "Result", "Value", "compile_calculator", "run"]
