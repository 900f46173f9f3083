"""Imports run one way through the package, and its core knows nothing of the site generator.

The platform that builds the site will change; what reads, computes and exports the tools must survive that.
"""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "macros"

RANKS = {
    "language": -1,
    "definitions": 0,
    "formulas": 1,
    "scoring": 2,
    "exports": 3,
    "pages": 3,
    "content": 4,
    "site": 5,
    "__init__": 6,
    "cli": 7,
    "__main__": 8,
}
"""A module imports only from lower ranks and from its own part; `exports` and `pages` do not know each other."""

CORE = ("language", "definitions", "formulas", "scoring", "exports", "pages")
PLATFORM = ("mkdocs", "mkdocs_macros", "material")
LOADERS = ("import_module", "__import__")


# --- reading imports ---------------------------------------------------------------------------------


def imports_of(source: str, module: str, is_package: bool = False) -> set[str]:
    """Every module that `source` names in an import, wherever it stands: in functions, under TYPE_CHECKING…"""
    return {name for node in ast.walk(ast.parse(source)) for name in _named(node, module, is_package)}


def _named(node: ast.AST, module: str, is_package: bool) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=origin, names=names, level=level):
            base = _base(origin, level, module, is_package)
            yield from (f"{base}.{alias.name}" for alias in names)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[ast.Constant(value=str(target)), *_]):
            if name in LOADERS:
                yield target


def _base(origin: str | None, level: int, module: str, is_package: bool) -> str:
    """The module behind ``from … import``; each dot goes one package up."""
    if not level:
        return origin or ""
    parts = module.split(".")
    package = parts[: len(parts) - level + is_package]
    return ".".join([*package, *([origin] if origin else [])])


def part_of(module: str) -> str | None:
    """The part of the project that `module` belongs to; None for the outside world."""
    top, *rest = module.split(".")
    if top != PACKAGE.name:
        return None
    return rest[0] if rest and rest[0] in RANKS else "__init__"


def backward(module: str, imported: Iterable[str]) -> list[str]:
    """The imports that `module` may not make."""
    own = part_of(module)
    assert own is not None
    others = {name: part for name in imported if (part := part_of(name)) not in (None, own)}
    return sorted(name for name, part in others.items() if RANKS[part or ""] >= RANKS[own])


def platform(imported: Iterable[str]) -> list[str]:
    """The imports that belong to the site generator."""
    return sorted(name for name in imported if name.split(".")[0] in PLATFORM)


# --- the project -------------------------------------------------------------------------------------


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def project() -> Mapping[str, set[str]]:
    """Every module of the project with what it imports."""
    files = [path for path in sorted(PACKAGE.rglob("*.py")) if "theme" not in path.relative_to(PACKAGE).parts]
    return {
        module_of(path): imports_of(path.read_text(encoding="utf-8"), module_of(path), path.name == "__init__.py")
        for path in files
    }


PROJECT = project()


def test_the_project_is_read() -> None:
    parts = {part_of(module) for module in PROJECT}
    assert {*CORE, "content", "site", "cli"} <= parts
    assert any(part_of(name) == "definitions" for name in PROJECT["macros.formulas.compile"])


def test_every_part_has_a_rank() -> None:
    found = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or list(path.glob("*.py"))}
    assert found - {"theme", "__pycache__"} == set(RANKS)


@pytest.mark.parametrize("module", PROJECT)
def test_imports_run_one_way(module: str) -> None:
    assert backward(module, PROJECT[module]) == []


@pytest.mark.parametrize("module", [module for module in PROJECT if part_of(module) in CORE])
def test_the_core_does_not_name_the_platform(module: str) -> None:
    assert platform(PROJECT[module]) == []


LOAD = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def loaded_by(modules: list[str], folder: Path = PACKAGE.parent) -> list[str]:
    """Every module in memory once `modules` are imported in a new Python."""
    command = [sys.executable, "-c", LOAD, json.dumps(modules)]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder, env=environment)
    found: list[str] = json.loads(done.stdout)
    return found


def test_the_core_does_not_load_the_platform() -> None:
    core = [name for name in PROJECT if part_of(name) in CORE and not name.endswith("__main__")]
    loaded = loaded_by(core)
    assert set(core) <= set(loaded)
    assert platform(loaded) == []


# --- these tests can fail ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("macros.formulas.bad", "from macros.scoring import score", ["macros.scoring.score"]),
        ("macros.formulas.bad", "from macros import pages", ["macros.pages"]),
        ("macros.formulas.bad", "import macros.exports.csv as csv", ["macros.exports.csv"]),
        ("macros.formulas.bad", "from macros import define_env", ["macros.define_env"]),
        ("macros.formulas.bad", "def late():\n    from macros.cli import main", ["macros.cli.main"]),
        ("macros.formulas.bad", "if TYPE_CHECKING:\n    from macros.content import x", ["macros.content.x"]),
        ("macros.formulas.bad", "from ..scoring.score import Score", ["macros.scoring.score.Score"]),
        ("macros.formulas.bad", "from .. import site", ["macros.site"]),
        ("macros.exports.xlsx.bad", "from ...pages import words", ["macros.pages.words"]),
        (
            "macros.formulas.bad",
            "import importlib\nimportlib.import_module('macros.site.build')",
            ["macros.site.build"],
        ),
        ("macros.formulas.bad", "__import__('macros.pages')", ["macros.pages"]),
        ("macros.exports.bad", "from macros.pages.words import say", ["macros.pages.words.say"]),
        ("macros.pages.bad", "from macros.exports import csv", ["macros.exports.csv"]),
        ("macros.site.bad", "try:\n    import macros.cli\nexcept ImportError:\n    pass", ["macros.cli"]),
        ("macros.formulas.good", "from macros.definitions import models\nfrom . import tree\nimport math", []),
        ("macros.exports.xlsx.good", "from ..words import say\nfrom ...scoring import score", []),
        ("macros.cli", "from macros import ROOT\nfrom macros.site import build", []),
    ],
)
def test_a_planted_import_is_seen(module: str, source: str, found: list[str]) -> None:
    assert backward(module, imports_of(source, module)) == found


def test_dots_count_from_the_package_in_its_init() -> None:
    assert imports_of("from .tree import Expr\nfrom ..scoring import score", "macros.formulas", is_package=True) == {
        "macros.formulas.tree.Expr",
        "macros.scoring.score",
    }


@pytest.mark.parametrize(
    "source", ["import mkdocs", "from mkdocs.utils import log", "def f():\n    import mkdocs_macros"]
)
def test_a_planted_platform_import_is_seen(source: str) -> None:
    assert platform(imports_of(source, "macros.pages.bad"))


def test_a_planted_platform_load_is_seen(tmp_path: Path) -> None:
    (tmp_path / "innocent.py").write_text("import planted\n", encoding="utf-8")
    (tmp_path / "planted.py").write_text("from mkdocs import exceptions\n", encoding="utf-8")
    assert "mkdocs.exceptions" in platform(loaded_by(["innocent"], tmp_path))
