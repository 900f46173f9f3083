"""The parser's complaints, sorted into problems that say what to do.

The two parsers of PyYAML (libyaml's and its own) word the same mistake differently; both are in the table.
"""

import re

import yaml

_KINDS = [
    (r"mapping values are not allowed", "yaml_colon"),
    (r"could not find expected ':'", "yaml_missing_colon"),
    (r"found a tab character", "yaml_tab"),
    (r"found character .*cannot start any token", "yaml_character"),
    (r"unexpected end of stream|unexpected document separator", "yaml_quote"),
    (r"escape|did not find expected hexdecimal|expected escape sequence", "yaml_escape"),
    (r"expected ',' or|expected node content|expected the node content", "yaml_bracket"),
    (r"expected key|'-' indicator|expected <block end>|<document start>|block sequence entries", "yaml_indent"),
]


_OPENED = {"yaml_quote", "yaml_bracket", "yaml_missing_colon"}
"""What is noticed long after the mistake: these point at where the quote, the bracket or the key began."""


def mark_of(error: yaml.MarkedYAMLError, kind: str) -> yaml.Mark | None:
    """Where to look for the mistake."""
    found, opened = error.problem_mark, error.context_mark
    return (opened or found) if kind in _OPENED else (found or opened)


def kind_of(error: yaml.MarkedYAMLError, text: str) -> str:
    """The kind of problem that `error` is, in the file `text`."""
    complaint = error.problem or ""
    found = next((kind for pattern, kind in _KINDS if re.search(pattern, complaint)), "yaml_syntax")
    return "yaml_tab" if found == "yaml_character" and _is_tab(error, text) else found


def _is_tab(error: yaml.MarkedYAMLError, text: str) -> bool:
    mark = error.problem_mark
    lines = text.splitlines()
    return mark is not None and mark.line < len(lines) and lines[mark.line][mark.column : mark.column + 1] == "\t"
