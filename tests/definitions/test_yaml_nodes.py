"""Reading YAML: whatever the bytes, values as they were typed or a located problem."""

import json
import math

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.definitions import Problem, read_yaml, yaml_nodes
from macros.definitions.nodes import Fields, Leaf, Node, leaves, plain
from macros.definitions.scalars import fits_digits, fits_size, is_number, resolve


def well_formed(problems: list[Problem]) -> bool:
    return all(p.path == "a.yml" and p.line >= 1 and p.column >= 1 and p.text("fr") and p.text("en") for p in problems)


def value_of(text: str) -> object:
    node, problems = read_yaml("a.yml", text.encode())
    assert node is not None, [p.text("en") for p in problems]
    assert problems == []
    return plain(node)


@settings(max_examples=400)
@given(st.binary(max_size=300))
def test_bytes__give_a_tree_or_a_located_problem(data: bytes) -> None:
    node, problems = read_yaml("a.yml", data)
    assert node is not None or problems
    assert well_formed(problems)


YAMLISH = st.text(alphabet="ab1:-?[]{},&*!|>'\"%@`#\\ \n\t~.é\u2028\x00", max_size=80)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
@settings(max_examples=400, deadline=None)
@given(text=YAMLISH)
def test_characters_of_yaml__give_a_tree_or_a_located_problem(loader: type, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_nodes, "_Loader", loader)
        node, problems = read_yaml("a.yml", text.encode())
    assert node is not None or problems
    assert well_formed(problems)
    last = text.count("\n") + 1
    assert all(p.line <= last for p in problems)


NUMBERS = st.integers(-(10**11), 10**11) | st.decimals(-1000, 1000, places=6).map(float)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc é", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(DATA)
def test_json__means_the_same(data: object) -> None:
    assert value_of(json.dumps(data, ensure_ascii=False)) == data


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_quotes__keep_any_text(text: str) -> None:
    assert value_of("'" + text.replace("'", "''") + "'") == text


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *[(word, word) for word in "yes no on off y n True FALSE Null NaN".split()],
        *[
            (word, word)
            for word in ("1:30", "2026-11-23", "0x1F", "0o17", ".inf", ".nan", "1_000", "=a+b", "1.2.3", "0,5", "1 000")
        ],
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("012", 12),
        ("-7", -7),
        ("+7", 7),
        ("0.50", 0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-1.5E-3", -0.0015),
    ],
)
def test_plain_word__is_read_as_yaml_1_2(typed: str, value: object) -> None:
    assert value_of(f"a: {typed}") == {"a": value}
    assert type(resolve(typed)) is type(value)


@given(st.integers(-999999999999, 999999999999))
def test_twelve_digits__fit(number: int) -> None:
    assert is_number(str(number))
    assert fits_digits(str(number))
    assert fits_size(str(number))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_number__that_fits_is_finite(number: float) -> None:
    if fits_size(repr(number)):
        assert math.isfinite(float(resolve(repr(number)) or 0))


@pytest.mark.parametrize("typed", ["1" + "0" * 5000, "1e400", "1e-400", "-1" + "0" * 400 + ".5", "9" * 5000])
def test_number__too_large_or_small_is_a_problem(typed: str) -> None:
    _, problems = read_yaml("a.yml", f"a: {typed}".encode())
    assert [p.kind for p in problems] == ["number_range"]
    assert well_formed(problems)


@pytest.mark.parametrize("depth", [100, 5000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth__is_limited(opening: str, depth: int) -> None:
    node, problems = read_yaml("a.yml", (opening * depth).encode())
    assert node is None
    assert len(problems) == 1
    assert well_formed(problems)


def test_place__of_every_value() -> None:
    text = "# first\na:\n  - b: 1\n    'c': two\n  -   d\ne: {f: [3, 4]}\n"
    node, _ = read_yaml("a.yml", text.encode())
    assert node is not None
    lines = text.split("\n")
    for _, leaf in leaves(node):
        line = lines[leaf.place.line - 1]
        assert line[leaf.place.column - 1 :].startswith(str(leaf.value))


def test_byte_order_mark_and_windows_lines__change_no_place() -> None:
    node, problems = read_yaml("a.yml", b"\xef\xbb\xbf# first\r\na: 1\r\nb: 2\r\n")
    assert problems == []
    assert isinstance(node, Fields)
    assert node.entries["b"].key == (3, 1)
    assert node.entries["b"].node.place == (3, 4)


def test_problems__of_one_text_come_together() -> None:
    node, problems = read_yaml("a.yml", b"a: &x 1\na: 2\n3: c\nd: !t e\nf: *x\n")
    assert [p.kind for p in problems] == ["yaml_anchor", "yaml_duplicate_key", "yaml_key", "yaml_tag", "yaml_anchor"]
    assert isinstance(node, Node)
    assert plain(node) == {"a": 1, "d": "e", "f": None}


def test_leaf__without_value_is_broken() -> None:
    node, _ = read_yaml("a.yml", b"*x")
    assert isinstance(node, Leaf)
    assert node.broken
