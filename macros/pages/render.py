"""Fill a template of theme/templates and hand back HTML that Markdown leaves alone."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.definitions.models import Text
from macros.language.texts import fill, one_line
from macros.language.typography import typeset
from macros.pages.links import Links
from macros.pages.words import script_words, words

TEMPLATES = Path(__file__).parent.parent / "theme" / "templates"


def render(template: str, lang: str, links: Links | None, **values: Any) -> str:
    """The HTML of `template` in `lang`: no blank line, no indentation, everything escaped."""
    common = {"lang": lang, "links": links, "w": words(lang), "script_words": script_words(lang)}
    return compact(_environment(lang).get_template(template).render(**common, **values))


def compact(html: str) -> str:
    """`html` without blank lines or indentation, which Markdown would read as paragraphs and code."""
    lines = (line.strip() for line in html.splitlines())
    return "\n".join(line for line in lines if line)


@cache
def _environment(lang: str) -> Environment:
    """One environment a language: the filter `t` gives a bilingual text in that language."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["t"] = lambda text: one_line(text, lang)
    env.filters["paragraphs"] = lambda text: paragraphs(text, lang)
    env.filters["json"] = to_json
    env.filters["fill"] = fill
    return env


def paragraphs(text: Text, lang: str) -> list[str]:
    """The paragraphs of `text` in `lang`: a blank line separates them."""
    return [typeset(" ".join(part.split()), lang) for part in text[lang].split("\n\n") if part.strip()]


def to_json(value: Any) -> str:
    """`value` for a data attribute; keys keep their order so that pages do not change between builds."""
    return json.dumps(dict(value) if isinstance(value, Mapping) else value, ensure_ascii=False, separators=(",", ":"))
