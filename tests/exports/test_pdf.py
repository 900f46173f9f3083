"""Checklists on paper: every question, whole, in order; readable by machines; blank or filled in."""

import re
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

from macros.definitions import load_project
from macros.definitions.models import Checklist, Indicator, Scale
from macros.exports import Meta, NotOnPaper, export, formats_of
from macros.exports.filled import Filled
from macros.exports.language import format_number, say
from macros.exports.pdf import checklist_pdf
from macros.scoring import compile_checklist, score
from macros.scoring.compile import active
from tests.exports import paper
from tests.exports.test_record import records
from tests.strategies import random_inputs

PROJECT = load_project(Path(__file__).parents[2])
SCALES = PROJECT.scale_models()
HOSTILE = '#panic("x") $x^2$ *b* _i_ @ref <lab> \\ // /* */ `c` = t #let #import "q" -- ~ [o] {c} \\u{41} &amp; %'

FORMS = [(id_, lang) for id_ in PROJECT.checklists for lang in ("fr", "en")]


def meta_of(id_: str) -> Meta:
    return Meta(f"https://example.org/s/{id_}/", lambda key: f"https://example.org/s/{key}/", "Publisher")


def form(id_: str, lang: str, filled: Filled | None = None) -> bytes:
    return checklist_pdf(PROJECT.checklists[id_].model, SCALES, lang, meta_of(id_), filled)


def asked(checklist: Checklist) -> list[Indicator]:
    return [item for section in checklist.sections for item in active(section)]


def parts(item: Indicator, checklist: Checklist, scales: Mapping[str, Scale], lang: str) -> list[str]:
    """Everything that the form says of a question, in order."""
    answers = [] if item.measure else scales[item.scale or checklist.scale].answers
    texts = [item.ask, *item.criteria, *item.evidence, *(answer.label for answer in answers)]
    return [paper.solid(say(text, lang)) for text in texts]


@pytest.mark.parametrize(("id_", "lang"), FORMS)
def test_every_question_is_there_whole_and_in_order(id_: str, lang: str) -> None:
    """On one page each: its criteria, documents and answers, after the question before it."""
    checklist = PROJECT.checklists[id_].model
    texts = [paper.solid(page) for page in paper.pages(form(id_, lang))]
    page, place = 0, 0
    for item in asked(checklist):
        first, *others = parts(item, checklist, SCALES, lang)
        while (found := texts[page].find(first, place)) < 0:
            page, place = page + 1, 0
        place = found + len(first)
        for part in others:
            place = texts[page].find(part, place) + len(part)
            assert place >= len(part), f"{item.id}: {part}"


@pytest.mark.parametrize(("id_", "lang"), FORMS)
def test_machines_can_read_the_form(id_: str, lang: str) -> None:
    checklist, pdf = PROJECT.checklists[id_].model, form(id_, lang)
    facts = paper.facts(pdf)
    assert (facts["Tagged"], facts["Title"]) == ("yes", say(checklist.title, lang))
    assert "A4" in facts["Page size"]
    assert paper.language(pdf) == lang and paper.claims_accessibility(pdf)
    outline, questions = paper.outline(pdf), [say(item.ask, lang) for item in asked(checklist)]
    assert [title for title in outline if title in questions] == questions
    assert [title for title in outline if title in {say(s.title, lang) for s in checklist.sections}] == [
        say(s.title, lang) for s in checklist.sections if active(s)
    ]


@pytest.mark.parametrize(("id_", "lang"), FORMS)
def test_pages_are_numbered_and_say_where_they_come_from(id_: str, lang: str) -> None:
    checklist, pdf = PROJECT.checklists[id_].model, form(id_, lang)
    pages = paper.pages(pdf)
    assert int(paper.facts(pdf)["Pages"]) == len(pages)
    of = {"fr": "sur", "en": "of"}[lang]
    for number, page in enumerate(pages, start=1):
        assert paper.solid(f"Page {number} {of} {len(pages)}") in paper.solid(page)
        assert f"Version{checklist.version}," in paper.solid(page) and meta_of(id_).permalink in page
        assert paper.solid(say(checklist.title, lang)) in paper.solid(page)
        assert len(page) > 300, "a page with nothing but its title and number"


