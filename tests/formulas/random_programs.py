"""Random calculators for Hypothesis: formulas of every kind, tables with PREV, checks and sentences.

Powers and the functions built on logarithms stay out: their last digit may differ between two machines, and a
comparison would turn it into another result. ``test_program.py`` compares those by themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from macros.definitions.models import Calculator
from macros.formulas import Value
from tests.formulas.calculators import CHOICE, Record, calculator, table

INPUTS: tuple[Record, ...] = (
    {"id": "amount", "type": "money", "min": -1000.0, "max": 1e6},
    {"id": "share", "type": "percent", "min": 0.0, "max": 1.0, "default": 0.25},
    {"id": "term", "type": "integer", "min": 0.0, "max": 12.0},
    {"id": "ceiling", "type": "number", "default": "unknown"},
    {**CHOICE, "default": "flat"},
)
CONSTANTS = ("0", "1", "2", "-3", "0.1", "12.5", "1000", "0.285", "1E6", "7%")
CODES = ('"flat"', '"declining"', '""', "method")
TEXTS = (*CODES, '"b"')
SIGNS = ("=", "<>", "<", "<=", ">", ">=")


@dataclass(frozen=True)
class Names:
    """What a formula may read where it stands."""

    numbers: tuple[str, ...] = ("amount", "share", "term", "ceiling")
    columns: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    fixed: tuple[str, ...] = field(default=())
    """Columns of tables whose every row is in use."""

    def knowing(self, name: str) -> "Names":
        """With one more name."""
        return replace(self, numbers=(*self.numbers, name))


def numbers(names: Names) -> st.SearchStrategy[str]:
    """A formula that gives a number."""
    atoms = st.sampled_from((*names.numbers, *names.cells, *CONSTANTS))
    return st.recursive(atoms, lambda inner: _numeric(inner, names), max_leaves=6)


def truths(names: Names) -> st.SearchStrategy[str]:
    """A formula that is true or false."""
    return _conditions(numbers(names))


def _filled(pattern: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda found: pattern.format(*found))


def _conditions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sign, words = st.sampled_from(SIGNS), st.sampled_from(TEXTS)
    simple = st.one_of(
        _filled("{}{}{}", inner, sign, inner),
        _filled("{}{}{}", st.just("method"), sign, st.sampled_from(CODES)),
        _filled("{}&{}={}", words, words, words),
        _filled("ISNUMBER({})", inner),
        _filled("NOT({})", inner),
        st.sampled_from(("TRUE", "FALSE")),
    )
    several = st.tuples(st.sampled_from(("AND", "OR")), st.lists(simple, min_size=1, max_size=3))
    return simple | several.map(lambda call: f"{call[0]}({','.join(call[1])})")


def _numeric(inner: st.SearchStrategy[str], names: Names) -> st.SearchStrategy[str]:
    kinds = [
        _filled("({}{}{})", inner, st.sampled_from("+-*/"), inner),
        _filled("-{}", inner),
        _filled("{}%", inner),
        _filled("{}({},{})", st.sampled_from(("ROUND", "ROUNDUP", "ROUNDDOWN")), inner, st.sampled_from(("0", "2", "-1", "9"))),
        _filled("{}({})", st.sampled_from(("ABS", "INT")), inner),
        _filled("MOD({},{})", inner, inner),
        _filled("{}({},{})", st.sampled_from(("MIN", "MAX", "SUM")), inner, inner),
        _filled("IF({},{},{})", _conditions(inner), inner, inner),
        _filled("IFERROR({},{})", inner, inner),
    ]
    if names.columns:
        kinds += _over_columns(inner, st.sampled_from(names.columns), names)
    return st.one_of(kinds)


def _over_columns(
    inner: st.SearchStrategy[str], column: st.SearchStrategy[str], names: Names
) -> list[st.SearchStrategy[str]]:
    fixed = st.sampled_from(names.fixed or ("0",))
    criterion = st.sampled_from(('">0"', '"<>0"', '"<=12.5"', "1", "term", '">"&term'))
    return [
        _filled("SUM({},{})", column, inner),
        _filled("{}({})", st.sampled_from(("MIN", "MAX")), fixed),
        _filled("SUMIF({},{})", column, criterion),
        _filled("COUNTIF({},{})", column, criterion),
        _filled("SUMPRODUCT({})", column),
        _filled("INDEX({},{})", column, inner),
        _filled("MATCH({},{},0)", inner, column),
        _filled("NPV({},{})", inner, column),
        _filled("IRR({})", column),
    ]


@st.composite
def _table(draw: st.DrawFn, name: str, names: Names) -> tuple[Record, Names]:
    """A table of two to four columns, each reading those before it and the row above of itself."""
    always = draw(st.booleans())
    stop = "=12" if always else draw(st.sampled_from(("=term", "=share*10", "=10/term", "=ceiling")))
    formulas: dict[str, str] = {}
    cells: tuple[str, ...] = (f"[@{name}_row]",)
    for key in ("one", "two", "three", "four")[: draw(st.integers(2, 4))]:
        above = f"PREV([{key}],{draw(st.sampled_from(('0', 'amount', '1/0')))})"
        formulas[key] = "=" + draw(numbers(replace(names, cells=(*cells, above))))
        cells = (*cells, f"[@{key}]")
    columns = tuple(f"{name}[{key}]" for key in (*formulas, f"{name}_row"))
    known = replace(names, columns=names.columns + columns, fixed=names.fixed + (columns if always else ()))
    return table(formulas, name, stop), known


@st.composite
def calculators(draw: st.DrawFn) -> Calculator:
    """A calculator: two steps, two tables, three outputs, a check, a sentence."""
    names = Names()
    calc = {}
    for step in ("first", "second"):
        calc[step] = "=" + draw(numbers(names))
        names = names.knowing(step)
    near, names = draw(_table("near", names))
    far, names = draw(_table("far", names))
    texts = st.sampled_from(TEXTS)
    outputs = {
        "total": "=" + draw(numbers(names)),
        "holds": "=" + draw(truths(names)),
        "words": "=" + draw(_filled('IF({},{},{}&"-"&{})', truths(names), texts, texts, texts)),
    }
    that = "=" + draw(truths(names.knowing("total")))
    blocks = draw(st.lists(st.sampled_from(list(outputs)), unique=True))
    sentences = [{"when": "=" + draw(truths(names))}, {}]
    checks = [{"id": "sound", "that": that, "blocks": blocks}]
    return calculator(outputs, calc, (near, far), INPUTS, checks, sentences)


GIVEN: Sequence[st.SearchStrategy[Value]] = (
    st.sampled_from([0.0, 1.0, 12.5, -3.0, 1e6, 748519.4999999999, 1 / 3]) | st.floats(-1000, 1e6),
    st.none() | st.floats(0, 1),
    st.integers(0, 12).map(float),
    st.none() | st.floats(-10, 10),
    st.sampled_from(["flat", "declining", None]),
)
good_values: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {str(item["id"]): strategy for item, strategy in zip(INPUTS, GIVEN, strict=True)}
)
bad_values: st.SearchStrategy[dict[str, Value]] = st.dictionaries(
    st.sampled_from([*(str(item["id"]) for item in INPUTS), "stranger", "constructor"]),
    st.one_of(st.none(), st.booleans(), st.floats(-1e7, 1e7), st.sampled_from(["", "flat", "12", 1e300, 0.5])),
)
