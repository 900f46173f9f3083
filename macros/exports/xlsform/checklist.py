"""A checklist as a survey: one group a section, a question with a place for evidence, the score as notes."""

from collections.abc import Mapping, Sequence

from macros.definitions.models import Checklist, Indicator, Scale, Section
from macros.exports.language import fill, format_number, say
from macros.exports.meta import Meta
from macros.exports.words import words
from macros.exports.xlsform.about import write_about
from macros.exports.xlsform.display import as_text
from macros.exports.xlsform.form import Both, Form, both, each, joined, word
from macros.exports.xlsform.number import NumberField
from macros.formulas.program import Program
from macros.formulas.unroll import Unrolled, unroll
from macros.formulas.xpath_term import BLANK, Term, all_of, given, union
from macros.scoring.compile import NOT_APPLICABLE, active, compile_checklist, formula_name, scale_of

_COLON = {"fr": "\u00a0: ", "en": ": "}
_NO_ANSWER = "not_applicable"
"""The list with the one answer "not applicable", for questions answered with a number."""


def checklist_form(checklist: Checklist, scales: Mapping[str, Scale], lang: str, meta: Meta) -> Form:
    """The survey of `checklist`. Raises NoXPath."""
    form, program = Form(checklist, lang), compile_checklist(checklist, scales)
    write_about(form, checklist, meta, checklist.instructions)
    questions = _Questions(form, checklist, scales, program, meta)
    sections = [section for section in checklist.sections if active(section)]
    for section in sections:
        questions.section(section)
    unrolled = unroll(program, questions.terms)
    form.calculations(unrolled.calculations)
    _Results(form, checklist, sections, unrolled).write()
    return form


class _Questions:
    """Writes the questions, and remembers how formulas read their answers."""

    def __init__(
        self, form: Form, checklist: Checklist, scales: Mapping[str, Scale], program: Program, meta: Meta
    ) -> None:
        self.form, self.checklist, self.scales, self.meta = form, checklist, scales, meta
        self.compiled = {item.key: item for item in program.inputs}
        self.terms: dict[str, Term] = {}

    def section(self, section: Section) -> None:
        """The questions of a section, each on a screen with its comment."""
        with self.form.group(f"group_{formula_name(section.id)}", both(section.title)):
            for item in active(section):
                name = formula_name(item.id)
                with self.form.group(f"group_{name}", on_one_screen=True):
                    self.terms[name] = self._measure(item, name) if item.measure else self._scale(item, name)
                    self.form.row("text", f"note_{name}", label=word("head_comment"), appearance="multiline")

    def _scale(self, item: Indicator, name: str) -> Term:
        scale = scale_of(item, self.checklist, self.scales)
        options = self.form.choices(scale.id, [(a.code, both(a.label)) for a in scale.answers])
        self.form.row(f"select_one {options}", f"in_{name}", **self._texts(item, self._meanings(scale)))
        return Term(f"${{in_{name}}}", "text", lower=True)

    def _measure(self, item: Indicator, name: str) -> Term:
        """A number, or "not applicable" ticked."""
        measure = item.measure
        assert measure
        field = NumberField(self.compiled[item.id], measure.type, measure.unit)
        apart = f"${{na_{name}}}"
        texts = self._texts(item, None)
        field.ask(self.form, texts["label"], texts["hint"], relevant=f"not(selected({apart}, '{NOT_APPLICABLE}'))")
        self.form.choices(_NO_ANSWER, [(NOT_APPLICABLE, word("not_applicable"))])
        self.form.row(f"select_multiple {_NO_ANSWER}", f"na_{name}", label=word("xlsform_or"))
        value = self.form.calculate(name, f"if({field.allowed(field.reference)}, {field.fraction()}, {BLANK})")
        ticked = f"selected({apart}, '{NOT_APPLICABLE}')"
        codes = {"": all_of([f"not({ticked})", f"{value} = {BLANK}"]), NOT_APPLICABLE: ticked}
        return Term(value, known=f"{value} != {BLANK}", codes=codes)

    def _texts(self, item: Indicator, meanings: Both | None) -> dict[str, Both]:
        department = next(both(d.label) for d in self.checklist.departments if d.id == item.department)
        parts = [
            word("critical") if item.critical else None,
            _listed(word("head_criteria"), [both(text) for text in item.criteria]),
            _listed(word("head_evidence"), [both(text) for text in item.evidence]),
            each(lambda lang: f"{words(lang)['head_department']}{_COLON[lang]}{department[lang]}"),
        ]
        label = each(lambda lang: f"{item.id}. {say(item.ask, lang)}")
        more = joined(meanings, each(lambda lang: self._guidance(item, lang)), by="\n")
        return {"label": label, "hint": joined(*parts, by="\n"), "guidance_hint": more}

    def _guidance(self, item: Indicator, lang: str) -> str:
        weight = fill(words(lang)["weight"], weight=format_number(item.weight, "number", lang))
        parts = [weight if item.weight != 1 else "", *item.maps, self.meta.guide_links(item.guide)]
        return "\n".join(part for part in parts if part)

    @staticmethod
    def _meanings(scale: Scale) -> Both:
        """What each answer means, for those who are not sure."""
        said = [(a.label, a.meaning) for a in scale.answers if a.meaning]
        return each(
            lambda lang: "\n".join(f"{say(label, lang)}{_COLON[lang]}{say(text, lang)}" for label, text in said)
        )


