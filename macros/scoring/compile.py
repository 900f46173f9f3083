"""Checklist → program: the scoring rule of the project written as formulas.

Each section becomes a table with one row an indicator: its `points` (0 to 1), what it `counted` (its weight, or
0 when blank or not applicable), whether it was `answered` ("not applicable" is an answer), and the `alarm` of a
critical indicator answered at its lowest point. Everything else sums those columns.
"""

from collections.abc import Callable, Mapping, Sequence

from macros.definitions.models import Band, Checklist, Indicator, MeasureBand, Scale, Section
from macros.formulas.plan import make_plan
from macros.formulas.program import Column, Input, Output, Program, Scalar, Table
from macros.formulas.tree import Binary, Call, Expr, Name, Number, Whole, Words

NOT_APPLICABLE = "na"
"""The answer code of a measured indicator that does not apply."""

COLUMNS = ("points", "counted", "answered", "alarm")
_BLANK = Words("")
_GUARD = 9
"""A score is compared with a band's bound at this many decimals: 0.8 reached through thirds counts as 0.8."""


def formula_name(key: str) -> str:
    """A public id as formulas write it: ``gov-power-3`` → ``gov_power_3``."""
    return key.replace("-", "_")


def active(section: Section) -> list[Indicator]:
    """The indicators of `section` that are asked today."""
    return [i for i in section.indicators if i.status == "active"]


def scale_of(indicator: Indicator, checklist: Checklist, scales: Mapping[str, Scale]) -> Scale:
    """The scale on which `indicator` is answered."""
    return scales[indicator.scale or checklist.scale]


def compile_checklist(checklist: Checklist, scales: Mapping[str, Scale]) -> Program:
    """The program that scores `checklist`; outputs `score`, `coverage`, `band` and one per section id."""
    asked = [(s, active(s)) for s in checklist.sections if active(s)]
    tables = tuple(_table(s, items, lambda i: scale_of(i, checklist, scales)) for s, items in asked)
    sections = [s for s, _ in asked]
    scalars = (
        *(Scalar(formula_name(s.id), _mean([formula_name(s.id)])) for s in sections),
        Scalar("score", _total(checklist, sections)),
        Scalar("coverage", _coverage(tables)),
        Scalar("alarms", _sums(tables, "alarm")),
        Scalar("band", _band(checklist.bands)),
    )
    return Program(
        tool=checklist.id,
        version=checklist.version,
        inputs=tuple(_input(i, scale_of(i, checklist, scales)) for _, items in asked for i in items),
        tables=tables,
        scalars=scalars,
        outputs=tuple(
            Output(key, formula_name(key)) for key in ["score", "coverage", "band", *(s.id for s in sections)]
        ),
        checks=(),
        sentences=(),
        plan=make_plan(scalars, tables),
    )


def _input(indicator: Indicator, scale: Scale) -> Input:
    name, measure = formula_name(indicator.id), indicator.measure
    if measure is None:
        return Input(indicator.id, name, "choice", options=tuple(a.code for a in scale.answers), required=False)
    return Input(
        indicator.id,
        name,
        "measure",
        measure.min,
        measure.max,
        (NOT_APPLICABLE,),
        required=False,
        whole=measure.type == "integer",
    )


# --- rows --------------------------------------------------------------------------------------------


def _table(section: Section, items: Sequence[Indicator], scale: Callable[[Indicator], Scale]) -> Table:
    rows = [_row(item, scale(item)) for item in items]
    columns = tuple(Column(name, tuple(row[name] for row in rows)) for name in COLUMNS)
    return Table(formula_name(section.id), "row", 1, Number(float(len(rows))), len(rows), columns)


