"""A small calculator with everything that is rare: odd flows, unknown inputs, choices as results, checks that wait."""

from macros.definitions.models import Calculator

FLOWS = 8


def text(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": f"{words} (en)"}


def _flow_input(number: int) -> dict[str, object]:
    return {"id": f"flow_{number}", "type": "money", "label": text(f"Flow {number}"), "default": 0}


def small() -> Calculator:
    """The calculator; `stop` in it is the last period, `mood` may stay unknown."""
    chosen = "0"
    for number in range(FLOWS, 0, -1):
        chosen = f"IF([@period]={number},flow_{number},{chosen})"
    return Calculator.model_validate(
        {
            "kind": "calculator",
            "id": "small",
            "version": 3,
            "date": "2026-01-31",
            "title": text("Small / odd: calculator?"),
            "summary": text("Summary"),
            "minutes": 1,
            "guide": "somewhere",
            "inputs": [
                {"id": "last", "type": "integer", "label": text("Last"), "min": 1, "max": FLOWS},
                *[_flow_input(n) for n in range(1, FLOWS + 1)],
                {"id": "mood", "type": "percent", "label": text("Mood"), "min": 0, "max": 1, "default": "unknown"},
                {
                    "id": "way",
                    "type": "choice",
                    "label": text("Way"),
                    "options": [
                        {"code": "up", "label": text('Up "high"')},
                        {"code": "down", "label": text("Down; low, 50 % - it's = that")},
                    ],
                    "default": "up",
                },
            ],
            "calc": [{"id": "doubled", "label": text("Doubled"), "formula": "=mood*2"}],
            "tables": [
                {
                    "id": "plan",
                    "title": text("Plan: [a/b]"),
                    "rows": {"index": "period", "label": text("Period"), "start": 1, "stop": "=last", "max": FLOWS},
                    "columns": [
                        {"id": "flow", "label": text("Flow"), "formula": f"={chosen}"},
                        {"id": "running", "label": text("Sum"), "formula": "=PREV([running],0)+[@flow]"},
                    ],
                }
            ],
            "outputs": [
                {"id": "period_rate", "label": text("Rate"), "format": "percent", "formula": "=IRR(plan[flow])"},
                {"id": "total", "label": text("Total"), "format": "money", "formula": "=SUM(plan[flow])", "main": True},
                {"id": "per_mood", "label": text("Per"), "format": "number", "formula": "=total/doubled"},
                {"id": "lifted", "label": text("Lifted"), "format": "number", "formula": "=total+mood"},
                {
                    "id": "verdict",
                    "label": text("Verdict"),
                    "format": "text",
                    "formula": '=IF(way="down","bad","good")',
                    "options": [{"code": "good", "label": text("Good")}, {"code": "bad", "label": text("Bad")}],
                },
            ],
            "checks": [
                {"id": "not-huge", "that": "=total<1000000", "message": text("Huge"), "blocks": ["period_rate"]},
                {"id": "mood-fits", "that": "=doubled<=1", "message": text("Mood"), "blocks": ["total", "verdict"]},
            ],
            "sentences": [
                {"when": "=mood>0.4", "text": text("Mood is {mood}, verdict {verdict}")},
                {"text": text("Total is {total}")},
            ],
            "examples": [],
        }
    )
