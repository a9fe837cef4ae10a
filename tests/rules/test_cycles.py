"""How often a fleet goes out: worked out by hand, and as often as the best order of single vehicles."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from repli.rules.cycles import Fleet, least_ground, least_way_in, saved_minutes
from repli.rules.doors import Network
from repli.units import Interval
from tests.rules.plain_world import plain_operation
from tests.tiny import at, daily, edit_row, tiny_operation

TINY = tiny_operation()


def test_a_vehicle_comes_in_and_is_loaded_before_each_time_it_goes_out() -> None:
    """120 minutes in, 60 to load; then 120 out, 60 on the ground, and the same again."""
    operation = plain_operation(1, 2)
    fleet = Fleet(Network(operation), operation.type_of["LIFT"])
    assert (fleet.lead("OUT1"), fleet.cycle) == (180, 360)
    assert [fleet.most(at(0), at(0) + end) for end in (180, 181, 540, 541)] == [0, 2, 2, 4]
    assert fleet.most(at(0, 12), at(0, 12) + 361) == 4
    gone = edit_row(operation, "vehicles", "L0", available_to_minute=at(0) + 539)
    assert Fleet(Network(gone), operation.type_of["LIFT"]).most(at(0), at(0) + 541) == 3


def test_a_type_that_cannot_come_back_or_cannot_load_goes_out_once_or_never() -> None:
    operation = plain_operation(1, 1)
    kind = operation.type_of["LIFT"]
    only_out = replace(operation, legs=operation.legs[:1], vehicles=TINY.vehicles[:1])
    assert Fleet(Network(only_out), kind).most(at(0), at(5)) == 0
    no_load = replace(kind, operation_times=tuple(one for one in kind.operation_times if "load" not in one.operations))
    assert Fleet(Network(replace(operation, vehicle_types=(no_load,))), no_load).most(at(0), at(5)) == 0
    assert (least_ground(kind), least_ground(no_load, "load")) == (60, None)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10)), min_size=1, max_size=4),
    st.integers(0, 70),
    st.integers(0, 70),
)
def test_it_is_the_most_that_keeps_the_cycle_in_any_hours(hours: list[tuple[int, int]], start: int, end: int) -> None:
    """Against trying minute after minute which last one is best; hours in steps of 20 minutes."""
    spans = tuple(Interval(at(0) + 20 * one, at(0) + 20 * (one + more)) for one, more in hours)
    operation = edit_row(plain_operation(1, 1), "fields", "FLD1", open_intervals=spans)
    fleet = Fleet(Network(operation), operation.type_of["LIFT"])
    window = (at(0) + 20 * start, at(0) + 20 * end)
    best: dict[int, int] = {}
    for minute in range(max(window[0], at(0) + 180), window[1]):
        if any(one.contains(minute) for one in spans):
            best[minute] = 1 + max((n for before, n in best.items() if before + 360 <= minute), default=0)
    assert fleet.most(*window) == max(best.values(), default=0)


def test_the_way_in_is_the_shortest_chain_from_outside_and_saved_once_by_each_aircraft_inside() -> None:
    """FLD2 is 30 minutes beyond FLD1."""
    leg = replace(TINY.legs[2], leg_id="FLD1-FLD2", from_place="FLD1", to_place="FLD2")
    hop = replace(TINY.passages[0], leg_id="FLD1-FLD2", block_minutes=30)
    operation = replace(
        TINY,
        fields=(*TINY.fields, replace(TINY.field_of["FLD1"], field_id="FLD2", open_intervals=daily(0, 24))),
        legs=(*TINY.legs, leg),
        passages=(*TINY.passages, hop),
    )
    network = Network(operation)
    assert least_way_in(network, operation.type_of["LIFT"]) == {"FLD1": 120, "FLD2": 150}
    assert saved_minutes(network, operation.vehicles) == 0
    inside = edit_row(operation, "vehicles", "L2", start_place="FLD1")
    assert saved_minutes(Network(inside), inside.vehicles) == 150
