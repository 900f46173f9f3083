"""`mfi-ratios`: how a microfinance institution is doing, from its specification."""

from collections.abc import Mapping
from fractions import Fraction

from tests.reference.outcome import Outcome, Values
from tests.reference.reading import known, over, plain
from tests.reference.rounding import exact

INPUTS = (
    "operating_income",
    "operating_costs",
    "financial_costs",
    "loan_loss_provision",
    "average_portfolio",
    "write_offs",
    "portfolio_income",
    "average_borrowers",
    "loan_officers",
    "average_equity",
    "inflation_rate",
    "average_debt",
    "market_debt_rate",
    "average_loan_balance",
    "gni_per_capita",
    "net_income",
    "average_assets",
)
COSTS = ("operating_costs", "financial_costs", "loan_loss_provision")
QUOTIENTS: Mapping[str, tuple[str, str]] = {
    "operating_cost_ratio": ("operating_costs", "average_portfolio"),
    "write_off_ratio": ("write_offs", "average_portfolio"),
    "portfolio_yield": ("portfolio_income", "average_portfolio"),
    "cost_per_borrower": ("operating_costs", "average_borrowers"),
    "borrowers_per_officer": ("average_borrowers", "loan_officers"),
    "return_on_assets": ("net_income", "average_assets"),
    "outreach_depth": ("average_loan_balance", "gni_per_capita"),
}
OUTPUTS = ("operating_self_sufficiency", "financial_self_sufficiency", "total_cost_ratio", *QUOTIENTS)
NEEDS: Mapping[str, tuple[str, ...]] = {
    **QUOTIENTS,
    "operating_self_sufficiency": ("operating_income", *COSTS),
    "total_cost_ratio": (*COSTS, "average_portfolio"),
    "financial_self_sufficiency": (
        "operating_income",
        *COSTS,
        "average_equity",
        "inflation_rate",
        "average_debt",
        "market_debt_rate",
    ),
}
"""The inputs without which an output stays empty."""


def mfi_ratios(values: Values) -> Outcome:
    """Every ratio whose inputs are all known; one over zero does not exist, and is refused."""
    typed = {name: exact(value) for name, value in known(values, INPUTS).items()}
    ready = [name for name in OUTPUTS if all(needed in typed for needed in NEEDS[name])]
    found = {name: ratio(name, typed) if name in ready else None for name in OUTPUTS}
    return Outcome(plain(found), refusals=tuple(("check", name) for name in ready if found[name] is None))


def ratio(name: str, v: Mapping[str, Fraction]) -> Fraction | None:
    """One output, all its inputs known."""
    if name in QUOTIENTS:
        top, bottom = QUOTIENTS[name]
        return over(v[top], v[bottom])
    costs = sum((v[cost] for cost in COSTS), Fraction(0))
    if name == "total_cost_ratio":
        return over(costs, v["average_portfolio"])
    return over(v["operating_income"], costs + (subsidy(v) if name == "financial_self_sufficiency" else 0))


def subsidy(v: Mapping[str, Fraction]) -> Fraction:
    """What equity loses to inflation, and what the debt would cost more at the market's rate."""
    cheap_debt = v["average_debt"] * v["market_debt_rate"] - v["financial_costs"]
    return v["average_equity"] * v["inflation_rate"] + max(Fraction(0), cheap_debt)
