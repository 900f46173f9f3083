from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.exports.conftest import office  # noqa: F401  a fixture
from tests.pages.browser import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running
