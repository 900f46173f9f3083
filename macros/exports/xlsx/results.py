"""The sheet of results: a sentence, what is wrong, then every result with what it means."""

from macros.definitions.models import Output
from macros.exports.language import fill, say
from macros.exports.xlsx.formats import number_format, show_decimals
from macros.exports.xlsx.job import CURRENCY, LEFT, READY, Job
from macros.exports.xlsx.layout import cell_name, quoted
from macros.exports.xlsx.sentences import spoken

LABEL, VALUE, UNIT, EXPLAIN, BENCHMARK, NOTE, CODE = range(7)
_CARDS, _HEADER = 3, 6
_HEADS = {VALUE: ["right"], UNIT: ["unit"]}


def write_results(job: Job) -> int:
    """Fill the sheet; every result gets ``out_…``, empty when it is withheld or unknown. Returns the last row."""
    sheet, w = job.results, job.w
    sheet.columns(46, 16, 9, 56, 30, 20)
    sheet.column(CODE, 12, "grey", hidden=True)
    sheet.column(BENCHMARK, 30, hidden=not any(output.benchmark for output in job.calculator.outputs))
    sheet.tall(0, 30)
    sheet.text(0, LABEL, w["sheet_results"], "title")
    sheet.text(1, LABEL, say(job.calculator.title, job.lang), "grey")
    _cards(job)
    row = _HEADER
    for column, word in enumerate(("result", "value", "unit", "explain", "benchmark", "note", "code")):
        sheet.text(row, column, w[f"head_{word}"], "header", *_HEADS.get(column, []))
    ordered = sorted(job.calculator.outputs, key=lambda output: not output.main)
    for output in ordered:
        row += 1
        _write(job, output, row)
    sheet.raw.freeze_panes(_HEADER + 1, 1)
    sheet.print_area(row, NOTE, _HEADER)
    return row


def _cards(job: Job) -> None:
    """Side by side: the results read aloud, and what is missing or wrong."""
    sheet, w, lang = job.results, job.w, job.lang
    sheet.text(_CARDS, LABEL, w["in_words"], "group")
    sheet.text(_CARDS, EXPLAIN, w["to_know"], "group")
    sheet.formula(_CARDS + 1, LABEL, spoken(job), "say")
    sheet.formula(_CARDS + 1, EXPLAIN, _problems(job), "say", "bold")
    sheet.name("cerise_spoken", _CARDS + 1, LABEL)
    sheet.name("cerise_problems", _CARDS + 1, EXPLAIN)
    texts = [say(s.text, lang) for s in job.calculator.sentences] + [
        say(c.message, lang) for c in job.calculator.checks
    ]
    sheet.tall(_CARDS + 1, 48)
    for text in texts:
        sheet.reserve(_CARDS + 1, LABEL, text, "say", "bold")


def _problems(job: Job) -> str:
    w = job.w
    messages = [(cell_name("check", c.id), say(c.message, job.lang)) for c in job.calculator.checks]
    said = [f'IF({name},"",{quoted(message + " ")})' for name, message in messages]
    passed = f"AND({','.join(name for name, _ in messages)})" if messages else "TRUE"
    failed = f"IF({passed},{quoted(w['all_well'])},{'&'.join(said) or quoted('')})"
    after = quoted(" " + fill(w["left_after"], sheet=job.inputs.title))
    return f"IF({READY},{failed},{quoted(w['left_before'] + ' ')}&{LEFT}&{after})"


def _write(job: Job, output: Output, row: int) -> None:
    sheet, lang = job.results, job.lang
    name, main = cell_name("out", output.id), ["bold"] if output.main else []
    choices = job.choices.get(output.id)
    place = CODE if choices else VALUE
    sheet.text(row, LABEL, say(output.label, lang), "cell", *main)
    shape = number_format(output.format, lang)
    sheet.formula(row, place, shown(job, output.id), "cell", "right", *main, num_format=shape)
    sheet.name(name, row, place)
    if choices:
        sheet.formula(row, VALUE, choices.label(name), "cell", *main)
    show_decimals(sheet, output.format, (row, VALUE), (row, VALUE), f"$B${row + 1}")
    if output.format == "money":
        sheet.formula(row, UNIT, CURRENCY, "cell", "unit")
    else:
        sheet.text(row, UNIT, "", "cell")
    sheet.formula(row, NOTE, _note(job, output.id, name), "cell", "small")
    sheet.reserve(row, NOTE, job.w["impossible"], "cell", "small")
    sheet.text(row, EXPLAIN, say(output.explain, lang) if output.explain else "", "cell", "small")
    sheet.text(row, BENCHMARK, say(output.benchmark, lang) if output.benchmark else "", "cell", "small")


def shown(job: Job, output: str) -> str:
    """The result when everything it takes is there, else an empty text."""
    conditions = [READY, *job.check_names(output)]
    ready = conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"
    return f'IF({ready},IFERROR({output},""),"")'


def _note(job: Job, output: str, name: str) -> str:
    """Why there is no result."""
    w, checks = job.w, job.check_names(output)
    wrong = f"IF(ISERROR({output}),{quoted(w['impossible'])},{quoted(w['unknown'])})"
    if checks:
        passed = checks[0] if len(checks) == 1 else f"AND({','.join(checks)})"
        wrong = f"IF({passed},{wrong},{quoted(w['withheld'])})"
    return f'IF(NOT({READY}),{quoted(w["waiting"])},IF({name}="",{wrong},""))'
