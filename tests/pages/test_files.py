"""Files saved and opened by the page of a whole checklist, against the command line's reading and writing."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from macros import ROOT
from macros.definitions import load_project
from macros.exports import export
from macros.exports.filled import Filled
from macros.exports.read import read_filled
from macros.exports.record import record_json
from macros.scoring import score
from tests.exports.test_record import MOVES, moved, records, same_record
from tests.pages.assessment import META, Assessment, answers_file, write_assessments
from tests.pages.browser import chromium

TINY, REAL = moved(MOVES), load_project(ROOT)
PROJECTS = {"tiny-checklist": TINY, "governance": REAL}
FORMATS = ("json", "csv", "xlsx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("assessments")
    for name, project in PROJECTS.items():
        write_assessments(made / name, project)
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


class Pages:
    """Pages of a folder, each opened in a fresh browser context."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser, self.folder = browser, folder

    def open(self, tool: str, lang: str = "fr") -> Assessment:
        return Assessment(self.browser, (self.folder / tool / f"{tool}.{lang}.html").as_uri())


@pytest.fixture
def pages(browser: Browser, folder: Path) -> Pages:
    return Pages(browser, folder)


# --- there and back ----------------------------------------------------------------------------------


def fits(filled: Filled) -> bool:
    """No character that XML cannot hold, and no mark that JavaScript counts as a space and Python does not."""
    return not any(mark in repr(dataclasses.astuple(filled)) for mark in ("\ufffe", "\uffff", "\ufeff", "\\uff"))


def in_language(filled: Filled, lang: str) -> Filled:
    return dataclasses.replace(filled, language=lang)


@pytest.mark.parametrize(("tool", "examples"), [("tiny-checklist", 12), ("governance", 3)])
@pytest.mark.parametrize("written", FORMATS)
def test_any_record_goes_through_the_page_and_back(pages: Pages, tool: str, examples: int, written: str) -> None:
    """Written by the command line, opened by the page, saved by the page, read by the command line."""
    project = PROJECTS[tool]
    with pages.open(tool, "fr") as page:

        @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
        @given(records(project.checklists[tool].model, project), st.sampled_from(FORMATS))
        def check(filled: Filled, saved: str) -> None:
            assume(fits(filled))
            page.take(export(tool, written, filled.language, project, META, filled), f"a.{written}")
            assert not [text for text in page.doubts() if "retired" not in text and "posée" not in text]
            found = read_filled(page.save(saved), project)
            assert same_record(in_language(found, filled.language), filled)
            assert not [m for m in found.warnings if m.key != "retired"]

        check()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_table_is_byte_for_byte_that_of_the_command_line(pages: Pages, lang: str) -> None:
    with pages.open("governance", lang) as page:

        @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
        @given(records(REAL.checklists["governance"].model, REAL))
        def check(filled: Filled) -> None:
            assume(fits(filled))
            wanted = in_language(filled, lang)
            page.take(record_json(wanted))
            assert page.save("csv") == export("governance", "csv", lang, REAL, META, wanted)

        check()


def test_save_then_open_elsewhere_gives_the_same_record(pages: Pages) -> None:
    with pages.open("governance", "fr") as page:
        page.view("fill")
        page.page.check('[name="gov-power-1"][value="partly"]')
        page.page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true; })")
        page.page.fill('[data-part="about"][data-key="institution"]', "Caisse d’épargne de Ségou / Été=1")
        page.page.fill('[data-part="about"][data-key="date"]', "2026-11-24")
        page.page.fill('[data-part="comments"][data-key="gov-power-1"]', "=HYPERLINK(1)\n<b>gras</b>")
        page.view("files")
        name, data = page.saved("json")
        before = page.record()
    assert name == "governance-caisse-depargne-de-segou-ete1-2026-11-24.json"
    with pages.open("governance", "en") as page:
        page.take(data)
        after = page.record()
        assert page.page.locator('[name="gov-power-1"][value="partly"]').is_checked()
    assert {**after, "saved": "", "language": ""} == {**before, "saved": "", "language": ""}


# --- what changes, before it does --------------------------------------------------------------------

HERE = {"gov-power-1": "absent", "gov-power-2": "partly"}
THERE = {"gov-power-1": "practised", "gov-power-2": "partly", "gov-power-3": "na"}


