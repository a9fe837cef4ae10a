"""How soon vehicles come from place to place: by hand, and against all chains of passages."""

from dataclasses import replace
from itertools import product

from repli.model import Operation
from repli.planning.prices.comings import Comings
from tests.planning.rich_generator import rich_operation_of
from tests.tiny import at, edit_row, tiny_operation


def test_a_vehicle_comes_back_even_to_where_it_starts() -> None:
    """A truck that stands at BASE has to drive to FEED and back before it loads at BASE: 90 + 90 minutes."""
    comings = Comings(tiny_operation())
    assert comings.way("TRUCK", "BASE", "BASE") == 180
    assert comings.way("TRUCK", "BASE", "FEED") == 90
    assert comings.way("LIFT", "OUT1", "FLD1") == 120
    assert comings.way("TRUCK", "HOME", "BASE") is None


def test_a_place_is_reached_when_the_first_vehicle_of_a_type_can_have_come() -> None:
    later = edit_row(tiny_operation(), "vehicles", "L1", available_from_minute=at(2))
    assert Comings(later).reach("LIFT", "FLD1") == at(0) + 120
    both = edit_row(later, "vehicles", "L2", available_from_minute=at(1))
    assert Comings(both).reach("LIFT", "FLD1") == at(1) + 120
    assert Comings(replace(later, vehicles=())).reach("LIFT", "FLD1") is None


def test_home_is_the_nearest_of_some_places() -> None:
    comings = Comings(tiny_operation())
    assert comings.home("TRUCK", "BASE", ("BASE", "FEED")) == 90
    assert comings.home("TRUCK", "BASE", ()) is None


def test_ways_are_the_shortest_chains_of_all() -> None:
    for seed in range(30):
        operation = rich_operation_of(seed)
        for kind in operation.vehicle_types:
            chains = shortest(operation, kind.type_id)
            places = {place for ends in chains for place in ends}
            found = {ends: Comings(operation).way(kind.type_id, *ends) for ends in product(places, places)}
            assert found == {ends: chains.get(ends) for ends in found}, seed


def shortest(operation: Operation, type_id: str) -> dict[tuple[str, str], int]:
    """All shortest chains, as Floyd and Warshall find them."""
    legs = {leg.leg_id: leg for leg in operation.legs if leg.mode == operation.type_of[type_id].mode}
    found: dict[tuple[str, str], int] = {}
    for one in operation.passages:
        if one.type_id == type_id and one.leg_id in legs:
            ends = legs[one.leg_id].from_place, legs[one.leg_id].to_place
            found[ends] = min(one.block_minutes, found.get(ends, one.block_minutes))
    places = sorted({place for ends in found for place in ends})
    for middle, start, end in product(places, places, places):
        if (start, middle) in found and (middle, end) in found:
            length = found[start, middle] + found[middle, end]
            found[start, end] = min(length, found.get((start, end), length))
    return found
