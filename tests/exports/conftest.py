import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.definitions.load import Project, load_project
from macros.exports.meta import Meta
from tests.exports.office import Office, missing

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def project() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="session")
def meta() -> Meta:
    return Meta(
        permalink="https://example.org/s/tool/",
        guide_links=lambda section: f"https://example.org/s/{section}/",
        publisher="Publisher",
        contact="https://example.org/contact",
        references={},
    )


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A LibreOffice for the whole session. In CI a missing one is a failure."""
    reason = missing()
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with Office(tmp_path_factory.mktemp("office")) as running:
        yield running
