"""Calculators with tables to fill in and charts: any series of flows, the actors of a chain, a long schedule."""

from typing import Any

from macros.definitions.models import Calculator
from macros.formulas.compile import compile_calculator
from macros.formulas.javascript import print_program

Record = dict[str, Any]


def words(fr: str, en: str) -> Record:
    return {"fr": fr, "en": en}


def calculator(id: str, title: Record, **parts: Any) -> Calculator:
    common = {"kind": "calculator", "version": 1, "date": "2026-11-23", "minutes": 5, "guide": "guide-heading"}
    return Calculator.model_validate(common | {"id": id, "title": title, "summary": title} | parts)


def column(id: str, type: str, fr: str, en: str, **more: Any) -> Record:
    return {"id": id, "type": type, "label": words(fr, en), **more}


def result(id: str, formula: str, format: str, fr: str, en: str, **more: Any) -> Record:
    return {"id": id, "formula": formula, "format": format, "label": words(fr, en), **more}


ROWS = 24


def _flow(row: int, name: str) -> str:
    """What row `row` brings in the period of the line; an unused row brings 0."""
    first = f"INDEX(flows[first_period],{row})"
    last, gap, value = (f"INDEX({column},{row})" for column in ("ends[last]", "ends[gap]", f"flows[{name}]"))
    return f"IF(AND([@period]>={first},[@period]<={last},MOD([@period]-{first},{gap})=0),{value},0)"


def _flows(name: str, fr: str, en: str) -> list[Record]:
    """The column of all rows together, six rows at a time because a formula must stay small."""
    parts = {f"{name}_from_row_{first}_on": range(first, first + 6) for first in range(1, ROWS + 1, 6)}
    hidden = [
        result(id, "=" + "+".join(_flow(row, name) for row in rows), "money", fr, en, show=False)
        for id, rows in parts.items()
    ]
    return [*hidden, result(name, "=" + "+".join(f"[@{id}]" for id in parts), "money", fr, en)]


