"""Five hundred ways to spoil the real files: never a crash, always a place and words, no sure mistake missed."""

import shutil
from pathlib import Path
from random import Random

import pytest

from macros.definitions import load_project
from tests.definitions.mutations import CERTAIN, PERHAPS, read_text

ROOT = Path(__file__).parents[2]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tools").rglob("*.yml"))
CHUNKS, SIZE = 20, 25


def copied(root: Path) -> Path:
    shutil.copytree(ROOT / "tools", root / "tools")
    shutil.copytree(ROOT / "docs/_data", root / "docs/_data")
    return root


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_mutation__is_said_with_its_place(chunk: int, tmp_path: Path) -> None:
    root = copied(tmp_path)
    for number in range(chunk * SIZE, (chunk + 1) * SIZE):
        random = Random(number)
        file = random.choice(FILES)
        good = (ROOT / file).read_bytes()
        mutate = random.choice(CERTAIN if number % 2 else PERHAPS)
        bad = mutate(read_text(good), random)
        (root / file).write_bytes(bad)
        problems = load_project(root).problems
        (root / file).write_bytes(good)
        assert problems or mutate in PERHAPS, f"mutation {number}: {mutate.__name__} of {file} was not noticed"
        for problem in problems:
            assert problem.path
            assert problem.line >= 1
            assert problem.column >= 1
            assert problem.text("fr") != problem.text("en")
            assert problem.path != file or problem.line <= bad.count(b"\n") + 1
