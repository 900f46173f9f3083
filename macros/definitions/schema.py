"""JSON Schemas of the YAML files, for editors: completion, descriptions and first mistakes while typing."""

import json
import posixpath
from pathlib import Path
from typing import Any

from macros.definitions.kinds import KINDS, Kind

FOLDER = "docs/contribute/schemas"


def schema_line(path: str, kind: Kind) -> str:
    """The first line of a YAML file at `path`: where its editor finds the schema."""
    target = posixpath.relpath(f"{FOLDER}/{kind.name}.json", posixpath.dirname(path))
    return f"# yaml-language-server: $schema={target}"


def json_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a file of this kind."""
    schema = kind.model.model_json_schema()
    if kind.listed:
        definitions = schema.pop("$defs", {})
        definitions[kind.model.__name__] = schema
        schema = {
            "type": "array",
            "items": {"$ref": f"#/$defs/{kind.model.__name__}"},
            "$defs": definitions,
        }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.name.capitalize(), **schema}


def schema_text(kind: Kind) -> str:
    """The schema as it stands in its file."""
    return json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"


def schema_path(root: Path, kind: Kind) -> Path:
    """The file of a schema."""
    return root / FOLDER / f"{kind.name}.json"


def write_schemas(root: Path) -> list[Path]:
    """Write every schema under `root`; the files, in order."""
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    paths = [schema_path(root, kind) for kind in KINDS.values()]
    for path, kind in zip(paths, KINDS.values(), strict=True):
        path.write_text(schema_text(kind), encoding="utf-8")
    return paths
