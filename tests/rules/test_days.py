"""Civil days as the rules count them, in a zone whose clocks change just before the table starts."""

from dataclasses import replace

import pytest

from repli.model import Operation
from repli.rules.days import day_of, deadline_day
from repli.units import minute_from_text
from tests.tiny import tiny_operation

# In Paris clocks went from 02:00 to 03:00 on 31 March 2024, so that day had 23 hours: midnights lie at 23:00Z before
# it and at 22:00Z after it. The table starts with 2 April.
STARTS = tuple(minute_from_text(f"2024-04-0{day}T22:00Z") for day in (1, 2, 3))


def paris(deadline: str = "2024-04-03T22:00Z") -> Operation:
    """The tiny operation with the days of Paris."""
    tiny = tiny_operation()
    changes = {"time_zone": "Europe/Paris", "day_starts": STARTS, "deadline_minute": minute_from_text(deadline)}
    return replace(tiny, agreement=replace(tiny.agreement, **changes))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-04-03T23:00Z", 1),  # after the table: its last day
        ("2024-04-02T22:00Z", 1),
        ("2024-04-01T22:00Z", 0),
        ("2024-04-01T21:59Z", -1),
        ("2024-03-31T22:00Z", -1),
        ("2024-03-31T21:59Z", -2),
        ("2024-03-30T23:00Z", -2),  # 31 March starts here, 23 hours before 1 April
        ("2024-03-30T22:59Z", -3),
        ("2024-03-01T12:00Z", -32),
    ],
)
def test_a_minute_lies_on_its_civil_day_also_before_the_table(text: str, day: int) -> None:
    assert day_of(paris(), minute_from_text(text)) == day


@pytest.mark.parametrize(("deadline", "day"), [("2024-04-02T22:00Z", 0), ("2024-03-30T23:00Z", -3)])
def test_the_day_of_the_deadline_ends_at_it_also_when_it_is_past(deadline: str, day: int) -> None:
    assert deadline_day(paris(deadline)) == day


def test_a_minute_before_every_calendar_has_a_day_too() -> None:
    assert day_of(paris(), -(10**18)) == day_of(paris(), -(10**17)) < -364_000
