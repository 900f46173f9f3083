"""The list of planted faults is complete and up to date, and what plants them tells a catch from a crash."""

import re
import subprocess
from itertools import product
from pathlib import Path

import pytest

from tests.mutants.copies import Copy, copies
from tests.mutants.faults import KINDS, PARTS, ROOT, RUNTIMES, Fault, read_faults

FAULTS = read_faults()
EVERYWHERE = ("operator", "rounding", "blank", "unit", "label", "row")
"""What every runtime must be tried with."""


def test_there_are_faults_of_every_kind_in_every_part() -> None:
    assert len(FAULTS) >= 30
    assert len({fault.id for fault in FAULTS}) == len(FAULTS)
    assert {fault.kind for fault in FAULTS} == set(KINDS) and {fault.part for fault in FAULTS} == set(PARTS)
    planted = {(fault.part, fault.kind) for fault in FAULTS}
    assert set(product(RUNTIMES, EVERYWHERE)) - planted == set()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_can_be_planted(fault: Fault) -> None:
    sound = (ROOT / fault.file).read_text(encoding="utf-8")
    assert fault.planted(sound) != sound
    assert not fault.file.startswith("tests/") and fault.does.endswith(".")


@pytest.mark.parametrize("node", sorted({node for fault in FAULTS for node in fault.caught_by}))
def test_the_tests_that_catch_are_there(node: str) -> None:
    file, _, name = node.partition("::")
    assert file.startswith("tests/") and file.endswith(".py"), "one file of the suite, or less"
    assert not name or re.search(rf"^def {name.partition('[')[0]}\(", (ROOT / file).read_text(), re.MULTILINE)


# --- the planting itself -----------------------------------------------------------------------------

CODE = "def double(value: int) -> int:\n    return 2 * value\n"
TESTS = """
import macros
import pytest

@pytest.fixture
def broken():
    assert macros.double(1) == 2

def test_double():
    assert macros.double(2) == 4

def test_nothing():
    assert macros.double

def test_fixture(broken):
    pass
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A repository with a package called like ours: were ours imported, `double` would not be found."""
    for name, text in (
        ("macros/__init__.py", CODE),
        ("test_tiny.py", TESTS),
        ("stray.pyc", ""),
        (".gitignore", "*.pyc"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    (tmp_path / "macros" / "new.py").write_text("")
    return tmp_path


def fault(find: str, replace: str) -> Fault:
    return Fault("tiny", "python", "operator", "macros/__init__.py", "Nothing.", find, replace, ())


def test_a_copy_holds_the_working_tree_and_its_tests_import_it(tiny: Path) -> None:
    with copies(tiny, 2) as made:
        assert made[0].folder != made[1].folder
        for copy in made:
            files = {path.relative_to(copy.folder).as_posix() for path in copy.folder.rglob("*") if path.is_file()}
            assert files == {"macros/__init__.py", "macros/new.py", "test_tiny.py", ".gitignore"}
            assert copy.origin("macros") == copy.folder / "macros/__init__.py"
    assert not made[0].folder.exists()


def test_only_a_test_that_fails_is_a_catch(tiny: Path) -> None:
    with copies(tiny, 1) as (copy,):
        wrong = fault("2 * value", "3 * value")
        caught = copy.verdict(wrong, "test_tiny.py::test_double")
        assert caught.caught and caught.failed == ("test_double",)
        # Bytecode kept from the fault, as old and as long as the sound file, would still fail.
        assert copy.test(["test_tiny.py"]).passed, "what was planted is gone"
        for survived in ("test_nothing", "test_fixture", "test_absent"):
            assert not copy.verdict(wrong, f"test_tiny.py::{survived}").caught, survived
        assert not copy.verdict(fault("return", "retrun"), "test_tiny.py::test_double").caught, "a crash"


def test_what_is_replaced_stands_once(tiny: Path) -> None:
    for missing in ("absent", "value"):
        with pytest.raises(ValueError, match="stands"):
            fault(missing, "other").planted(CODE)
    assert isinstance(Copy(tiny, tiny / "copy"), Copy)
