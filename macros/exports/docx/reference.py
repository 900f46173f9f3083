"""The document from which pandoc takes styles, page and footer: the parts in ``theme/docx``, zipped."""

import io
import zipfile
from functools import cache
from pathlib import Path

PARTS = Path(__file__).parents[2] / "theme" / "docx"


@cache
def reference_docx() -> bytes:
    """The reference document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in sorted(PARTS.rglob("*")):
            if path.is_file():
                # A ZipInfo has the same old date whenever it is made; pandoc copies it into its documents.
                archive.writestr(zipfile.ZipInfo(path.relative_to(PARTS).as_posix()), path.read_bytes())
    return buffer.getvalue()
