"""Files made to harm, or simply broken: the page refuses them with a sentence, quickly, and stays as it was."""

import io
import zipfile
from collections.abc import Callable, Iterator

import pytest

from macros.exports import export
from macros.exports.words import words
from tests.pages.assessment import META, Assessment, answers_file, write_assessments
from tests.pages.browser import chromium
from tests.pages.test_files import REAL

MEGABYTE = 2**20


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assessment]:
    """One page for all: whatever it is given, it must go on working."""
    folder = tmp_path_factory.mktemp("assessment") / "site"
    write_assessments(folder, REAL)
    with chromium() as browser, Assessment(browser, (folder / "governance.fr.html").as_uri()) as running:
        running.take(answers_file("governance", answers={"gov-power-1": "partly"}))
        yield running


def workbook() -> bytes:
    return export("governance", "xlsx", "fr", REAL, META)


def rezipped(change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """The workbook with some of its parts changed, and others added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return buffer.getvalue()


def in_part(wanted: str, act: Callable[[bytes], bytes]) -> bytes:
    return rezipped(lambda name, content: act(content) if name == wanted else content)


SHEET = "xl/worksheets/sheet2.xml"


def lying_bomb() -> bytes:
    """A sheet of 200 MB that claims to be small."""
    data = bytearray(in_part(SHEET, lambda content: content + b" " * 200 * MEGABYTE))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(mark)
        while at >= 0:
            if int.from_bytes(data[at + offset : at + offset + 4], "little") > 100 * MEGABYTE:
                data[at + offset : at + offset + 4] = (1000).to_bytes(4, "little")
            at = data.find(mark, at + 4)
    return bytes(data)


def huge_sheet(cells: int) -> bytes:
    """So many cells more."""
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    rows = b"".join(row % (n, n) for n in range(60, cells + 60))
    return in_part(SHEET, lambda content: content.replace(b"</sheetData>", rows + b"</sheetData>"))


def doctype(content: bytes) -> bytes:
    return content.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1)


def laughs(content: bytes) -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return content.replace(b"<worksheet", f"<!DOCTYPE x [{entities}]><worksheet".encode(), 1)


def damaged_content() -> bytes:
    data = bytearray(workbook())
    at = data.find(b"xl/worksheets/sheet2.xml") + 200
    data[at : at + 40] = bytes(40)
    return bytes(data)


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "100 MB": (lambda: b"x" * 100 * MEGABYTE, "too_large"),
    "bomb": (lambda: in_part(SHEET, lambda content: content + b" " * 300 * MEGABYTE), "too_large"),
    "bomb that lies": (lying_bomb, "too_large"),
    "many parts": (lambda: rezipped(lambda _, c: c, {f"xl/x{n}.xml": b"" for n in range(2000)}), "too_large"),
    "huge sheet": (lambda: huge_sheet(1_000_000), "too_large"),
    "large sheet": (lambda: huge_sheet(250_000), "too_large"),
    "broken XML": (lambda: in_part(SHEET, lambda content: content[:-2000]), "damaged"),
    "doctype": (lambda: in_part(SHEET, doctype), "unsafe"),
    "billion laughs": (
        lambda: in_part("xl/workbook.xml", lambda c: laughs(c.replace(b"<workbook", b"<worksheet", 1))),
        "unsafe",
    ),
    "odd encoding": (lambda: in_part(SHEET, lambda c: c.replace(b"UTF-8", b"UTF-7", 1)), "unsafe"),
    "content damaged": (damaged_content, "damaged"),
    "cut short": (lambda: workbook()[:20_000], "damaged"),
    "only a mark": (lambda: b"PK\x03\x04" + bytes(5000), "damaged"),
    "another archive": (lambda: rezipped_names(), "not_ours"),
    "old Excel": (lambda: b"\xd0\xcf\x11\xe0" + bytes(5000), "old_or_locked"),
    "OpenDocument": (lambda: rezipped(lambda _, c: c, {"mimetype": b"x", "content.xml": b"<x/>"}), "open_document"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100, "not_ours"),
    "deep JSON": (
        lambda: b'{"tool":"governance","version":1,"answers":' + b"[" * 4_000_000 + b"]" * 4_000_000 + b"}",
        "bad_json",
    ),
    "deep JSON, cut": (lambda: b"[" * 9_000_000, "bad_json"),
    "JSON that is no text": (lambda: b'{"tool": "\xff\xfe"}', "bad_json"),
    "10 MB of line ends": (lambda: b"id,answer\n" + b"\n" * 9 * MEGABYTE, "not_ours"),
    "too many rows": (lambda: b"id,answer,tool,version\n" + b"a,b,governance,1\n" * 400_000, "too_large"),
    "one quote": (lambda: b'id,answer,tool\n"' + b"a" * 9 * MEGABYTE, "damaged"),
    "quotes": (lambda: b"id,answer\n" + b'""' * 4 * MEGABYTE, "damaged"),
}


def rezipped_names() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        new.writestr("word/document.xml", "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_is_refused_by_a_sentence(page: Assessment, kind: str) -> None:
    make, key = FILES[kind]
    data = make()
    said = page.open(data, "x")
    assert said == "x\u00a0: " + words("fr")[f"read_{key}"].replace("{tool}", "governance")
    print(f"{kind}: {page.took():.2f} s")
    assert page.record()["answers"] == {"gov-power-1": "partly"}


def test_deep_values_and_odd_keys_do_no_harm(page: Assessment) -> None:
    deep = b"[" * 90 + b"]" * 90
    odd = b'"__proto__": "partly", "constructor": "partly", "toString": {"a": 1}, "gov-power-2": ' + deep
    data = (
        b'{"tool": "governance", "version": 1, "language": "fr", "answers": {'
        + odd
        + b'}, "comments": {"__proto__": "x"}, '
    )
    assert not page.open(data + b'"plan": [null, [], {"__proto__": "y"}, ' + deep + b'], "about": {"toString": "z"}}')
    assert len(page.doubts()) == 5
    page.act("cancel")
    assert page.page.evaluate(
        "() => ({}).partly === undefined && ({}).x === undefined && typeof ({}).toString === 'function'"
    )


def test_nothing_in_a_file_becomes_part_of_the_page(page: Assessment) -> None:
    bad = '<img src=x onerror="window.harm=1"><script>window.harm=1</script>'
    data = answers_file(
        "governance",
        answers={"gov-power-1": bad, bad: "partly"},
        comments={"gov-power-1": bad},
        about={"institution": bad},
        plan=[{"action": bad}],
    )
    assert not page.open(data, "<b>.json")
    assert page.page.locator("[data-file-changes] :is(img, script, b)").count() == 0
    page.act("new")
    for view in ("fill", "result", "plan", "compare", "files"):
        page.view(view)
    assert page.page.evaluate("() => window.harm === undefined && !document.querySelector('form img, form script')")
    assert page.record()["comments"]["gov-power-1"] == bad
    page.act("undo")


def test_a_sheet_with_much_beside_it_is_read(page: Assessment) -> None:
    """What people add of their own stays far below what is refused."""
    assert not page.open(huge_sheet(20_000), "large.xlsx")
    print(f"20 000 cells more: {page.took():.2f} s")
    assert not page.doubts()
    page.act("cancel")
