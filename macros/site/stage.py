"""Copy docs/ and guides/ of one language to the folder mkdocs reads, with a page for each tool.

Only files that changed are written, so that a live preview reloads what was edited and nothing else.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from macros.content.pages import TOPS, is_private
from macros.definitions import Project, load_project
from macros.formulas.javascript import print_program
from macros.scoring import program_of
from macros.site.downloads import blanks, downloads
from macros.site.paths import staged
from macros.site.scripts import page_scripts, page_styles
from macros.site.toolpage import tool_page

ASSETS = Path(__file__).parents[1] / "theme" / "assets"
_LANGUAGE = re.compile(r"\.(fr|en)(\.[a-z0-9]+)$")


def stage(root: Path, lang: str, *, with_downloads: bool = False) -> Path:
    """The staged folder of `lang`, brought up to date. With downloads, a preview can offer them."""
    target = staged(root, lang)
    project = load_project(root)
    files = dict([*_written(root, lang), *_assets(), *_generated(project, lang)])
    if with_downloads:
        files |= {f"downloads/{name}": data for name, data in downloads(project, (lang,)).items()}
    _synchronise(target, files)
    return target


def _written(root: Path, lang: str) -> Iterator[tuple[str, bytes]]:
    """The pages and images that people wrote; the language suffix is dropped, the other language left out."""
    for top, place in TOPS.items():
        for path in sorted((root / top).rglob("*")):
            suffix = _LANGUAGE.search(path.name)
            wanted = suffix[1] == lang if suffix else path.suffix != ".md"
            if path.is_file() and wanted and not is_private(path.relative_to(root / top)):
                name = _LANGUAGE.sub(r"\2", path.relative_to(root / top).as_posix())
                yield place + name, path.read_bytes()


def _assets() -> Iterator[tuple[str, bytes]]:
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            yield f"assets/{path.relative_to(ASSETS).as_posix()}", path.read_bytes()
    for name, content in (page_scripts() | page_styles()).items():
        yield f"assets/{name}", content


def _generated(project: Project, lang: str) -> Iterator[tuple[str, bytes]]:
    """The page and the script of every tool."""
    for id_, loaded in project.tools().items():
        program = program_of(loaded.model, project.scale_models())
        yield f"tools/{id_}.md", tool_page(loaded.model, lang).encode()
        yield f"assets/tools/{id_}.js", print_program(program).encode()
    for name, script in blanks(project, lang).items():
        yield f"assets/tools/{name}", script


def _synchronise(target: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = target / name
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(target).as_posix() not in files:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
