"""A look at a workbook before anything parses it: is it a workbook, is it whole, can it do harm?"""

import io
import re
import zipfile
import zlib

from macros.exports.message import ReadError

LARGEST_FILE = 10 * 2**20
LARGEST_CONTENT = 60 * 2**20
MOST_PARTS = 1000
_ENCODING = re.compile(rb"""^[^>]{0,100}encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1"}
_OLD = b"\xd0\xcf\x11\xe0"


def check_workbook(data: bytes) -> None:
    """Refuse what is not a whole, ordinary XLSX. Raises ReadError."""
    if data.startswith(_OLD):
        raise ReadError("old_or_locked")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive)
            _check_contents(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError("damaged") from None


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_CONTENT:
        raise ReadError("too_large")
    if len(names) < len(parts) or any(part.flag_bits & 1 for part in parts):
        raise ReadError("damaged")
    if "mimetype" in names and "content.xml" in names:
        raise ReadError("open_document")
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise ReadError("not_ours")


def _check_contents(archive: zipfile.ZipFile) -> None:
    """Every part can be read to its end, and no XML declares entities."""
    for part in archive.infolist():
        content = archive.read(part)
        if part.filename.endswith((".xml", ".rels", ".vml")):
            _check_xml(content)


def _check_xml(content: bytes) -> None:
    plain = content.replace(b"\0", b"")  # UTF-16 becomes readable enough
    declared = _ENCODING.search(plain)
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain or (declared and declared[1].lower() not in _ENCODINGS):
        raise ReadError("unsafe")
