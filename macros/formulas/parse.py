"""Text of a formula → tree. The third-party parser is called here and nowhere else."""

import math
import re
from collections.abc import Sequence

import formualizer

from macros.formulas.french import ENGLISH, french_names, has_decimal_comma, has_semicolons, in_english
from macros.formulas.tree import Binary, Call, Cell, Expr, Name, Number, Previous, Truth, Unary, Whole, Words

_CELL = re.compile(r"^\[@([a-z][a-z0-9_]*)\]$")
_COLUMN = re.compile(r"^\[([a-z][a-z0-9_]*)\]$")
_WHOLE = re.compile(r"^([a-z][a-z0-9_]*)\[([a-z][a-z0-9_]*)\]$")
_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9_]*$")
_OPERATORS = frozenset(("+", "-", "*", "/", "^", "&", "=", "<>", "<", "<=", ">", ">="))
_LONGEST = 4000
_DEEPEST = 60

REASONS = {
    "long": {"fr": "plus de 4000 caractères", "en": "more than 4000 characters"},
    "deep": {
        "fr": "trop de parenthèses ou d'opérations à la suite ; découpez-la en étapes nommées",
        "en": "too many parentheses or operations in a row; split it into named steps",
    },
    "unclosed": {"fr": "une parenthèse ou un crochet n'est pas fermé", "en": "a parenthesis or bracket is not closed"},
    "text": {"fr": "un texte entre guillemets n'est pas fermé", "en": "a text in quotes is not closed"},
    "end": {"fr": "elle s'arrête trop tôt", "en": "it ends too early"},
    "misplaced": {"fr": "un signe ou un nom est mal placé", "en": "a sign or a name is out of place"},
    "empty_argument": {"fr": "un argument est vide", "en": "an argument is empty"},
    "braces": {
        "fr": "les constantes entre accolades sont interdites ; nommez chaque valeur",
        "en": "constants in braces are not allowed; name each value",
    },
    "literal": {
        "fr": "seuls s'écrivent des nombres, des textes entre guillemets, TRUE et FALSE",
        "en": "only numbers, texts in quotes, TRUE and FALSE may be written out",
    },
    "bare_column": {
        "fr": "[colonne] ne s'emploie que dans PREV ; pour la ligne même, écrivez [@colonne]",
        "en": "[column] only stands inside PREV; for the row itself write [@column]",
    },
    "reference": {
        "fr": "on ne peut citer qu'un nom, [@colonne] ou tableau[colonne], jamais une adresse de cellule",
        "en": "only a name, [@column] or table[column] can be referred to, never a cell address",
    },
    "semicolon": {
        "fr": "les arguments se séparent par des virgules, pas par des points-virgules ; les décimales par un point",
        "en": "arguments are separated by commas, not by semicolons; decimals by a point",
    },
    "comma": {"fr": "les décimales se séparent par un point", "en": "decimals are separated by a point"},
    "french": {
        "fr": "{names}, avec des virgules entre les arguments et un point pour les décimales",
        "en": "{names}, with commas between arguments and a point for decimals",
    },
    "previous": {
        "fr": "PREV s'écrit PREV([colonne], valeur de la première ligne)",
        "en": "PREV is written PREV([column], value on the first row)",
    },
}

_PARSER_SAYS = {
    "Unmatched opening": "unclosed",
    "unmatched '['": "unclosed",
    "Expected closing": "unclosed",
    "parsing string": "text",
    "end of tokens": "end",
    "No tokens": "end",
    "too deep": "deep",
    "height limit": "deep",
}


_WRITTEN = {"fr": "{french} s'écrit {name}", "en": "{french} is written {name}"}


class FormulaSyntaxError(ValueError):
    """A formula that cannot be read: why, in both languages (`key` in REASONS), and what was probably meant."""

    def __init__(self, key: str, names: Sequence[str] = (), suggestion: str | None = None) -> None:
        said = {lang: ", ".join(_WRITTEN[lang].format(french=n, name=ENGLISH[n]) for n in names) for lang in _WRITTEN}
        self.reason = {lang: words.replace("{names}", said[lang]) for lang, words in REASONS[key].items()}
        self.key = key
        self.suggestion = suggestion
        super().__init__(self.reason["en"])


