"""What the answers to a question are called."""

from collections.abc import Mapping

from macros.definitions.models import Indicator, Scale
from macros.exports.language import say
from macros.exports.words import words
from macros.scoring.compile import NOT_APPLICABLE


def answer_labels(indicator: Indicator, scale: Scale, lang: str) -> Mapping[str, str]:
    """Code → the reader's word; a question answered with a number only has "not applicable"."""
    if indicator.measure:
        return {NOT_APPLICABLE: words(lang)["not_applicable"]}
    return {answer.code: say(answer.label, lang) for answer in scale.answers}
