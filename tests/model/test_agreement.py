"""Civil days of an agreement: dates by its own time zone, also where a clock is changed."""

from dataclasses import replace
from datetime import date

import pytest

from repli.units import minute_from_text
from tests.tiny import at
from tests.tiny_places import agreement


@pytest.mark.parametrize(("index", "day"), [(0, date(2030, 1, 7)), (2, date(2030, 1, 9)), (365, date(2031, 1, 7))])
def test_a_civil_day_is_counted_from_the_first_one_and_need_not_lie_within_the_horizon(index: int, day: date) -> None:
    assert agreement().day_starts[0] == at(0)
    assert agreement().civil_day(index) == day


def test_a_day_of_25_hours_moves_no_date() -> None:
    starts = tuple(minute_from_text(f"2024-10-{day}") for day in ("26T22:00Z", "27T23:00Z", "28T23:00Z"))
    in_paris = replace(agreement(), time_zone="Europe/Paris", day_starts=starts)  # summer time ends on 27 October 2024
    assert [in_paris.civil_day(index) for index in range(3)] == [date(2024, 10, day) for day in (27, 28, 29)]