@pytest.mark.parametrize(("id_", "lang"), FORMS)
def test_qr_codes_and_links_lead_to_the_sections(id_: str, lang: str, tmp_path: Path) -> None:
    checklist, pdf = PROJECT.checklists[id_].model, form(id_, lang)
    lasting = meta_of(id_).guide_links
    sections = [section for section in checklist.sections if active(section)]
    assert paper.codes(pdf, tmp_path) == [lasting(id_), *(lasting(section.id) for section in sections)]
    assert {lasting(section.guide) for section in sections} | {lasting(checklist.guide)} <= set(paper.links(pdf))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_font_of_the_system_is_needed(lang: str) -> None:
    for name, embedded in paper.fonts(form("governance", lang)):
        assert name.startswith(("LibertinusSerif", "DejaVuSansMono")) and embedded == "yes"


def test_french_spaces_and_accents_are_in_the_file() -> None:
    text = paper.characters(form("governance", "fr"))
    assert "si elle ferme\u202f?" in text and "100\u202f%" in text and "Ce qui doit être vrai\u00a0:" in text
    assert not re.search(r"\w \?", text)


def test_nothing_in_a_form_is_code() -> None:
    raw = PROJECT.checklists["member-views"].model.model_dump()
    pdf = checklist_pdf(Checklist.model_validate(_hostile(raw)), SCALES, "en", meta_of("member-views"))
    assert paper.facts(pdf)["Title"] == HOSTILE
    text = paper.solid("".join(paper.pages(pdf)))
    kept = paper.solid(HOSTILE)
    sections = raw["sections"]
    questions = sum(len(section["indicators"]) for section in sections)
    assert text.count(kept) >= questions + 3 * len(sections) + len(raw["bands"])


def _hostile(value: object) -> object:
    """The same definition, every text of it hostile."""
    if isinstance(value, dict):
        texts = set(value) == {"fr", "en"}
        return {key: HOSTILE if texts else _hostile(item) for key, item in value.items()}
    return [_hostile(item) for item in value] if isinstance(value, list) else value


def long_checklist(count: int, words: int) -> Checklist:
    """As many questions, each with as many words in its criteria."""
    raw = PROJECT.checklists["governance"].model.model_dump(exclude_none=True)
    section = raw["sections"][0]
    one = {**section["indicators"][0], "weight": 1.5}
    section["indicators"] = [
        {**one, "id": f"gov-power-{n}", "criteria": [_both(f"c{n} " + "mot " * words + f"f{n}")]}
        for n in range(1, count + 1)
    ]
    return Checklist.model_validate({**raw, "sections": [section]})


def _both(text: str) -> dict[str, str]:
    return {"fr": text, "en": text}


def test_a_very_long_checklist() -> None:
    pdf = checklist_pdf(long_checklist(250, 60), SCALES, "fr", meta_of("governance"))
    text = [paper.solid(page) for page in paper.pages(pdf)]
    for number in range(1, 251):
        whole = paper.solid(f"c{number} " + "mot " * 60 + f"f{number}")
        assert sum(whole in page for page in text) == 1, number


def test_a_question_longer_than_a_page_loses_nothing() -> None:
    pdf = checklist_pdf(long_checklist(3, 2000), SCALES, "en", meta_of("governance"))
    text = "".join(paper.pages(pdf)).split()
    assert text.count("mot") == 6000 and [f"f{n}" in text for n in (1, 2, 3)] == [True] * 3


# --- filled in ---------------------------------------------------------------------------------------


def record(values: Mapping[str, object], **more: object) -> Filled:
    return Filled("governance", 1, "fr", values, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("id_", "lang"), FORMS)
