"""Trips are what vehicles can make, and take as long as on an empty timeline."""

from repli.planning.board import board_of
from repli.planning.guide.trips import trips_of
from repli.planning.ways import ways_of
from tests.planning.elsewhere_operations import port_operation


def test_an_aircraft_makes_rounds_at_the_port_and_goes_there_with_a_load_or_empty() -> None:
    """An hour each way and an hour to load or unload: a shuttle takes four hours, the way on by the base five."""
    trips = trips_of(board_of(ways_of(port_operation())))
    found = {(one.start, one.end, one.route.site_id): (one.minutes, one.lead) for one in trips if one.type_id == "LIFT"}
    assert found == {
        ("OUT1", "OUT2", ""): (240, 0),
        ("OUT1", "OUT2", "BASE"): (300, 180),
        ("OUT2", "OUT2", "BASE"): (240, 120),
        ("OUT2", "OUT1", ""): (240, 0),
    }
    assert {one.empty for one in trips if not one.route.site_id} == {True}


def test_a_convoy_is_away_from_one_start_to_the_next() -> None:
    (convoy,) = (one for one in trips_of(board_of(ways_of(port_operation()))) if one.route.mode == "road")
    legs = sum(stop.block_minutes for stop in convoy.route.stops)
    assert (convoy.start, convoy.end) == ("PORT", "PORT")
    assert convoy.minutes > legs == 2 * 2_880
