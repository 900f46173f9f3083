"""Kinds that no text of an author brings about, only the disk or a change of pydantic."""

from pathlib import Path

import pytest

from macros.definitions import Problem, load_project
from macros.definitions.models import Text
from macros.definitions.source import Source
from macros.definitions.validate import Mistake, findings
from macros.definitions.yaml_nodes import read_yaml


def test_folder_called_like_a_file__is_said(tmp_path: Path) -> None:
    (tmp_path / "tools/scales/odd.yml").mkdir(parents=True)
    (problem,) = load_project(tmp_path).problems
    assert problem == Problem("tools/scales/odd.yml", 1, 1, "file_unreadable")
    assert problem.text("fr").endswith("que c'est un fichier ordinaire et que vous en avez le droit.")


def test_unforeseen_complaint_of_pydantic__is_still_said() -> None:
    node, _ = read_yaml("a.yml", b"fr: un\nen: one\n")
    assert node is not None
    mistake = Mistake(Text, ("fr",), {"type": "new_in_pydantic_9", "loc": ("fr",), "msg": "Too odd", "input": "un"})
    (found,) = findings([mistake], Source("a.yml", node))
    assert found.kind == "invalid"
    assert found.context == {"name": "fr", "reason": "Too odd"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_invalid__has_words(lang: str) -> None:
    assert "Too odd" in Problem("a.yml", 1, 5, "invalid", {"name": "fr", "reason": "Too odd"}).text(lang)
