"""Rows of tables that no page break cuts in two: pandoc cannot say so, and not all programs read it from a style."""

import io
import re
import zipfile

_PART = "word/document.xml"
_ROW = re.compile("<w:tr>(<w:trPr>)?")


def with_whole_rows(docx: bytes) -> bytes:
    """`docx` with every row of its tables kept on one page; the other parts stay as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info, _marked(data.decode()).encode() if info.filename == _PART else data)
    return buffer.getvalue()


def _marked(xml: str) -> str:
    return _ROW.sub(lambda row: "<w:tr><w:trPr><w:cantSplit />" + ("" if row[1] else "</w:trPr>"), xml)
