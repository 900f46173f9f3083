"""The JSON Schemas that editors read."""

import json
from pathlib import Path

import pytest

from macros.definitions import KINDS, Kind, json_schema, schema_line, schema_path, schema_text, write_schemas

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_committed_schema__is_current(kind: Kind) -> None:
    path = schema_path(ROOT, kind)
    assert path.read_text(encoding="utf-8") == schema_text(kind), "write it: python -m macros.definitions"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_schema__is_closed_and_described(kind: Kind) -> None:
    schema = json_schema(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    records = [d for d in [schema, *schema.get("$defs", {}).values()] if d.get("type") == "object"]
    assert records
    for record in records:
        assert record["additionalProperties"] is False
        assert record["description"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_schema_line__leads_to_the_schema(kind: Kind) -> None:
    path = kind.home if kind.listed else f"{kind.home}/a.yml"
    target = schema_line(path, kind).partition("$schema=")[2]
    assert ((ROOT / path).parent / target).resolve() == schema_path(ROOT, kind)


def test_write_schemas__writes_one_for_each_kind(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path)
    assert [path.stem for path in paths] == list(KINDS)
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in paths)