def _listed(title: Both, texts: Sequence[Both]) -> Both | None:
    if not texts:
        return None
    return each(lambda lang: "\n".join([f"{title[lang]}{_COLON[lang].rstrip()}", *(f"• {t[lang]}" for t in texts)]))


# --- results -----------------------------------------------------------------------------------------


class _Results:
    """The score, how far it can be trusted, and what to deal with first."""

    def __init__(self, form: Form, checklist: Checklist, sections: Sequence[Section], unrolled: Unrolled) -> None:
        self.form, self.checklist, self.sections, self.unrolled = form, checklist, sections, unrolled
        self.critical = [
            (item, self.unrolled.column(formula_name(section.id), "alarm")[row])
            for section in sections
            for row, item in enumerate(active(section))
            if item.critical
        ]

    def write(self) -> None:
        """Compute what is shown, then the screen of results."""
        score, coverage, band = (self._out(name, name == "band") for name in ("score", "coverage", "band"))
        shown = {key: self._percent(key) for key in ("score", "coverage", *(s.id for s in self.sections))}
        covered = {section.id: self._coverage(section) for section in self.sections}
        self._list_critical()
        with self.form.group("meta_results", word("sheet_results"), on_one_screen=True):
            self.form.note("note_score", _result(word("total_score"), shown["score"]), f"{score} != {BLANK}")
            self.form.note("note_coverage", _result(word("coverage"), shown["coverage"]))
            provisional = f"{score} != {BLANK} and {coverage} < 1"
            self.form.note("note_provisional", joined(word("provisional"), word("rule_coverage"), by=". "), provisional)
            self._bands(band)
            for section in self.sections:
                self._section(section, shown[section.id], covered[section.id])
            self._critical_notes(coverage)

    def _out(self, key: str, is_text: bool = False) -> str:
        """A result under its public name; blank while it has none."""
        term = self.unrolled.scalar(formula_name(key))
        asked = union(term.needs, (term.known,) if term.known else ())
        return self.form.calculate(f"out_{formula_name(key)}", given(asked, term.text), is_text)

    def _percent(self, key: str) -> Both:
        if key in ("score", "coverage"):
            return as_text(self.form, key, f"${{out_{key}}}", "percent")
        return as_text(self.form, formula_name(key), self._out(key), "percent")

    def _coverage(self, section: Section) -> Both:
        cells = self.unrolled.column(formula_name(section.id), "answered")
        name = f"step_{formula_name(section.id)}_coverage"
        value = self.form.calculate(name, f"({' + '.join(cell.text for cell in cells)}) div {len(cells)}")
        return as_text(self.form, f"{formula_name(section.id)}_coverage", value, "percent")

    def _bands(self, band: str) -> None:
        for some in self.checklist.bands:
            self.form.note(
                f"note_band_{some.id}",
                _result(word("band"), both(some.label)),
                f"{band} = '{some.id}'",
                both(some.advice),
            )
        alarms = self.unrolled.scalar("alarms").text
        self.form.note("note_capped", word("capped"), f"{alarms} > 0")

    def _section(self, section: Section, score: Both, coverage: Both) -> None:
        name, title = formula_name(section.id), both(section.title)
        covered = each(lambda lang: f"{words(lang)['head_coverage']}{_COLON[lang]}{coverage[lang]}")
        self.form.note(f"note_{name}", _result(title, score), f"${{out_{name}}} != {BLANK}", covered)
        none = each(lambda lang: words(lang)["xlsform_unscored"])
        self.form.note(f"note_{name}_none", _result(title, none), f"${{out_{name}}} = {BLANK}", covered)

    def _list_critical(self) -> None:
        """The ids of critical points at their lowest answer, with a space between two."""
        pieces = ", ".join(f"if({alarm.text} = 1, ' {item.id}', '')" for item, alarm in self.critical) or BLANK
        listed = f"concat({pieces})" if len(self.critical) > 1 else pieces
        self.form.calculate("out_critical", f"substr({listed}, 1)", True)

    def _critical_notes(self, coverage: str) -> None:
        alarms = self.unrolled.scalar("alarms").text
        self.form.note("note_critical_none", word("critical_none"), f"{alarms} = 0 and {coverage} > 0")
        self.form.note("note_critical", word("critical_points"), f"{alarms} > 0")
        for item, alarm in self.critical:
            label = each(lambda lang, item=item: f"{item.id}. {say(item.ask, lang)}")  # type: ignore[misc]
            self.form.note(f"note_critical_{formula_name(item.id)}", label, f"{alarm.text} = 1")


def _result(title: Both, value: Both) -> Both:
    return each(lambda lang: f"{title[lang]}{_COLON[lang]}{value[lang]}")