def _row(item: Indicator, scale: Scale) -> dict[str, Expr]:
    answer = Name(formula_name(item.id))
    blank: Expr = Binary("=", answer, _BLANK)
    excluded = [NOT_APPLICABLE] if item.measure else [a.code for a in scale.answers if a.exclude]
    apart = Call("OR", (blank, *(Binary("=", answer, Words(code)) for code in excluded)))
    points = _measured(answer, item.measure.bands) if item.measure else _scaled(answer, scale)
    at_lowest = Call("AND", (Call("NOT", (apart,)), Binary("<=", points, Number(_lowest(item, scale)))))
    return {
        "points": points,
        "counted": Call("IF", (apart, Number(0.0), Number(float(item.weight)))),
        "answered": Call("IF", (blank, Number(0.0), Number(1.0))),
        "alarm": Call("IF", (at_lowest, Number(1.0), Number(0.0))) if item.critical else Number(0.0),
    }


def _lowest(item: Indicator, scale: Scale) -> float:
    """The fewest points an answer can give; "not applicable" gives none at all."""
    if item.measure:
        return float(min(band.points for band in item.measure.bands))
    return float(min(answer.points or 0 for answer in scale.answers if not answer.exclude))


def _scaled(answer: Expr, scale: Scale) -> Expr:
    points: Expr = Number(0.0)
    for option in reversed(scale.answers):
        if option.points:
            points = Call("IF", (Binary("=", answer, Words(option.code)), Number(float(option.points)), points))
    return points


def _measured(answer: Expr, bands: Sequence[MeasureBand]) -> Expr:
    *bounded, last = bands
    points: Expr = Number(float(last.points))
    for band in reversed(bounded):
        points = Call("IF", (_within(answer, band), Number(float(band.points)), points))
    return Call("IF", (Call("ISNUMBER", (answer,)), points, Number(0.0)))


def _within(answer: Expr, band: MeasureBand) -> Expr:
    if band.up_to is not None:
        return Binary("<=", answer, Number(float(band.up_to)))
    return Binary(">=", answer, Number(float(band.at_least or 0)))


# --- totals ------------------------------------------------------------------------------------------


def _plus(terms: Sequence[Expr]) -> Expr:
    total = terms[0]
    for term in terms[1:]:
        total = Binary("+", total, term)
    return total


def _mean(tables: Sequence[str]) -> Expr:
    """Weighted mean of the points in `tables`; blank when nothing counts."""
    points = _plus([Call("SUMPRODUCT", (Whole(t, "points"), Whole(t, "counted"))) for t in tables])
    return _ratio(points, _plus([Call("SUM", (Whole(t, "counted"),)) for t in tables]))


def _ratio(above: Expr, below: Expr) -> Expr:
    return Call("IF", (Binary("=", below, Number(0.0)), _BLANK, Binary("/", above, below)))


def _total(checklist: Checklist, sections: Sequence[Section]) -> Expr:
    if checklist.rollup == "indicators":
        return _mean([formula_name(s.id) for s in sections])
    known = [(Call("ISNUMBER", (Name(formula_name(s.id)),)), s) for s in sections]
    weights = _plus([Call("IF", (k, Number(float(s.weight)), Number(0.0))) for k, s in known])
    return _ratio(_plus([Call("IF", (k, _weighted(s), Number(0.0))) for k, s in known]), weights)


def _weighted(section: Section) -> Expr:
    score = Name(formula_name(section.id))
    return score if section.weight == 1 else Binary("*", score, Number(float(section.weight)))


def _sums(tables: Sequence[Table], column: str) -> Expr:
    return _plus([Call("SUM", (Whole(t.name, column),)) for t in tables])


def _coverage(tables: Sequence[Table]) -> Expr:
    return Binary("/", _sums(tables, "answered"), Number(float(sum(t.height for t in tables))))


def _band(bands: Sequence[Band]) -> Expr:
    """The band of the score; a critical point at its lowest caps it at the first band."""
    rounded = Call("ROUND", (Name("score"), Number(float(_GUARD))))
    band: Expr = Words(bands[0].id)
    for candidate in bands[1:]:
        reached = Binary(">=", rounded, Number(float(candidate.at_least)))
        band = Call("IF", (reached, Words(candidate.id), band))
    capped = Call("IF", (Binary(">", Name("alarms"), Number(0.0)), Words(bands[0].id), band))
    return Call("IF", (Call("ISNUMBER", (Name("score"),)), capped, _BLANK))
