"""The macros that a page calls, read with Jinja's own parser, so that a wrong id is found before the build."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes


@dataclass(frozen=True)
class Call:
    """One `{{ name("argument", …) }}`; arguments that are not written out are None."""

    name: str
    args: tuple[str | None, ...]
    keywords: dict[str, str | None]
    line: int
    column: int


class PageSyntaxError(ValueError):
    """A page whose macros cannot be read; `line` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def read_calls(text: str) -> Iterator[Call]:
    """The calls in a Markdown text. Raises PageSyntaxError."""
    try:
        tree = Environment().parse(text)
    except TemplateSyntaxError as error:
        raise PageSyntaxError(error.message or "", error.lineno) from None
    lines = text.split("\n")
    seen: dict[tuple[str, int], int] = {}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            name = call.node.name
            nth = seen[name, call.lineno] = seen.get((name, call.lineno), -1) + 1
            column = _column(lines[call.lineno - 1], name, nth)
            keywords = {k.key: _constant(k.value) for k in call.kwargs}
            yield Call(name, tuple(map(_constant, call.args)), keywords, call.lineno, column)


def _constant(node: nodes.Node) -> str | None:
    return str(node.value) if isinstance(node, nodes.Const) else None


def _column(line: str, name: str, nth: int) -> int:
    places = [found.start() for found in re.finditer(rf"\b{re.escape(name)}\s*\(", line)]
    return places[nth] + 1 if nth < len(places) else 1
