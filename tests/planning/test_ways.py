"""Who works from where, what feeds what, and which routes there are."""

from dataclasses import replace

from repli.planning.ways import ways_of
from tests.tiny import edit_row, tiny_operation, without_row

TINY = ways_of(tiny_operation())


def test_the_feeder_comes_before_the_site_that_receives_from_it() -> None:
    assert TINY.receiver == {"FEED": "BASE"}
    assert TINY.stages == (("FEED",), ("BASE",))
    assert TINY.stranded == ()


def test_a_route_goes_from_home_by_the_site_to_the_destination() -> None:
    (route,) = TINY.routes["LIFT", "OUT1", "BASE"]
    assert [stop.place_id for stop in route.stops] == ["OUT1", "FLD1", "OUT1"]
    assert (route.pick, route.drop, route.payload_kg, route.flying_minutes) == (1, 2, 12_000, 240)
    assert route.takes("HOME")
    assert not route.takes("ELSEWHERE")


def test_a_convoy_unloads_into_the_stock_of_the_receiving_site() -> None:
    (route,) = TINY.routes["TRUCK", "BASE", "FEED"]
    assert [stop.place_id for stop in route.stops] == ["BASE", "FEED", "BASE"]
    assert (route.unload_site, route.payload_kg, route.flying_minutes) == ("BASE", 4_000, 0)


def test_road_legs_inside_and_fields_inside_need_clearances() -> None:
    (convoy,), (flight,) = TINY.routes["TRUCK", "BASE", "FEED"], TINY.routes["LIFT", "OUT1", "BASE"]
    assert [stop.scope for stop in convoy.stops] == [("leg", "BASE-FEED"), ("leg", "BASE-FEED.back"), None]
    assert [stop.scope for stop in flight.stops] == [None, ("field", "FLD1"), None]


def test_an_aircraft_that_starts_inside_goes_outside_first() -> None:
    ways = ways_of(edit_row(tiny_operation(), "vehicles", "L1", start_place="FLD1"))
    home = next(home for home in ways.homes if home.vehicle.vehicle_id == "L1")
    assert home.place_id == "OUT1"
    assert home.positioning is not None
    assert [stop.place_id for stop in home.positioning.stops] == ["FLD1", "OUT1"]


def test_a_convoy_that_starts_where_it_would_have_to_load_moves_to_the_other_end() -> None:
    operation = edit_row(tiny_operation(), "vehicles", "T1", start_place="FEED")
    operation = edit_row(operation, "fields", "FLD1", crew_rest=True)
    home = next(home for home in ways_of(operation).homes if home.vehicle.vehicle_id == "T1")
    assert home.place_id == "BASE"
    assert home.positioning is not None


def test_a_site_that_no_vehicle_reaches_is_stranded() -> None:
    assert ways_of(without_row(tiny_operation(), "vehicles", "T1")).stranded == ("FEED",)


def test_a_duty_that_is_too_short_leaves_no_route() -> None:
    operation = tiny_operation()
    kinds = tuple(
        replace(kind, duty_max_minutes=300) if kind.type_id == "LIFT" else kind for kind in operation.vehicle_types
    )
    ways = ways_of(replace(operation, vehicle_types=kinds))
    assert set(ways.stranded) == {"BASE", "FEED"}


def test_a_crew_of_the_road_rests_at_the_field_of_the_site_where_it_stops() -> None:
    operation = tiny_operation()
    field = replace(operation.field_of["FLD1"], field_id="FLD2", crew_rest=True, crew_base=False)
    operation = replace(operation, fields=tuple(sorted((*operation.fields, field), key=lambda one: one.field_id)))
    (without,) = ways_of(operation).routes["TRUCK", "BASE", "FEED"]
    (route,) = ways_of(edit_row(operation, "sites", "FEED", field_id="FLD2")).routes["TRUCK", "BASE", "FEED"]
    assert [stop.rest_here for stop in without.stops[1:2]] == [False]
    assert [stop.rest_here for stop in route.stops[1:2]] == [True]
