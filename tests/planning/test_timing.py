"""The earliest fit of one route, against trying every departure."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.model import Operation
from repli.planning.board import board_of
from repli.planning.occupancy import FOREVER, occupancy_of
from repli.planning.routes import Route
from repli.planning.timeline import Diary, Timeline, timeline_of
from repli.planning.timing import Wish, earliest_slot, fit
from repli.planning.ways import Ways, ways_of
from tests.planning.plain_agenda import Agenda, Stands
from tests.planning.plain_fit import first_slot
from tests.planning.rich_generator import rich_operation_of
from tests.tiny import at, edit_row, tiny_operation


def flight(**changes: object) -> tuple[Timeline, Route]:
    """An empty timeline and the rotation OUT1 - FLD1 - OUT1: 120 minutes each way, 60 on the ground."""
    operation = tiny_operation()
    kinds = tuple(replace(kind, **changes) if kind.type_id == "LIFT" else kind for kind in operation.vehicle_types)  # type: ignore[arg-type]  # as many types as the fields
    ways = ways_of(replace(operation, vehicle_types=kinds))
    return board_of(ways).timeline, ways.routes["LIFT", "OUT1", "BASE"][0]


def fits_leaving_at(timeline: Timeline, route: Route, minute: int) -> bool:
    """Whether the rotation without any waiting fits when it leaves home at a minute, by asking what it uses."""
    on, off = minute + 120, minute + 180
    hours = route.stops[1].hours
    assert hours is not None
    return (
        all(hours.next_open(one) == one for one in (on, off))
        and hours.next_span(on, 40) == on
        and timeline.working["FLD1"].next_free(2, on, on + 40) == on
        and timeline.parking["FLD1"].next_free(2, on, off) == on
        and at(0, 5) <= off < at(3, 1)
    )


def test_an_empty_timeline_gives_the_first_opening_hour() -> None:
    timeline, route = flight()
    slot = earliest_slot(timeline, "L1", route, Wish())
    assert slot is not None
    assert slot.timing.on[1:] == (at(0, 6), at(0, 9))
    assert slot.timing.off[:2] == (at(0, 4), at(0, 7))
    assert slot.timing.clearances == (None, "C-AIR", None)


def test_the_same_vehicle_goes_again_after_it_is_back() -> None:
    timeline, route = flight()
    first = earliest_slot(timeline, "L1", route, Wish())
    assert first is not None
    timeline.take("L1", route, first.timing)
    second = earliest_slot(timeline, "L1", route, Wish())
    assert second is not None
    assert second.timing.off[0] == first.timing.off[-1]


def test_another_vehicle_waits_for_the_working_spot_and_not_for_parking() -> None:
    timeline, route = flight()
    first = earliest_slot(timeline, "L1", route, Wish())
    assert first is not None
    timeline.take("L1", route, first.timing)
    second = earliest_slot(timeline, "L2", route, Wish())
    assert second is not None
    assert second.timing.work_start[1] == first.timing.work_end[1]


def test_a_vehicle_that_has_to_wait_arrives_late_and_holds_the_spot_for_the_least_time() -> None:
    timeline, route = flight()
    slot = earliest_slot(timeline, "L1", route, Wish(off_from=at(1, 12)))
    assert slot is not None
    assert (slot.timing.on[1], slot.timing.off[1]) == (at(1, 11), at(1, 12))


def test_loading_waits_for_what_is_ready() -> None:
    timeline, route = flight()
    slot = earliest_slot(timeline, "L1", route, Wish(load_from=at(1, 8)))
    assert slot is not None
    assert slot.timing.work_start[1] == at(1, 8)


def test_nothing_leaves_after_the_last_off_block_that_is_wished() -> None:
    timeline, route = flight()
    assert earliest_slot(timeline, "L1", route, Wish(off_to=at(0, 6, 59))) is None


def test_a_crew_that_cannot_go_and_come_back_rests_where_it_can() -> None:
    operation = edit_row(tiny_operation(), "fields", "FLD1", crew_rest=True)
    kinds = tuple(
        replace(kind, duty_max_minutes=300) if kind.type_id == "LIFT" else kind for kind in operation.vehicle_types
    )
    ways = ways_of(replace(operation, vehicle_types=kinds))
    slot = earliest_slot(board_of(ways).timeline, "L1", ways.routes["LIFT", "OUT1", "BASE"][0], Wish())
    assert slot is not None
    # rest 480 + debrief 30 + report 60
    assert slot.timing.off[1] - slot.timing.on[1] >= 570


def test_waiting_does_not_stretch_a_duty() -> None:
    timeline, route = flight(duty_max_minutes=390)  # 60 + 120 + 60 + 120 + 30: nothing to spare
    timing = fit(timeline, route, frozenset(), Wish(load_from=at(1, 8)))
    assert timing is not None
    assert timing.on[2] - timing.off[0] == 300


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(6 * 60, 19 * 60), st.integers(30, 240)), max_size=6), st.integers(0, 1_400))
def test_no_earlier_departure_without_waiting_would_have_fitted(stands: list[tuple[int, int]], start: int) -> None:
    timeline, route = flight()
    for begin, length in stands:
        timeline.parking["FLD1"].take(2, at(0) + begin, at(0) + begin + length)
        timeline.working["FLD1"].take(2, at(0) + begin, at(0) + begin + length // 2)
    timing = fit(timeline, route, frozenset(), Wish(depart_from=at(0) + start))
    assert timing is not None
    for minute in range(at(0) + start, timing.off[1] - 180):
        assert not fits_leaving_at(timeline, route, minute)


def agenda_of(ways: Ways) -> Agenda:
    """What is held from the start, in lists."""
    operation = ways.network.operation
    tables = {
        "parking": {one.field_id: Stands(occupancy_of(one.parking_spots).limits) for one in operation.fields},
        "working": {one.field_id: Stands(occupancy_of(one.working_spots).limits) for one in operation.fields},
        "handling": {
            one.field_id: Stands(() if one.handling_sets is None else ((0, one.handling_sets),))
            for one in operation.fields
        },
    }
    for one in operation.fields:
        for slot in one.taken:
            span = slot.interval.start_minute, slot.interval.end_minute
            for size, count in slot.parking_spots:
                tables["parking"][one.field_id].held += [(*span, size)] * count
            for size, count in slot.working_spots:
                tables["working"][one.field_id].held += [(*span, size)] * count
    for vehicle in operation.vehicles:
        place = vehicle.start_place
        if place in operation.field_of and ways.network.inside(place):
            size = operation.type_of[vehicle.type_id].size
            tables["parking"][place].held.append((vehicle.available_from_minute, FOREVER, size))
    return Agenda(ways.network, tables)


def wish_of(dice: Random, operation: Operation) -> Wish:
    """Bounds, each given one time in three."""
    span = operation.horizon_minute - operation.as_of_minute
    load, off = (operation.as_of_minute + dice.randint(0, span) if dice.randint(0, 2) == 0 else 0 for _ in range(2))
    last = max(load, off, operation.as_of_minute) + dice.choice([300, 2_000, FOREVER])
    return Wish(load_from=load, off_from=off, off_to=last if dice.randint(0, 2) == 0 else FOREVER)


@settings(max_examples=150)
@given(st.integers(0, 10**6))
def test_the_compiled_fit_finds_the_minutes_that_plain_python_finds(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - test data, not a secret
    ways = ways_of(rich_operation_of(seed))
    operation = ways.network.operation
    timeline, agenda = timeline_of(ways.network), agenda_of(ways)
    routes = [route for some in ways.routes.values() for route in some if route.flight is None]
    for turn in range(12 if routes else 0):
        vehicle_id, route = f"V{turn % 3}", dice.choice(routes)
        if vehicle_id not in timeline.diaries:
            timeline.diaries[vehicle_id] = Diary(
                vehicle_id=vehicle_id,
                type_id=route.type_id,
                home=route.stops[0].place_id,
                free_from=operation.as_of_minute,
                free_to=operation.horizon_minute,
            )
        away = [(off, back) for off, back in timeline.diaries[vehicle_id].absences.tolist()]
        wish = wish_of(dice, operation)
        slot = earliest_slot(timeline, vehicle_id, route, wish)
        assert (slot.timing if slot else None) == first_slot(agenda, away, route, wish)
        if slot is not None:
            timeline.take(vehicle_id, route, slot.timing)
            agenda.take(route, slot.timing)
