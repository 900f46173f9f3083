"""The published record is that of the tools as they are now, and says what was really reached."""

from dataclasses import replace

import pytest

from tests.proof.compare import TOLERANCE
from tests.proof.judges import JUDGES
from tests.proof.rates import RATES
from tests.proof.record import ACCEPTED, digest, read
from tests.proof.reference import CASES
from tests.proof.subject import subject, tool_ids

RECORD = read()["tools"]


def test_what_is_recorded_is_of_the_tools_as_they_are_now() -> None:
    """A tool that waits for its proof is named on the page; one that changed since is not shown as proved."""
    now = {tool: digest(subject(tool).program) for tool in tool_ids()}
    old = sorted(tool for tool, entry in RECORD.items() if now.get(tool) != entry["program"])
    assert not old, f'what these tools compute has changed since it was proved; run: make proof TOOLS="{" ".join(old)}"'
    assert list(RECORD) == [tool for tool in now if tool in RECORD]


@pytest.mark.parametrize("tool", RECORD)
def test_what_was_reached(tool: str) -> None:
    entry = RECORD[tool]
    assert entry["accepted"] >= ACCEPTED
    assert entry["reference"]["cases"] >= 0.9 * CASES and entry["reference"]["largest"] <= TOLERANCE
    assert list(entry["engines"]) == [judge.key for judge in JUDGES]
    for judge in JUDGES:
        found = entry["engines"][judge.key]
        assert found.get("reason") or (found["cases"] == judge.many and found["largest"] <= TOLERANCE)
        assert ("present_value" in found) == (tool in RATES and not found.get("reason"))


def test_the_digest_follows_the_formulas_and_not_the_version() -> None:
    program = subject("storage-cost").program
    assert digest(replace(program, version=99)) == digest(program)
    assert digest(replace(program, outputs=program.outputs[1:])) != digest(program)
    assert digest(replace(program, inputs=(replace(program.inputs[0], maximum=5.0), *program.inputs[1:]))) != digest(
        program
    )
