"""The financial functions in XPath, spelled out as in ``finance``.

A phone has exp() and log(), not expm1() and log1p(); Kahan's corrections keep tiny rates exact without them:
log1p(r) = r·log(u)/(u − 1) with u = 1 + r, and expm1(e) = (w − 1)·e/log(w) with w = exp(e).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from macros.formulas.xpath_term import PLUS, TIMES, Term, union, unless

if TYPE_CHECKING:
    from macros.formulas.xpath import Printer

ZERO = Term("0")


class _Steps:
    """Values computed apart, one from another; `needs` grows with what the arguments and the steps ask for."""

    def __init__(self, printer: "Printer", *args: Term) -> None:
        self.printer = printer
        self.args = [printer.atom(arg).text for arg in args]
        self.needs = union(*(printer.atom(arg).needs for arg in args))

    def step(self, text: str) -> str:
        """The name of a new value."""
        return self.printer.step(Term(text, level=PLUS, needs=self.needs)).text

    def ask(self, *conditions: str) -> None:
        """Conditions without which there is no value."""
        self.needs = union(self.needs, conditions)

    def give(self, text: str, level: int = PLUS) -> Term:
        """The result."""
        return Term(text, level=level, needs=self.needs)

    def growth(self, rate: str, periods: str) -> tuple[str, str]:
        """(1+r)^n and ((1+r)^n − 1)/r, which is n when r is 0."""
        self.ask(f"{rate} > 0 - 1")
        above = self.step(f"1 + {rate}")
        exponent = self.step(f"{periods} * if({above} = 1, {rate}, log({above}) * {rate} div ({above} - 1))")
        growth = self.step(f"exp({exponent})")
        self.ask(f"{growth} > 0", f"{growth} - {growth} = 0")
        less = f"if({growth} = 1, {exponent}, ({growth} - 1) * {exponent} div log({growth}))"
        return growth, self.step(f"if({rate} = 0, {periods}, {less} div {rate})")

    def payment(self, rate: str, periods: str, pv: str, fv: str, due: str) -> str:
        """The equal payment."""
        growth, annuity = self.growth(rate, periods)
        factor = self.step(f"(1 + {rate} * {due}) * {annuity}")
        self.ask(f"{factor} != 0")
        return self.step(f"0 - ({pv} * {growth} + {fv}) div {factor}")

    def future(self, rate: str, periods: str, payment: str, pv: str, due: str) -> str:
        """The value at the end."""
        growth, annuity = self.growth(rate, periods)
        return self.step(f"0 - ({pv} * {growth} + {payment} * (1 + {rate} * {due}) * {annuity})")


def _pmt(printer: "Printer", rate: Term, periods: Term, pv: Term, fv: Term = ZERO, due: Term = ZERO) -> Term:
    steps = _Steps(printer, rate, periods, pv, fv, due)
    return steps.give(steps.payment(*steps.args), TIMES)


def _fv(printer: "Printer", rate: Term, periods: Term, payment: Term, pv: Term = ZERO, due: Term = ZERO) -> Term:
    steps = _Steps(printer, rate, periods, payment, pv, due)
    return steps.give(steps.future(*steps.args), TIMES)


def _pv(printer: "Printer", rate: Term, periods: Term, payment: Term, fv: Term = ZERO, due: Term = ZERO) -> Term:
    steps = _Steps(printer, rate, periods, payment, fv, due)
    r, n, paid, future, at_start = steps.args
    growth, annuity = steps.growth(r, n)
    return steps.give(f"0 - ({future} + {paid} * (1 + {r} * {at_start}) * {annuity}) div {growth}")


def _nper(printer: "Printer", rate: Term, payment: Term, pv: Term, fv: Term = ZERO, due: Term = ZERO) -> Term:
    steps = _Steps(printer, rate, payment, pv, fv, due)
    r, paid, now, later, at_start = steps.args
    steps.ask(f"{r} > 0 - 1", unless(f"{r} != 0", f"{paid} != 0"))
    adjusted = steps.step(f"if({r} = 0, 1, {paid} * (1 + {r} * {at_start}) div {r})")
    below = steps.step(f"if({r} = 0, 1, {adjusted} + {now})")
    steps.ask(f"{below} != 0")
    ratio = steps.step(f"if({r} = 0, 1, ({adjusted} - {later}) div {below})")
    steps.ask(f"{ratio} > 0")
    above = steps.step(f"1 + {r}")
    slope = f"if({above} = 1, {r}, log({above}) * {r} div ({above} - 1))"
    return steps.give(f"if({r} = 0, (0 - ({now} + {later})) div {paid}, log({ratio}) div {slope})", TIMES)


def _interest(steps: _Steps, rate: str, period: str, periods: str, pv: str, fv: str, due: str) -> str:
    """The interest part of one payment."""
    steps.ask(f"{period} >= 1", f"{period} <= {periods}")
    payment = steps.payment(rate, periods, pv, fv, due)
    balance = steps.future(rate, steps.step(f"{period} - 1"), payment, pv, due)
    at_start = f"if({period} = 1, 0, {balance} * {rate} div (1 + {rate}))"
    return steps.step(f"if({due} != 0, {at_start}, {balance} * {rate})")


def _ipmt(
    printer: "Printer", rate: Term, period: Term, periods: Term, pv: Term, fv: Term = ZERO, due: Term = ZERO
) -> Term:
    steps = _Steps(printer, rate, period, periods, pv, fv, due)
    return steps.give(_interest(steps, *steps.args), TIMES)


def _ppmt(printer: "Printer", rate: Term, period: Term, periods: Term, pv: Term, fv: Term = ZERO) -> Term:
    steps = _Steps(printer, rate, period, periods, pv, fv)
    r, k, n, now, later = steps.args
    interest = _interest(steps, r, k, n, now, later, "0")
    return steps.give(f"{steps.payment(r, n, now, later, '0')} - {interest}")


def _cumipmt(printer: "Printer", rate: Term, periods: Term, pv: Term, first: Term, last: Term, due: Term) -> Term:
    """The interest of payments first to last, summed as a geometric series."""
    steps = _Steps(printer, rate, periods, pv, first, last, due)
    r, n, now, begin, end, at_start = steps.args
    steps.ask(f"{r} > 0", f"{n} > 0", f"{now} > 0", f"{begin} >= 1", f"{begin} <= {end}", f"{end} <= {n}")
    steps.ask(f"{at_start} * {at_start} = {at_start}")
    cut = f"int({begin})"
    low = steps.step(f"if({cut} = {begin}, {cut}, {cut} + 1)")
    low = steps.step(f"if({at_start} = 1 and {low} = 1, 1, {low} - 1)")
    high = steps.step(f"int({end})")
    paid = steps.payment(r, n, now, "0", at_start)
    count = steps.step(f"{high} - {low}")
    before = steps.growth(r, low)[0]
    added = steps.growth(r, count)[1]
    rise = steps.step(f"{before} * {added}")
    level = f"{paid} * (1 + {r} * {at_start})"
    total = steps.step(f"0 - ({now} * {rise} * {r} + {level} * ({rise} - {count}))")
    return steps.give(f"if({count} > 0, if({at_start} = 1, {total} div (1 + {r}), {total}), 0)", TIMES)


def npv(printer: "Printer", rate: Term, flows: Sequence[Term]) -> Term:
    """Present value of flows that come at the end of periods 1, 2, 3…"""
    steps = _Steps(printer, rate)
    (r,) = steps.args
    steps.ask(f"{r} != 0 - 1", *union(*(flow.needs for flow in flows)))
    above = steps.step(f"1 + {r}")
    terms = [f"{flow.held(TIMES)} div pow({above}, {k})" for k, flow in enumerate(flows, start=1) if flow.text != "0"]
    return printer.short(steps.give(" + ".join(terms) or "0"))


FUNCTIONS: dict[str, Callable[..., Term]] = {
    "PMT": _pmt,
    "IPMT": _ipmt,
    "PPMT": _ppmt,
    "CUMIPMT": _cumipmt,
    "FV": _fv,
    "PV": _pv,
    "NPER": _nper,
}
