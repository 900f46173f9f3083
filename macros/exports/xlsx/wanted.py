"""What a number typed into a cell must be: its bounds, the rule of its cell, and the words that say so."""

from dataclasses import dataclass

from macros.exports.bounds import limits
from macros.exports.words import words
from macros.exports.xlsx.validation import number_between
from macros.formulas.inputs import LARGEST


@dataclass(frozen=True)
class Wanted:
    """A number of some kind (money, percent, integer, number) between two bounds, for readers of one language."""

    kind: str
    minimum: float | None
    maximum: float | None
    lang: str

    @property
    def whole(self) -> bool:
        """Whether only whole numbers are allowed."""
        return self.kind == "integer"

    @property
    def hint(self) -> str:
        """The bounds as a sentence; empty when there are none."""
        return limits(self.minimum, self.maximum, self.kind, self.lang)

    @property
    def bounds(self) -> tuple[float, float]:
        """The bounds, both allowed; where none is given, what a spreadsheet can hold exactly."""
        low, high = self.minimum, self.maximum
        return float(-LARGEST if low is None else low), float(LARGEST if high is None else high)

    @property
    def rule(self) -> dict[str, object]:
        """The validation rule of a cell."""
        return number_between(*self.bounds, self.whole)

    @property
    def error(self) -> str:
        """What a cell says when it refuses a value."""
        w = words(self.lang)
        return " ".join(part for part in (w["whole"] if self.whole else w["a_number"], self.hint) if part)

    @property
    def outside(self) -> str:
        """What is said of a number that is too small or too large."""
        return self.hint or words(self.lang)["too_large"]
