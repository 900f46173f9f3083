"""What stands beside the two languages: the door at /, permanent addresses, downloads."""

import json
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.content.addresses import Address
from macros.content.pages import LANGUAGES
from macros.exports import FORMATS, ending
from macros.site.paths import site_url

TEMPLATES = Path(__file__).parents[1] / "theme" / "site"


def publish(site: Path, addresses: Mapping[str, Address], downloads: Mapping[str, bytes]) -> None:
    """Write the language chooser, one page for every id, and every download with their list."""
    _write(site / "index.html", _page("chooser.html.j2", url=site_url()))
    for address in addresses.values():
        _write(site / "s" / address.id / "index.html", _page("permalink.html.j2", address=address, languages=LANGUAGES))
    _write(site / "s" / "go.js", (TEMPLATES / "go.js").read_text(encoding="utf-8"))
    for name, data in downloads.items():
        path = site / "downloads" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    _write(site / "downloads" / "index.json", _listing(downloads))


def _listing(downloads: Mapping[str, bytes]) -> str:
    formats, files = {ending(format): format for format in FORMATS}, []
    for name, data in sorted(downloads.items()):
        tool, lang, last = name.split(".", 2)
        url = f"{site_url()}downloads/{name}"
        files.append({"tool": tool, "language": lang, "format": formats[last], "url": url, "bytes": len(data)})
    return json.dumps({"downloads": files}, ensure_ascii=False, indent=1) + "\n"


def _page(template: str, **values: object) -> str:
    loader = FileSystemLoader(TEMPLATES)
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return env.get_template(template).render(**values)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
