"""Rules of scales."""

from collections.abc import Iterator

from macros.definitions.models import Scale
from macros.definitions.places import Loc
from macros.definitions.rules.common import repeats
from macros.definitions.source import Finding, finding


def scale_findings(scale: Scale) -> Iterator[Finding]:
    """What is wrong inside a scale."""
    yield from repeats((("answers", i, "code"), answer.code) for i, answer in enumerate(scale.answers))
    for i, answer in enumerate(scale.answers):
        if (answer.points is None) != answer.exclude:
            yield finding(("answers", i), "answer_points", name=answer.code)
    yield from _excluded_twice(scale)


def _excluded_twice(scale: Scale) -> Iterator[Finding]:
    excluded: list[Loc] = [("answers", i, "exclude") for i, answer in enumerate(scale.answers) if answer.exclude]
    for loc in excluded[1:]:
        yield finding(loc, "exclude_twice", other=excluded[0])
