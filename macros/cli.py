"""``cerise``: the commands. Exit 0 fine, 1 something wrong in the content or a file, 2 wrong use."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from macros import ROOT
from macros.content.check import check_project
from macros.definitions import Project, load_project
from macros.definitions.models import Calculator, Checklist

LANGUAGES = click.Choice(["fr", "en"])
_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=ROOT,
    help="The project's folder (this one unless said otherwise).",
)


def _spoken() -> str:
    """The language of messages: that of the terminal when it is French, else English."""
    return "fr" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("fr") else "en"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cerise", prog_name="cerise")
def main() -> None:
    """Guides, checklists and calculators for microfinance: check, build, compute, score and export them."""


@main.command()
@_root
@click.option("--lang", type=LANGUAGES, default=_spoken, help="Language of the messages.")
def check(root: Path, lang: str) -> None:
    """Report every problem of tools, guides, links and translations, each with its place."""
    problems = check_project(root)
    for problem in problems:
        click.echo(problem.text(lang), err=True)
    if problems:
        click.echo(_count(len(problems), lang), err=True)
        sys.exit(1)
    click.echo({"fr": "Aucun problème.", "en": "No problem found."}[lang])


def _count(count: int, lang: str) -> str:
    if lang == "fr":
        return f"{count} problème{'s' if count > 1 else ''}."
    return f"{count} problem{'s' if count > 1 else ''}."


@main.command()
@_root
@click.option("--site-dir", type=click.Path(path_type=Path), default=Path("site"), help="Where the site is written.")
@click.option("--lang", type=LANGUAGES, default=_spoken, help="Language of the messages.")
def build(root: Path, site_dir: Path, lang: str) -> None:
    """Build the whole site: both languages, downloads, permanent addresses."""
    from macros.site.build import BuildFailed, build_site

    try:
        build_site(root, site_dir, say=lambda text: click.echo(text, err=True) if sys.stderr.isatty() else None)
    except BuildFailed as failed:
        click.echo(failed.text(lang), err=True)
        sys.exit(1)


@main.command()
@click.option("--lang", type=LANGUAGES, default="fr", help="Language of the preview.")
@click.option("--address", default="127.0.0.1:8000", help="Where to serve, as HOST:PORT.")
def serve(lang: str, address: str) -> None:
    """Preview one language; edits to docs/, guides/, tools/ and macros/ show at once."""
    from macros.site.build import config_of

    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", config_of(ROOT, lang), "--dev-addr", address]
    os.execv(sys.executable, command)


@main.command()
@click.argument("tool")
@click.option("--inputs", type=click.File(encoding="utf-8"), help="A JSON file of inputs, or - for standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--lang", type=LANGUAGES, default=_spoken, help="Language of the messages.")
@_root
def compute(tool: str, inputs: click.utils.LazyFile | None, as_json: bool, lang: str, root: Path) -> None:
    """Compute one calculator: outputs (unrounded, null when there is none), checks and tables."""
    from macros.content.compute import BadInputs, compute_tool, read_values

    calculator = _calculator(_valid_project(root, lang), tool)
    try:
        values = read_values(inputs.read() if inputs else "{}", inputs.name if inputs else "", lang)
    except BadInputs as bad:
        click.echo(str(bad), err=True)
        sys.exit(1)
    answer = compute_tool(calculator, values, lang)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _print_outputs(calculator, answer, lang)
    if any(check["kind"] not in ("missing", "check") for check in answer["checks"]):
        for refused in answer["checks"]:
            click.echo(f"{refused['subject']}: {refused['message']}", err=True)
        sys.exit(1)


def _print_outputs(calculator: Calculator, answer: dict[str, dict[str, object]], lang: str) -> None:
    from macros.pages import format_number

    for output in calculator.outputs:
        value = answer["outputs"][output.id]
        shown = format_number(value, output.format, lang) if isinstance(value, float) else (value or "—")
        click.echo(f"{output.label[lang]}: {shown}")
    for refused in answer["checks"]:
        click.echo(f"! {refused['message']}", err=True)
