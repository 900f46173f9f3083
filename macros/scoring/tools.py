"""One way to the program of any tool."""

from collections.abc import Mapping

from macros.definitions.models import Calculator, Checklist, Scale, Tool
from macros.formulas import Program, compile_calculator
from macros.scoring.compile import compile_checklist


def program_of(tool: Tool, scales: Mapping[str, Scale]) -> Program:
    """The program of a checklist or a calculator. Raises InvalidFormulas, TypeError for anything else."""
    if isinstance(tool, Checklist):
        return compile_checklist(tool, scales)
    if isinstance(tool, Calculator):
        return compile_calculator(tool)
    raise TypeError(f"{tool.id} is neither a checklist nor a calculator")