def opened(page: Assessment) -> None:
    """An assessment begun here, then a file with other answers."""
    comments = {"gov-power-1": "ici <i>"}
    page.take(answers_file("governance", answers=HERE, comments=comments, plan=[{"action": "agir", "who": "moi"}]))
    assert not page.open(
        answers_file("governance", answers=THERE, comments={"gov-power-3": "là"}, plan=[{"action": "attendre"}])
    )


def test_changes_are_listed_and_nothing_is_done_yet(pages: Pages) -> None:
    with pages.open("governance") as page:
        opened(page)
        shown = page.changes()
        assert len(shown) == 5
        assert shown[0].endswith("Réponse\u00a0: Absent → Pratiqué")
        assert shown[1].endswith("Commentaire\u00a0: ici <i> → (vide)")
        assert shown[2].endswith("Réponse\u00a0: (vide) → Sans objet")
        assert shown[3].endswith("Commentaire\u00a0: (vide) → là")
        assert shown[4].startswith("Plan d’action, ligne 1")
        summary = page.page.text_content("[data-file-summary]")
        assert summary == "Changements\u00a0: 5. Réponses qui restent les mêmes\u00a0: 1."
        assert page.record()["answers"] == HERE
        page.act("cancel")
        assert page.record()["answers"] == HERE


def test_fill_blanks_only__replace__open_as_new__each_with_undo(pages: Pages) -> None:
    filled = {**THERE, "gov-power-1": "absent"}
    plans = {"fill": "agir", "replace": "attendre", "new": "attendre"}
    for act, answers in (("fill", filled), ("replace", THERE), ("new", THERE)):
        with pages.open("governance") as page:
            opened(page)
            before = page.record()
            page.act(act)
            found = page.record()
            assert found["answers"] == answers
            assert [line["action"] for line in found["plan"]] == [plans[act]]
            assert found["comments"].get("gov-power-1") == ("ici <i>" if act == "fill" else None)
            page.act("undo")
            again = page.record()
            assert {**again, "saved": ""} == {**before, "saved": ""}


def test_a_new_assessment_leaves_the_other_on_the_device(pages: Pages) -> None:
    with pages.open("governance") as page:
        opened(page)
        page.act("new")
        page.page.evaluate("() => window.dispatchEvent(new Event('pagehide'))")
        kept = page.page.evaluate("() => Object.values(localStorage).map(text => JSON.parse(text).answers)")
        assert HERE in kept and THERE in kept


def test_the_same_file_again_changes_nothing(pages: Pages) -> None:
    with pages.open("governance", "en") as page:
        opened(page)
        page.act("replace")
        assert not page.open(page.save("xlsx"), "again.xlsx")
        assert page.changes() == []
        assert page.page.text_content("[data-file-summary]") == "This file says the same as the open assessment."
        assert not page.page.locator('[data-file-act="replace"]').is_visible()


def test_what_is_not_understood_is_listed_with_its_place_and_left_out(pages: Pages) -> None:
    table = (
        "id;réponse;outil;version;langue\r\n"
        "gov-power-1;Peut-être <b>;governance;1;fr\r\n"
        "gov-power-2;Pratiqué;governance;1;fr\r\n"
        "gov-power-2;Absent;governance;1;fr\r\n"
        "gov-nothing-1;Absent;governance;1;fr\r\n"
        "__proto__;Absent;governance;1;fr\r\n"
    )
    with pages.open("governance", "fr") as page:
        assert not page.open(table.encode("cp1252"), "t.csv")
        wanted = [m.text("fr") for m in read_filled(table.encode("cp1252"), REAL).warnings]
        assert page.doubts() == wanted
        assert "CSV:2, gov-power-1" in page.doubts()[1] and "<b>" in page.doubts()[1]
        page.act("replace")
        assert page.record()["answers"] == {"gov-power-2": "practised"}


