"""What an exported file says about itself beyond its definition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

LICENCE = "CC BY-SA 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by-sa/4.0/"


def _nowhere(_: str) -> str:
    return ""


@dataclass(frozen=True)
class Meta:
    """Addresses and names that the site knows.

    `permalink` is the lasting address of the tool, `guide_links` gives that of a guide section or any
    other id (empty: no link),
    `references` the readable citation of a library entry.
    """

    permalink: str = ""
    guide_links: Callable[[str], str] = _nowhere
    publisher: str = ""
    contact: str = ""
    references: Mapping[str, str] = field(default_factory=dict)
