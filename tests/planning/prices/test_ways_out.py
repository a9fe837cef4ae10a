"""Ways out while prices are looked for: by hand, and the cheapest one against every choice of buckets."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from repli.planning.prices.classes import payers_of
from repli.planning.prices.doors import AIR, IN, LOADED, ROAD, Door
from repli.planning.prices.grid import Buckets
from repli.planning.prices.ground import Ground
from repli.planning.prices.ways_out import Hop, Way, ways_of
from tests.tiny import at, tiny_operation

FIRST, SECOND, LAST = Door(ROAD, "A", IN, LOADED), Door(ROAD, "B", IN, LOADED), Door(AIR, "F", "O", LOADED)
COUNT = 4
FLAGS = st.lists(st.booleans(), min_size=COUNT, max_size=COUNT)
PRICES = st.lists(st.integers(0, 9), min_size=COUNT, max_size=COUNT)


def way(opened: list[list[bool]], out: list[bool]) -> Way:
    """From A by so many hops (to B, back to A), then out."""
    hops = [(FIRST, "B"), (SECOND, "A")][: len(opened)]
    return Way(
        own_site="A",
        hops=tuple(
            Hop(door=door, site_id=site, opened=np.array(flags))
            for (door, site), flags in zip(hops, opened, strict=True)
        ),
        last=LAST,
        minutes=np.array([0 if flag else -1 for flag in out], dtype=np.int64),
    )


@given(st.lists(FLAGS, max_size=2), FLAGS, st.tuples(PRICES, PRICES, PRICES), PRICES)
def test_the_cheapest_buckets_are_the_best_of_all(
    opened: list[list[bool]], out: list[bool], prices: tuple[list[int], ...], credit: list[int]
) -> None:
    paid = {door: np.array(one, float) for door, one in zip((FIRST, SECOND, LAST), prices, strict=True)}
    earned = {"A": np.zeros(COUNT), "B": np.concatenate([[0.0], np.cumsum(credit)[:-1]])}
    tried = way(opened, out)
    flags = [*opened, out]
    costs = []
    for times in product(range(COUNT), repeat=len(flags)):
        if list(times) == sorted(times) and all(flag[t] for flag, t in zip(flags, times, strict=True)):
            waited = earned["B"][times[1]] - earned["B"][times[0]] if opened else 0.0
            costs.append(sum(paid[door][t] for door, t in zip(tried.doors, times, strict=True)) - waited)
    ((found, times),) = tried.cheapest(paid, np.zeros(COUNT), earned)
    assert found == min(costs, default=np.inf)
    assert not costs or (list(times) == sorted(times) and all(f[t] for f, t in zip(flags, times, strict=True)))


@given(st.lists(FLAGS, max_size=2), FLAGS, st.lists(st.integers(-2, 5), max_size=3), st.booleans())
def test_the_first_buckets_tried_are_open_and_in_order(
    opened: list[list[bool]], out: list[bool], steps: list[int], early: bool
) -> None:
    for times in way(opened, out).some(steps, early=early):
        assert list(times) == sorted(times)
        assert all(flag[t] for flag, t in zip([*opened, out], times, strict=True))


def test_what_is_loaded_at_feed_goes_by_base_and_ends_there_for_a_claim_about_a_closure() -> None:
    operation = tiny_operation()
    buckets = Buckets((at(0), at(1), at(2), at(6) + 1))
    feed = next(one for one in payers_of(Ground(operation).families, buckets) if one.family.site_id == "FEED")
    doors = {
        claim: {one.doors for one in ways_of(buckets, len(buckets), feed, claim=claim, most_hops=2)}
        for claim in ("stay", "site", "closure")
    }
    entry, out = Door(ROAD, "FEED", IN, LOADED), Door(AIR, "FLD1", "OUT1", LOADED)
    assert doors["stay"] == {(entry, out)}
    assert {(entry,), (entry, out)} <= doors["site"]
    assert doors["closure"] == {(entry, out)}  # no road leads on outside, so the last loading is at BASE
