"""The command line as people and scripts use it: what it prints, where, and how it ends."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros import ROOT
from tests.corpus_case import BASE, CORPUS, read_case

LOAN = {
    "amount": 1000,
    "rate": 0.03,
    "rate_period": "month",
    "method": "declining",
    "instalments": 4,
    "frequency": "monthly",
    "rounding_step": 0.01,
}


def cerise(*args: str, given: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "macros", *args]
    return subprocess.run(command, input=given, capture_output=True, text=True, cwd=cwd, check=False)


COMMANDS = ("check", "build", "serve", "compute", "score", "export", "new")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    done = cerise(command, "--help")
    assert done.returncode == 0 and "Usage" in done.stdout


def test_the_console_script_is_the_module() -> None:
    script = Path(sys.executable).with_name("cerise")
    done = subprocess.run([script, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("args", [("nonsense",), ("compute",), ("export", "governance", "--format", "doc"), ("score",)])
def test_wrong_use_ends_with_two(args: tuple[str, ...]) -> None:
    done = cerise(*args)
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_check_finds_the_project_in_order() -> None:
    done = cerise("check", "--lang", "en")
    assert (done.returncode, done.stdout) == (0, "No problem found.\n"), done.stderr


# One mistake in each file of the tiny project: none hides another.
TOGETHER = ("unknown_key", "forbidden_function", "heading_without_id", "duplicate_code", "bad_url")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_check_says_everything_in_one_run(tmp_path: Path, lang: str) -> None:
    cases = [read_case(CORPUS / f"{name}.yml") for name in TOGETHER]
    assert len({case.file for case in cases}) == len(cases)
    for case in cases:
        case.build(tmp_path / case.name)
    shutil.copytree(BASE, tmp_path / "all")
    for case in cases:
        shutil.copyfile(tmp_path / case.name / case.file, tmp_path / "all" / case.file)
    done = cerise("check", "--root", str(tmp_path / "all"), "--lang", lang)
    expected = sorted(line for case in cases for line in (case.fr if lang == "fr" else case.en))
    *lines, count = done.stderr.splitlines()
    assert done.returncode == 1 and sorted(lines) == expected
    assert count == {"fr": f"{len(expected)} problèmes.", "en": f"{len(expected)} problems."}[lang]


def test_compute_gives_unrounded_numbers_as_json() -> None:
    done = cerise("compute", "microloan-cost", "--inputs", "-", "--json", given=json.dumps(LOAN))
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["outputs"]["instalment"] == pytest.approx(269.03, abs=1e-9)
    assert answer["outputs"]["effective_annual_rate"] == pytest.approx(0.42576089, abs=2e-4)
    assert answer["checks"] == []
    assert [row["period"] for row in answer["tables"]["schedule"]] == [0, 1, 2, 3, 4]


def test_compute_names_what_is_missing_and_gives_no_number() -> None:
    done = cerise("compute", "microloan-cost", "--inputs", "-", "--json", "--lang", "fr", given='{"amount": 1000}')
    answer = json.loads(done.stdout)
    assert set(answer["outputs"].values()) == {None}
    assert [c["subject"] for c in answer["checks"]] == ["rate", "rate_period", "method", "instalments", "frequency"]
    assert all(c["kind"] == "missing" and "à remplir" in c["message"] for c in answer["checks"])


@pytest.mark.parametrize(
    ("change", "subject", "kind"),
    [
        ({"amount": "many"}, "amount", "type"),
        ({"amount": -5}, "amount", "min"),
        ({"amount": 1e15}, "amount", "max"),
        ({"instalments": 0}, "instalments", "min"),
        ({"instalments": 2.5}, "instalments", "whole"),
        ({"method": "flatt"}, "method", "option"),
        ({"amout": 3}, "amout", "unknown"),
        ({"amount": [1]}, "amount", "type"),
        ({"amount": True}, "amount", "type"),
        ({"amount": float("nan")}, "amount", "type"),
    ],
)
def test_compute_refuses_bad_values_in_words(change: dict[str, object], subject: str, kind: str) -> None:
    done = cerise("compute", "microloan-cost", "--inputs", "-", "--json", given=json.dumps(LOAN | change))
    answer = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(c["subject"], c["kind"]) for c in answer["checks"]] == [(subject, kind)]
    assert answer["checks"][0]["message"] in done.stderr
    assert set(answer["outputs"].values()) == {None}


def test_compute_says_where_a_file_is_not_json(tmp_path: Path) -> None:
    path = tmp_path / "loan.json"
    path.write_text('{"amount": 1000,\n "rate": }')
    done = cerise("compute", "microloan-cost", "--inputs", str(path), "--lang", "en")
    assert done.returncode == 1 and f"{path}:2:10: this is not JSON" in done.stderr


def test_an_unknown_tool_is_named_with_the_nearest(tmp_path: Path) -> None:
    done = cerise("compute", "microloan-cots", "--lang", "en")
    assert done.returncode == 1 and "microloan-cost?" in done.stderr


@pytest.mark.parametrize("format_", ["xlsx", "csv"])
def test_export_then_score_a_blank_checklist(tmp_path: Path, format_: str) -> None:
    path = tmp_path / f"blank.{format_}"
    assert cerise("export", "governance", "--format", format_, "--lang", "fr", "-o", str(path)).returncode == 0
    done = cerise("score", str(path), "--json")
    (result,) = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert (result["tool"], result["score"], result["coverage"], result["band"]) == ("governance", None, 0, None)


def test_score_reports_a_bad_file_and_goes_on(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.xlsx"
    answers = {"gov-power-1": "practised", "gov-power-2": "absent"}
    good.write_text(json.dumps({"tool": "governance", "version": 1, "language": "fr", "answers": answers}))
    bad.write_bytes(b"PK\x03\x04 this is no workbook")
    done = cerise("score", str(bad), str(good), "--json", "--lang", "en")
    (result,) = json.loads(done.stdout)
    assert done.returncode == 1 and str(bad) in done.stderr and "Traceback" not in done.stderr
    assert result["score"] == pytest.approx(0.5, abs=0.2) and result["sections"]["gov-power"]["coverage"] > 0


def test_new_writes_skeletons_that_pass_the_check(tmp_path: Path) -> None:
    for part in ("docs", "guides", "tools"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for kind in ("guide", "checklist", "calculator", "template", "sheet"):
        assert cerise("new", kind, f"my-{kind}", "--root", str(tmp_path)).returncode == 0
        again = cerise("new", kind, f"my-{kind}", "--root", str(tmp_path))
        assert again.returncode == 1 and "already exists" in again.stderr
    done = cerise("check", "--root", str(tmp_path), "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert cerise("new", "checklist", "Bad Id", "--root", str(tmp_path)).returncode == 1


@pytest.mark.parametrize("tool", ["governance", "warrantage"])
def test_export_a_survey(tmp_path: Path, tool: str) -> None:
    path = tmp_path / "survey.xlsx"
    done = cerise("export", tool, "--format", "xlsform", "--lang", "en", "-o", str(path))
    assert done.returncode == 0 and path.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("tool", "lang", "said"),
    [
        ("microloan-cost", "en", "because of the result “Real rate for each period”: the function IRR"),
        ("microloan-cost", "fr", "la fonction IRR, que KoboToolbox et ODK ne savent pas calculer"),
        ("loan-schedule", "en", "an ordinary phone follows only 400"),
    ],
)
def test_a_tool_that_is_no_survey_says_why(tmp_path: Path, tool: str, lang: str, said: str) -> None:
    done = cerise("export", tool, "--format", "xlsform", "--lang", lang, "-o", str(tmp_path / "survey.xlsx"))
    assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "survey.xlsx").exists()


def test_templates_are_exported_in_their_own_format(tmp_path: Path) -> None:
    for id_, format_ in (("alliance-agreement", "docx"), ("power-matrix", "xlsx")):
        path = tmp_path / f"{id_}.{format_}"
        assert cerise("export", id_, "--format", format_, "--lang", "en", "-o", str(path)).returncode == 0
        assert path.read_bytes().startswith(b"PK")
    done = cerise("export", "alliance-agreement", "--format", "xlsx")
    assert done.returncode == 1 and "available: docx" in done.stderr
    done = cerise("export", "aliance-agreement", "--format", "docx")
    assert done.returncode == 1 and "→ alliance-agreement?" in done.stderr


def test_a_folder_of_files_is_one_table(tmp_path: Path) -> None:
    """Workbook, CSV and answers side by side; a bad file is reported, the others go on."""
    about = {"institution": "=Exercice", "date": "2026-11-24"}
    record = {
        "tool": "governance",
        "version": 1,
        "language": "fr",
        "about": about,
        "answers": {"gov-power-1": "absent"},
    }
    source = tmp_path / "a.json"
    source.write_text(json.dumps(record), encoding="utf-8")
    for format_ in ("xlsx", "csv"):
        (tmp_path / "more").mkdir(exist_ok=True)
        path = tmp_path / "more" / f"b.{format_}"
        export = ("export", "governance", "--format", format_, "--answers", str(source), "-o", str(path))
        assert cerise(*export).returncode == 0
    (tmp_path / "broken.xlsx").write_bytes(b"PK nothing")
    (tmp_path / "~$b.xlsx").write_bytes(b"lock")
    done = cerise("score", str(tmp_path), "--lang", "en")
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines)) == (1, 4) and "broken.xlsx" in done.stderr
    assert all("=Exercice" in line and "2026-11-24" in line and "fragile" in line for line in lines[1:])
    table = list(csv.DictReader(io.StringIO(cerise("score", str(tmp_path), "--csv", "--lang", "en").stdout)))
    assert [row["institution"] for row in table] == [" =Exercice"] * 3
    assert {row["gov-power"] for row in table} == {"0%"} or {row["gov-power"] for row in table} == {"0 %"}


def test_answers_of_another_tool_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    cerise("export", "warrantage", "--format", "xlsx", "-o", str(path))
    done = cerise("export", "governance", "--format", "csv", "--answers", str(path), "-o", "-")
    assert done.returncode == 1 and "warrantage" in done.stderr and not done.stdout


def test_a_checklist_on_paper_is_the_same_file_on_any_day(tmp_path: Path) -> None:
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    for path in (first, again):
        done = cerise("export", "governance", "--format", "pdf", "--lang", "fr", "-o", str(path))
        assert done.returncode == 0, done.stderr
    assert first.read_bytes() == again.read_bytes() and first.read_bytes().startswith(b"%PDF-")


def test_a_record_is_printed_and_a_calculator_is_not(tmp_path: Path) -> None:
    answers, path = tmp_path / "a.json", tmp_path / "a.pdf"
    record = {"tool": "governance", "version": 1, "language": "fr", "answers": {"gov-power-1": "absent"}}
    answers.write_text(json.dumps({**record, "comments": {"gov-power-1": "Registre de 2019"}}), encoding="utf-8")
    export = ("export", "governance", "--format", "pdf", "--lang", "fr", "--answers", str(answers), "-o", str(path))
    assert cerise(*export).returncode == 0
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert "Registre de 2019" in text and "☒" in text
    done = cerise("export", "warrantage", "--format", "pdf", "--lang", "fr", "-o", str(path))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "papier" in done.stderr and "xlsx" in done.stderr
