"""Nested spots, against an oracle that counts aircraft at every minute."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from repli.rules import check_plan
from repli.rules.spots import _first_excess, _Hold
from tests.rules.judge import broken
from tests.tiny import at, edit_row, edit_stop, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()

holds = st.builds(
    lambda size, start, length: _Hold(field_id="F", size=size, start=start, end=start + length),
    st.integers(1, 4),
    st.integers(0, 30),
    st.integers(-3, 15),
)
spots = st.dictionaries(st.integers(1, 4), st.integers(0, 3)).map(lambda table: tuple(sorted(table.items())))


@given(spots, st.lists(holds, max_size=8))
def test_spots_are_exceeded_first_where_some_size_has_too_few(
    table: tuple[tuple[int, int], ...], held: list[_Hold]
) -> None:
    def exceeded(minute: int) -> bool:
        present = [hold.size for hold in held if hold.start <= minute < hold.end]
        return any(
            sum(size >= k for size in present) > sum(count for size, count in table if size >= k) for k in range(1, 5)
        )

    first = next((minute for minute in range(50) if exceeded(minute)), None)
    excess = _first_excess(table, held)
    assert (None if excess is None else excess[0]) == first


def test_a_spot_freed_at_a_minute_may_be_taken_at_it() -> None:
    # R4 starts work at 12:50, when R3's ends
    one_spot = edit_row(OPERATION, "fields", "FLD1", working_spots=((3, 1),))
    assert check_plan(one_spot, PLAN) == ()


def test_a_larger_aircraft_does_not_fit_a_smaller_spot() -> None:
    small = edit_row(OPERATION, "fields", "FLD1", parking_spots=((1, 9),))
    assert broken(small, PLAN) == {"parking"}


def test_an_aircraft_that_stays_inside_holds_a_spot_until_it_goes() -> None:
    """L3, of the same type, stands at FLD1 from day 0 on: with R3 and R4 that makes three on two spots."""
    idle = replace(OPERATION.vehicle_of["L1"], vehicle_id="L3", start_place="FLD1")
    crowded = replace(OPERATION, vehicles=(*OPERATION.vehicles, idle))
    found = check_plan(crowded, PLAN)
    assert [(one.rule, one.subject, one.minute) for one in found] == [("parking", "FLD1", at(2, 12, 40))]
    gone = replace(idle, available_to_minute=at(2, 12, 40))
    assert check_plan(replace(OPERATION, vehicles=(*OPERATION.vehicles, gone)), PLAN) == ()


def test_where_no_spots_are_given_there_is_no_limit() -> None:
    free = edit_row(OPERATION, "fields", "FLD1", parking_spots=(), working_spots=())
    together = edit_stop(PLAN, "R4", 1, work_start_minute=at(2, 12, 40))
    assert check_plan(free, together) == ()
