"""What all tests share."""

import pytest
from hypothesis import settings

from tests.javascript import JavaScript

# No deadline: the first example of a test also pays for starting node, or for the machine's other work.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(scope="session")
def javascript() -> type[JavaScript]:
    """The page's runtime in node: ``javascript(program).run(values)``."""
    return JavaScript
