"""Formula → XPath, in the dialect of XLSForms: `${name}` for a value, `div`, `!=`, no empty cell taken for zero.

What differs from one phone to another is avoided: minus signs before a parenthesis, `max()` (ODK Collect gives a
tiny positive number for negative ones), `round()` with decimals, numbers with an exponent, and NaN.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from macros.formulas import xpath_finance as finance
from macros.formulas import xpath_rounding as rounding
from macros.formulas.runtime import criterion_parts
from macros.formulas.tree import Binary, Call, Cell, Expr, Name, Number, Previous, Truth, Unary, Whole, Words
from macros.formulas.values import COMPARISON, rank
from macros.formulas.xpath_term import (
    AND,
    ATOM,
    BLANK,
    COMPARE,
    EQUAL,
    OR,
    PLUS,
    TIMES,
    NoXPath,
    Term,
    all_of,
    any_of,
    blank_or_number,
    decimal,
    literal,
    together,
    union,
    unless,
    where,
)

SHORT = 40
"""A longer piece that is used twice becomes a value of its own."""

_LEVEL = {"+": PLUS, "-": PLUS, "*": TIMES, "/": TIMES}
_SIGN = {"/": "div", "<>": "!="}
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_CAPITALS, _SMALL = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ",
    "abcdefghijklmnopqrstuvwxyzàâäæçéèêëîïôöœùûüÿ",
)


class Place(Protocol):
    """What a formula can read where it stands, and where its parts can be kept."""

    def scalar(self, name: str) -> Term:
        """An input or a named value."""

    def cell(self, column: str) -> Term:
        """The cell of a column on the row being printed."""

    def above(self, column: str) -> Term | None:
        """The cell on the row above, None on the first row."""

    def column(self, table: str, column: str) -> Sequence[Term]:
        """All the cells of a column."""

    def step(self, term: Term, facts: frozenset[str]) -> Term:
        """`term` computed apart, under a name of its own, where `facts` hold."""


class Printer:
    """Prints formulas at one place. Raises NoXPath for what has no XPath."""

    def __init__(self, at: Place) -> None:
        self.at = at
        self.facts: frozenset[str] = frozenset()
        """Conditions that hold where the printer stands, inside a branch of IF."""

    def print(self, expr: Expr) -> Term:
        """`expr` as XPath."""
        match expr:
            case Number(value=value):
                return Term(decimal(value))
            case Words(value=value):
                return Term(literal(value), "text", lower=value == value.lower())
            case Truth(value=value):
                return Term("true()" if value else "false()", "truth")
            case Name(name=name):
                return self._free(self.at.scalar(name))
            case Cell(column=column):
                return self._free(self.at.cell(column))
            case Previous(column=column, start=start):
                above = self.at.above(column)
                return self._free(above) if above else self.print(start)
            case Unary(operator=operator, operand=operand):
                return self._unary(operator, self.number(self.print(operand)))
            case Binary(operator=operator, left=left, right=right):
                return self._binary(operator, self.print(left), self.print(right))
            case Call():
                return self._call(expr)
        raise TypeError(f"{expr} does not stand alone")

    # --- what a piece is used as ---------------------------------------------------------------------

    def number(self, term: Term) -> Term:
        """`term` where a number must be; TRUE is 1."""
        if term.kind == "truth":
            return Term(f"if({term.text}, 1, 0)", needs=term.needs)
        if term.kind == "text":
            raise NoXPath("text")
        if not term.known:
            return term
        short = self.short(term)
        return Term(short.text, level=short.level, needs=self._asked(union(short.needs, (short.known,))))

    def truth(self, term: Term) -> Term:
        """`term` where a condition must be; a number is true unless 0."""
        if term.kind == "truth":
            return term
        number = self.number(term)
        return Term(f"{number.held(COMPARE)} != 0", "truth", EQUAL, number.needs)

    def step(self, term: Term) -> Term:
        """`term` computed apart."""
        return self._free(self.at.step(term, self.facts))

    def short(self, term: Term) -> Term:
        """`term`, computed apart when it is too long to be written twice."""
        return term if len(term.text) <= SHORT else self.step(term)

    def atom(self, term: Term) -> Term:
        """The number `term` as a name or a literal."""
        number = self.number(term)
        return number if number.level == ATOM and len(number.text) <= SHORT else self.step(number)

    def _asked(self, needs: tuple[str, ...]) -> tuple[str, ...]:
        """What is still to be asked for where the printer stands."""
        return tuple(need for need in needs if need not in self.facts)

    def _free(self, term: Term) -> Term:
        return Term(term.text, term.kind, term.level, self._asked(term.needs), term.known, term.codes, term.lower)

    # --- operators -----------------------------------------------------------------------------------

    def _unary(self, operator: str, number: Term) -> Term:
        if operator == "-":
            return Term(f"0 - {number.held(TIMES)}", level=PLUS, needs=number.needs)
        return Term(f"{number.held(TIMES)} div 100", level=TIMES, needs=number.needs)

    def _binary(self, operator: str, left: Term, right: Term) -> Term:
        if operator == "&":
            return self._joined(left, right)
        if operator == "^":
            return self._power(self.number(left), self.number(right))
        if operator not in _LEVEL:
            return self._compared(operator, left, right)
        left, right = self.number(left), self.number(right)
        needs = together(left, right)
        if operator == "/":
            right = self.short(right)
            needs = union(needs, self._not_zero(right))
        level = _LEVEL[operator]
        return Term(
            f"{left.held(level)} {_SIGN.get(operator, operator)} {right.held(level + 1)}", "number", level, needs
        )

    def _not_zero(self, term: Term) -> tuple[str, ...]:
        if _is_literal(term) and float(term.text) != 0:
            return ()
        return self._asked((f"{term.held(PLUS)} != 0",))

    def _joined(self, left: Term, right: Term) -> Term:
        if "number" in (left.kind, right.kind):
            raise NoXPath("join")
        texts = [f"if({t.text}, 'TRUE', 'FALSE')" if t.kind == "truth" else t.text for t in (left, right)]
        lower = all(t.kind == "text" and t.lower for t in (left, right))
        return Term(f"concat({', '.join(texts)})", "text", needs=together(left, right), lower=lower)

    def _power(self, base: Term, exponent: Term) -> Term:
        base, exponent = self.short(base), self.short(exponent)
        text = f"pow({base.text}, {exponent.text})"
        needs = self._asked(_power_needs(base, exponent, text))
        return Term(text, needs=union(together(base, exponent), needs))

    def _compared(self, operator: str, left: Term, right: Term) -> Term:
        if left.kind == "truth" or right.kind == "truth":
            return self._same_truth(operator, left, right)
        if left.kind == "text" or right.kind == "text":
            return self._compared_texts(operator, left, right)
        if left.known and right.known:
            raise NoXPath("blanks")
        if right.known:
            return self._compared(_MIRRORED.get(operator, operator), right, left)
        if _is_literal(left) and _is_literal(right):
            return self.print(Truth(COMPARISON[operator](rank(float(left.text)), rank(float(right.text)))))
        text = f"{left.held(PLUS)} {_SIGN.get(operator, operator)} {right.held(PLUS)}"
        needs = together(left, right)
        if left.known and operator in (">", ">="):  # a blank is a text, which comes after every number
            return Term(where(left.known, text), "truth", ATOM, needs)
        return Term(text, "truth", EQUAL if operator in ("=", "<>") else COMPARE, needs)

    def _same_truth(self, operator: str, left: Term, right: Term) -> Term:
        if left.kind != right.kind:
            raise NoXPath("mixed")
        if operator not in ("=", "<>"):  # FALSE comes before TRUE
            return self._compared(operator, self.short(self.number(left)), self.short(self.number(right)))
        text = f"({left.text}) {_SIGN.get(operator, operator)} ({right.text})"
        return Term(text, "truth", EQUAL, together(left, right))

    def _compared_texts(self, operator: str, left: Term, right: Term) -> Term:
        if left.kind == "number":
            return self._compared_texts(_MIRRORED.get(operator, operator), right, left)
        if right.kind == "number":
            return _text_with_number(operator, left, right)
        if operator not in ("=", "<>"):
            raise NoXPath("order")
        text = f"{_small(left)} {_SIGN.get(operator, operator)} {_small(right)}"
        return Term(text, "truth", EQUAL, together(left, right))

    # --- functions -----------------------------------------------------------------------------------

    def _call(self, call: Call) -> Term:
        name, args = call.function, call.args
        match name:
            case "IF":
                return self._if(*args)
            case "IFERROR":
                return self._iferror(*args)
            case "ISNUMBER":
                return self._is_number(self.print(args[0]))
            case "AND" | "OR":
                return self._all_or_any(name, [self.truth(self.print(arg)) for arg in args])
            case "NOT":
                inner = self.truth(self.print(args[0]))
                return Term(f"not({inner.text})", "truth", needs=inner.needs)
            case "SUM":
                return self._sum(self._numbers(args))
            case "MIN" | "MAX":
                return self._extreme(name, self._numbers(args))
            case "ABS":
                inner = self.number(self.print(args[0]))
                return Term(f"abs({inner.text})", needs=inner.needs)
            case "ROUND" | "ROUNDUP" | "ROUNDDOWN":
                return rounding.rounded(self, name, self.print(args[0]), args[1])
            case "INT":
                return rounding.whole_below(self, self.print(args[0]))
            case "MOD":
                return self._modulo(self.print(args[0]), self.print(args[1]))
            case "SUMIF" | "COUNTIF":
                return self._conditional(name, args)
            case "SUMPRODUCT":
                return self._sum_of_products([self._cells(arg) for arg in args])
            case "INDEX":
                return self._index(self._cells(args[0]), args[1])
            case "MATCH":
                return self._match(self.print(args[0]), self._cells(args[1]))
            case "IRR":
                raise NoXPath("function", function=name)
            case "NPV":
                return finance.npv(self, self.print(args[0]), [n for n in self._numbers(args[1:]) if n])
        return finance.FUNCTIONS[name](self, *[self.print(arg) for arg in args])

    def _if(self, condition: Expr, yes: Expr, no: Expr = Truth(False)) -> Term:  # noqa: B008  # immutable
        asked = self.truth(self.print(condition))
        if asked.text in ("true()", "false()") and not asked.needs:
            return self.print(yes if asked.text == "true()" else no)
        with self._knowing(condition, True):
            then = self.print(yes)
        with self._knowing(condition, False):
            otherwise = self.print(no)
        if then.needs or otherwise.needs:
            asked = self.short(asked)
        needs = union(
            asked.needs,
            (where(asked.text, need) for need in then.needs),
            (unless(asked.text, need) for need in otherwise.needs),
        )
        return self._either(asked.text, then, otherwise, needs)

    def _either(self, condition: str, yes: Term, no: Term, needs: tuple[str, ...]) -> Term:
        text = f"if({condition}, {yes.text}, {no.text})"
        if yes.kind == no.kind and not (yes.known or no.known):
            return Term(text, yes.kind, needs=needs, lower=yes.lower and no.lower)
        for side in (yes, no):
            if side.kind == "truth" or (side.kind == "text" and side.text != BLANK) or set(side.codes) - {""}:
                raise NoXPath("mixed")
        return blank_or_number(text, needs)

    @contextmanager
    def _knowing(self, condition: Expr, holds: bool) -> Iterator[None]:
        before = self.facts
        self.facts = before | self._implied(condition, holds)
        yield
        self.facts = before

    def _implied(self, condition: Expr, holds: bool) -> frozenset[str]:
        """What else is true where `condition` holds, or where it does not."""
        match condition, holds:
            case (Call(function="NOT", args=(inner,)), _):
                return self._implied(inner, not holds)
            case (Call(function="AND", args=args), True) | (Call(function="OR", args=args), False):
                return frozenset().union(*(self._implied(arg, holds) for arg in args))
            case (Call(function="ISNUMBER", args=(Name() as name,)), True):
                term = self.print(name)
                return frozenset(union(term.needs, (term.known,) if term.known else ()))
            case (Binary(operator="=", left=left, right=Number(value=0)), False) | (
                Binary(operator="<>" | ">", left=left, right=Number(value=0)),
                True,
            ):
                return frozenset(self._not_zero(self.short(self.number(self.print(left)))))
        return frozenset()

    def _iferror(self, value: Expr, otherwise: Expr) -> Term:
        first, second = self.print(value), self.print(otherwise)
        if not first.needs:
            return first
        fine = all_of(first.needs)
        return self._either(fine, first, second, tuple(unless(fine, need) for need in second.needs))

    def _is_number(self, term: Term) -> Term:
        if term.kind != "number":
            return Term("false()", "truth")
        conditions = union(term.needs, (term.known,) if term.known else ())
        return Term(all_of(conditions), "truth", AND)

    def _all_or_any(self, name: str, terms: Sequence[Term]) -> Term:
        if len(terms) == 1:
            return terms[0]
        joined = all_of if name == "AND" else any_of
        return Term(joined([term.held(EQUAL) for term in terms]), "truth", OR, together(*terms))

    def _modulo(self, value: Term, divisor: Term) -> Term:
        value, divisor = self.atom(value), self.atom(divisor)
        times = rounding.whole_below(self, self._binary("/", value, divisor))
        return self._binary("-", value, self._binary("*", divisor, times))

    # --- columns -------------------------------------------------------------------------------------

    def _cells(self, arg: Expr) -> list[Term]:
        assert isinstance(arg, Whole)
        return [self._free(cell) for cell in self.at.column(arg.table, arg.column)]

    def _numbers(self, args: Sequence[Expr]) -> list[Term]:
        """The numbers of columns and single values; truth values inside a column are passed over."""
        found: list[Term] = []
        for arg in args:
            if isinstance(arg, Whole):
                found.extend(_zero_if_blank(cell) for cell in self._cells(arg) if cell.kind == "number")
            else:
                found.append(self.number(self.print(arg)))
        return found

    def _sum(self, terms: Sequence[Term]) -> Term:
        counted = [term for term in terms if term.text != "0"]
        text = " + ".join(term.held(PLUS) for term in counted) or "0"
        return self.short(Term(text, level=PLUS if len(counted) > 1 else ATOM, needs=together(*terms)))

    def _extreme(self, name: str, terms: Sequence[Term]) -> Term:
        if len(terms) < 2:
            return terms[0] if terms else Term("0")
        if name == "MIN":
            return self.short(Term(f"min({', '.join(t.text for t in terms)})", needs=together(*terms)))
        turned = ", ".join(f"0 - {t.held(TIMES)}" for t in terms)
        return self.short(Term(f"0 - min({turned})", level=PLUS, needs=together(*terms)))

    def _sum_of_products(self, columns: Sequence[Sequence[Term]]) -> Term:
        rows = list(zip(*columns, strict=True))
        products = [_product([_zero_if_blank(cell) for cell in row]) for row in rows]
        return self._sum([product for product in products if product])

    def _conditional(self, name: str, args: Sequence[Expr]) -> Term:
        keys = self._cells(args[0])
        added = self._cells(args[2]) if len(args) > 2 else keys if name == "SUMIF" else [Term("1")] * len(keys)
        operator, wanted = self._criterion(args[1])
        counted = []
        for key, value in zip(keys, added, strict=True):
            if "truth" in (key.kind, value.kind):
                raise NoXPath("criterion")
            fits = f"{key.held(PLUS)} {_SIGN.get(operator, operator)} {wanted.held(PLUS)}"
            text = f"if({fits}, {_zero_if_blank(value).text}, 0)"
            counted.append(Term(text, needs=together(wanted, key, value)))
        return self._sum(counted)

    def _criterion(self, wanted: Expr) -> tuple[str, Term]:
        """The comparison that a criterion stands for: with a number, since columns hold nothing else."""
        operator, value = criterion_parts(wanted.value) if isinstance(wanted, Words) else ("=", None)
        term = self.print(wanted) if value is None else Term(decimal(value)) if isinstance(value, float) else None
        if term is None or term.kind != "number" or term.known:
            raise NoXPath("criterion")
        return operator, self.short(term)

    def _index(self, cells: Sequence[Term], position: Expr) -> Term:
        if isinstance(position, Number) and 1 <= position.value < len(cells) + 1:
            return cells[int(position.value) - 1]
        place = self.number(self.print(position))
        if _is_literal(place) and 1 <= float(place.text) < len(cells) + 1:
            return cells[int(float(place.text)) - 1]
        at = self.atom(Term(f"int({place.text})", needs=place.needs, level=TIMES))
        text = "0"
        for number, cell in reversed(list(enumerate(cells, start=1))):
            text = f"if({at.text} = {number}, {cell.text}, {text})"
        inside = (f"{at.text} >= 1", f"{at.text} <= {len(cells)}")
        cells_need = (where(f"{at.text} = {n}", need) for n, cell in enumerate(cells, start=1) for need in cell.needs)
        needs = union(at.needs, inside, cells_need)
        if any(cell.known for cell in cells):
            return blank_or_number(text, needs)
        return self.short(Term(text, needs=needs))

    def _match(self, wanted: Term, cells: Sequence[Term]) -> Term:
        wanted = self.short(wanted)
        found = [self._compared("=", wanted, cell) for cell in cells]
        text = "0"
        for number, fits in reversed(list(enumerate(found, start=1))):
            text = f"if({fits.text}, {number}, {text})"
        somewhere = any_of([fits.held(EQUAL) for fits in found])
        return self.short(Term(text, needs=union(together(*found), (somewhere,))))


def _is_literal(term: Term) -> bool:
    return term.text.replace(".", "", 1).isdigit()


def _power_needs(base: Term, exponent: Term, text: str) -> tuple[str, ...]:
    """Where a power is a real number; 0^0 is not one, as in a spreadsheet."""
    low, high = base.held(PLUS), exponent.held(PLUS)
    if not _is_literal(exponent):
        elsewhere = f"if({low} = 0, {high} > 0, int({high}) = {high})"
        return (unless(f"{low} > 0", elsewhere), f"{text} - {text} = 0")
    if not float(exponent.text):
        return (f"{low} != 0",)
    return () if float(exponent.text).is_integer() else (f"{low} >= 0",)


def _text_with_number(operator: str, text: Term, number: Term) -> Term:
    """A text and a number are never equal, unless the number is a text at that moment; texts come after numbers."""
    if operator in ("=", "<>"):
        condition = _code(text, number)
        return Term(condition if operator == "=" else f"not({condition})", "truth", ATOM, text.needs)
    if number.known:
        raise NoXPath("order")
    return Term("true()" if operator in (">", ">=") else "false()", "truth", ATOM, together(text, number))


def _code(text: Term, number: Term) -> str:
    for code, condition in number.codes.items():
        if text.text == literal(code):
            return f"({condition})"
    if not number.codes or text.text[:1] in "'\"":
        return "false()"
    raise NoXPath("mixed")


def _small(text: Term) -> str:
    return text.text if text.lower else f"translate({text.text}, '{_CAPITALS}', '{_SMALL}')"


def _zero_if_blank(cell: Term) -> Term:
    return Term(f"if({cell.known}, {cell.text}, 0)", needs=cell.needs) if cell.known else cell


def _product(cells: Sequence[Term]) -> Term | None:
    """The product of a row; None where it is 0 whatever is given."""
    needs = together(*cells)
    if any(cell.kind != "number" or cell.text == "0" for cell in cells):
        return Term("0", needs=needs) if needs else None
    factors = [cell for cell in cells if cell.text != "1"]
    text = " * ".join(cell.held(TIMES) for cell in factors) or "1"
    return Term(text, level=TIMES if len(factors) > 1 else factors[0].level if factors else ATOM, needs=needs)
