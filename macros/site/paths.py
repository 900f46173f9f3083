"""Where things are built, and under which address they are published."""

import os
from pathlib import Path

BUILD = ".build"
DEFAULT_SITE_URL = "http://127.0.0.1:8000/"


def site_url() -> str:
    """The address of the whole site, ending in a slash: SITE_URL in the environment, or this machine's."""
    return os.environ.get("SITE_URL", DEFAULT_SITE_URL).rstrip("/") + "/"


def staged(root: Path, lang: str) -> Path:
    """The folder from which mkdocs reads the pages of one language."""
    return root / BUILD / "content" / lang


def permalink(id_: str) -> str:
    """The address of `id_` that never changes."""
    return f"{site_url()}s/{id_}/"
