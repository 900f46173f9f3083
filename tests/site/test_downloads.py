"""Each download is the file of its tool in its language, and is made again when anything it says has changed."""

import csv
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from macros.definitions import load_project
from macros.site.downloads import downloads
from tests.corpus_case import BASE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tiny project: one checklist and one calculator."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def claims(name: str, data: bytes) -> tuple[object, object]:
    """The tool and the language that a file says are its own."""
    if name.endswith(".json"):
        document = json.loads(data)
        return document["tool"], document["language"]
    if name.endswith(".csv"):
        text = data.decode("utf-8-sig")
        head, row, *_ = csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ",")
        tool, language = ("outil", "langue") if "outil" in head else ("tool", "language")
        return row[head.index(tool)], row[head.index(language)]
    book = openpyxl.load_workbook(io.BytesIO(data))
    if "settings" in book.sheetnames:  # a survey says both in the name of its form, and speaks both languages
        heads, values = ([cell.value for cell in line] for line in book["settings"].iter_rows(max_row=2))
        settings = dict(zip(heads, values, strict=True))
        return str(settings["form_id"]).replace("_", "-"), {"English (en)": "en"}.get(
            str(settings["default_language"]), "fr"
        )
    facts = {fact.name: fact.value for fact in book.custom_doc_props.props}
    return facts["cerise_tool"], facts["cerise_language"]


def test_each_file_is_of_the_tool_and_in_the_language_of_its_name(root: Path) -> None:
    files = downloads(load_project(root), ("fr", "en"))
    assert len({name.split(".")[0] for name in files}) >= 2
    for _ in range(2):  # made, then taken from what was kept
        for name, data in files.items():
            if name.endswith((".html", ".pdf", ".docx")):  # opened by tests of their own
                continue
            assert claims(name, data) == tuple(name.split(".")[:2]), name
        files = downloads(load_project(root), ("fr", "en"))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/_data/references.yml", "title: ", "title: Corrected "),
        ("tools/checklists/tiny-checklist.yml", "La caisse", "Le coffre"),
    ],
)
def test_a_correction_reaches_the_files(root: Path, file: str, old: str, new: str) -> None:
    before = downloads(load_project(root), ("fr",))
    assert downloads(load_project(root), ("fr",)) == before
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert downloads(load_project(root), ("fr",))["tiny-checklist.fr.json"] != before["tiny-checklist.fr.json"]
