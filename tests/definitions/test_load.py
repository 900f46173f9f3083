"""Loading a project: what is right is typed, what is wrong is told at once."""

from pathlib import Path

from macros.definitions import load_project
from macros.definitions.models import Calculator, Checklist
from tests.corpus_case import BASE, Case

ROOT = Path(__file__).parents[2]
LIST = "tools/checklists/tiny-checklist.yml"
LOAN = "tools/calculators/tiny-loan.yml"


def changed(tmp_path: Path, file: str, *edits: tuple[str, str]) -> list[str]:
    """The problems of the tiny project after several edits of one file, without their lines."""
    text = (BASE / file).read_text(encoding="utf-8")
    for find, put in edits:
        assert find in text
        text = text.replace(find, put, 1)
    Case("several", file, [], [], text=text).build(tmp_path)
    return [p.kind for p in load_project(tmp_path).problems]


def test_real_definitions__are_right() -> None:
    project = load_project(ROOT)
    assert [p.text("en") for p in project.problems] == []
    assert set(project.tools()) >= {"governance", "microloan-cost", "warrantage"}
    assert project.references
    assert project.terms


def test_project__is_typed() -> None:
    project = load_project(BASE)
    assert isinstance(project.checklists["tiny-checklist"].model, Checklist)
    assert isinstance(project.calculators["tiny-loan"].model, Calculator)
    assert list(project.tools()) == ["tiny-checklist", "tiny-loan"]
    assert list(project.scale_models()) == ["tiny-scale"]
    assert list(project.references) == ["tiny-report"]
    assert list(project.terms) == ["cash", "loan"]
    assert project.left_out == frozenset()


def test_loaded__knows_its_places() -> None:
    project = load_project(BASE)
    loaded = project.checklists["tiny-checklist"]
    loc = ("sections", 0, "indicators", 0, "weight")
    assert loaded.where(loc) == f"{LIST}:34"
    assert loaded.at((*loc[:-1], "missing")) == loaded.at(loc[:-1])
    assert project.terms["loan"].where(("term", "fr")) == "docs/_data/glossary.yml:8"
    formula = project.calculators["tiny-loan"].source
    assert formula.inside(("calc", 0, "formula"), 1) == (43, 15)


def test_empty_folder__is_an_empty_project(tmp_path: Path) -> None:
    project = load_project(tmp_path)
    assert project.tools() == {}
    assert project.problems == []


def test_bad_file__is_left_out_and_others_stay(tmp_path: Path) -> None:
    assert changed(tmp_path, LIST, ("weight: 2", "weigth: 2")) == ["unknown_key"]
    project = load_project(tmp_path)
    assert list(project.tools()) == ["tiny-loan"]
    assert {"tiny-checklist", "tc-cash", "tc-cash-2"} <= project.left_out


def test_problem_between_files__leaves_them_in(tmp_path: Path) -> None:
    assert changed(tmp_path, LIST, ("scale: tiny-scale", "scale: other")) == ["unknown_scale"]
    assert "tiny-checklist" in load_project(tmp_path).tools()


def test_bad_record_of_a_list__is_left_out_alone(tmp_path: Path) -> None:
    glossary = "docs/_data/glossary.yml"
    assert changed(tmp_path, glossary, ("en: loan}", "en: }")) == ["missing_translation"]
    project = load_project(tmp_path)
    assert list(project.terms) == ["cash"]
    assert {"loan", "term-loan"} <= project.left_out
    assert "cash" not in project.left_out


def test_all_layers__are_reported_in_one_run(tmp_path: Path) -> None:
    kinds = changed(
        tmp_path,
        LOAN,
        ("minutes: 1", "minutes: 1\nminutes: 2"),
        ("label: {fr: Montant, en: Amount}", "label: {fr: Montant}"),
        ("type: percent", "type: percentage"),
        ("default: 4", "default: 4.5"),
        ("id: principal", "id: fee1"),
        ("inputs: {amount: 1000", "inputs: {ammount: 1000"),
        ("guide: tiny-guide", "guide: tiny-guide\nsources: [nowhere]"),
    )
    assert sorted(kinds) == sorted(
        """
        yaml_duplicate_key missing_translation not_allowed default_not_whole name_cell unknown_input unknown_reference
        """.split()
    )


def test_mistyped_key__causes_no_other_problem(tmp_path: Path) -> None:
    assert changed(tmp_path, LOAN, ("    options:", "    opions:")) == ["unknown_key"]


def test_mistyped_list__causes_no_other_problem(tmp_path: Path) -> None:
    assert changed(tmp_path, LOAN, ("groups:", "grups:")) == ["unknown_key"]


def test_reading__is_the_same_twice() -> None:
    assert load_project(BASE) == load_project(BASE)
