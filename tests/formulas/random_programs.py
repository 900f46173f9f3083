"""Random calculators: formulas of every kind, tables with PREV, checks and sentences. One seed, one calculator.

Powers and the functions built on logarithms stay out: their last digit may differ between two machines, and a
comparison would turn it into another result. ``test_program.py`` compares those by themselves.
"""

from collections.abc import Callable, Sequence
from random import Random

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
TEXTS = (*CODES, '"b"', '"2"')
SIGNS = ("=", "<>", "<", "<=", ">", ">=")
CRITERIA = ('">0"', '"<>0"', '"<=12.5"', '"=1E0"', '"flat"', '""', "1", "term", '">"&term')
DEEPEST = 4


class Author:
    """Writes formulas that read the names it knows."""

    between_texts = SIGNS

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.names = ["amount", "share", "term", "ceiling"]
        self.columns: list[str] = []
        self.full: list[str] = []
        """Columns of tables whose every row is in use."""
        self.cells: list[str] = []

    def pick(self, choices: Sequence[str]) -> str:
        return self.rng.choice(choices)

    def number(self, depth: int = 0) -> str:
        """A formula that gives a number."""
        if depth >= DEEPEST or self.rng.random() < 0.25 + 0.1 * depth:
            return self.pick([*self.names, *self.cells * 3, *CONSTANTS])
        kinds: list[Callable[[int], str]] = [self._sum, self._sum, self._rounded, self._branch, self._one, self._two]
        if self.columns:
            kinds += [self._over_column, self._over_column, self._over_column]
        return self.rng.choice(kinds)(depth + 1)

    def truth(self, depth: int = 0) -> str:
        """A formula that is true or false."""
        kind = self.rng.random()
        if kind < 0.5 or depth >= DEEPEST:
            return f"{self.number(depth + 1)}{self.pick(SIGNS)}{self.number(depth + 1)}"
        if kind < 0.6:
            return f"method{self.pick(self.between_texts)}{self.pick(CODES)}"
        if kind < 0.7:
            return f"{self.pick(TEXTS)}&{self.pick(TEXTS)}{self.pick(self.between_texts)}{self.pick(TEXTS)}"
        if kind < 0.8:
            return f"ISNUMBER({self.number(depth + 1)})"
        several = ",".join(self.truth(depth + 1) for _ in range(self.rng.randint(1, 3)))
        return self.rng.choice((f"NOT({self.truth(depth + 1)})", f"AND({several})", f"OR({several})", "TRUE", "FALSE"))

    def words(self) -> str:
        """A formula that gives a text."""
        return f'IF({self.truth()},{self.pick(TEXTS)},{self.pick(TEXTS)}&"-"&{self.pick(TEXTS)})'

    def _sum(self, depth: int) -> str:
        return f"({self.number(depth)}{self.pick('+-*/')}{self.number(depth)})"

    def _rounded(self, depth: int) -> str:
        name, digits = self.pick(("ROUND", "ROUNDUP", "ROUNDDOWN")), self.pick(("0", "2", "-1", "9", "term"))
        return f"{name}({self.number(depth)},{digits})"

    def _branch(self, depth: int) -> str:
        if self.rng.random() < 0.3:
            return f"IFERROR({self.number(depth)},{self.number(depth)})"
        return f"IF({self.truth(depth)},{self.number(depth)},{self.number(depth)})"

    def _one(self, depth: int) -> str:
        return self.pick(("-{}", "{}%", "ABS({})", "INT({})")).format(self.number(depth))

    def _two(self, depth: int) -> str:
        return f"{self.pick(('MOD', 'MIN', 'MAX', 'SUM'))}({self.number(depth)},{self.number(depth)})"

    def _over_column(self, depth: int) -> str:
        column, other = self.pick(self.columns), self.number(depth)
        beside = self.pick([name for name in self.columns if name.split("[")[0] == column.split("[")[0]])
        forms = (
            f"SUM({column},{other})",
            f"{self.pick(('MIN', 'MAX'))}({self.pick(self.full or ['0'])},{other})",
            f"SUMIF({column},{self.pick(CRITERIA)})",
            f"SUMIF({column},{self.pick(CRITERIA)},{beside})",
            f"COUNTIF({column},{self.pick(CRITERIA)})",
            f"SUMPRODUCT({column},{beside})",
            f"INDEX({column},{other})",
            f"MATCH({other},{column},0)",
            f"NPV({other},{column})",
            f"IRR({column})",
        )
        return self.pick(forms)

    def table(self, name: str) -> Record:
        """A table of two to four columns, each reading those before it and the row above."""
        always = self.rng.random() < 0.5
        stop = "=12" if always else self.pick(("=term", "=share*10", "=10/term", "=ceiling", "=INT(amount)"))
        formulas: dict[str, str] = {}
        keys = ("one", "two", "three", "four")[: self.rng.randint(2, 4)]
        for key in keys:
            above = [f"PREV([{self.pick(keys)}],{start})" for start in ("0", "amount", "1/0")]
            self.cells = [f"[@{name}_row]", *(f"[@{done}]" for done in formulas), *above[: self.rng.randint(0, 3)]]
            formulas[key] = f"={self.number()}"
        self.cells = []
        columns = [f"{name}[{key}]" for key in (*keys, f"{name}_row")]
        self.columns += columns
        self.full += columns if always else []
        return table(formulas, name, stop)


def random_calculator(seed: int, writer: type[Author] = Author) -> Calculator:
    """A calculator: two steps, two tables, three outputs, a check, two sentences."""
    author = writer(Random(seed))
    calc = {}
    for step in ("first", "second"):
        calc[step] = f"={author.number()}"
        author.names.append(step)
    tables = [author.table("near"), author.table("far")]
    outputs = {"total": f"={author.number()}", "holds": f"={author.truth()}", "words": f"={author.words()}"}
    author.names.append("total")
    blocks = author.rng.sample(list(outputs), author.rng.randint(0, 2))
    checks = [{"id": "sound", "that": f"={author.truth()}", "blocks": blocks}]
    return calculator(outputs, calc, tables, INPUTS, checks, [{"when": f"={author.truth()}"}, {}])


def random_values(seed: int) -> dict[str, Value]:
    """Values for `random_calculator`: mostly good, some blank, some refused."""
    rng = Random(seed)
    amounts: list[Value] = [0.0, 1.0, 12.5, -3.0, 1e6, 748519.4999999999, 1 / 3, round(rng.uniform(0, 1e6), 2)]
    values: dict[str, Value] = {
        "amount": rng.choice(amounts),
        "share": rng.choice([None, 0.0, 1.0, 0.3, rng.random()]),
        "term": float(rng.randint(0, 12)),
        "ceiling": rng.choice([None, 0.0, 5.5, rng.uniform(-10, 10)]),
        "method": rng.choice(["flat", "declining", None, ""]),
    }
    if rng.random() < 0.2:
        wrong: list[Value] = [None, "", True, "flat", "12", 1e300, 0.5, -5000.0]
        values[rng.choice([*values, "stranger", "constructor"])] = rng.choice(wrong)
    return values
