"""One mistake in the tiny project of ``tests/corpus/_base``, and the words that must come out."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).with_name("corpus")
BASE = CORPUS / "_base"


@dataclass(frozen=True)
class Case:
    """A file of the corpus: in `file`, `find` becomes `put`, or `text` replaces everything.

    `raw` does too, with one character for each byte. A case can also move or delete the file.
    """

    name: str
    file: str
    fr: list[str]
    en: list[str]
    find: str | None = None
    put: str | None = None
    text: str | None = None
    raw: str | None = None
    move_to: str | None = None
    delete: bool = False

    @property
    def kind(self) -> str:
        """The kind of problem it shows: ``name_cell`` for ``name_cell-column.yml``."""
        return self.name.partition("-")[0]

    def build(self, root: Path) -> Path:
        """The tiny project with this one mistake, under `root`."""
        shutil.copytree(BASE, root, dirs_exist_ok=True)
        path = root / (self.move_to or self.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        content = self._content()
        if self.move_to or self.delete:
            (root / self.file).unlink()
        if not self.delete:
            path.write_bytes(content)
        return root

    def _content(self) -> bytes:
        if self.text is not None:
            return self.text.encode()
        if self.raw is not None:
            return self.raw.encode("latin-1")
        before = (BASE / self.file).read_text(encoding="utf-8")
        if self.find is None:
            return before.encode()
        assert before.count(self.find) == 1, (
            f"{self.name}: {self.find!r} is {before.count(self.find)} times in the file"
        )
        return before.replace(self.find, self.put or "").encode()


def read_case(path: Path) -> Case:
    """The case in `path`."""
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return Case(name=path.stem, **{**content, "delete": content.get("delete") == "true"})


def all_cases() -> list[Case]:
    """Every case of the corpus, by name."""
    return [read_case(path) for path in sorted(CORPUS.glob("*.yml"))]
