from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from repli.reporting.charts.calendar import Calendar
from repli.reporting.voice import Voice
from tests.tiny import at

WEEK = Calendar(
    first_minute=at(0), last_minute=at(7), left=100, right=800, voice=Voice("en", "Africa/Niamey")
)  # 100 units a day


def test_a_minute_falls_at_its_share_of_the_span() -> None:
    assert [WEEK.x(minute) for minute in (at(0), at(1), at(3, 12), at(7))] == [100, 200, 450, 800]


def test_what_lies_outside_falls_on_the_edge() -> None:
    assert (WEEK.x(at(-4)), WEEK.x(at(9))) == (100, 800)


def test_days_are_civil_days_of_the_zone() -> None:
    """Local midnight is 23:00 UTC; the first is at the left edge."""
    assert list(WEEK.days())[:2] == [(100, "7 Jan"), (200, "8 Jan")]


@given(st.integers(1, 400))
def test_names_of_days_never_stand_on_each_other(days: int) -> None:
    long = Calendar(first_minute=at(0), last_minute=at(days), left=0, right=700, voice=Voice("fr", "Africa/Niamey"))
    places = [x for x, _ in long.days()]
    assert all(after - before >= 52 for before, after in pairwise(places))
    assert places


def test_an_hour_that_clocks_skip_moves_no_midnight() -> None:
    """Paris, 31 March 2030: the day of 23 hours is as wide as any other."""
    voice = Voice("en", "Europe/Paris")
    first = at(82)  # 29 March, 23:00 UTC = local midnight of the 30th
    span = Calendar(first_minute=first, last_minute=first + 3 * 1440 - 60, left=0, right=300, voice=voice)
    assert [(x, day) for x, day in span.days()] == [(0, "30 Mar"), (100, "31 Mar"), (200, "1 Apr")]
