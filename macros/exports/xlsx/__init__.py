"""Workbooks with live formulas: no macros, no password, the same results as the page."""

from macros.exports.xlsx.calculator import calculator_xlsx
from macros.exports.xlsx.checklist import checklist_xlsx
from macros.exports.xlsx.sheet import sheet_xlsx

__all__ = ["calculator_xlsx", "checklist_xlsx", "sheet_xlsx"]
