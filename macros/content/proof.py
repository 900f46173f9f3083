"""The proof that every tool gives the same numbers everywhere, from docs/_data/proof.yml, as HTML."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.definitions import Project
from macros.definitions.models import Calculator, Example, Text, Tool
from macros.language.numbers import format_number
from macros.pages.dates import long_date
from macros.pages.links import Links
from macros.pages.render import render

FILE = Path("docs") / "_data" / "proof.yml"
REFERENCE = "reference"
_DIGITS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Judged:
    """What one engine gave for a tool: no difference when it cannot compute the tool, for a `reason`."""

    engine: str
    version: str
    cases: int
    largest: float | None
    worth: float | None
    reason: Mapping[str, str]


@dataclass(frozen=True)
class Proved:
    """A tool, the day of its proof, the share of cases accepted, and every engine's answer."""

    tool: Tool
    date: str
    accepted: float
    judged: tuple[Judged, ...]

    @property
    def worth(self) -> float | None:
        """The largest present value of flows at the rate shown; None for a tool without such a rate."""
        return max((judged.worth for judged in self.judged if judged.worth is not None), default=None)


def read_proof(project: Project) -> list[Proved]:
    """What was proved of each tool of the project, in the order of the file. Nothing before the first proof."""
    path, tools = project.root / FILE, project.tools()
    record = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {"tools": {}}
    return [_proved(tools[id_].model, entry) for id_, entry in record["tools"].items() if id_ in tools]


def _proved(tool: Tool, entry: Mapping[str, Any]) -> Proved:
    engines = {REFERENCE: entry[REFERENCE], **entry["engines"]}
    return Proved(tool, entry["date"], entry["accepted"], tuple(_judged(key, one) for key, one in engines.items()))


def _judged(engine: str, entry: Mapping[str, Any]) -> Judged:
    version, cases = str(entry.get("version", "")), entry["cases"]
    return Judged(engine, version, cases, entry.get("largest"), entry.get("present_value"), entry.get("reason", {}))


# --- HTML --------------------------------------------------------------------------------------------


def proof_html(project: Project, lang: str, links: Links) -> str:
    """How far each engine is from the others, tool by tool; what was compared in all, and with what."""
    proved = read_proof(project)
    judged = [one for row in proved for one in row.judged if one.largest is not None]
    largest = max((one.largest or 0.0 for one in judged), default=0.0)
    return render(
        "proof.html.j2",
        lang,
        links,
        rows=proved,
        waiting=[loaded.model for id_, loaded in project.tools().items() if id_ not in {row.tool.id for row in proved}],
        engines=_engines(judged),
        comparisons=format_number(sum(one.cases for one in judged), "integer", lang),
        largest=tiny(largest),
        of_a_billion=format_number(largest * 1e9, "number", lang),
        days=[long_date(day, lang) for day in sorted({row.date for row in proved})],
        count=lambda cases: format_number(cases, "integer", lang),
        share=lambda value: format_number(value, "percent", lang, 0),
        tiny=tiny,
    )


def _engines(judged: Iterable[Judged]) -> dict[str, str]:
    """Every engine with the versions used, in the order of the table."""
    versions: dict[str, list[str]] = {}
    for one in judged:
        versions.setdefault(one.engine, []).append(one.version)
    return {engine: ", ".join(dict.fromkeys(filter(None, used))) for engine, used in versions.items()}


def tiny(value: float) -> str:
    """A very small number as ``2 × 10⁻¹⁶``, one digit, rounded up; 0 when there is no difference at all."""
    if not value:
        return "0"
    power = math.floor(math.log10(value))
    digit = math.ceil(round(value / 10.0**power, 6))
    if digit == 10:
        digit, power = 1, power + 1
    return f"{digit}\u00a0×\u00a010{str(power).translate(_DIGITS)}"


# --- published cases ---------------------------------------------------------------------------------


def published_html(calculators: Iterable[Calculator], lang: str, links: Links) -> str:
    """For each calculator, the published cases that it reproduces, with their source and their figures."""
    tools = [(tool, published) for tool in calculators if (published := _published(tool))]
    figures = {(tool.id, one.id): _figures(tool, one, lang) for tool, published in tools for one in published}
    return render("published.html.j2", lang, links, tools=tools, figures=figures)


def _published(tool: Calculator) -> list[Example]:
    return [example for example in tool.examples if example.proof == "published"]


def _figures(tool: Calculator, example: Example, lang: str) -> list[tuple[Text, str]]:
    """What the source says must come out: the label of each result and its figure."""
    return [
        (output.label, _figure(value, output.format, lang))
        for output in tool.outputs
        if (value := example.expect.get(output.id)) is not None
    ]


def _figure(value: float | str, format: str, lang: str) -> str:
    return value if isinstance(value, str) else format_number(value, format, lang, decimals=2)
