"""Days and times as people write them; the standard library writes what is read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.intake.book.moments import AmbiguousDayError, clock_of, day_of, moment_of, order_shown

DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["2024-05-19", "2024/5/19", "20240519", "19/05/2024", "19.05.24", "5/19/2024", "19 mai 2024",
     "dimanche 19 mai 2024",
     "19-May-24", "19MAY2024", "19 May 2024", "2024-05-19 00:00:00"],
)  # fmt: skip
def test_one_day_in_many_forms(text: str) -> None:
    assert day_of(text) == date(2024, 5, 19)


@pytest.mark.parametrize("text", ["", "soon", "2024-13-01", "32/01/2024", "19 foo 2024", "C+5", "12"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text) is None


def test_day_and_month_that_could_change_places_are_a_doubt() -> None:
    with pytest.raises(AmbiguousDayError):
        day_of("3/4/2024")
    assert day_of("3/4/2024", order="dmy") == date(2024, 4, 3)
    assert day_of("3/4/2024", order="mdy") == date(2024, 3, 4)
    assert day_of("4/4/2024") == date(2024, 4, 4)


def test_a_day_past_the_twelfth_shows_the_order() -> None:
    assert (order_shown("19/5/24"), order_shown("5/19/24"), order_shown("3/4/24")) == ("dmy", "mdy", "")


def test_days_can_be_counted_from_c_day() -> None:
    assert day_of("C+12", c_day=date(2024, 5, 19)) == date(2024, 5, 31)
    assert day_of("C-1", c_day=date(2024, 5, 19)) == date(2024, 5, 18)


@given(DAYS)
def test_any_day_is_read_in_every_form_that_python_writes(day: date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%Y%m%d", "%d.%m.%Y"):
        assert day_of(day.strftime(form)) == day
    assert day_of(day.strftime("%d/%m/%Y"), order="dmy") == day
    if day.day > 12:
        assert day_of(day.strftime("%m/%d/%Y")) == day


@pytest.mark.parametrize(
    ("text", "clock"), [("8h30", "08:30"), ("8:00", "08:00"), ("0800", "08:00"), ("24:00", "24:00")]
)
def test_times_of_day(text: str, clock: str) -> None:
    assert clock_of(text) == clock


@pytest.mark.parametrize("text", ["25:00", "24:01", "8:75", "noon", ""])
def test_what_is_no_time_of_day_is_none(text: str) -> None:
    assert clock_of(text) is None


def test_a_date_time_group_of_zone_z_is_a_utc_time() -> None:
    assert moment_of("190515ZMAY24") == "2024-05-19T05:15Z"
    assert moment_of("190515BMAY24") is None
    assert moment_of("192515ZMAY24") is None
