"""Looking around in a built site."""

from pathlib import Path


def pages_of(site: Path, lang: str) -> list[str]:
    """The pages of one language, relative to its folder, 404 apart."""
    root = site / lang
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*.html") if p.name != "404.html")


def tree(site: Path) -> dict[str, bytes]:
    """Every file of a site and its bytes."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
