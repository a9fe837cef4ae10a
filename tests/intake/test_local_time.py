"""Local civil time to UTC, by hand: a zone without daylight saving time, zones with it, a day that starts at 01:00."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from repli.intake.expand.local_time import LocalTime, zone_of
from repli.units import Interval, minute_from_text, text_of_minute

NIAMEY = LocalTime(ZoneInfo("Africa/Niamey"))  # UTC+1 all year
PARIS = LocalTime(ZoneInfo("Europe/Paris"))  # 2024: UTC+2 from 31 March 01:00Z to 27 October 01:00Z
CAIRO = LocalTime(ZoneInfo("Africa/Cairo"))  # 2024: 26 April has no 00:00, clocks go from 24:00 to 01:00


def spans(intervals: tuple[Interval, ...]) -> list[tuple[str, str]]:
    return [(text_of_minute(one.start_minute), text_of_minute(one.end_minute)) for one in intervals]


def between(start: str, end: str) -> Interval:
    return Interval(minute_from_text(start), minute_from_text(end))


@pytest.mark.parametrize(
    ("local", "day", "clock", "utc"),
    [
        (NIAMEY, date(2024, 5, 19), 0, "2024-05-18T23:00Z"),
        (NIAMEY, date(2024, 5, 19), 450, "2024-05-19T06:30Z"),
        (NIAMEY, date(2024, 9, 15), 1440, "2024-09-15T23:00Z"),
        (PARIS, date(2024, 3, 31), 0, "2024-03-30T23:00Z"),
        (PARIS, date(2024, 3, 31), 480, "2024-03-31T06:00Z"),
        (PARIS, date(2024, 3, 31), 1440, "2024-03-31T22:00Z"),
        (PARIS, date(2024, 3, 31), 150, "2024-03-31T01:30Z"),  # 02:30 is skipped: read with the offset before
        (PARIS, date(2024, 10, 27), 150, "2024-10-27T00:30Z"),  # 02:30 comes twice: the first
        (CAIRO, date(2024, 4, 26), 0, "2024-04-25T22:00Z"),  # the first instant of the day shows 01:00
    ],
)
def test_a_clock_time_becomes_a_minute(local: LocalTime, day: date, clock: int, utc: str) -> None:
    assert text_of_minute(local.minute(day, clock)) == utc


def test_a_day_that_a_change_of_clocks_shortens_has_23_hours() -> None:
    assert PARIS.midnight(date(2024, 4, 1)) - PARIS.midnight(date(2024, 3, 31)) == 23 * 60
    assert PARIS.midnight(date(2024, 10, 28)) - PARIS.midnight(date(2024, 10, 27)) == 25 * 60
    assert CAIRO.midnight(date(2024, 4, 27)) - CAIRO.midnight(date(2024, 4, 26)) == 23 * 60


def test_a_minute_lies_in_the_local_day() -> None:
    assert NIAMEY.day_of(minute_from_text("2024-05-18T22:59Z")) == date(2024, 5, 18)
    assert NIAMEY.day_of(minute_from_text("2024-05-18T23:00Z")) == date(2024, 5, 19)


def test_daily_hours_follow_the_clocks() -> None:
    found = PARIS.hours(8 * 60, 18 * 60, between("2024-03-29T23:00Z", "2024-03-31T22:00Z"))
    assert spans(found) == [
        ("2024-03-30T07:00Z", "2024-03-30T17:00Z"),
        ("2024-03-31T06:00Z", "2024-03-31T16:00Z"),
    ]


def test_hours_around_the_clock_are_one_interval() -> None:
    span = between("2024-03-29T23:00Z", "2024-11-01T23:00Z")
    assert PARIS.hours(0, 24 * 60, span) == (span,)


def test_hours_are_kept_to_their_days_and_cut_at_the_end() -> None:
    span = between("2024-05-16T23:00Z", "2024-05-20T12:00Z")  # Friday 17 to Monday 20 May, 13:00 local
    weekdays = NIAMEY.hours(9 * 60, 17 * 60, span, lambda day: day.weekday() < 5)
    assert spans(weekdays) == [
        ("2024-05-17T08:00Z", "2024-05-17T16:00Z"),
        ("2024-05-20T08:00Z", "2024-05-20T12:00Z"),
    ]


def test_hours_that_a_change_of_clocks_swallows_are_not_open() -> None:
    span = between("2024-03-30T23:00Z", "2024-03-31T22:00Z")
    assert PARIS.hours(2 * 60 + 30, 3 * 60 + 10, span) == ()


@pytest.mark.parametrize("name", ["", "Niamey", "Africa", "../UTC", "/etc/localtime", "Africa/Niamey\x00", "x" * 5000])
def test_what_is_no_time_zone_is_none(name: str) -> None:
    assert zone_of(name) is None
