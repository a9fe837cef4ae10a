"""The dearest sequence of sorties: beside the rule book's own answer, every minute tried, and what plans do."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.model import Operation
from repli.planning.prices.doors import Yard
from repli.planning.prices.grid import Buckets
from repli.planning.prices.tours import Tours, tour_name
from repli.rules.doors import Network
from repli.rules.grid import Grid
from repli.rules.tours import Tours as ProvenTours
from tests.planning.generator import operation_of
from tests.planning.prices.test_turns import LEGS, PLACES, network_operation, planned, sorties
from tests.planning.small_operations import small_operation
from tests.planning.wave_operations import wave_operation
from tests.tiny import at

Charges = Mapping[str, Sequence[int]]


def priced(operation: Operation, tours: Tours, dice: Random) -> tuple[Buckets, dict[str, list[int]]]:
    """Buckets of any lengths, and what sorties of all types pay in them."""
    ends = range(operation.as_of_minute + 1, operation.horizon_minute)
    cuts = (operation.as_of_minute, *sorted(dice.sample(ends, 7)), operation.horizon_minute + 1)
    names = [name for type_id in tours.yard.fleet for name in tours.names(type_id)]
    return Buckets(cuts), {name: [dice.choice((0, 1, 5, 20)) for _ in cuts[1:]] for name in names}


@pytest.mark.parametrize("draw", [small_operation, operation_of])
def test_planner_and_rule_book_find_the_same_worth(draw: Callable[[int], Operation]) -> None:
    found = 0
    for seed in range(20):
        operation = draw(seed)
        tours, network = Tours(Yard(operation)), Network(operation)
        buckets, charges = priced(operation, tours, Random(seed))  # noqa: S311 - test data, not a secret
        proven = [ProvenTours(network, operation.type_of[type_id]) for type_id in sorted(network.types)]
        assert sorted(charges) == sorted(name for one in proven for name in one.names)
        worth = tours.worth(charges, buckets)
        assert worth == sum(one.worth(charges, Grid(minutes=buckets.cuts)) for one in proven)
        found += worth > 0
    assert found > 10


@pytest.mark.parametrize("draw", [small_operation, wave_operation])
def test_the_sorties_of_no_plan_pay_more_than_the_dearest_sequences(draw: Callable[[int], Operation]) -> None:
    plans = 0
    for operation, plan in planned(draw):
        yard = Yard(operation)
        tours, flown = Tours(yard), list(sorties(operation, plan, yard))
        for number in range(5):
            buckets, charges = priced(operation, tours, Random(number))  # noqa: S311 - test data, not a secret
            paid = [charges.get(tour_name(edge), ())[buckets.of(minute) or 0] for minute, edge in flown]
            assert sum(paid) <= tours.worth(charges, buckets)
            plans += sum(paid) > 0
    assert plans >= 20


@settings(max_examples=60)
@given(
    st.lists(st.none() | st.integers(2, 20), min_size=len(LEGS), max_size=len(LEGS)),
    st.sampled_from(PLACES),
    st.integers(0, 10_000),
    st.integers(0, 14),
)
def test_it_is_what_trying_every_sequence_finds_and_no_less_off_the_steps(
    quarters: list[int | None], start: str, seed: int, more: int
) -> None:
    """One aircraft on any legs, open at all times: out takes 60 + 60 on the ground as well, within 30.

    Where everything takes whole quarters of an hour, nothing is rounded; else rounding may only find more.
    """
    blocks = {ends: None if one is None else 15 * one + more for ends, one in zip(LEGS, quarters, strict=True)}
    operation, dice = network_operation(blocks, start), Random(seed)  # noqa: S311 - test data, not a secret
    tours = Tours(Yard(operation))
    ends = [operation.as_of_minute + 60 * hours for hours in sorted(dice.sample(range(1, 40), 5))]
    buckets = Buckets((operation.as_of_minute, *ends, operation.horizon_minute + 1))
    names = tours.names("LIFT")
    charges = {name: [*(dice.choice((0, 1, 7)) for _ in ends), 0] for name in names}
    every = dearest(tours, start, charges, buckets)
    worth = tours.worth(charges, buckets)
    assert worth == every if more == 0 else worth >= every


def dearest(tours: Tours, start: str, charges: Charges, buckets: Buckets) -> int:
    """The most that one aircraft from ``start`` pays, by trying what it can do next from each place and minute."""
    yard = tours.yard
    edges = defaultdict(list)
    for edge in yard.edges:
        if edge.type_id == "LIFT":
            edges[edge.from_place].append(edge)

    @cache
    def most(place: str, ready: int) -> int:
        found = 0
        for edge in edges[place]:
            for bucket, paid in enumerate(charges[tour_name(edge)]):
                minute = edge.hours.next_open(max(ready, buckets.cuts[bucket]))
                if minute is not None and minute < buckets.cuts[bucket + 1] and paid:
                    ground = 30 if edge.inwards else 120
                    follow = [paid]
                    for then in edges:
                        way = 0 if then == edge.to_place else yard.comings.way("LIFT", edge.to_place, then)
                        if way is not None:
                            follow.append(paid + most(then, minute + edge.block_minutes + ground + way))
                    found = max(found, *follow)
        return found

    ways = {place: yard.comings.way("LIFT", start, place) for place in list(edges)}
    return max((most(place, at(0) + way + 60) for place, way in ways.items() if way is not None), default=0)
