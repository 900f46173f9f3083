"""Why a value is refused, in words: the same words for commands, examples and files."""

from typing import Any

import pytest

from macros.formulas import compile_calculator, run
from macros.scoring import compile_checklist
from macros.scoring.refusals import refusal_text
from tests.formulas.calculators import calculator, table
from tests.scoring.checklists import SCALES, SMALL_IS_GOOD, checklist

TEXTS = {"fr": "Part due", "en": "Share due"}
INPUTS: list[dict[str, Any]] = [
    {"id": "amount", "type": "money", "min": 0.0, "max": 5000.0, "label": {"fr": "Montant", "en": "Amount"}},
    {"id": "share", "type": "percent", "max": 0.5, "label": TEXTS},
    {"id": "term", "type": "integer", "min": 1.0, "label": {"fr": "Durée", "en": "Term"}},
    {"id": "free", "type": "number", "label": {"fr": "Libre", "en": "Free"}},
    {
        "id": "method",
        "type": "choice",
        "label": {"fr": "Méthode", "en": "Method"},
        "options": [{"code": code, "label": TEXTS} for code in ("flat", "declining")],
    },
    {
        "id": "flows",
        "type": "table",
        "label": {"fr": "Flux", "en": "Flows"},
        "rows": {"least": 1, "most": 2},
        "columns": [{"id": "paid", "type": "money", "min": 1.0, "label": {"fr": "Payé", "en": "Paid"}}],
    },
]
RIGHT: dict[str, Any] = {
    "amount": 10.0, "share": 0.1, "term": 2.0, "free": 1.0, "method": "flat", "flows": [{"paid": 3.0}]
}  # fmt: skip
TOOL = calculator(
    {"result": "=1/(free-5)"},
    inputs=INPUTS,
    tables=[table({"due": "=1"}, "plan", "=free*2")],
    checks=[{"id": "sound", "that": "=free<100", "message": {"fr": "Trop\n grand.", "en": "Too\n large."}}],
)


def said(lang: str, **changes: object) -> list[str]:
    given = {key: value for key, value in (RIGHT | changes).items() if value != "-"}
    return [refusal_text(TOOL, refusal, lang) for refusal in run(compile_calculator(TOOL), given).refusals]


@pytest.mark.parametrize(
    ("change", "french", "english"),
    [
        ({"amount": "-"}, "Montant : à remplir.", "Amount: please fill this in."),
        ({"amount": "many"}, "Montant : écrivez un nombre.", "Amount: write a number."),
        ({"amount": 5001.0}, "Montant : de 0 à 5\u202f000.", "Amount: 0 to 5,000."),
        ({"share": 0.6}, "Part due : au plus 50\u202f%.", "Share due: at most 50%."),
        ({"term": 0.0}, "Durée : au moins 1.", "Term: at least 1."),
        ({"term": 1.5}, "Durée : écrivez un nombre entier.", "Term: write a whole number."),
        ({"free": 2e15}, "Libre : ce nombre est trop grand.", "Free: this number is too large."),
        ({"free": -2e15}, "Libre : ce nombre est trop petit.", "Free: this number is too small."),
        (
            {"method": "round"},
            "Méthode : choisissez une réponse de la liste : flat, declining.",
            "Method: choose an answer from the list: flat, declining.",
        ),
        (
            {"method": 3.0},
            "Méthode : choisissez une réponse de la liste : flat, declining.",
            "Method: choose an answer from the list: flat, declining.",
        ),
        (
            {"flows": [{"paid": 3.0}, {"paid": 0.0}]},
            "Flux, ligne 2, payé : au moins 1.",
            "Flows, row 2, paid: at least 1.",
        ),
        ({"flows.2.paid": 3.0}, "Flux, ligne 3, payé : 2 lignes au plus.", "Flows, row 3, paid: 2 rows at most."),
        (
            {"amout": 3.0},
            "amout : aucune donnée ne porte ce nom. Permis : amount, share, term, free, method, flows."
            " Vouliez-vous dire « amount » ?",
            'amout: no input has this name. Allowed: amount, share, term, free, method, flows. Did you mean "amount"?',
        ),
        ({"free": 100.0}, "Trop grand.", "Too large."),
        (
            {"free": 5.0},
            "Texte : ces valeurs ne permettent pas de le calculer.",
            "Text: these values do not allow us to compute it.",
        ),
        (
            {"free": 7.0},
            "Texte : ces valeurs ne permettent pas de le calculer.",
            "Text: these values do not allow us to compute it.",
        ),
    ],
)
def test_said(change: dict[str, object], french: str, english: str) -> None:
    assert said("fr", **change) == [french]
    assert said("en", **change) == [english]


def test_a_question_of_a_checklist_goes_by_its_id() -> None:
    tool = checklist({"a": [{}, {"measure": SMALL_IS_GOOD}, {"measure": SMALL_IS_GOOD}]})
    given = {"a-1": "perhaps", "a-2": "many", "a-3": -1.0, "a-9": "yes"}
    refusals = run(compile_checklist(tool, SCALES), given).refusals
    low, high = SMALL_IS_GOOD["min"], SMALL_IS_GOOD["max"]
    assert [refusal_text(tool, r, "en") for r in refusals] == [
        "a-9: no question has this name.",
        "a-1: choose an answer from the list.",
        "a-2: write a number.",
        f"a-3: {low:.0%} to {high:.0%}.",
    ]
