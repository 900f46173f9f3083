"""Results read aloud by formulas: numbers become texts on a hidden sheet, sentences put them together.

FIXED writes digits as the reader's computer is set; the marks are then replaced by those of the file's language,
so that a French sentence has French numbers everywhere.
"""

import re

from macros.definitions.models import Chart, Sentence, Text
from macros.exports.language import MINUS, NARROW, NO_BREAK, say
from macros.exports.xlsx.job import CURRENCY, READY, Job
from macros.exports.xlsx.layout import blank_if_unknown, cell_name, quoted
from macros.formulas.rounding import GUARD

_PLACE = re.compile(r"\{(\w+)\}")
LABEL, VALUE, DECIMALS, DIGITS, WHOLE, GROUPED, TEXT = range(7)
_MARKS = {"fr": (NARROW, ","), "en": (",", ".")}
_PERCENT = {"fr": f"{NARROW}%", "en": "%"}


def spoken(job: Job) -> str:
    """Write the sheet of texts; the formula that gives the first sentence that holds."""
    sheet = job.texts
    sheet.columns(34, 16, 10, 16, 16, 20, 120)
    sheet.raw.hide()
    texts = [s.text for s in job.calculator.sentences] + [c.says for c in job.calculator.charts]
    names = list(dict.fromkeys(name for text in texts for name in _PLACE.findall(text[job.lang])))
    for row, name in enumerate(names):
        sheet.text(row, LABEL, name)
        _write_value(job, name, row)
        sheet.name(_text_name(name), row, TEXT)
    said = '""'
    for row, sentence in enumerate(job.calculator.sentences, start=len(names) + 1):
        number = row - len(names) - 1
        sheet.text(row, LABEL, f"sentence {number + 1}")
        sheet.formula(row, VALUE, _holds(job, number, sentence))
        sheet.formula(row, TEXT, _first(said, sheet.at(row, VALUE), _pieces(sentence.text, job.lang)))
        said = sheet.at(row, TEXT)
    return said


def _text_name(name: str) -> str:
    return f"text_{name}"


def _cell(job: Job, name: str) -> str:
    """Where a value named in a sentence stands: the shown result, or the value of an input."""
    return cell_name("out", name) if any(o.id == name for o in job.calculator.outputs) else name


def _first(before: str, holds: str, text: str) -> str:
    """The sentence found before, or this one when it holds."""
    said = f'IF({holds},{text},"")'
    return said if before == '""' else f'IF({before}<>"",{before},{said})'


def beside(job: Job, chart: Chart) -> str:
    """The formula of what a chart says; nothing while a value it names is withheld. After `spoken`."""
    names = dict.fromkeys(_PLACE.findall(chart.says[job.lang]))
    known = [READY, *(f'{_cell(job, name)}<>""' for name in names)]
    return f'IF({_all(known)},{_pieces(chart.says, job.lang)},"")'


def _pieces(text: Text, lang: str) -> str:
    """The text with its values, as a formula."""
    parts = _PLACE.split(say(text, lang))
    return "&".join(_text_name(part) if at % 2 else quoted(part) for at, part in enumerate(parts) if at % 2 or part)


def _holds(job: Job, number: int, sentence: Sentence) -> str:
    """TRUE when the sentence is to be said: its condition holds and every value it names is there."""
    names = dict.fromkeys(_PLACE.findall(sentence.text[job.lang]))
    condition = blank_if_unknown(job.program.sentences[number], job.layout, "FALSE")
    known = [f'{_cell(job, name)}<>""' for name in names]
    every = [READY, *([f"IFERROR({condition},FALSE)"] if sentence.when else []), *known]
    return _all(every)


def _all(conditions: list[str]) -> str:
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


# --- values as texts ---------------------------------------------------------------------------------


def _write_value(job: Job, name: str, row: int) -> None:
    cell = _cell(job, name)
    if name in job.choices:
        job.texts.formula(row, TEXT, job.choices[name].label(cell))
        return
    kinds = {i.id: str(i.type) for i in job.calculator.inputs} | {o.id: str(o.format) for o in job.calculator.outputs}
    for column, formula in _number(kinds[name], cell, row, job.lang).items():
        job.texts.formula(row, column, formula)


def _number(kind: str, cell: str, row: int, lang: str) -> dict[int, str]:
    """The cells that turn a number into a text: its digits, then groups of three, then marks and unit."""
    grouping, mark = _MARKS[lang]
    value, decimals, digits, whole, grouped = (f"{letter}{row + 1}" for letter in "BCDEF")
    rounded = f"ROUND(ROUND(ABS({value}),{decimals}+{GUARD}),{decimals})"
    unit = {"percent": quoted(_PERCENT[lang]), "money": f'IF({CURRENCY}="","",{quoted(NO_BREAK)}&{CURRENCY})'}
    fraction = f'IF({decimals}=0,"",{quoted(mark)}&RIGHT({digits},{decimals}))'
    sign = f'IF(ROUND({value},{decimals})<0,{quoted(MINUS)},"")'
    return {
        VALUE: f"IF(ISNUMBER({cell}),{'100*' if kind == 'percent' else ''}{cell},0)",
        DECIMALS: _decimals(kind, value),
        DIGITS: f"FIXED({rounded},{decimals},TRUE)",
        WHOLE: f"IF({decimals}=0,{digits},LEFT({digits},LEN({digits})-{decimals}-1))",
        GROUPED: _grouped(whole, grouping),
        TEXT: f"{sign}&{grouped}&{fraction}&{unit.get(kind, quoted(''))}",
    }


def _decimals(kind: str, value: str) -> str:
    """As many decimals as say something: none from 100 for money, two at most, three below 1."""
    if kind == "integer":
        return "0"
    if kind == "money":
        return (
            f"IF(OR(ABS({value})>=100,ROUND({value},2)=ROUND({value},0)),0,IF(ROUND({value},2)=ROUND({value},1),1,2))"
        )
    two = f"IF(ROUND({value},2)=ROUND({value},0),0,IF(ROUND({value},2)=ROUND({value},1),1,2))"
    return f"IF(AND(ABS({value})<1,ROUND({value},3)<>ROUND({value},2)),3,{two})"


def _grouped(digits: str, mark: str) -> str:
    """Up to fifteen digits in groups of three."""
    text = f"LEFT({digits},LEN({digits})-12)&{quoted(mark)}&{_last(digits, 4, mark)}"
    for groups in (3, 2, 1):
        shorter = f"LEFT({digits},LEN({digits})-{3 * groups})&{quoted(mark)}&{_last(digits, groups, mark)}"
        text = f"IF(LEN({digits})>{3 * (groups + 1)},{text},{shorter})"
    return f"IF(LEN({digits})>3,{text},{digits})"


def _last(digits: str, groups: int, mark: str) -> str:
    """The last groups of three digits."""
    middle = [f"MID({digits},LEN({digits})-{3 * group - 1},3)" for group in range(groups, 0, -1)]
    return f"&{quoted(mark)}&".join(middle)
