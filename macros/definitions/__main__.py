"""Write the JSON Schemas of the project in the current folder: ``python -m macros.definitions``."""

from pathlib import Path

from macros.definitions.schema import write_schemas

if __name__ == "__main__":
    write_schemas(Path.cwd())