def test_a_number_out_of_bounds_is_said_and_left_out(pages: Pages) -> None:
    with pages.open("tiny-checklist", "en") as page:
        assert not page.open(answers_file("tiny-checklist", 3, answers={"tc-cash-1": "yes", "tc-cash-2": 7}))
        assert page.doubts() == ["tc-cash-2: At most 100%."]
        page.act("replace")
        assert page.record()["answers"] == {"tc-cash-1": "yes"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_spelling_of_a_table(pages: Pages, lang: str) -> None:
    """Other separators, encodings and line ends, the other language: the same record, the same words."""
    filled = Filled(
        "governance", 1, "fr", {"gov-power-1": "partly", "gov-power-2": "na"}, {"gov-power-1": 'é "a";\n,b'}
    )
    text = export("governance", "csv", "fr", REAL, META, filled).decode("utf-8-sig")
    tabs = "\r\n".join(
        "\t".join(f'"{c}"' for c in row)
        for row in [["id", "answer", "tool", "version"], ["gov-power-1", "PRATIQUÉ", "governance", "1"]]
    )
    with pages.open("governance", lang) as page:
        for data in (
            text.encode(),
            text.encode("utf-16"),
            text.encode("utf-8-sig"),
            tabs.encode(),
            tabs.encode("cp1252"),
        ):
            page.take(data, "t.csv")
            assert same_record(read_filled(page.save("json"), REAL), in_language(read_filled(data, REAL), lang))
            assert page.doubts() == [m.text(lang) for m in read_filled(data, REAL).warnings]


def test_the_tool_of_another_checklist_is_refused_by_name(pages: Pages) -> None:
    with pages.open("governance", "fr") as page:
        said = page.open(answers_file("tiny-checklist", answers={"tc-cash-1": "yes"}), "autre.json")
        title = REAL.checklists["governance"].model.title["fr"].replace("'", "’")
        assert "tiny-checklist" in said and title in said
        assert not page.page.locator("[data-file-changes]").is_visible()


# --- versions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_file_of_an_earlier_version_is_read_as_by_the_command_line(pages: Pages, version: int) -> None:
    old = answers_file(
        "tiny-checklist",
        version,
        answers={"tc-cash-7": "yes", "tc-cash-9": "no", "tc-cash-3": "yes", "tc-cash-2": 0.02},
        comments={"tc-cash-7": "counted on Friday", "tc-cash-2": "here"},
        seen={"tc-cash-9": "cash book"},
        previous={"tc-cash-7": "no"},
        plan=[{"indicator": "tc-cash-7", "action": "count"}],
    )
    wanted = read_filled(old, TINY)
    with pages.open("tiny-checklist", "en") as page:
        assert not page.open(old)
        assert {m.text("en") for m in wanted.warnings} <= set(page.doubts())
        page.act("replace")
        found = page.record()
        assert found["version"] == 3
        assert found["answers"] == dict(wanted.values)
        assert found["retired"] == dict(wanted.retired)
        known: dict[str, Any] = {
            key: text for key, text in wanted.comments.items() if key in ("tc-cash-1", "tc-cash-2")
        }
        assert {key: text for key, text in found["comments"].items() if key != "tc-cash-3"} == known
        assert found["previous"] == dict(wanted.previous)
        assert found["plan"] == [dict(line) for line in wanted.plan]


def test_answers_to_retired_questions_are_shown_apart_and_never_dropped(pages: Pages) -> None:
    with pages.open("tiny-checklist", "en") as page:
        page.take(answers_file("tiny-checklist", 3, answers={"tc-cash-1": "no"}, retired={"tc-cash-3": "yes"}))
        assert not page.open(answers_file("tiny-checklist", 3, answers={"tc-cash-1": "yes"}))
        page.act("replace")
        assert page.record()["retired"] == {"tc-cash-3": "yes"}
        for format in FORMATS:
            assert read_filled(page.save(format), TINY).retired == {"tc-cash-3": "yes"}


def test_the_page_refuses_with_the_words_of_the_command_line(pages: Pages) -> None:
    newer = answers_file("governance", 99)
    with pages.open("governance", "fr") as page:
        for data in (
            b"  \n",
            b"{",
            b"[]",
            b'{"tool": "governance", "version": 1}',
            newer,
            b"a;b\r\n1;2",
            b"\xd0\xcf\x11\xe0xx",
        ):
            try:
                read_filled(data, REAL)
            except ValueError as error:
                assert page.open(data, "f") == "f : ".replace(" :", "\u00a0:") + error.text("fr")  # type: ignore[attr-defined]
            else:
                pytest.fail("the command line reads it")


def test_a_score_of_a_taken_file_is_that_of_the_command_line(pages: Pages) -> None:
    model = REAL.checklists["governance"].model
    with pages.open("governance") as page:
        page.take(answers_file("governance", answers=THERE))
        assert float(page.shown("score")) == pytest.approx(score(model, REAL.scale_models(), THERE).score, abs=1e-9)
        assert json.loads(page.save("json"))["tool"] == "governance"