def parse(text: str) -> Expr:
    """The tree of `text` (``=…``). Raises FormulaSyntaxError."""
    if not text.startswith("="):
        raise FormulaSyntaxError("misplaced")
    if len(text) > _LONGEST:
        raise FormulaSyntaxError("long")
    if text.count("(") > _DEEPEST:
        raise FormulaSyntaxError("deep")
    try:
        return _convert(_third_party(text))
    except FormulaSyntaxError as error:
        raise _french_error(text, error) from None


def _french_error(text: str, error: FormulaSyntaxError) -> FormulaSyntaxError:
    """`error`, or what to say instead when `text` is written as in a French spreadsheet."""
    names, semicolons, misplaced = french_names(text), has_semicolons(text), error.key in ("misplaced", "reference")
    if not names and not semicolons and not (misplaced and has_decimal_comma(text)):
        return error
    key = "french" if names else "semicolon" if semicolons else "comma"
    try:
        _convert(_third_party(in_english(text)))
    except FormulaSyntaxError:
        return FormulaSyntaxError(key, names) if semicolons and misplaced else error
    return FormulaSyntaxError(key, names, in_english(text))


def _third_party(text: str) -> dict[str, object]:
    try:
        tree: dict[str, object] = formualizer.parse(text).to_dict()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the parser is compiled code: a panic is not an Exception
        said = str(error)
        reason = next((ours for theirs, ours in _PARSER_SAYS.items() if theirs in said), "misplaced")
        raise FormulaSyntaxError(reason) from None
    return tree


def _convert(node: dict[str, object]) -> Expr:
    match node:
        case {"node_type": "Literal", "value": value}:
            return _literal(value)
        case {"node_type": "Reference", "reference": str(reference)}:
            return _reference(reference)
        case {"node_type": "UnaryOp", "operator": "+", "operand": dict(operand)}:
            return _convert(operand)
        case {"node_type": "UnaryOp", "operator": "-" | "%" as operator, "operand": dict(operand)}:
            return Unary(operator, _convert(operand))
        case {"node_type": "BinaryOp", "operator": str(operator)} if operator not in _OPERATORS:
            raise FormulaSyntaxError("reference")  # ":" and "," join addresses
        case {"node_type": "BinaryOp", "operator": str(operator), "left": dict(left), "right": dict(right)}:
            return Binary(operator, _convert(left), _convert(right))
        case {"node_type": "Function", "name": str(name), "args": list(args)}:
            return _call(name.upper(), args)
        case {"node_type": "Omitted"}:
            raise FormulaSyntaxError("empty_argument")
        case {"node_type": "Array"}:
            raise FormulaSyntaxError("braces")
    raise FormulaSyntaxError("misplaced")


def _literal(value: object) -> Expr:
    match value:
        case bool():
            return Truth(value)
        case int() | float() if math.isfinite(value):
            return Number(float(value))
        case str() if not value.startswith("#"):  # #REF! and its like come as texts
            return Words(value)
    raise FormulaSyntaxError("literal")


def _reference(reference: str) -> Expr:
    if found := _CELL.match(reference):
        return Cell(found[1])
    if found := _WHOLE.match(reference):
        return Whole(found[1], found[2])
    if _COLUMN.match(reference):
        raise FormulaSyntaxError("bare_column")
    if _NAME.match(reference):
        return Name(reference)
    raise FormulaSyntaxError("reference")


def _call(name: str, args: list[dict[str, object]]) -> Expr:
    if name != "PREV":
        return Call(name, tuple(_convert(arg) for arg in args))
    match args:
        case [{"node_type": "Reference", "reference": str(reference)}, start] if found := _COLUMN.match(reference):
            return Previous(found[1], _convert(start))
    raise FormulaSyntaxError("previous")
