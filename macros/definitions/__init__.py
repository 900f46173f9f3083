"""Tool files: YAML → typed models, with every mistake located and explained in both languages."""

from macros.definitions.kinds import KINDS, Kind
from macros.definitions.load import Project, load_project
from macros.definitions.loaded import Loaded
from macros.definitions.messages import nearest
from macros.definitions.nodes import Node
from macros.definitions.places import Loc, Place
from macros.definitions.problems import Problem
from macros.definitions.rules.project import guide_problems
from macros.definitions.schema import json_schema, schema_line, schema_path, schema_text, write_schemas
from macros.definitions.source import Source, problem
from macros.definitions.yaml_nodes import read_yaml

__all__ = [
    "KINDS",
    "Kind",
    "Loaded",
    "Loc",
    "Node",
    "Place",
    "Problem",
    "Project",
    "Source",
    "guide_problems",
    "json_schema",
    "load_project",
    "nearest",
    "problem",
    "read_yaml",
    "schema_line",
    "schema_path",
    "schema_text",
    "write_schemas",
]
