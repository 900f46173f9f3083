"""A calculator as a workbook: read-me, inputs, results, one sheet for each table, how it is computed, rates."""

from macros.definitions.models import Calculator
from macros.exports.language import fill, say
from macros.exports.meta import Meta
from macros.exports.words import words
from macros.exports.xlsx.book import Book
from macros.exports.xlsx.cache import with_results
from macros.exports.xlsx.figures import write_figures
from macros.exports.xlsx.inputs import write_choices, write_inputs
from macros.exports.xlsx.job import Job, rates_of
from macros.exports.xlsx.lists import Lists
from macros.exports.xlsx.rates import write_rates
from macros.exports.xlsx.readme import Readme
from macros.exports.xlsx.results import write_results
from macros.exports.xlsx.steps import write_steps
from macros.exports.xlsx.tables import place_tables, write_tables
from macros.exports.xlsx.typed import place_typed, write_typed
from macros.formulas import compile_calculator


def calculator_xlsx(calculator: Calculator, lang: str, meta: Meta) -> bytes:
    """The workbook of `calculator` in `lang`, filled with its first example; the same bytes on any day."""
    book = Book(calculator, lang, meta)
    readme = Readme(book)
    job = _job(calculator, book, meta)
    _write_readme(readme, job)
    job.choices.update(write_choices(job))
    place_typed(job)
    place_tables(job)
    write_inputs(job)
    write_typed(job)
    write_steps(job)
    last = write_results(job)
    write_tables(job)
    write_figures(job, last + 2)
    write_rates(job)
    job.inputs.raw.activate()
    return with_results(book.finish())


def _job(calculator: Calculator, book: Book, meta: Meta) -> Job:
    """The sheets, in the order of their tabs."""
    w, program = words(book.lang), compile_calculator(calculator)
    return Job(
        calculator=calculator,
        program=program,
        book=book,
        meta=meta,
        inputs=book.sheet(w["sheet_inputs"], landscape=True),
        typed={i.id: book.sheet(say(i.label, book.lang), landscape=True) for i in calculator.inputs if i.rows},
        results=book.sheet(w["sheet_results"], landscape=True),
        tables={t.id: book.sheet(say(t.title, book.lang), landscape=True) for t in calculator.tables},
        steps=book.sheet(w["sheet_steps"], landscape=True),
        rates=book.sheet(w["sheet_rates"], landscape=True) if rates_of(program) else None,
        texts=book.sheet(w["sheet_texts"]),
        figures=book.sheet(w["sheet_figures"]) if calculator.charts else None,
        lists=Lists(book, w["sheet_lists"], "calculator"),
    )


def _write_readme(readme: Readme, job: Job) -> None:
    w, calculator, lang = job.w, job.calculator, job.lang
    readme.title(calculator, w["kind_calculator"], lang)
    readme.heading(w["how_to_fill"])
    names = {"inputs": job.inputs.title, "results": job.results.title, "steps": job.steps.title}
    readme.lines(fill(w[f"fill_calculator_{number}"], **names) for number in (1, 2, 3, 4))
    readme.heading(w["the_sheets"])
    readme.line(job.inputs.title, w["about_inputs"])
    for sheet in job.typed.values():
        readme.line(sheet.title, w["about_typed"])
    readme.line(job.results.title, w["about_results"])
    for table in calculator.tables:
        readme.line(job.tables[table.id].title, w["about_table"])
    readme.line(job.steps.title, w["about_steps"])
    if job.rates:
        readme.line(job.rates.title, w["about_rates"])
    if job.example:
        readme.heading(w["the_example"])
        readme.line(w["example"], job.example_title)
        readme.line(w["source"], job.example.source)
    readme.about(calculator, lang, job.meta)
