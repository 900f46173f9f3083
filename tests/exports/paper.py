"""What a PDF says, as independent programs read it: poppler for text, pypdf for structure, zxing for QR codes."""

import io
import re
import subprocess
from pathlib import Path

import pypdf
import zxingcpp

_BLANK = re.compile(r"[\s\u200b\u00ad]+")


def pages(pdf: bytes) -> list[str]:
    """The text of each page, in reading order."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def solid(text: str) -> str:
    """`text` without spaces of any kind: where lines break is of no matter."""
    return _BLANK.sub("", text)


def characters(pdf: bytes) -> str:
    """The text with its spaces as they are in the file; poppler makes all of them ordinary."""
    return "".join(page.extract_text() for page in _reader(pdf).pages)


def facts(pdf: bytes) -> dict[str, str]:
    """What ``pdfinfo`` says."""
    done = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    return {key: value.strip() for key, _, value in (line.partition(":") for line in done.stdout.decode().splitlines())}


def language(pdf: bytes) -> str:
    """The language of the document."""
    return str(_reader(pdf).root_object["/Lang"])


def claims_accessibility(pdf: bytes) -> bool:
    """Whether the document claims PDF/UA-1."""
    metadata = _reader(pdf).root_object["/Metadata"].get_object()
    assert isinstance(metadata, pypdf.generic.StreamObject)
    return bool(re.search(rb"<pdfuaid:part>1<", metadata.get_data()))


def outline(pdf: bytes) -> list[str]:
    """The titles of the outline, with those below them."""
    return _titles(_reader(pdf).outline)


def _titles(items: list[object]) -> list[str]:
    found: list[str] = []
    for item in items:
        found += _titles(item) if isinstance(item, list) else [str(getattr(item, "title", ""))]
    return found


def links(pdf: bytes) -> list[str]:
    """The addresses that can be followed."""
    annotations = [a.get_object() for page in _reader(pdf).pages for a in page.get("/Annots", [])]
    return [str(a["/A"]["/URI"]) for a in annotations if "/A" in a]


def fonts(pdf: bytes) -> list[tuple[str, str]]:
    """Each font and whether it is embedded."""
    done = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    rows = [line.split() for line in done.stdout.decode().splitlines()[2:]]
    return [(row[0].partition("+")[2], row[-5]) for row in rows]


def codes(pdf: bytes, folder: Path) -> list[str]:
    """What the QR codes say, page after page, read from pictures of the pages."""
    (folder / "form.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-gray", "-r", "130", "form.pdf", "page"], cwd=folder, check=True)
    return [text for picture in sorted(folder.glob("page*.pgm")) for text in _codes(picture.read_bytes())]


def _codes(picture: bytes) -> list[str]:
    _, size, _, pixels = picture.split(b"\n", 3)
    width, height = (int(part) for part in size.split())
    found = zxingcpp.read_barcodes(memoryview(pixels).cast("B", shape=[height, width]))
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]


def _reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))
