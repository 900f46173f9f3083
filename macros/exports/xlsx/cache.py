"""Results filled into a new workbook, for programs that show what is stored without calculating."""

import formualizer


def with_results(workbook: bytes) -> bytes:
    """`workbook` with the result of every formula stored beside it."""
    filled: bytes = formualizer.recalculate_xlsx_bytes(workbook)["bytes"]
    return filled
