"""`value-chain-margins`: who earns what of the price that the consumer pays, from its specification."""

from fractions import Fraction
from math import prod

from tests.reference.outcome import Outcome, Values, withheld
from tests.reference.reading import Numbers, cells, missing_cells, over, plain, row_numbers

COLUMNS = ("price", "cost", "loss_share")
OUTPUTS = ("producer_share", "total_margin_share", "quantity_sold_per_unit_bought")
MOST_ROWS = 8


def value_chain_margins(values: Values) -> Outcome:
    """Every output of `value-chain-margins`, and one row of the table for each actor.

    Reading: the name of an actor may stay blank; it changes no number.
    """
    refusals = missing_cells(values, "actors", COLUMNS, MOST_ROWS)
    if refusals:
        return withheld(OUTPUTS, refusals)
    chain = cells(values, "actors", COLUMNS)
    # The first actor's own losses come before its sale: "after the producer" leaves them out.
    kept = prod((1 - actor["loss_share"] for actor in chain[1:]), start=Fraction(1))
    final = chain[-1]["price"]
    if not final or not kept:
        return withheld(OUTPUTS, (("check", "final_price" if kept else "loss_share"),))
    share = chain[0]["price"] / final
    found = {"producer_share": share, "total_margin_share": 1 - share, "quantity_sold_per_unit_bought": kept}
    return Outcome(plain(found), actors(chain, final))


def actors(chain: list[Numbers], final: Fraction) -> list[dict[str, float]]:
    """The table: for each actor its share of the final price and its net margin.

    Reading: the share is what the actor adds to the price of a unit, losses aside, so that the shares sum to 1
    and the first is `producer_share`. Losses lower the net margin: to sell one unit, more than one is bought.
    """
    table, sold = [], Fraction(1)
    for k in range(len(chain) - 1, -1, -1):
        actor, before = chain[k], chain[k - 1] if k else None
        bought = sold / (1 - actor["loss_share"]) if before else sold
        paid = before["price"] if before else Fraction(0)
        table.append(
            {
                "share": (over(actor["price"] - paid, final) or Fraction(0)),
                "sold": sold,
                "bought": bought,
                "cost": sold * actor["cost"],
                "net_margin": sold * (actor["price"] - actor["cost"]) - bought * paid,
            }
        )
        sold = bought
    return row_numbers([*reversed(table)])
