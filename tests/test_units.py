"""Minutes and intervals: the only calendar arithmetic on datetimes."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.units import (
    Interval,
    civil_time,
    datetime_of_minute,
    minute_from_text,
    minute_of_datetime,
    text_of_minute,
)


@given(st.integers(min_value=0, max_value=2**31))
def test_text_and_datetime_of_a_minute_come_back_as_the_same_minute(minute: int) -> None:
    assert minute_from_text(text_of_minute(minute)) == minute
    assert minute_of_datetime(datetime_of_minute(minute)) == minute


def test_a_minute_counts_from_1970_in_utc_whatever_the_zone_of_the_datetime() -> None:
    in_niamey = datetime(2024, 5, 19, 1, 0, tzinfo=timezone(timedelta(hours=1)))
    assert minute_of_datetime(in_niamey) == minute_from_text("2024-05-19T00:00Z") == 28_601_280


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        minute_of_datetime(datetime(2024, 5, 19))  # noqa: DTZ001 - the naive one is what is refused


@pytest.mark.parametrize("text", ["2024-05-19", "2024-05-19T00:00", "2024-5-19T00:00Z", "2024-02-30T00:00Z", ""])
def test_any_other_form_of_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        minute_from_text(text)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5)])
def test_an_empty_or_reversed_interval_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="end_minute > start_minute"):
        Interval(start, end)


def test_an_interval_holds_its_start_and_not_its_end() -> None:
    hour = Interval(60, 120)
    assert [hour.contains(minute) for minute in (59, 60, 119, 120)] == [False, True, True, False]
    assert hour.covers(60, 120)
    assert not hour.covers(60, 121)


def test_the_epoch_is_minute_zero() -> None:
    assert datetime_of_minute(0) == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("time_zone", "shown"),
    [("Africa/Niamey", "2024-06-07 00:30"), ("Europe/Paris", "2024-06-07 01:30"), ("UTC", "2024-06-06 23:30")],
)
def test_civil_time_is_what_clocks_and_calendars_show_there(time_zone: str, shown: str) -> None:
    assert f"{civil_time(minute_from_text('2024-06-06T23:30Z'), time_zone):%Y-%m-%d %H:%M}" == shown
