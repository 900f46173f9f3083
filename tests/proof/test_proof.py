"""Every tool in every engine, on a few cases; `make proof` runs many more."""

from contextlib import AbstractContextManager
from typing import Any

import pytest

from tests.proof import chromium, workbook
from tests.proof.cases import BLOCK
from tests.proof.compare import Engine
from tests.proof.judges import JUDGES, Judge, Open
from tests.proof.part import LANGUAGES, Part, judged
from tests.proof.record import options_never_met
from tests.proof.subject import Subject, tool_ids

TOOLS = [pytest.param(tool, marks=pytest.mark.xdist_group(f"proof {tool}")) for tool in tool_ids()]
"""The parts of one tool share its workbook."""


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.key)
@pytest.mark.parametrize("tool", TOOLS)
def test_the_same_everywhere(tool: str, judge: Judge, request: pytest.FixtureRequest) -> None:
    turn = tool_ids().index(tool) + JUDGES.index(judge)
    part = Part(tool, judge.key, 0, BLOCK, BLOCK // judge.few, LANGUAGES[turn % len(LANGUAGES)])
    found = judged(part, opening(judge, request))
    assert found.wrong == []
    assert found.reason or found.cases == judge.few
    if judge is JUDGES[0]:
        assert found.accepted >= 0.7 * found.cases
        assert options_never_met(tool, found) == []


def opening(judge: Judge, request: pytest.FixtureRequest) -> Open:
    """How a judge opens a tool here: one browser and one LibreOffice serve all tests of a process."""
    shared: dict[str, tuple[str, Any]] = {
        "chromium": ("browser", lambda running, tool, lang: chromium.in_browser(running, tool)),
        "libreoffice": ("office", workbook.in_office),
    }
    if judge.key not in shared:
        return judge.open
    fixture, open_in = shared[judge.key]

    def opened(tool: Subject, lang: str) -> AbstractContextManager[Engine]:
        engine: AbstractContextManager[Engine] = open_in(request.getfixturevalue(fixture), tool, lang)
        return engine

    return opened
