"""A calculator as a survey: its inputs, every value computed, its results as notes."""

import re
from collections.abc import Mapping, Sequence

from macros.definitions.models import Calculator, Output, Sentence
from macros.exports.language import say
from macros.exports.meta import Meta
from macros.exports.words import LANGUAGES
from macros.exports.xlsform.about import write_about
from macros.exports.xlsform.display import as_label, as_text
from macros.exports.xlsform.form import Form, both, each, joined, word
from macros.exports.xlsform.inputs import READY, write_inputs
from macros.formulas import Program, compile_calculator
from macros.formulas.program import Check
from macros.formulas.unroll import Unrolled, unroll
from macros.formulas.xpath_term import BLANK, Term, all_of, given, union

_PLACE = re.compile(r"\{(\w+)\}")


def calculator_form(calculator: Calculator, lang: str, meta: Meta) -> Form:
    """The survey of `calculator`. Raises NoXPath."""
    form, program = Form(calculator, lang), compile_calculator(calculator)
    write_about(form, calculator, meta)
    terms = write_inputs(form, calculator, program)
    unrolled = unroll(program, terms, READY)
    form.calculations(unrolled.calculations)
    _Results(form, calculator, program, terms, unrolled).write()
    return form


class _Results:
    """Outputs, checks and sentences, shown once the inputs are complete."""

    def __init__(
        self, form: Form, calculator: Calculator, program: Program, terms: Mapping[str, Term], unrolled: Unrolled
    ) -> None:
        self.form, self.calculator, self.program = form, calculator, program
        self.terms, self.unrolled = terms, unrolled
        self.shown: dict[str, Mapping[str, str]] = {}
        """How texts show a value, by name and language."""

    def write(self) -> None:
        """Compute what is shown, then the screen of results."""
        self._values()
        said = self._sentences()
        with self.form.group("meta_results", word("sheet_results"), on_one_screen=True):
            self.form.note("note_waiting", word("waiting"), relevant=f"not({READY})")
            for check in self.calculator.checks:
                self.form.note(f"note_{_plain(check.id)}", both(check.message), relevant=_failed(check.id))
            for number, sentence in enumerate(self.calculator.sentences):
                filled = each(lambda lang, text=sentence.text: self._filled(say(text, lang), lang))  # type: ignore[misc]
                self.form.note(f"note_sentence_{number}", filled, relevant=f"{said} = {number + 1}")
            for output in self.calculator.outputs:
                self._note(output)

    # --- values --------------------------------------------------------------------------------------

    def _values(self) -> None:
        for check in self.program.checks:
            self._check(check)
        for output in self.calculator.outputs:
            self._output(output)
        for name in dict.fromkeys(name for s in self.calculator.sentences for name in _names(s)):
            if name not in self.shown:
                self._input(name)

    def _check(self, check: Check) -> None:
        """1 where a check fails, also because it cannot be computed; blank where something it needs is unknown."""
        term = self.unrolled.scalar(f"check:{check.key}")
        known = [self.terms[need].known for need in check.needs]
        met = all_of((*term.needs, term.text))
        self.form.calculate(f"meta_check_{_plain(check.key)}", given([READY, *known], f"if({met}, 0, 1)"))

    def _output(self, output: Output) -> None:
        """A result as it is shown: blank while it is withheld or cannot be computed."""
        term = self.unrolled.scalar(output.id)
        checks = [f"{_check_value(c.key)} != 1" for c in self.program.checks if output.id in c.blocks]
        asked = union((READY,), checks, term.needs, (term.known,) if term.known else ())
        text = f"if({term.text}, 1, 0)" if term.kind == "truth" else term.text
        value = self.form.calculate(f"out_{output.id}", given(asked, text), term.kind == "text")
        if term.kind == "text":
            labels = {option.code: both(option.label) for option in output.options}
            self.shown[output.id] = (
                as_label(self.form, output.id, value, labels) if labels else dict.fromkeys(LANGUAGES, value)
            )
        else:
            self.shown[output.id] = as_text(self.form, output.id, value, output.format)

    def _input(self, name: str) -> None:
        item, term = next(i for i in self.calculator.inputs if i.id == name), self.terms[name]
        if item.options:
            self.shown[name] = as_label(self.form, name, term.text, {o.code: both(o.label) for o in item.options})
        else:
            self.shown[name] = as_text(self.form, name, term.text, item.type)

    # --- texts ---------------------------------------------------------------------------------------

    def _sentences(self) -> str:
        """The number of the sentence to say: the first that holds and whose values are all known; 0 for none."""
        number = "0"
        for place, sentence in reversed(list(enumerate(self.calculator.sentences))):
            number = f"if({self._holds(place, sentence)}, {place + 1}, {number})"
        return self.form.calculate("meta_said", number)

    def _holds(self, number: int, sentence: Sentence) -> str:
        scalar = self.program.sentences[number]
        term = self.unrolled.scalar(scalar.name)
        known = [self.terms[need].known for need in scalar.needs]
        outputs = {output.id for output in self.calculator.outputs}
        there = [f"${{out_{n}}} != {BLANK}" if n in outputs else self.terms[n].known for n in _names(sentence)]
        return all_of(union((READY,), known, term.needs, filter(None, there), (term.text,)))

    def _filled(self, text: str, lang: str) -> str:
        return _PLACE.sub(lambda found: self.shown[found[1]][lang], text)

    def _note(self, output: Output) -> None:
        """A result with what it means."""
        label = each(lambda lang: f"{say(output.label, lang)}{_COLON[lang]}{self.shown[output.id][lang]}")
        benchmark = joined(word("head_benchmark"), both(output.benchmark), by=" – ") if output.benchmark else None
        hint = joined(both(output.explain) if output.explain else None, benchmark, by="\n\n")
        self.form.note(f"note_{output.id}", label, relevant=f"${{out_{output.id}}} != {BLANK}", hint=hint)


_COLON = {"fr": "\u00a0: ", "en": ": "}


def _names(sentence: Sentence) -> Sequence[str]:
    return list(dict.fromkeys(_PLACE.findall(sentence.text.fr) + _PLACE.findall(sentence.text.en)))


def _plain(key: str) -> str:
    return key.replace("-", "_")


def _check_value(key: str) -> str:
    return f"${{meta_check_{_plain(key)}}}"


def _failed(key: str) -> str:
    return f"{_check_value(key)} = 1"
