"""`sample-size`: how many households to ask, from its specification (after Schreiner)."""

from fractions import Fraction
from math import ceil

from tests.reference.outcome import Outcome, Values, missing, withheld
from tests.reference.reading import blocked, numbers, over, plain

REQUIRED = ("population", "half_width", "confidence_z", "expected_share")
DEFAULTS = {"design_factor": 1.0}
OUTPUTS = ("sample_size", "sample_size_infinite")


def sample_size(values: Values) -> Outcome:
    """Both outputs, rounded up from the exact quotient. Without a half-width no sample is large enough."""
    refusals = missing(values, REQUIRED)
    if refusals:
        return withheld(OUTPUTS, refusals)
    v = numbers(values, REQUIRED, DEFAULTS)
    spread = (v["confidence_z"] * v["design_factor"]) ** 2 * v["expected_share"] * (1 - v["expected_share"])
    width = v["half_width"] ** 2
    finite = over(v["population"] * spread, spread + width * (v["population"] - 1))
    found = plain({"sample_size": up(finite), "sample_size_infinite": up(over(spread, width))})
    return Outcome(found, refusals=blocked(found))


def up(value: Fraction | None) -> Fraction | None:
    """The next whole number; None stays None."""
    return None if value is None else Fraction(ceil(value))
