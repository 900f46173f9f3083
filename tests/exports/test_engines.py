"""The workbooks give the results of Python in every spreadsheet: values, blanks and refusals."""

from pathlib import Path
from typing import Protocol

import pytest

from macros.definitions.load import Project
from macros.exports import Meta, export
from macros.exports.read import read_filled, rescore
from tests.exports.cases import cases, differences, expected, typed
from tests.exports.engines import Formualizer, IronCalc
from tests.exports.office import Office

TOOLS = ("governance", "alliance-follow-up", "microloan-cost", "warrantage")
MANY, SOME = 200, 60


class Engine(Protocol):
    def case(self, typed: dict[str, object], wanted: list[str]) -> dict[str, object]: ...


def disagreements(engine: Engine, project: Project, tool_id: str, lang: str, count: int) -> list[str]:
    """Every case in which a workbook does not show what Python computes."""
    tool = project.tools()[tool_id].model
    wrong, empty = [], 0
    for values in cases(tool, project, count, seed=len(tool_id)):
        wanted = expected(tool, project, values)
        empty += all(value is None for value in wanted.values())
        found = engine.case(typed(tool, project, values, lang), list(wanted))
        if different := differences(found, wanted):
            wrong.append(f"{values}: {different}")
    assert empty < count / 3, "too many cases without any result"
    return wrong


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("kind", [Formualizer, IronCalc])
def test_engine(kind: type[Formualizer | IronCalc], tool: str, project: Project, meta: Meta, tmp_path: Path) -> None:
    engine = kind(export(tool, "xlsx", "fr", project, meta), tmp_path)
    assert disagreements(engine, project, tool, "fr", MANY) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("tool", TOOLS)
def test_libreoffice(tool: str, lang: str, project: Project, meta: Meta, office: Office, tmp_path: Path) -> None:
    path = tmp_path / f"{tool}.xlsx"
    path.write_bytes(export(tool, "xlsx", lang, project, meta))
    office.open(path)
    assert disagreements(office, project, tool, lang, SOME) == []


@pytest.mark.parametrize("tool", TOOLS)
def test_file_saved_by_libreoffice(tool: str, project: Project, meta: Meta, office: Office, tmp_path: Path) -> None:
    """Filled, saved and read back: the same answers, the same results, and the file's own results agree."""
    model = project.tools()[tool].model
    path, saved = tmp_path / f"{tool}.xlsx", tmp_path / "saved.xlsx"
    path.write_bytes(export(tool, "xlsx", "en", project, meta))
    office.open(path)
    for values in cases(model, project, 4, seed=7):
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
    found = office.case({"in_bags": None, "in_months": 99}, ["cerise_spoken", "cerise_problems", "out_gain"])
    assert (found["cerise_spoken"], found["out_gain"]) == ("", "")
    assert found["cerise_problems"].startswith("Valeurs à compléter ou à corriger\u00a0: 2")
