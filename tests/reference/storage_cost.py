"""`storage-cost`: what a bag in store costs a day, from its specification (after FAO's guide to marketing costs)."""

from tests.reference.outcome import Outcome, Values, missing, withheld
from tests.reference.reading import blocked, numbers, over, plain

REQUIRED = ("rent", "days", "average_bags")
OUTPUTS = ("cost_per_day", "cost_per_bag_day")


def storage_cost(values: Values) -> Outcome:
    """Both outputs; `rent` is for all the `days`, and an empty store has no cost per bag."""
    refusals = missing(values, REQUIRED)
    if refusals:
        return withheld(OUTPUTS, refusals)
    v = numbers(values, REQUIRED)
    per_day = over(v["rent"], v["days"])
    found = plain({"cost_per_day": per_day, "cost_per_bag_day": over(per_day, v["average_bags"])})
    return Outcome(found, refusals=blocked(found))
