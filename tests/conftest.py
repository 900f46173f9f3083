"""What all tests share."""

from hypothesis import settings

# No deadline: the first example of a test also pays for starting node, or for the machine's other work.
settings.register_profile("project", deadline=None)
settings.load_profile("project")
