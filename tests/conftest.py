"""What all tests share."""

import os

import pytest
from hypothesis import settings

from tests.javascript import JavaScript

# No deadline: the first example of a test also pays for starting node, or for the machine's other work.
# On a machine that decides whether a change lands, the same examples each time; elsewhere, new ones.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


@pytest.fixture(scope="session")
def javascript() -> type[JavaScript]:
    """The page's runtime in node: ``javascript(program).run(values)``."""
    return JavaScript
