"""The file of messages: complete in both languages, and said the same way everywhere."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import macros
from macros.definitions.messages import messages, nearest, placeholders
from macros.definitions.problems import Problem

KINDS = sorted(messages())
RAISERS = {"fault": 0, "finding": 1, "problem": 1, "Problem": 3}
"""Functions that take a kind, and at which position at least."""


def kinds_in(path: Path) -> Iterator[str]:
    """The kinds that a module raises, as far as they are written out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in RAISERS:
                yield from filter(None, map(_kind, node.args[: RAISERS[name] + 2]))


def _kind(arg: ast.expr) -> str | None:
    written = arg.value if isinstance(arg, ast.Constant) else None
    return written if isinstance(written, str) and "_" in written and "." not in written else None


def test_every_kind_raised__has_words() -> None:
    package = Path(macros.__file__).parent
    folders = ("definitions", "formulas", "scoring", "content")
    raised = {kind for folder in folders for path in (package / folder).rglob("*.py") for kind in kinds_in(path)}
    assert raised - set(KINDS) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_kind__needs_the_same_words_in_both_languages(kind: str) -> None:
    words = messages()[kind].words
    assert words["fr"] != words["en"]
    assert placeholders(words["fr"]) == placeholders(words["en"])


@pytest.mark.parametrize("kind", KINDS)
def test_kind__says_nothing_without_its_values(kind: str) -> None:
    if messages()[kind].placeholders:
        with pytest.raises(KeyError, match=kind):
            Problem("a.yml", 1, 1, kind)


def test_text__has_place_and_severity() -> None:
    problem = Problem("tools/a.yml", 41, 9, "unknown_group", {"name": "loans", "allowed": ["loan", "client"]})
    assert problem.text("en") == (
        'tools/a.yml:41:9: error: unknown group "loans". Allowed: loan, client. Did you mean "loan"?'
    )
    assert problem.text("fr") == (
        "tools/a.yml:41:9: erreur : groupe inconnu « loans ». Permis : loan, client. Vouliez-vous dire « loan » ?"
    )


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text(), max_size=20))


@given(kind=st.sampled_from(KINDS), data=st.data(), lang=st.sampled_from(["fr", "en"]))
def test_text__is_one_line_whatever_the_values(kind: str, data: st.DataObject, lang: str) -> None:
    context = {name: data.draw(VALUES) for name in messages()[kind].placeholders}
    text = Problem("a.yml", 1, 1, kind, context).text(lang)
    assert text.isprintable()


@given(st.lists(st.builds(Problem, st.text(), st.integers(1), st.integers(1), st.sampled_from(["file_empty"]))))
def test_order__is_that_of_files_lines_and_columns(problems: list[Problem]) -> None:
    found = [(p.path, p.line, p.column) for p in sorted(problems)]
    assert found == sorted(found)


def test_nearest__ignores_case_and_gives_up_on_strangers() -> None:
    assert nearest("Wieght", ["weight", "width"]) == "weight"
    assert nearest("zzz", ["weight"]) is None
    assert nearest("weight", ["weight"]) is None
