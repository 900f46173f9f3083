"""`poverty-rate`: the share of a group below a poverty line, from its specification (after Schreiner)."""

from fractions import Fraction

from tests.reference.outcome import Outcome, Values, withheld
from tests.reference.reading import blocked, cells, missing_cells, numbers, over, plain

COLUMNS = ("likelihood", "weight")
DEFAULTS = {"bias": 0.0}
OUTPUTS = ("poverty_rate", "corrected_rate", "households_count")
MOST_ROWS = 200


def poverty_rate(values: Values) -> Outcome:
    """Every output of `poverty-rate`.

    Reading: the known bias is subtracted, and a corrected rate beyond 0 or 1 is shown as it comes; the count is
    that of the rows in use, whatever they weigh.
    """
    refusals = missing_cells(values, "households", COLUMNS, MOST_ROWS)
    if refusals:
        return withheld(OUTPUTS, refusals)
    sampled = cells(values, "households", COLUMNS)
    weighted = sum((row["likelihood"] * row["weight"] for row in sampled), Fraction(0))
    rate = over(weighted, sum((row["weight"] for row in sampled), Fraction(0)))
    corrected = None if rate is None else rate - numbers(values, [], DEFAULTS)["bias"]
    found = plain({"poverty_rate": rate, "corrected_rate": corrected, "households_count": Fraction(len(sampled))})
    return Outcome(found, refusals=blocked(found))
