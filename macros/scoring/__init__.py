"""Checklists: compiled to the same formulas as calculators, and scored from answers."""

from macros.scoring.compile import compile_checklist
from macros.scoring.score import Answers, Score, SectionScore, score
from macros.scoring.tools import program_of

__all__ = ["Answers", "Score", "SectionScore", "compile_checklist", "program_of", "score"]
