"""A number that people type: its question, what it may be, and how formulas read it.

A percent is typed as on paper, 24 for 24 %, in a question called ``pct_rate``; formulas read ``rate``, 0.24.
"""

from dataclasses import dataclass
from decimal import Decimal

from macros.definitions.models import Text
from macros.exports.language import fill, format_number, say
from macros.exports.words import words
from macros.exports.xlsform.form import Both, Form, both, each, joined, word
from macros.exports.xlsx.wanted import Wanted
from macros.formulas.program import Input
from macros.formulas.xpath_term import BLANK, decimal

LONGEST_WHOLE = 999_999_999
"""ODK Collect takes nine digits for a whole number; a larger one is asked for as a number."""

_EXACT = 10**8
"""Percents with up to eight decimals become the very fraction that people mean."""


@dataclass(frozen=True)
class NumberField:
    """A number to be typed, of the kind of a definition (money, percent, integer, number)."""

    compiled: Input
    kind: str
    unit: Text | None = None

    @property
    def asked(self) -> str:
        """The name of the question."""
        return f"{'pct' if self.kind == 'percent' else 'in'}_{self.compiled.name}"

    @property
    def reference(self) -> str:
        """The value typed."""
        return f"${{{self.asked}}}"

    @property
    def filled(self) -> str:
        """The condition that something is typed."""
        return f"{self.reference} != {BLANK}"

    @property
    def type(self) -> str:
        """The type of the question."""
        low, high = self._wanted("fr").bounds
        small = max(abs(low), abs(high)) <= LONGEST_WHOLE
        return "integer" if self.compiled.whole and small else "decimal"

    def allowed(self, value: str) -> str:
        """The condition that `value`, as typed, is allowed; false for a blank."""
        low, high = (self._typed(bound) for bound in self._wanted("fr").bounds)
        whole = f"int({value}) = {value} and " if self.compiled.whole else ""
        return f"{whole}{value} >= {low} and {value} <= {high}"

    def fraction(self) -> str:
        """The value as formulas mean it, where something is typed."""
        if self.kind != "percent":
            return self.reference
        scaled = f"{self.reference} * {_EXACT}"
        near = f"abs({scaled} - round({scaled})) < 0.000001"
        return f"if({near}, round({scaled}) div {_EXACT * 100}, {self.reference} div 100)"

    def ask(self, form: Form, label: Both, help_text: Both | None = None, **columns: str | Both) -> None:
        """Add the question."""
        hint = joined(help_text, each(self._how), each(lambda lang: self._wanted(lang).hint), each(self._when_blank))
        message = each(lambda lang: self._wanted(lang).error)
        columns |= {"constraint": self.allowed("."), "constraint_message": message}
        form.row(self.type, self.asked, label=self._labelled(label), hint=hint, **columns)

    def _labelled(self, label: Both) -> Both:
        unit = both(self.unit) if self.unit else each(lambda _: "")
        if self.kind == "percent":
            unit = each(lambda lang: unit_of(unit[lang]))
        return each(lambda lang: f"{label[lang]} ({unit[lang]})" if unit[lang] else label[lang])

    def _how(self, lang: str) -> str:
        return words(lang)["xlsform_percent"] if self.kind == "percent" else ""

    def _when_blank(self, lang: str) -> str:
        default = self.compiled.default
        if not isinstance(default, float):
            return ""
        return fill(words(lang)["blank_default"], value=format_number(default, self.kind, lang))

    def _wanted(self, lang: str) -> Wanted:
        return Wanted(self.kind, self.compiled.minimum, self.compiled.maximum, lang)

    def _typed(self, bound: float) -> str:
        return decimal(float(Decimal(repr(bound)).scaleb(2)) if self.kind == "percent" else bound)


def unit_of(unit: str) -> str:
    """The unit of a percent, with its sign."""
    return unit if unit.startswith("%") else f"% {unit}".strip()


def required_columns(condition: str = "yes") -> dict[str, str | Both]:
    """The columns of a question that must be answered."""
    return {"required": condition, "required_message": word("missing")}
