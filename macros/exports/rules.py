"""What the scoring rule says about one checklist, in words."""

from collections.abc import Mapping

from macros.definitions.models import Checklist, Indicator, MeasureBand, Scale
from macros.exports.language import fill, format_number, say
from macros.exports.words import words
from macros.scoring.compile import scale_of


def scales_in_use(checklist: Checklist, scales: Mapping[str, Scale]) -> list[Scale]:
    """The scales of questions asked today, each once, the usual one first."""
    asked = [i for s in checklist.sections for i in s.indicators if i.status == "active" and not i.measure]
    found = {scale_of(i, checklist, scales).id for i in asked}
    return sorted((scales[id] for id in found), key=lambda scale: (scale.id != checklist.scale, scale.id))


def measure_in_words(indicator: Indicator, lang: str) -> str:
    """A question answered with a number, and the points its number earns."""
    measure = indicator.measure
    assert measure
    return f"{say(indicator.ask, lang)} – {', '.join(_band(b, measure.type, lang) for b in measure.bands)}."


def _band(band: MeasureBand, kind: str, lang: str) -> str:
    key = "up_to" if band.up_to is not None else "at_least" if band.at_least is not None else "else"
    limit = band.up_to if band.up_to is not None else band.at_least
    shown = "" if limit is None else format_number(limit, kind, lang)
    return fill(words(lang)[f"{key}_points"], limit=shown, points=format_number(band.points, "number", lang))
