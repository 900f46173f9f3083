"""Small tools for the tests of pages: every kind of field, and the scripts that make them run."""

from macros.definitions.models import Calculator, Checklist, Scale
from macros.formulas.compile import compile_calculator
from macros.formulas.javascript import print_program
from macros.scoring.compile import compile_checklist

LANGUAGES = ("fr", "en")


def both(text: str) -> dict[str, str]:
    """A text that is told apart by its language."""
    return {"fr": f"{text} (fr)", "en": f"{text} (en)"}


class Addresses:
    """Links that keep what was asked for."""

    def section(self, id: str) -> str:
        return f"#{id}"

    def download(self, tool: str, ext: str) -> str:
        return f"downloads/{tool}.{ext}"

    def asset(self, path: str) -> str:
        return path

    def permalink(self, id: str) -> str:
        return f"s/{id}/"


LINKS = Addresses()

SCALE = Scale.model_validate(
    {
        "kind": "scale",
        "id": "yes-partly-no",
        "label": both("Three steps"),
        "note": both("This scale is ours"),
        "answers": [
            {"code": "yes", "points": 1.0, "label": both("Yes"), "meaning": both("All of it")},
            {"code": "partly", "points": 0.5, "label": both("Partly")},
            {"code": "no", "points": 0.0, "label": both("No")},
            {"code": "na", "exclude": True, "label": both("Not applicable")},
        ],
    }
)
SCALES = {SCALE.id: SCALE}


def indicator(id: str, **more: object) -> dict[str, object]:
    """An indicator called `id`, answered on the scale unless told otherwise."""
    base: dict[str, object] = {
        "id": id,
        "ask": both(f"Question {id} <b>?"),
        "criteria": [both("A rule"), both("A proof")],
        "evidence": [both("Minutes")],
        "department": "board",
        "guide": "guide-heading",
    }
    return base | more


def section(id: str, *indicators: dict[str, object]) -> dict[str, object]:
    return {"id": id, "title": both(f"Title {id}"), "guide": "guide-heading", "indicators": list(indicators)}


PAR = {
    "type": "percent",
    "min": 0.0,
    "max": 1.0,
    "bands": [{"points": 1.0, "up_to": 0.05}, {"points": 0.5, "up_to": 0.1}, {"points": 0.0}],
}

CHECKLIST = Checklist.model_validate(
    {
        "kind": "checklist",
        "id": "sample",
        "version": 2,
        "date": "2026-11-23",
        "title": both("Sample checklist"),
        "summary": both("What it is for"),
        "minutes": 180,
        "guide": "guide-heading",
        "scale": SCALE.id,
        "rollup": "sections",
        "instructions": both("Answer together.\n\nNever alone"),
        "bands": [
            {"id": "weak", "at_least": 0.0, "label": both("Weak"), "advice": both("Start again")},
            {"id": "strong", "at_least": 0.75, "label": both("Strong"), "advice": both("Go on")},
        ],
        "departments": [{"id": "board", "label": both("Board")}],
        "sections": [
            section("one", *(indicator(f"one-{n}", critical=n == 1) for n in range(1, 4))),
            section("two", indicator("two-1", measure=PAR, maps=["4A"]), indicator("two-2")),
            section("three", indicator("three-1"), indicator("three-2", status="retired", retired=2)),
        ],
    }
)

CALCULATOR = Calculator.model_validate(
    {
        "kind": "calculator",
        "id": "loan",
        "version": 1,
        "date": "2026-01-01",
        "title": both("Loan"),
        "summary": both("What it costs"),
        "minutes": 5,
        "guide": "guide-heading",
        "groups": [
            {"id": "main", "label": both("The loan")},
            {"id": "fees", "label": both("Fees"), "folded": True},
        ],
        "inputs": [
            {"id": "amount", "type": "money", "label": both("Amount"), "group": "main", "min": 100.0, "max": 90000.0},
            {"id": "rate", "type": "percent", "label": both("Rate"), "group": "main", "min": 0.0, "max": 2.0},
            {"id": "months", "type": "integer", "label": both("Months"), "group": "main", "min": 1.0, "max": 24.0},
            {
                "id": "kind",
                "type": "choice",
                "label": both("Kind"),
                "group": "main",
                "options": [{"code": "flat", "label": both("Flat")}, {"code": "free", "label": both("Free")}],
            },
            {"id": "fee", "type": "money", "label": both("Fee"), "group": "fees", "default": 0.0, "help": both("Once")},
            {"id": "ceiling", "type": "percent", "label": both("Ceiling"), "group": "fees", "default": "unknown"},
        ],
        "calc": [{"id": "interest", "formula": '=IF(kind="flat",amount*rate*months/12,0)', "label": both("Interest")}],
        "tables": [
            {
                "id": "schedule",
                "title": both("Schedule"),
                "rows": {"index": "month", "label": both("Month"), "start": 1, "stop": "=months", "max": 24},
                "columns": [{"id": "paid", "formula": "=(amount+interest)/months", "label": both("Paid")}],
            }
        ],
        "outputs": [
            {"id": "cost", "formula": "=interest+fee", "label": both("Cost"), "format": "money", "main": True},
            {"id": "share", "formula": "=(interest+fee)/amount", "label": both("Share"), "format": "percent"},
            {"id": "room", "formula": "=ceiling-rate", "label": both("Room"), "format": "percent"},
        ],
        "checks": [{"id": "small-fee", "that": "=fee<amount", "message": both("The fee is too large")}],
        "sentences": [
            {"when": "=cost>0", "text": both("It costs {cost}, {kind}")},
            {"text": both("Lent for {months} months")},
        ],
        "examples": [
            {
                "id": "shown",
                "title": both("A case"),
                "inputs": {"amount": 12000.0, "rate": 0.24, "months": 12.0, "kind": "flat"},
                "expect": {"cost": 2880.0},
                "tolerance": 0.5,
                "source": "A source, p. 3",
                "proof": "published",
                "show": True,
            }
        ],
    }
)

SCRIPTS = {
    "tools/sample.js": print_program(compile_checklist(CHECKLIST, SCALES)),
    "tools/loan.js": print_program(compile_calculator(CALCULATOR)),
}
