"""Days with an open minute, against looking at every minute."""

from hypothesis import given
from hypothesis import strategies as st

from repli.rules.days import day_of
from repli.rules.hours import union
from repli.rules.opendays import OpenDays
from tests.tiny import at, tiny_operation

OPERATION = tiny_operation()
MINUTES = st.integers(0, 8 * 24).map(lambda half_hours: at(0) + 30 * half_hours)
SPANS = st.lists(st.tuples(MINUTES, MINUTES), max_size=6)


@given(SPANS, MINUTES, MINUTES)
def test_the_days_within_a_stretch_are_those_of_its_open_minutes(
    spans: list[tuple[int, int]], start: int, end: int
) -> None:
    hours = union(spans)
    met = {
        day_of(OPERATION, minute)
        for opens, closes in hours
        for minute in range(max(opens, start), min(closes, end), 30)
    }
    assert OpenDays(OPERATION, hours).within(start, end) == len(met)