FLOWS = calculator(
    "cash-flow-rate",
    words("Taux d'un échéancier quelconque", "Rate of any series of payments"),
    inputs=[
        {
            "id": "flows",
            "type": "table",
            "label": words("Ce qui est reçu et payé", "What is received and paid"),
            "help": words("Une ligne par série de versements égaux.", "One row for each series of equal payments."),
            "rows": {"least": 1, "most": ROWS},
            "columns": [
                column("first_period", "integer", "Première période", "First period", min=0.0, max=240.0),
                column("count", "integer", "Nombre de fois", "Number of times", min=1.0, max=241.0),
                column("step", "integer", "Toutes les … périodes", "Every … periods", min=1.0, max=240.0, default=1.0),
                column("received", "money", "Montant reçu", "Amount received", min=0.0, max=1e12),
                column("paid", "money", "Montant payé", "Amount paid", min=0.0, max=1e12),
            ],
        },
        {
            "id": "periods_per_year",
            "type": "integer",
            "label": words("Périodes par an", "Periods a year"),
            "min": 1.0,
            "max": 365.0,
        },
    ],
    calc=[result("last_period", "=MAX(ends[last])", "integer", "Dernière période", "Last period")],
    tables=[
        {
            "id": "ends",
            "title": words("Fin de chaque ligne", "End of each row"),
            "rows": {"index": "line", "label": words("Ligne", "Row"), "start": 1, "stop": f"={ROWS}", "max": ROWS},
            "columns": [
                result(
                    "last",
                    "=INDEX(flows[first_period],[@line])+MAX(0,INDEX(flows[count],[@line])-1)*INDEX(flows[step],[@line])",
                    "integer",
                    "Fin",
                    "End",
                    show=False,
                ),
                result("gap", "=MAX(1,INDEX(flows[step],[@line]))", "integer", "Pas", "Step", show=False),
            ],
        },
        {
            "id": "periods",
            "title": words("Période par période", "Period by period"),
            "rows": {
                "index": "period",
                "label": words("Période", "Period"),
                "start": 0,
                "stop": "=last_period",
                "max": 241,
            },
            "columns": [
                *_flows("received", "Reçu", "Received"),
                *_flows("paid", "Payé", "Paid"),
                result("total", "=PREV([total],0)+[@received]-[@paid]", "money", "Cumul", "Running total"),
                result("net", "=[@received]-[@paid]", "money", "Net", "Net", show=False),
            ],
        },
    ],
    outputs=[
        result("period_rate", "=IRR(periods[net])", "percent", "Taux de période", "Period rate"),
        result(
            "effective_annual_rate",
            "=(1+period_rate)^periods_per_year-1",
            "percent",
            "Taux effectif annuel",
            "Effective annual rate",
            main=True,
        ),
        result("total_received", "=SUM(periods[received])", "money", "Total reçu", "Total received"),
        result("total_paid", "=SUM(periods[paid])", "money", "Total payé", "Total paid"),
    ],
    charts=[
        {
            "id": "running",
            "type": "line",
            "title": words("Ce qui reste en main au fil du temps", "What is still in hand over time"),
            "table": "periods",
            "x": "period",
            "y": ["total"],
            "says": words(
                "Au total, {total_received} reçus et {total_paid} payés.",
                "In all, {total_received} in, {total_paid} out.",
            ),
        },
        {
            "id": "each",
            "type": "bar",
            "title": words("Reçu et payé à chaque période", "Received and paid in each period"),
            "table": "periods",
            "x": "period",
            "y": ["received", "paid"],
            "says": words(
                "Taux effectif annuel : {effective_annual_rate}.", "Effective rate: {effective_annual_rate}."
            ),
        },
    ],
    examples=[
        {
            "id": "EU-10",
            "title": words("Une ligne de crédit de trois mois", "A credit line over three months"),
            "inputs": {
                "flows": [
                    {"first_period": 0.0, "count": 1.0, "step": 1.0, "received": 3000.0, "paid": 0.0},
                    {"first_period": 0.0, "count": 1.0, "step": 1.0, "received": 0.0, "paid": 60.0},
                    {"first_period": 1.0, "count": 3.0, "step": 1.0, "received": 0.0, "paid": 24.12},
                    {"first_period": 3.0, "count": 1.0, "step": 1.0, "received": 0.0, "paid": 3000.0},
                ],
                "periods_per_year": 12.0,
            },
            "expect": {"effective_annual_rate": 0.19429412},
            "tolerance": 1e-05,
            "source": "Example 38",
            "proof": "published",
            "show": True,
        }
    ],
)

