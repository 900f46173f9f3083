"""The survey for phones: compiled by pyxform, computed by the XPath engine of Enketo."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from macros.exports import NotASurvey
from tests.exports.xform import RUNNER, XForm, compiled
from tests.proof.cases import Case
from tests.proof.compare import CannotBe, Shown
from tests.proof.subject import Subject, project

ENGINE = RUNNER.parents[1] / "node_modules" / "openrosa-xpath-evaluator" / "package.json"


class Survey:
    """One tool as a survey."""

    def __init__(self, tool: Subject, form: XForm) -> None:
        self.tool, self.form = tool, form

    def answers(self, cases: Sequence[Case]) -> Iterator[Shown]:
        """What the survey computes for each case."""
        for case in cases:
            yield Shown(self.form.case(case, self.tool.outputs))


@contextmanager
def opened(tool: Subject, lang: str) -> Iterator[Survey]:
    """A survey of one tool. Raises CannotBe for a tool that phones cannot compute."""
    try:
        form = XForm(compiled(tool.id, project(), lang))
    except NotASurvey as refused:
        raise CannotBe({language: refused.text(language) for language in ("fr", "en")}) from None
    yield Survey(tool, form)


def version() -> str:
    """The version of Enketo's engine."""
    return str(json.loads(ENGINE.read_text(encoding="utf-8"))["version"])
