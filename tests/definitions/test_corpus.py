"""Every mistake an author can make, one by one, with the exact words in both languages."""

from pathlib import Path

import pytest

from macros.content.check import check_project
from macros.definitions import load_project
from macros.definitions.messages import messages
from tests.corpus_case import BASE, Case, all_cases

CASES = all_cases()

NEEDS_CHECK = set(
    """
    unknown_guide unknown_placeholder unknown_output-blocks
    formula_syntax french_name unknown_name forbidden_function unknown_function wrong_arguments wrong_type_formula
    circular table_too_short
    unknown_table unknown_column outside_table column_misplaced column_expected ragged_column match_exact
    unknown_option example_differs example_refused
    page_front_matter heading_without_id page_syntax page_missing heading_id_taken sections_differ unknown_macro
    unknown_id unknown_row template_differs
    unknown_column-range
    """.split()
)
"""Cases (or kinds) that only `cerise check` sees: formulas, examples and pages."""

UNIT_TESTED = {"invalid", "file_unreadable"}
"""Kinds that no file of the corpus can show; see test_odds.py."""


def needs_check(case: Case) -> bool:
    return bool({case.kind, case.name} & NEEDS_CHECK)


def test_base__is_without_problem(tmp_path: Path) -> None:
    assert [p.text("en") for p in check_project(BASE)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mistake__is_said_in_both_languages(case: Case, tmp_path: Path) -> None:
    root = case.build(tmp_path)
    problems = check_project(root) if needs_check(case) else load_project(root).problems
    assert [p.text("en") for p in problems] == case.en
    assert [p.text("fr") for p in problems] == case.fr
    assert case.kind in {p.kind for p in problems}


@pytest.mark.parametrize("case", [c for c in CASES if not needs_check(c)], ids=lambda case: case.name)
def test_mistake__causes_no_other(case: Case, tmp_path: Path) -> None:
    root = case.build(tmp_path)
    assert [p.text("en") for p in check_project(root)] == case.en


def test_every_kind__has_a_case() -> None:
    assert {case.kind for case in CASES} | UNIT_TESTED == set(messages())
