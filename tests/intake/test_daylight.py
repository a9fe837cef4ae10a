"""Sunrise and sunset against NOAA's general solar position equations and against published times."""

from datetime import UTC, date, datetime, timedelta
from math import acos, cos, degrees, pi, radians, sin, tan

import pytest

from repli.intake.expand.daylight import daylight
from repli.units import Interval, minute_from_text, minute_of_datetime, text_of_minute


def noaa(latitude: float, longitude: float, day: date, side: int) -> float:
    """Sunrise (side -1) or sunset (side 1), minutes after 00:00 UTC, by https://gml.noaa.gov/grad/solcalc/solareqns.PDF.

    The equations take the hour as an input: here local noon plus or minus six hours.
    """
    hour = 12 - longitude / 15 + 6 * side
    days_of_year = 366 if day.year % 4 == 0 else 365
    year = 2 * pi / days_of_year * (day.timetuple().tm_yday - 1 + (hour - 12) / 24)
    equation_of_time = 229.18 * (
        0.000075 + 0.001868 * cos(year) - 0.032077 * sin(year) - 0.014615 * cos(2 * year) - 0.040849 * sin(2 * year)
    )
    declination = (
        0.006918
        - 0.399912 * cos(year)
        + 0.070257 * sin(year)
        - 0.006758 * cos(2 * year)
        + 0.000907 * sin(2 * year)
        - 0.002697 * cos(3 * year)
        + 0.00148 * sin(3 * year)
    )
    place = radians(latitude)
    hour_angle = degrees(acos(cos(radians(90.833)) / (cos(place) * cos(declination)) - tan(place) * tan(declination)))
    return 720 - 4 * longitude - equation_of_time + 4 * hour_angle * side


def days_from(start: str, days: int) -> Interval:
    return Interval(minute_from_text(start), minute_from_text(start) + days * 1440)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(13.4815, 2.18361), (16.966, 8.00011), (49.4369, 7.60028), (-23.0, -46.0), (55.0, 2.0)],
)
def test_the_sun_is_up_when_the_equations_of_noaa_say_so(latitude: float, longitude: float) -> None:
    found = daylight(latitude, longitude, days_from("2024-01-01T00:00Z", 366))
    assert len(found) == 366
    for number, one in enumerate(found):
        day = date(2024, 1, 1) + timedelta(days=number)
        start = minute_of_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC))
        assert (
            abs(one.start_minute - start - noaa(latitude, longitude, day, -1)) < 5
        )  # the equations are good to a few minutes
        assert abs(one.end_minute - start - noaa(latitude, longitude, day, 1)) < 5


def test_the_longest_day_in_london_is_as_published() -> None:
    (day,) = daylight(51.5074, -0.1278, days_from("2024-06-20T00:00Z", 1))
    # timeanddate.com, London, 20 June 2024: sunrise 04:43, sunset 21:21 (UTC+1)
    assert abs(day.start_minute - minute_from_text("2024-06-20T03:43Z")) <= 1
    assert abs(day.end_minute - minute_from_text("2024-06-20T20:21Z")) <= 1


def test_far_east_the_day_starts_on_the_utc_day_before() -> None:
    found = daylight(-36.8, 174.8, days_from("2024-06-01T00:00Z", 2))  # Auckland, UTC+12
    spans = [(text_of_minute(one.start_minute), text_of_minute(one.end_minute)) for one in found]
    assert spans[0][0] == "2024-06-01T00:00Z"  # the sun is up when the span starts
    assert spans[1][0].startswith("2024-06-01T19:2")  # sunrise of 2 June, about 07:23 local
    assert spans[1][1].startswith("2024-06-02T05:1")
    assert spans[2][1] == "2024-06-03T00:00Z"


def test_beyond_the_polar_circle_the_sun_stays_up_or_down_for_weeks() -> None:
    tromso = (69.65, 18.96)
    summer = days_from("2024-06-05T00:00Z", 30)
    assert daylight(*tromso, summer) == (summer,)
    assert daylight(*tromso, days_from("2024-12-05T00:00Z", 30)) == ()


def test_the_white_nights_begin_with_one_long_day() -> None:
    found = daylight(69.65, 18.96, days_from("2024-05-10T00:00Z", 40))
    assert found[-1].end_minute - found[-1].start_minute > 20 * 1440  # midnight sun from about 18 May on
    assert all(one.end_minute - one.start_minute < 2 * 1440 for one in found[:-1])
