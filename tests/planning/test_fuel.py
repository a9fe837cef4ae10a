"""Where tanks are filled on a route: as seldom as can be, never later than they last."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import ImpossibleError
from repli.model import Leg, Operation
from repli.planning import make_plan
from repli.planning.fuel import fillings
from repli.rules import check_plan
from tests.rules.breaches_of_resources import with_range
from tests.rules.test_fuel import filling
from tests.tiny import tiny_operation


def chain(operation: Operation, km: list[int]) -> tuple[Leg, ...]:
    """Legs one after another, from field 0 to field len(km)."""
    like = operation.leg_of["air", "FLD1", "OUT1"]
    return tuple(
        replace(like, leg_id=f"L{index}", from_place=str(index), to_place=str(index + 1), distance_km=one)
        for index, one in enumerate(km)
    )


def lasts(km: list[int], fills: tuple[int, ...], range_km: int) -> bool:
    """The definition itself: add up the km from filling to filling."""
    ends = [0, *fills, len(km)]
    return all(sum(km[start:end]) <= range_km for start, end in pairwise(ends))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=7), st.sets(st.integers(0, 7)), st.integers(1, 30))
def test_tanks_are_filled_as_seldom_as_any_choice_allows(km: list[int], fuel: set[int], range_km: int) -> None:
    operation = filling(tiny_operation())
    fields = tuple(
        replace(operation.field_of["FLD1"], field_id=str(index), fuel=index in fuel) for index in range(len(km) + 1)
    )
    operation = replace(operation, fields=fields)
    kind = replace(operation.type_of["LIFT"], range_km=range_km)
    found = fillings(operation, kind, chain(operation, km), {})
    there = [index for index in range(1, len(km)) if index in fuel]
    fit = [some for count in range(len(there) + 1) for some in combinations(there, count) if lasts(km, some, range_km)]
    if found is None:
        assert fit == []
    else:
        assert tuple(sorted(found)) in fit
        assert len(found) == len(fit[0])


def test_a_plan_fills_tanks_at_the_base_where_there_and_back_is_too_far() -> None:
    operation, _ = with_range(1_500, "OUT1", "FLD1")
    operation = filling(operation, ground_minutes=100)
    plan = make_plan(operation, seed=1, version="0")
    assert check_plan(operation, plan) == ()
    stays = [
        stop.off_block_minute - stop.on_block_minute
        for movement in plan.movements
        for stop in movement.stops
        if stop.refuels
    ]
    assert len(stays) == sum(movement.movement_id.startswith("R") for movement in plan.movements)
    assert min(stays) >= 100


@pytest.mark.parametrize(("range_km", "fuel"), [(999, ("OUT1", "FLD1")), (1_500, ("OUT1",))])
def test_out_of_range_is_never_planned(range_km: int, fuel: tuple[str, ...]) -> None:
    operation, _ = with_range(range_km, *fuel)
    with pytest.raises(Exception, match="No plan") as refusal:
        make_plan(filling(operation), seed=1, version="0")
    assert isinstance(refusal.value, ImpossibleError) == (range_km == 999)
