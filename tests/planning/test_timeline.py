"""What is taken and given back, in any order: the timeline is as if it had never been taken."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.planning.board import board_of
from repli.planning.sorties import Slot
from repli.planning.timeline import Timeline
from repli.planning.timing import Wish, earliest_slot
from repli.planning.ways import Ways, ways_of
from tests.planning.rich_generator import rich_operation_of


def taken(ways: Ways, timeline: Timeline, dice: Random, times: int) -> list[Slot]:
    """Earliest slots of random vehicles on random routes, taken one after the other."""
    slots = []
    for _ in range(times):
        vehicle_id = dice.choice(list(timeline.diaries))
        diary = timeline.diaries[vehicle_id]
        routes = [
            route
            for (type_id, home, _), some in ways.routes.items()
            if (type_id, home) == (diary.type_id, diary.home)
            for route in some
        ]
        if routes:
            route = dice.choice(routes)
            slot = earliest_slot(timeline, vehicle_id, route, Wish(load_from=timeline.until - dice.randint(0, 30_000)))
            if slot is not None:
                timeline.take(slot.vehicle_id, slot.route, slot.timing)
                slots.append(slot)
    return slots


def advice(timeline: Timeline) -> list[object]:
    """What a timeline answers to who asks for a clearance, a spot or a set."""
    minutes = range(timeline.permits.day_starts[0], timeline.until, 500)
    permits = [
        timeline.permits.next_off(scope, type_id, minute)
        for scope, type_id in timeline.permits.granted
        for minute in minutes
    ]
    spots = [
        table[place].next_free(size, minute, minute + 60)
        for table in (timeline.parking, timeline.working, timeline.handling)
        for place in table
        for size in (1, 3)
        for minute in minutes
    ]
    return [*permits, *spots]


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(0, 10), st.integers(0, 10))
def test_what_is_given_back_leaves_the_timeline_as_if_it_had_never_been_taken(
    seed: int, kept: int, given_back: int
) -> None:
    dice = Random(seed)  # noqa: S311 - test data, not a secret
    ways = ways_of(rich_operation_of(seed))
    timeline = board_of(ways).timeline
    slots = taken(ways, timeline, dice, kept + given_back)
    dice.shuffle(slots)
    other = board_of(ways).timeline
    for slot in slots[given_back:]:
        other.take(slot.vehicle_id, slot.route, slot.timing)
    advice(timeline)
    for slot in slots[:given_back]:
        timeline.release(slot.vehicle_id, slot.route, slot.timing)
    assert timeline == other
    assert advice(timeline) == advice(other)


def test_a_day_given_back_is_offered_again_to_those_who_were_led_past_it() -> None:
    operation = rich_operation_of(3)
    first = operation.clearances[0]
    one = replace(first, state="granted", limit_per_day=1, tolerance_minutes=0)
    permits = board_of(ways_of(replace(operation, clearances=(one,)))).timeline.permits
    scope, type_id = (one.scope, one.scope_id), min(one.types)
    days = [start for start in permits.day_starts if one.window.start_minute <= start][:3]
    for day in days:
        permits.use(one.clearance_id, day)
    past = permits.next_off(scope, type_id, days[0])
    permits.give_back(one.clearance_id, days[1])
    assert past is None or past[0] > days[2]
    assert permits.next_off(scope, type_id, days[0]) == (days[1], one.clearance_id)
