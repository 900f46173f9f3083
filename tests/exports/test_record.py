"""A record keeps its answers and texts from format to format, and from version to version."""

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.definitions import load_project
from macros.definitions.load import Project
from macros.definitions.migrations import successors
from macros.definitions.models import Checklist
from macros.exports import Meta
from macros.exports.csv import checklist_csv
from macros.exports.filled import ABOUT, PLAN, Filled
from macros.exports.json import checklist_json
from macros.exports.read import read_filled
from macros.exports.record import record, record_json
from macros.scoring import compile_checklist
from tests.corpus_case import BASE
from tests.strategies import random_inputs

PROJECT = load_project(Path(__file__).parents[2])

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(str.strip).filter(bool)
texts = words | st.sampled_from(["=1+1", "+33 6", "-5", "@SUM(A1)", "<b>gras</b>", "a;b,c", '"quoted"', "deux\nlignes"])


@st.composite
def records(draw: st.DrawFn, checklist: Checklist, project: Project) -> Filled:
    """Any record of `checklist`."""
    program = compile_checklist(checklist, project.scale_models())
    rng = Random(draw(st.integers(0, 10**6)))
    values, previous = random_inputs(program, rng, 2)
    ids = st.sampled_from([item.key for item in program.inputs])
    retired = [i.id for s in checklist.sections for i in s.indicators if i.status == "retired"]
    line = st.fixed_dictionaries(dict.fromkeys(PLAN, texts) | {"indicator": ids})
    return Filled(
        tool=checklist.id,
        version=checklist.version,
        language=draw(st.sampled_from(["fr", "en"])),
        values=values,
        comments=draw(st.dictionaries(ids, texts, max_size=4)),
        seen=draw(st.dictionaries(ids, texts, max_size=4)),
        about=draw(st.dictionaries(st.sampled_from(ABOUT), texts)),
        plan=tuple(draw(st.lists(line, max_size=3))),
        previous={key: value for key, value in previous.items() if value is not None},
        retired=dict.fromkeys(retired, "x"),
    )


def same_record(found: Filled, wanted: Filled) -> bool:
    """Everything people typed is there; a blank answer may be absent."""
    return _typed(found) == _typed(wanted)


def _typed(filled: Filled) -> dict[str, Any]:
    answers = {key: value for key, value in filled.values.items() if value is not None}
    return {**record(filled), "answers": answers}


@pytest.mark.parametrize("id_", PROJECT.checklists)
def test_csv_and_json_keep_everything(id_: str) -> None:
    checklist, scales = PROJECT.checklists[id_].model, PROJECT.scale_models()

    @given(records(checklist, PROJECT))
    def check(filled: Filled) -> None:
        table = read_filled(checklist_csv(checklist, scales, filled.language, Meta(), filled), PROJECT)
        assert not table.warnings
        assert same_record(table, filled)
        assert same_record(read_filled(record_json(table), PROJECT), filled)

    check()


@pytest.mark.parametrize("id_", PROJECT.checklists)
def test_a_file_of_answers_follows_its_published_schema(id_: str) -> None:
    checklist, scales = PROJECT.checklists[id_].model, PROJECT.scale_models()
    schema = json.loads(checklist_json(checklist, scales, "fr", Meta()))["answers_schema"]

    @given(records(checklist, PROJECT))
    def check(filled: Filled) -> None:
        jsonschema.validate(json.loads(record_json(filled)), schema, jsonschema.Draft202012Validator)

    check()


# --- versions ----------------------------------------------------------------------------------------

MOVES = [
    {"version": 2, "renamed": {"tc-cash-7": "tc-cash-8"}},
    {"version": 3, "renamed": {"tc-cash-8": "tc-cash-1"}, "split": {"tc-cash-9": ["tc-cash-1", "tc-cash-3"]}},
]


def moved(moves: list[Mapping[str, object]]) -> Project:
    """The tiny project, its checklist at version 3 with a retired question and these migrations."""
    project = load_project(BASE)
    loaded = project.checklists["tiny-checklist"]
    raw = loaded.model.model_dump(exclude_none=True)
    first = raw["sections"][0]["indicators"][0]
    gone = {"id": "tc-cash-3", "status": "retired", "retired": 3}
    raw["sections"][0]["indicators"] += [{**first, **gone}]
    model = Checklist.model_validate({**raw, "version": 3, "migrations": moves})
    project.checklists["tiny-checklist"] = type(loaded)(model, loaded.source)  # type: ignore[index]
    return project


def test_moves_follow_one_another() -> None:
    checklist = moved(MOVES).checklists["tiny-checklist"].model
    assert successors(checklist, 3) == {}
    split = ("tc-cash-1", "tc-cash-3")
    assert successors(checklist, 2) == {"tc-cash-8": ("tc-cash-1",), "tc-cash-9": split}
    assert successors(checklist, 1) == {
        "tc-cash-7": ("tc-cash-1",),
        "tc-cash-8": ("tc-cash-1",),
        "tc-cash-9": split,
    }


def old_file(version: int, **parts: object) -> bytes:
    return json.dumps({"tool": "tiny-checklist", "version": version, "language": "en", **parts}).encode()


def test_an_older_file_keeps_its_answers() -> None:
    data = old_file(
        1,
        answers={"tc-cash-7": "yes", "tc-cash-2": 0.02},
        comments={"tc-cash-7": "counted on Friday"},
        seen={"tc-cash-7": "cash book"},
        previous={"tc-cash-7": "no"},
        plan=[{"indicator": "tc-cash-7", "action": "count"}],
    )
    found = read_filled(data, moved(MOVES))
    assert dict(found.values) == {"tc-cash-1": "yes", "tc-cash-2": 0.02}
    assert found.comments == {"tc-cash-1": "counted on Friday"}
    assert found.seen == {"tc-cash-1": "cash book"}
    assert found.previous == {"tc-cash-1": "no"}
    assert [(line["indicator"], line["action"]) for line in found.plan] == [("tc-cash-1", "count")]
    assert [m.text("en") for m in found.warnings] == [
        "This file follows version 1 of “tiny-checklist”; it is read with version 3.",
        "answers.tc-cash-7, tc-cash-7: this question is now called tc-cash-1.",
    ]


def test_a_split_question_answers_each_part__and_a_retired_part_is_kept_apart() -> None:
    found = read_filled(old_file(2, answers={"tc-cash-9": "yes"}), moved(MOVES))
    assert dict(found.values) == {"tc-cash-1": "yes"}
    assert found.retired == {"tc-cash-3": "yes"}
    assert "became several (tc-cash-1, tc-cash-3)" in found.warnings[-1].text("en")


def test_retired_answers_are_never_dropped() -> None:
    project = moved(MOVES)
    found = read_filled(old_file(3, answers={"tc-cash-3": "yes"}, retired={}), project)
    again = read_filled(record_json(found), project)
    assert again.retired == found.retired == {"tc-cash-3": "yes"}
