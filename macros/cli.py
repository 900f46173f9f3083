"""``cerise``: the commands. Exit 0 fine, 1 something wrong in the content or a file, 2 wrong use."""

import json
import os
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from macros import ROOT
from macros.content.check import check_project
from macros.definitions import Project, load_project, nearest
from macros.definitions.models import Calculator, Format
from macros.exports import FORMATS, NotASurvey, NotOnPaper, ending
from macros.exports.filled import Filled
from macros.exports.words import words

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


_messages = click.option("--lang", type=LANGUAGES, default=_spoken, help="Language of the messages.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cerise", prog_name="cerise")
def main() -> None:
    """Guides, checklists and calculators for microfinance: check, build, compute, score and export them."""


@main.command()
@_root
@_messages
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
@_messages
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
@_messages
@_root
def compute(tool: str, inputs: TextIO | None, as_json: bool, lang: str, root: Path) -> None:
    """Compute one calculator: outputs (unrounded, null when there is none), checks and tables."""
    from macros.content.compute import BadInputs, compute_tool, read_values

    calculators = _valid_project(root, lang).calculators
    calculator = calculators[_known(calculators, tool, lang)].model
    try:
        values = read_values(inputs.read() if inputs else "{}", inputs.name if inputs else "", lang)
    except BadInputs as bad:
        _stop(str(bad))
    answer = compute_tool(calculator, values, lang)
    click.echo(_json(answer) if as_json else _outputs(calculator, answer, lang))
    for refused in answer["checks"]:
        click.echo(refused["message"], err=True)
    if any(refused["kind"] not in ("missing", "check") for refused in answer["checks"]):
        sys.exit(1)


def _outputs(calculator: Calculator, answer: dict[str, Any], lang: str) -> str:
    from macros.pages import format_number

    def shown(value: Any, format: Format) -> str:
        return format_number(value, format, lang) if isinstance(value, float) else str(value or "–")

    return "\n".join(f"{o.label[lang]}: {shown(answer['outputs'][o.id], o.format)}" for o in calculator.outputs)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "form", flag_value="json", help="Print JSON: always an array, one object a file.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV, with the score of each section.")
@_messages
@_root
def score(files: tuple[Path, ...], form: str | None, lang: str, root: Path) -> None:
    """Score filled workbooks, CSV or answer files again, and say where a file's own results differ.

    A folder stands for every .xlsx, .csv and .json file in it. A file that cannot be read is reported; the others
    go on.
    """
    from macros.exports.overview import answer_files, as_csv, table
    from macros.exports.read import ReadError, rescore_file

    project = _valid_project(root, lang)
    results, failed = [], False
    for file in answer_files(files):
        try:
            results.append(rescore_file(file, project, lang))
        except ReadError as error:
            failed = True
            click.echo(f"{file}: {error.text(lang)}", err=True)
    if form == "json":
        click.echo(_json(results))
    elif results:
        click.echo(as_csv(results, lang) if form == "csv" else table(results, lang), nl=form != "csv")
    for result in results:
        for warning in result["warnings"]:
            click.echo(f"{result['file']}: {warning}", err=True)
    if failed:
        sys.exit(1)


@main.command()
@click.argument("tool")
@click.option(
    "--format", "format_", required=True, type=click.Choice([*FORMATS, "html", "docx"]), help="The kind of file."
)
@click.option("--lang", type=LANGUAGES, default="fr", help="Language of the file.")
@click.option("--answers", type=click.Path(path_type=Path), help="A filled file of a checklist, to write it into.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it; - is standard output.")
@_root
def export(tool: str, format_: str, lang: str, answers: Path | None, output: Path | None, root: Path) -> None:
    """Write one download of one tool or template, blank or with the answers of a filled file (whatever its format)."""
    from macros.content.templates import read_templates
    from macros.exports import UnknownFormat
    from macros.site.downloads import make

    project = _valid_project(root, lang)
    _known([*project.tools(), *read_templates(project)], tool, lang)
    filled = _record(answers, tool, project, lang) if answers else None
    try:
        data = make(project, tool, lang, format_, filled)
    except (NotASurvey, NotOnPaper) as refused:
        _stop(refused.text(lang))
    except UnknownFormat as unknown:
        _stop(f"{tool}: {unknown}")
    path = output or Path(f"{tool}.{lang}.{ending(format_)}")
    if str(path) == "-":
        sys.stdout.buffer.write(data)
    else:
        path.write_bytes(data)
        click.echo(path, err=True)


@main.command()
@click.argument("kind", type=click.Choice(["guide", "checklist", "calculator", "template", "sheet"]))
@click.argument("id_", metavar="ID")
@_messages
@_root
def new(kind: str, id_: str, lang: str, root: Path) -> None:
    """Write a skeleton that passes `cerise check`, to be filled in."""
    from macros.content.skeleton import Exists, write_skeleton

    try:
        written = write_skeleton(root, kind, id_)
    except (Exists, ValueError) as error:
        _stop(str(error))
    for path in written:
        click.echo(path.relative_to(root))


def _record(path: Path, tool: str, project: Project, lang: str) -> Filled:
    """The record in a file, when it is one of this checklist; otherwise the command ends."""
    from macros.exports.read import ReadError, read_filled

    try:
        filled = read_filled(path, project)
    except ReadError as error:
        _stop(f"{path}: {error.text(lang)}")
    if filled.tool != tool or tool not in project.checklists:
        _stop(f"{path}: {words(lang)['record_of_another'].replace('{tool}', filled.tool)}")
    for warning in filled.warnings:
        click.echo(f"{path}: {warning.text(lang)}", err=True)
    return filled


# --- shared ------------------------------------------------------------------------------------------


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)


def _valid_project(root: Path, lang: str) -> Project:
    """The project's definitions; whatever is wrong in them stops the command."""
    project = load_project(root)
    if project.problems:
        _stop("\n".join(problem.text(lang) for problem in project.problems))
    return project


def _known(tools: Collection[str], id_: str, lang: str) -> str:
    """`id_`, when it is one of `tools`; otherwise the command ends and names the nearest."""
    if id_ in tools:
        return id_
    close = nearest(id_, tools)
    unknown = {"fr": "outil inconnu", "en": "unknown tool"}[lang]
    allowed = {"fr": "permis", "en": "allowed"}[lang]
    _stop(f"{unknown}: {id_}. {allowed}: {', '.join(tools)}." + (f" → {close}?" if close else ""))
