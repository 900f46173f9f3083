"""Every reference by the id of its tool."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.reference import (
    cash_flow_rate,
    crop_budget,
    guarantee_fund,
    loan,
    loan_schedule,
    mfi_ratios,
    portfolio_at_risk,
    poverty_rate,
    producer_organisation_limit,
    repayment_capacity,
    sample_size,
    seasonal_repayment,
    storage_cost,
    sustainable_rate,
    value_chain_margins,
    warrantage,
)
from tests.reference.outcome import Outcome, Values


@dataclass(frozen=True)
class Reference:
    """The function that computes a tool from its inputs, and the names of what it gives."""

    compute: Callable[[Values], Outcome]
    outputs: tuple[str, ...]


REFERENCES: Mapping[str, Reference] = {
    "cash-flow-rate": Reference(cash_flow_rate.cash_flow_rate, cash_flow_rate.OUTPUTS),
    "crop-budget": Reference(crop_budget.crop_budget, crop_budget.OUTPUTS),
    "guarantee-fund": Reference(guarantee_fund.guarantee_fund, guarantee_fund.OUTPUTS),
    "loan-schedule": Reference(loan_schedule.loan_schedule, loan_schedule.OUTPUTS),
    "mfi-ratios": Reference(mfi_ratios.mfi_ratios, mfi_ratios.OUTPUTS),
    "microloan-cost": Reference(loan.microloan_cost, loan.OUTPUTS),
    "portfolio-at-risk": Reference(portfolio_at_risk.portfolio_at_risk, portfolio_at_risk.OUTPUTS),
    "poverty-rate": Reference(poverty_rate.poverty_rate, poverty_rate.OUTPUTS),
    "producer-organisation-limit": Reference(
        producer_organisation_limit.producer_organisation_limit, producer_organisation_limit.OUTPUTS
    ),
    "repayment-capacity": Reference(repayment_capacity.repayment_capacity, repayment_capacity.OUTPUTS),
    "sample-size": Reference(sample_size.sample_size, sample_size.OUTPUTS),
    "seasonal-repayment": Reference(seasonal_repayment.seasonal_repayment, seasonal_repayment.OUTPUTS),
    "storage-cost": Reference(storage_cost.storage_cost, storage_cost.OUTPUTS),
    "sustainable-rate": Reference(sustainable_rate.sustainable_rate, sustainable_rate.OUTPUTS),
    "value-chain-margins": Reference(value_chain_margins.value_chain_margins, value_chain_margins.OUTPUTS),
    "warrantage": Reference(warrantage.warrantage, warrantage.OUTPUTS),
}


def compute(tool: str, values: Values) -> Outcome:
    """What the reference of `tool` gives for `values`."""
    return REFERENCES[tool].compute(values)
