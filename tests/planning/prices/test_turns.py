"""What sorties take of their vehicles' minutes: beside the rule book's own answer, and what plans take of it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import PlanningError
from repli.model import Movement, Operation, Plan
from repli.planning import make_plan
from repli.planning.prices.doors import Edge, Yard
from repli.planning.prices.turns import Turns
from repli.rules.doors import Network
from repli.rules.turns import Turns as ProvenTurns
from tests.planning.generator import operation_of
from tests.planning.small_operations import small_operation
from tests.planning.wave_operations import wave_operation
from tests.tiny import at, tiny_operation, tiny_plan
from tests.tiny_places import ALWAYS


@pytest.mark.parametrize("draw", [small_operation, operation_of])
def test_planner_and_rule_book_count_the_same_turns(draw: Callable[[int], Operation]) -> None:
    counted: Counter[bool] = Counter()
    for seed in range(25):
        operation = draw(seed)
        yard, network = Yard(operation), Network(operation)
        turns = Turns(yard)
        for type_id in network.types:
            proven = ProvenTurns(network, operation.type_of[type_id])
            edges = {(one.key[1], one.to_place): one for one in network.all_edges if one.kind.type_id == type_id}
            for edge in (one for one in yard.edges if one.type_id == type_id):
                assert turns.of(edge) == proven.turn_of(edges[edge.from_place, edge.to_place])
                counted[edge.inwards] += turns.of(edge) > 0
            for end in range(operation.as_of_minute, operation.horizon_minute, 1_001):
                assert turns.minutes(type_id, end) == proven.begun(end)
    assert counted[False] > 20
    assert counted[True] > 10


@pytest.mark.parametrize("draw", [small_operation, wave_operation])
def test_no_plan_has_begun_more_turns_than_there_are_minutes(draw: Callable[[int], Operation]) -> None:
    plans = 0
    for operation, plan in planned(draw):
        plans += 1
        judge(operation, plan)
    assert plans >= 5


def test_convoys_that_shuttle_have_not_begun_more_either() -> None:
    assert judge(tiny_operation(), tiny_plan()) == {False: 4, True: 2}


def planned(draw: Callable[[int], Operation]) -> Iterator[tuple[Operation, Plan]]:
    """A dozen drawn operations, those that have a plan, with it."""
    for seed in range(12):
        operation = draw(seed)
        try:
            yield operation, make_plan(operation, seed=1, version="test")
        except PlanningError:
            continue


def judge(operation: Operation, plan: Plan) -> Counter[bool]:
    """Count the sorties outwards and inwards; fail if they take more than there is."""
    yard = Yard(operation)
    turns = Turns(yard)
    begun = sorted(sorties(operation, plan, yard), key=lambda one: one[0])
    for type_id in yard.fleet:
        total = 0
        for minute, edge in begun:
            total += turns.of(edge) if edge.type_id == type_id else 0
            assert total <= turns.minutes(type_id, minute + 1)
    return Counter(edge.inwards for _, edge in begun)


def sorties(operation: Operation, plan: Plan, yard: Yard) -> Iterator[tuple[int, Edge]]:
    """Yield the off blocks inside with something aboard, with their edges."""
    edges = {(one.type_id, one.from_place, one.to_place): one for one in yard.edges}
    for one in plan.movements:
        kind = operation.vehicle_of[one.vehicle_id].type_id
        for (here, there), aboard in zip(pairwise(one.stops), loads(one), strict=False):
            edge = edges.get((kind, here.place_id, there.place_id))
            if edge is not None and aboard:
                yield here.off_block_minute, edge


def loads(movement: Movement) -> Iterator[int]:
    """Yield how much is aboard after each stop."""
    aboard = 0
    for stop in movement.stops:
        aboard += sum(one.quantity for one in stop.loads) - sum(one.quantity for one in stop.unloads)
        yield aboard


PLACES = ("FLD1", "FLD2", "OUT1", "OUT2")
LEGS = [(start, end) for start in PLACES for end in PLACES if start != end]


@settings(max_examples=100)
@given(
    st.lists(st.none() | st.integers(10, 300), min_size=len(LEGS), max_size=len(LEGS)),
    st.sampled_from(PLACES),
    st.lists(st.integers(0, 11), min_size=1, max_size=25),
)
def test_no_order_of_sorties_flown_as_fast_as_can_be_takes_more(
    blocks: list[int | None], start: str, order: list[int]
) -> None:
    """One aircraft on any legs, all open at all times: out, unload, back, load; within, 30 on the ground at least."""
    operation = network_operation(dict(zip(LEGS, blocks, strict=True)), start)
    yard = Yard(operation)
    turns, minute, place, total = Turns(yard), at(0), start, 0
    edges = [edge for edge in yard.edges if edge.type_id == "LIFT"]
    last: Edge | None = None
    for number in order if edges else ():
        edge = edges[number % len(edges)]
        way = yard.comings.way("LIFT", place, edge.from_place)
        if last is not None and place == edge.from_place:
            way = 0
        ground = 60 if last is None else 30 if last.inwards else 120
        if way is None or minute + way + ground > operation.horizon_minute:
            break
        minute += way + ground
        total, last, place = total + turns.of(edge), edge, edge.to_place
        assert total <= turns.minutes("LIFT", minute + 1)
        minute += edge.block_minutes


def network_operation(blocks: dict[tuple[str, str], int | None], start: str) -> Operation:
    """The tiny operation with one aircraft, fields inside and outside, and these legs."""
    tiny = tiny_operation()
    inside, outside = tiny.field_of["FLD1"], tiny.field_of["OUT1"]
    fields = tuple(
        replace(inside if name.startswith("FLD") else outside, field_id=name, open_intervals=ALWAYS) for name in PLACES
    )
    known = {ends: block for ends, block in blocks.items() if block is not None}
    legs = tuple(
        replace(tiny.legs[2], leg_id=f"{one}-{other}", from_place=one, to_place=other, open_intervals=ALWAYS)
        for one, other in known
    )
    clearances = tuple(
        replace(tiny.clearances[0], clearance_id=name, scope_id=name, window=ALWAYS[0]) for name in PLACES[:2]
    )
    return replace(
        tiny,
        fields=fields,
        legs=legs,
        passages=tuple(
            replace(tiny.passages[0], leg_id=f"{one}-{other}", block_minutes=block)
            for (one, other), block in known.items()
        ),
        clearances=clearances,
        vehicles=(replace(tiny.vehicles[0], start_place=start),),
    )
