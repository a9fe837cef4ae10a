import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.shapes import (
    is_count,
    is_day,
    is_feed,
    is_hash,
    is_id,
    is_keyid,
    is_party,
    is_time,
    minute_of_time,
    second_of_time,
    time_of_second,
)
from repli.units import minute_from_text


@pytest.mark.parametrize("value", ["NIG-042", "a", "C-17.1_b", "0", "x" * 64])
def test_ids(value: str) -> None:
    assert is_id(value)


@pytest.mark.parametrize("value", ["", "-a", ".a", "é", "a b", "x" * 65, "a\n", 3, None])
def test_no_ids(value: object) -> None:
    assert not is_id(value)


@pytest.mark.parametrize(
    ("value", "holds"), [("demo-host", True), ("Demo", False), ("a.b", False), ("-a", False), (1, False)]
)
def test_feeds_and_parties_are_lower_case(value: object, holds: bool) -> None:
    assert is_feed(value) is holds
    assert is_party(value) is holds


@pytest.mark.parametrize(
    ("value", "holds"), [("a" * 64, True), ("A" * 64, False), ("a" * 63, False), ("g" * 64, False)]
)
def test_hashes_are_lower_case_hex(value: str, holds: bool) -> None:
    assert is_hash(value) is holds
    assert is_keyid(value[:16]) is (value[0] == "a")


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        ("2024-06-07T12:00:00Z", True),
        ("2024-02-29T23:59:59Z", True),
        ("2023-02-29T23:59:59Z", False),
        ("2024-06-07T24:00:00Z", False),
        ("2016-12-31T23:59:60Z", False),
        ("0000-01-01T00:00:00Z", False),
        ("2024-06-07T12:00:00+00:00", False),
        ("2024-06-07 12:00:00Z", False),
        ("2024-06-07T12:00Z", False),
        ("٢٠٢٤-06-07T12:00:00Z", False),
        ("2024-06-07T12:00:00Z\n", False),
        (20240607, False),
    ],
)
def test_times_are_real_utc_instants(value: object, holds: bool) -> None:
    assert is_time(value) is holds


@pytest.mark.parametrize(
    ("value", "holds"), [("2024-06-30", True), ("2024-06-31", False), ("20240630", False), (0, False)]
)
def test_days_are_real(value: object, holds: bool) -> None:
    assert is_day(value) is holds


@pytest.mark.parametrize(
    ("value", "holds"), [(0, True), (2**53 - 1, True), (2**53, False), (-1, False), (True, False), ("1", False)]
)
def test_counts_are_integers_from_zero(value: object, holds: bool) -> None:
    assert is_count(value) is holds


@given(st.integers(0, 253_402_300_799))
def test_seconds_and_times_are_the_same_thing(second: int) -> None:
    assert second_of_time(time_of_second(second)) == second


def test_a_time_in_another_form_has_no_second() -> None:
    with pytest.raises(CanonicalError, match="no UTC time"):
        second_of_time("7 June 2024")


def test_the_minute_of_a_time_cuts_its_seconds_off() -> None:
    assert minute_of_time("2024-05-19T00:00:59Z") == minute_from_text("2024-05-19T00:00Z")
    with pytest.raises(CanonicalError):
        minute_of_time("2024-05-19T00:00Z")
