"""Rooms against a slow model: counting who holds what, size by size."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from repli.kernel.rooms import ask, give
from repli.kernel.world import new_world, wipe
from tests.kernel.stations import bare_timeline, empty

SIZES = (1, 2, 3)
SPOTS = st.lists(st.integers(0, 2), min_size=3, max_size=3)  # how many of each size
STEPS = st.lists(st.integers(0, 7), max_size=40)


@given(SPOTS, st.lists(st.sampled_from(SIZES), min_size=8, max_size=8), STEPS)
def test_for_each_size_no_more_are_in_than_there_are_spots_and_the_first_that_fits_comes_next(
    spots: list[int], sizes: list[int], steps: list[int]
) -> None:
    capacity = [sum(spots[k:]) for k in range(3)]
    t = bare_timeline(
        agents=empty("agents", 8, size=sizes, stop_from=range(8), stop_to=range(1, 9)),
        stops=empty("stops", 8, asks=0, units=1),
        needs=np.zeros(24, np.int64),
        marks=empty("marks", 24),
        rooms=empty("rooms", 1, level_to=3),
        levels=empty("levels", 3, least_size=(0, 2, 3), capacity=capacity),
    )
    w = new_world(t)
    wipe(t, w)
    inside: list[int] = []
    queue: list[int] = []

    def fits(agent: int) -> bool:
        held = [sizes[one] for one in inside] + [sizes[agent]]
        return all(sum(s >= k for s in held) <= capacity[k - 1] for k in SIZES if k <= sizes[agent])

    for minute, agent in enumerate(steps):
        if agent in inside:
            inside.remove(agent)
            give(t, w, 0, sizes[agent], 1, minute)
            for one in list(queue):
                if fits(one):
                    queue.remove(one)
                    inside.append(one)
        elif agent not in queue:
            got = ask(t, w, 0, agent, 1, minute, 2)
            assert (got == minute) == fits(agent)
            (inside if got == minute else queue).append(agent)
    held = [sizes[one] for one in inside]
    assert w.free.tolist() == [capacity[k - 1] - sum(s >= k for s in held) for k in SIZES]
