"""Workbooks filled in and saved by LibreOffice, and what they say. `tests/proof` compares their numbers."""

from pathlib import Path

import pytest

from macros.definitions.load import Project
from macros.exports import Meta, export
from macros.exports.language import say
from macros.exports.read import read_filled, rescore
from tests.exports.cases import expected, program_of, typed
from tests.exports.office import Office
from tests.proof.cases import draw

TOOLS = ("governance", "alliance-follow-up", "microloan-cost", "warrantage")


@pytest.mark.parametrize("tool", TOOLS)
def test_file_saved_by_libreoffice(tool: str, project: Project, meta: Meta, office: Office, tmp_path: Path) -> None:
    """Filled, saved and read back: the same answers, the same results, and the file's own results agree."""
    model = project.tools()[tool].model
    path, saved = tmp_path / f"{tool}.xlsx", tmp_path / "saved.xlsx"
    path.write_bytes(export(tool, "xlsx", "en", project, meta))
    office.open(path)
    for values in draw(program_of(model, project), 4, tool):
        office.case(typed(model, project, values, "en"), [])
        office.save(saved)
        filled = read_filled(saved, project)
        assert {key: filled.values[key] for key in values} == values
        assert bool(filled.own_results) == any(v is not None for v in expected(model, project, values).values())
        again = rescore(filled, project, "en")
        assert not [text for text in again["warnings"] if "formula" in text]


def test_sentences_and_messages(project: Project, meta: Meta, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "warrantage.xlsx"
    path.write_bytes(export("warrantage", "xlsx", "fr", project, meta))
    office.open(path)
    found = office.case({"in_price_later": 12000}, ["cerise_spoken", "cerise_problems", "text_gain"])
    assert found["text_gain"] == "−52\u202f800\u00a0FCFA"
    assert found["cerise_spoken"].startswith("Perte")
    assert found["cerise_problems"] == "Rien à signaler."
    (check,) = project.calculators["warrantage"].model.checks
    found = office.case({"in_income_from_loan": 10**9}, ["cerise_problems", "out_breakeven_price"])
    assert (found["cerise_problems"].strip(), found["out_breakeven_price"]) == (say(check.message, "fr"), "")
    found = office.case({"in_bags": None, "in_months": 99}, ["cerise_spoken", "cerise_problems", "out_gain"])
    assert (found["cerise_spoken"], found["out_gain"]) == ("", "")
    assert found["cerise_problems"].startswith("Valeurs à compléter ou à corriger\u00a0: 2")
