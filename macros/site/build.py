"""Check, stage, build both languages side by side, publish."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from macros.content.addresses import addresses
from macros.content.check import check_read
from macros.content.pages import LANGUAGES, read_pages
from macros.definitions import Problem, load_project
from macros.site.downloads import downloads
from macros.site.publish import publish

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""The theme prints news about other projects at every build unless told not to."""

Say = Callable[[str], None]


@dataclass
class BuildFailed(Exception):
    """Why no site was built: problems of the content, or what mkdocs said."""

    problems: list[Problem]
    output: str = ""

    def text(self, lang: str) -> str:
        """All of it, a line each."""
        return "\n".join([*(problem.text(lang) for problem in self.problems), self.output]).strip()


def config_of(root: Path, lang: str) -> str:
    """The mkdocs configuration of `lang`."""
    return str(root / ("mkdocs.yml" if lang == "fr" else f"mkdocs.{lang}.yml"))


def build_site(root: Path, site: Path, say: Say = lambda text: None) -> None:
    """Write the whole site into `site`, replacing it. Raises BuildFailed and then leaves `site` as it was."""
    say("check")
    project, pages = load_project(root), read_pages(root)
    problems = check_read(project, pages)
    if problems:
        raise BuildFailed(problems)
    fresh = site.with_name(site.name + ".new").resolve()
    shutil.rmtree(fresh, ignore_errors=True)
    say("build fr, en")
    _build_languages(root, fresh)
    say("downloads, addresses")
    publish(fresh, addresses(project, pages), downloads(project, LANGUAGES))
    shutil.rmtree(site, ignore_errors=True)
    fresh.rename(site)


def _build_languages(root: Path, site: Path) -> None:
    runs = {lang: _start(root, site, lang) for lang in LANGUAGES}
    said = {lang: run.communicate()[0] for lang, run in runs.items()}
    failed = [f"[{lang}]\n{_wrong(said[lang])}" for lang, run in runs.items() if run.returncode]
    if failed:
        raise BuildFailed([], "\n".join(failed))


def _wrong(said: str) -> str:
    """What mkdocs found wrong, without what it merely tells."""
    return "\n".join(line for line in said.splitlines() if not line.startswith("INFO"))


def _start(root: Path, site: Path, lang: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config_of(root, lang)]
    return subprocess.Popen(
        [*command, "--site-dir", str(site / lang)],
        cwd=root,
        env=os.environ | QUIET,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
