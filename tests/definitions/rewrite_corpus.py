"""Write the expected messages of the corpus again: ``python -m tests.definitions.rewrite_corpus``.

After a message was reworded. Read the difference before committing: the messages are the test.
"""

import json
import tempfile
from pathlib import Path

from macros.content.check import check_project
from macros.definitions import Problem, load_project
from tests.corpus_case import CORPUS, Case, all_cases
from tests.definitions.test_corpus import needs_check


def problems_of(case: Case) -> list[Problem]:
    with tempfile.TemporaryDirectory() as folder:
        root = case.build(Path(folder))
        return check_project(root) if needs_check(case) else load_project(root).problems


def rewrite(case: Case) -> None:
    """Everything from the line ``en:`` on is written anew."""
    path = CORPUS / f"{case.name}.yml"
    kept = path.read_text(encoding="utf-8").partition("\nen:")[0]
    lines = [kept]
    for lang in ("en", "fr"):
        lines.append(f"{lang}:")
        lines += [f"  - {_quoted(problem.text(lang))}" for problem in problems_of(case)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if "'" in text else f"'{text}'"


if __name__ == "__main__":
    for one in all_cases():
        rewrite(one)
