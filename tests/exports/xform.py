"""A survey compiled by pyxform and filled in by the XPath engine of Enketo, in node."""

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pyxform.xls2xform import convert

from macros.definitions.load import Project
from macros.exports import Meta, export
from macros.scoring.compile import NOT_APPLICABLE
from tests.node_process import Node

RUNNER = Path(__file__).with_name("xform.js")
_NUMBERS = count()


def compiled(tool_id: str, project: Project, lang: str = "fr") -> str:
    """The XForm of a tool. Fails when pyxform has anything to say."""
    warnings: list[str] = []
    workbook = export(tool_id, "xlsform", lang, project, Meta())
    xform = convert(io.BytesIO(workbook), warnings=warnings, file_type=".xlsx").xform
    assert warnings == []
    return str(xform)


@cache
def node() -> Node:
    """The node process that holds the surveys."""
    return Node(RUNNER)


class XForm:
    """A survey that can be filled in again and again."""

    def __init__(self, xform_xml: str) -> None:
        self.id = next(_NUMBERS)
        self.names = {element.tag.rpartition("}")[2] for element in _data(xform_xml)}
        node().ask({"load": xform_xml, "id": self.id})

    def fill(self, values: Mapping[str, object]) -> dict[str, Any]:
        """Everything the survey says when `values` (by input key) are typed, and all other questions left blank.

        `values`: what it computes, by name; `refused`: the questions that do not take what was typed; `missing`:
        those that must still be answered; `relevant`: what is shown, for what is not always; `strange`: what came
        out as NaN or Infinity, which phones do not all treat alike.
        """
        answers = dict(pair for key, value in _flat(values) for pair in self._typed(key, value))
        answer: dict[str, Any] = node().ask({"form": self.id, "answers": answers})
        return answer

    def case(self, values: Mapping[str, Any], wanted: Sequence[str]) -> dict[str, object]:
        """The outputs called `wanted` (by output key) when `values` are typed; None for a blank.

        People cannot reach the results of a calculator past an answer that the survey refuses: no output then has a
        value. A checklist goes on without that answer.
        """
        said = self.fill(values)
        if said["refused"] and "meta_ready" in self.names:
            return dict.fromkeys(wanted)
        shown = said["values"]
        return {key: shown[f"out_{_name(key)}"] if shown[f"out_{_name(key)}"] != "" else None for key in wanted}

    def _typed(self, key: str, value: object) -> Iterator[tuple[str, str]]:
        """The questions in which a person types `value`, with what is typed."""
        name = _name(key)
        if value == NOT_APPLICABLE and f"na_{name}" in self.names:
            yield f"na_{name}", NOT_APPLICABLE
        elif f"pct_{name}" in self.names:
            yield f"pct_{name}", _text(value, percent=True)
        else:
            yield f"in_{name}", _text(value)


def _data(xform_xml: str) -> Iterator[ElementTree.Element]:
    instance = next(
        element for element in ElementTree.fromstring(xform_xml).iter() if element.tag.endswith("}instance")
    )
    return instance.iter()


def _flat(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Tables cell by cell."""
    for key, value in values.items():
        if isinstance(value, list):
            yield from ((f"{key}.{row}.{column}", v) for row, line in enumerate(value) for column, v in line.items())
        else:
            yield key, value


def _name(key: str) -> str:
    return key.replace("-", "_").replace(".", "_")


def _text(value: object, percent: bool = False) -> str:
    """What a person types: all the digits, no exponent."""
    if isinstance(value, (int, float)):
        exact = Decimal(repr(float(value)))
        return f"{exact.scaleb(2) if percent else exact:f}".removesuffix(".0")
    return "" if value is None else str(value)