CHAIN = calculator(
    "value-chain-margins",
    words("Qui gagne quoi dans la filière", "Who earns what along the chain"),
    inputs=[
        {
            "id": "actors",
            "type": "table",
            "label": words("Les acteurs, du producteur au détaillant", "The actors, from farmer to retailer"),
            "rows": {"least": 2, "most": 8},
            "columns": [
                column("actor", "text", "Acteur", "Actor"),
                column("price", "money", "Prix de vente", "Selling price", min=0.01, max=1e9),
                column("cost", "money", "Coûts propres", "Own costs", min=0.0, max=1e9),
                column("loss_share", "percent", "Part perdue", "Share lost", min=0.0, max=0.9, default=0.0),
            ],
        }
    ],
    calc=[
        result("last_price", "=INDEX(actors[price],SUM(actors[used]))", "money", "Dernier prix", "Last price"),
        result("kept", "=INDEX(chain[through],SUM(actors[used]))", "number", "Reste", "Left"),
    ],
    tables=[
        {
            "id": "chain",
            "title": words("Acteur par acteur", "Actor by actor"),
            "rows": {
                "index": "number",
                "label": words("Acteur", "Actor"),
                "start": 1,
                "stop": "=SUM(actors[used])",
                "max": 8,
            },
            "columns": [
                result(
                    "through",
                    "=IF([@number]=1,1,PREV([through],1)*(1-INDEX(actors[loss_share],[@number])))",
                    "number",
                    "Reste",
                    "Left",
                    show=False,
                ),
                result("sold", "=[@through]/kept", "number", "Unités vendues", "Units sold", show=False),
                result("value", "=[@sold]*INDEX(actors[price],[@number])", "money", "Valeur", "Value", show=False),
                result(
                    "share", "=([@value]-PREV([value],0))/last_price", "percent", "Part du prix final", "Share of price"
                ),
                result("own_cost", "=[@sold]*INDEX(actors[cost],[@number])", "money", "Coûts propres", "Own costs"),
                result("net_margin", "=[@value]-PREV([value],0)-[@own_cost]", "money", "Marge nette", "Net margin"),
            ],
        }
    ],
    outputs=[
        result(
            "producer_share",
            "=INDEX(actors[price],1)/last_price",
            "percent",
            "Part du producteur",
            "Farmer's share",
            main=True,
        ),
        result("total_margin_share", "=1-producer_share", "percent", "Part des autres", "Share of the others"),
    ],
    charts=[
        {
            "id": "who",
            "type": "stacked",
            "title": words("Coûts et marge de chaque acteur", "Costs and margin of each actor"),
            "table": "chain",
            "x": "number",
            "y": ["own_cost", "net_margin"],
            "says": words("Le producteur reçoit {producer_share}.", "The farmer gets {producer_share}."),
        }
    ],
    examples=[
        {
            "id": "VC-01",
            "inputs": {
                "actors": [
                    {"actor": "Farmer", "price": 0.5, "cost": 0.3, "loss_share": 0.0},
                    {"actor": "Wholesaler", "price": 0.9, "cost": 0.2, "loss_share": 0.05},
                    {"actor": "Retailer", "price": 1.17, "cost": 0.4, "loss_share": 0.02},
                ]
            },
            "expect": {"producer_share": 0.42735043},
            "tolerance": 1e-07,
            "source": "Figure 9",
            "proof": "published",
            "show": True,
        }
    ],
)

SCHEDULE = calculator(
    "long-schedule",
    words("Échéancier", "Schedule"),
    inputs=[
        column("amount", "money", "Montant", "Amount", min=1.0, max=1e12),
        column("monthly_rate", "percent", "Taux mensuel", "Monthly rate", min=0.0, max=1.0),
        column("instalments", "integer", "Échéances", "Instalments", min=1.0, max=240.0),
    ],
    tables=[
        {
            "id": "schedule",
            "title": words("Échéancier", "Schedule"),
            "rows": {
                "index": "period",
                "label": words("Période", "Period"),
                "start": 1,
                "stop": "=instalments",
                "max": 240,
            },
            "columns": [
                result("interest", "=ROUND(PREV([balance],amount)*monthly_rate,2)", "money", "Intérêts", "Interest"),
                result("principal", "=instalment-[@interest]", "money", "Capital", "Principal"),
                result("payment", "=[@interest]+[@principal]", "money", "Échéance", "Payment"),
                result("balance", "=PREV([balance],amount)-[@principal]", "money", "Reste dû", "Balance"),
            ],
        }
    ],
    outputs=[
        result("instalment", "=-PMT(monthly_rate,instalments,amount)", "money", "Échéance", "Instalment", main=True),
        result("total_interest", "=SUM(schedule[interest])", "money", "Intérêts", "Interest"),
    ],
    charts=[
        {
            "id": "parts",
            "type": "stacked",
            "title": words("Ce que chaque échéance paie", "What each payment pays"),
            "table": "schedule",
            "x": "period",
            "y": ["principal", "interest"],
            "says": words("{total_interest} d'intérêts.", "{total_interest} of interest."),
        },
        {
            "id": "balance",
            "type": "line",
            "title": words("Reste dû", "Balance"),
            "table": "schedule",
            "x": "period",
            "y": ["balance"],
            "says": words("De {amount} à zéro.", "From {amount} to zero."),
        },
    ],
)

CALCULATORS = [FLOWS, CHAIN, SCHEDULE]
SCRIPTS = {f"tools/{c.id}.js": print_program(compile_calculator(c)) for c in CALCULATORS}
