"""Which names formulas may use."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.definitions.names import RESERVED, fault_of, free_name
from macros.definitions.scalars import Value
from macros.definitions.spelling import spelled
from macros.formulas.functions import FUNCTIONS


@pytest.mark.parametrize(
    "name",
    """
    rate count price_now seed store area cash amount month months day days date interest total_interest gap loan bags
    teg_umoa par_one rate_period year_2026 services price input income outlay checked notes texts stop stop_month
    """.split(),
)
def test_name_of_the_field__is_allowed(name: str) -> None:
    assert fault_of(name) is None


@pytest.mark.parametrize("name", "q1 fee1 tax2026 xfd1048576 a1 r c l rc r1 c1 r1c1 l1c1 lc".split())
def test_name__that_a_spreadsheet_reads_as_a_cell(name: str) -> None:
    assert fault_of(name) == "name_cell"


@pytest.mark.parametrize("name", "a ab x_ n2o".split())
def test_name__too_short(name: str) -> None:
    assert fault_of(name) == "name_short"


def test_functions_and_constants__are_reserved() -> None:
    assert {name.lower() for name in FUNCTIONS} | {"true", "false", "prev"} <= RESERVED
    assert all(fault_of(name) == "name_reserved" for name in RESERVED)


@pytest.mark.parametrize(
    "name",
    """
    in_amount out_amount check_sum note_rate text_gain irr_flows labels_method codes_method cerise_ready
    schedule_stop alarms advice_bands
    """.split(),
)
def test_name_of_a_cell_of_the_workbooks__is_reserved(name: str) -> None:
    assert fault_of(name) == "name_reserved"


WORKBOOK = st.from_regex(r"(in|out|check|note|text|irr|labels|codes|cerise)_[a-z0-9_]{0,8}", fullmatch=True)


@given(st.sampled_from(sorted(RESERVED)) | WORKBOOK | st.from_regex(r"[a-z][a-z0-9_]{0,8}_stop", fullmatch=True))
def test_what_is_suggested__may_be_written(name: str) -> None:
    assert fault_of(name) == "name_reserved"
    assert re.fullmatch("[a-z][a-z0-9_]*", free_name(name))
    assert fault_of(free_name(name)) is None


@given(st.from_regex(r"[a-z]{1,3}[0-9]{1,7}", fullmatch=True))
def test_no_cell__is_a_name(cell: str) -> None:
    assert fault_of(cell) is not None


@given(st.text(), st.sampled_from(["bad_id", "bad_code", "bad_name", "bad_formula", "bad_date", "bad_url"]))
def test_correction__is_stable(text: str, kind: str) -> None:
    first: Value = spelled(kind, text)
    if isinstance(first, str) and kind in ("bad_id", "bad_code", "bad_name"):
        assert spelled(kind, first) == first
