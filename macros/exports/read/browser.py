"""What a page needs to read filled files by the same rules and with the same words as ``read_filled``."""

from collections.abc import Iterable, Mapping
from typing import Any

from macros.definitions.models import Checklist, Indicator, Scale
from macros.exports.language import say
from macros.exports.read.fields import not_applicable_texts
from macros.exports.words import LANGUAGES, words
from macros.scoring.compile import scale_of

_HEADS = "id answer seen comment previous tool version language permalink licence question".split()
_WORDS = (
    "empty no_file too_large damaged unsafe old_or_locked open_document not_ours bad_json no_answers no_version newer "
    "older unknown_answer not_a_number number_as_text retired renamed split unknown_id missing_cell other_tool twice "
    "guessed_encoding refused another too_old"
).split()


def reading(checklist: Checklist, scales: Mapping[str, Scale], lang: str, titles: Mapping[str, str]) -> dict[str, Any]:
    """Words, headers of tables, scales with the reader's labels first, and how each question is answered.

    A question on the usual scale (number 0) is left out of ``fields``; ``titles`` are those of every checklist.
    """
    items = [item for section in checklist.sections for item in section.indicators]
    used = list(dict.fromkeys([checklist.scale, *(scale_of(i, checklist, scales).id for i in items if not i.measure)]))
    kinds = {i.id: i.measure.type if i.measure else used.index(scale_of(i, checklist, scales).id) for i in items}
    return {
        "words": {key: words(lang)[f"read_{key}"] for key in _WORDS},
        "heads": {name: [words(other)[f"csv_{name}"] for other in LANGUAGES] for name in _HEADS},
        "scales": [_answers(scales[id_], lang) for id_ in used],
        "na": [words(lang)["not_applicable"], *not_applicable_texts()],
        "fields": {id_: kinds[id_] for id_ in _ids(items, "active") if kinds[id_] != 0},
        "retired": {id_: kinds[id_] for id_ in _ids(items, "retired")},
        "tools": dict(titles),
    }


def _ids(items: Iterable[Indicator], status: str) -> list[str]:
    return [item.id for item in items if item.status == status]


def _answers(scale: Scale, lang: str) -> list[list[str]]:
    """Each answer: its code, then its label in the reader's language, then in the others."""
    others = [other for other in LANGUAGES if other != lang]
    return [[a.code, say(a.label, lang), *(a.label[other] for other in others)] for a in scale.answers]
