"""Filled files read back: workbooks, CSV, JSON. The file is never trusted, and nothing is dropped in silence."""

from pathlib import Path

from macros.definitions.load import Project
from macros.exports.filled import Filled
from macros.exports.message import Message, ReadError, message
from macros.exports.read.answers import read_answers
from macros.exports.read.delimited import read_csv
from macros.exports.read.guard import LARGEST_FILE
from macros.exports.read.rescore import Rescored, rescore
from macros.exports.read.workbook import read_workbook

__all__ = ["Filled", "Message", "ReadError", "message", "read_filled", "rescore", "rescore_file"]


def read_filled(source: Path | bytes, project: Project) -> Filled:
    """The answers in a filled file, a path or its bytes; the kind of file is told by its content. Raises ReadError."""
    data = _bytes(source)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not data.strip():
        raise ReadError("empty")
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return read_workbook(data, project)
    if start in (b"{", b"["):
        return read_answers(data, project)
    return read_csv(data, project)


def rescore_file(path: Path, project: Project, lang: str | None = None) -> Rescored:
    """`rescore` of a file, with its name under ``file``. Raises ReadError."""
    return {"file": str(path), **rescore(read_filled(path, project), project, lang)}


def _bytes(source: Path | bytes) -> bytes:
    if isinstance(source, Path):
        try:
            if source.stat().st_size > LARGEST_FILE:
                raise ReadError("too_large")
            source = source.read_bytes()
        except OSError as error:
            raise ReadError("no_file", reason=error.strerror or "") from None
    if len(source) > LARGEST_FILE:
        raise ReadError("too_large")
    return source
