"""What is taken and given back, in any order: the timeline is as if it had never been taken."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.planning.board import board_of
from repli.planning.sorties import Slot
from repli.planning.timeline import Timeline
from repli.planning.timing import Wish, earliest_slot
from repli.planning.ways import Ways, ways_of
from tests.planning.rich_generator import rich_operation_of
from tests.planning.timelines import state_of


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
    for slot in slots[:given_back]:
        timeline.release(slot.vehicle_id, slot.route, slot.timing)
    assert state_of(timeline) == state_of(other)


def test_a_copy_keeps_its_own_count() -> None:
    ways = ways_of(rich_operation_of(3))
    first = board_of(ways).timeline
    second, before = first.copy(), state_of(first)
    assert taken(ways, second, Random(0), 10)  # noqa: S311 - test data, not a secret
    assert state_of(first) == before != state_of(second)
