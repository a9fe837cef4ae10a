"""Routes as the compiled fit reads them."""

from repli.kernel.counts import FOREVER as NEVER
from repli.planning.occupancy import FOREVER
from repli.planning.timeline import timeline_of
from repli.planning.ways import ways_of
from tests.tiny import tiny_operation


def test_a_course_has_the_minutes_of_its_route_and_the_rows_of_what_its_stops_use() -> None:
    ways = ways_of(tiny_operation())
    timeline, route = timeline_of(ways.network), ways.routes["LIFT", "OUT1", "BASE"][0]
    course = timeline.course(route)
    assert [int(stop["block"]) for stop in course.stops] == [stop.block_minutes for stop in route.stops]
    assert [int(stop["work"]) for stop in course.stops] == [0, 40, 30]
    assert int(course.crew[0]["pick"]) == route.pick
    at_base = course.stops[1]
    assert (at_base["park_from"], at_base["park_to"]) == timeline.parking["FLD1"].rows
    assert course.grants[at_base["grant_from"] : at_base["grant_to"], 2].tolist() == [timeline.permits.number["C-AIR"]]
    assert course.stops[0]["grant_from"] == -1  # outside, no clearance is asked for
    assert timeline.course(route) is course


def test_never_is_the_same_minute_in_both_rooms() -> None:
    assert NEVER == FOREVER