def test_a_record_ticks_its_answers_and_is_scored(id_: str, lang: str) -> None:
    checklist = PROJECT.checklists[id_].model
    values = dict(random_inputs(compile_checklist(checklist, SCALES), Random(7), 1)[0])
    found = score(checklist, SCALES, values)
    text = paper.solid("".join(paper.pages(form(id_, lang, Filled(id_, checklist.version, lang, values)))))
    answered = [item for item in asked(checklist) if isinstance(values.get(item.id), str)]
    assert text.count("☒") == len(answered) + (found.band is not None)
    for item in answered:
        code = values[item.id]
        labels = {} if item.measure else {a.code: a.label for a in SCALES[item.scale or checklist.scale].answers}
        label = say(labels[str(code)], lang) if labels else {"fr": "Sans objet", "en": "Not applicable"}[lang]
        after = text[text.index(paper.solid(say(item.ask, lang))) :]
        assert after[after.index("☒") + 1 :].startswith(paper.solid(label)), item.id
    scores = [percent(section.score, lang) for section in found.sections.values()]
    assert re.findall(r"ScoreA÷B((?:\d+%)?)", text)[-len(scores) :] == scores
    total = {"fr": "Scoretotal", "en": "Totalscore"}[lang]
    assert total + percent(found.score, lang) in text
    assert f"){percent(found.coverage, lang)}" in text


def percent(share: float | None, lang: str) -> str:
    return "" if share is None else paper.solid(format_number(share, "percent", lang, 0))


def test_a_blank_form_ticks_nothing_and_shows_no_result() -> None:
    text = "".join(paper.pages(form("governance", "fr")))
    assert "☒" not in text and text.count("☐") > 39 * 2


def test_everything_written_is_printed() -> None:
    values = {"gov-power-6": 0.375, "gov-information-2": 12.0}
    filled = record(
        values,
        about={"institution": "Caisse d’Ouaga", "date": "2026-11-24", "respondent": HOSTILE, "role": "Présidente"},
        seen={"gov-power-1": "PV du 12 mars"},
        comments={"gov-power-1": HOSTILE, "gov-power-2": "première ligne\r\ndeuxième\tligne\x07"},
        plan=({"indicator": "gov-power-1", "gap": "vieux", "action": HOSTILE, "who": "Awa", "when": "31/01/2027"},),
        previous={"gov-power-1": "on-paper", "gov-power-6": 0.25},
        retired={"gov-old-3": "absent"},
    )
    text = "".join(paper.pages(form("governance", "fr", filled)))
    for written in ("Caisse d’Ouaga", "2026-11-24", "Présidente", "PV du 12 mars", "deuxième ligne", "31/01/2027"):
        assert written in text
    assert paper.solid(text).count(paper.solid(HOSTILE)) == 3
    assert "La dernière fois : Sur le papier" in text and paper.solid("La dernière fois : 25 %") in paper.solid(text)
    assert "Nombre:37,5%" in paper.solid(text) and "Nombre:12jours" in paper.solid(text)
    assert "gov-old-3 – absent" in text


def test_any_record_can_be_printed() -> None:
    @settings(max_examples=12, deadline=None)
    @given(records(PROJECT.checklists["member-views"].model, PROJECT))
    def check(filled: Filled) -> None:
        assert form("member-views", filled.language, filled).startswith(b"%PDF-")

    check()


def test_letters_that_no_font_has_do_not_stop_the_form() -> None:
    filled = record({}, comments={"gov-power-1": "\U0001f9ff 中 \U000f0000 fin"})
    text = paper.pages(form("governance", "en", filled))[1]
    assert "fin" in text


def test_long_words_stay_in_their_frame() -> None:
    filled = record({}, comments={"gov-power-1": "x" * 900})
    assert paper.solid("".join(paper.pages(form("governance", "en", filled)))).count("x" * 900) == 1
    lines = [line for page in paper.pages(form("governance", "en", filled)) for line in page.splitlines()]
    assert max(len(line) for line in lines if "xxx" in line) < 80


# --- as a format -------------------------------------------------------------------------------------


def test_a_calculator_has_no_paper_and_says_so() -> None:
    assert "pdf" not in formats_of("warrantage", PROJECT) and "pdf" in formats_of("governance", PROJECT)
    others = ", ".join(formats_of("warrantage", PROJECT))
    with pytest.raises(NotOnPaper, match=rf"warrantage.*: {others}\."):
        export("warrantage", "pdf", "fr", PROJECT, meta_of("warrantage"))
