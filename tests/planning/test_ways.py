"""Who works from where, what feeds what, and which routes there are."""

from dataclasses import replace

from repli.model import Operation
from repli.planning import make_plan
from repli.planning.ways import ways_of
from repli.rules import check_plan
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


def test_by_hubs_a_site_with_few_ways_out_also_feeds_one_with_more_over_the_road() -> None:
    operation = with_far_strip(tiny_operation())
    alone, hubs = ways_of(operation), ways_of(operation, by_hubs=True)
    assert alone.receiver == {"FEED": "BASE"}
    assert hubs.receiver == {"FEED": "BASE", "FAR": "BASE"}
    assert hubs.stages == (("FEED", "FAR"), ("BASE",))
    assert [route.unload_site for route in hubs.routes["LIFT", "OUT1", "FAR"]] == [None]
    assert [route.unload_site for route in hubs.routes["TRUCK", "BASE", "FAR"]] == ["BASE"]
    assert hubs.routes["LIFT", "OUT1", "BASE"] == alone.routes["LIFT", "OUT1", "BASE"]


def test_by_hubs_nothing_changes_where_every_site_has_as_many_ways_out() -> None:
    hubs = ways_of(tiny_operation(), by_hubs=True)
    assert (hubs.receiver, hubs.stages, hubs.routes) == (TINY.receiver, TINY.stages, TINY.routes)


def test_what_cannot_all_be_flown_out_of_a_strip_goes_over_the_road_to_a_hub() -> None:
    operation = with_far_strip(tiny_operation(floors=()))
    crowded = edit_row(operation, "people", "FAR-STAFF", count=80)
    narrow = edit_row(crowded, "clearances", "C-FAR", limit_per_day=1)
    for name in ("C-AIR", "C-FEED", "C-FEED.back", "C-BASE-FAR", "C-BASE-FAR.back"):
        narrow = edit_row(narrow, "clearances", name, limit_per_day=0)
    plan = make_plan(narrow, seed=1, version="test")
    assert check_plan(narrow, plan) == ()
    loading = {one.vehicle_id for one in plan.movements for stop in one.stops if stop.loads and stop.place_id == "FAR"}
    flying = {one.vehicle_id for one in plan.movements for stop in one.stops if stop.loads and stop.place_id == "FLD2"}
    assert {name[0] for name in loading} == {"T"}
    assert flying <= {"L1", "L2"}


def with_far_strip(operation: Operation) -> Operation:
    """The tiny operation with FAR: a strip, a road to BASE; a second type of aircraft is cleared for BASE only."""
    base, field = operation.site_of["BASE"], operation.field_of["FLD1"]
    lift, air = operation.type_of["LIFT"], operation.clearance_of["C-AIR"]
    road = operation.leg_of["road", "BASE", "FEED"]
    both = [("FLD2", "OUT1", "FAR-OUT1"), ("OUT1", "FLD2", "FAR-OUT1.back")]
    legs = [
        replace(operation.leg_of["air", "FLD1", "OUT1"], leg_id=name, from_place=a, to_place=b) for a, b, name in both
    ]
    roads = [replace(road, leg_id=name, from_place=a, to_place=b) for a, b, name in
             (("BASE", "FAR", "BASE-FAR"), ("FAR", "BASE", "BASE-FAR.back"))]  # fmt: skip
    flown = operation.passage_of["LIFT", "FLD1-OUT1"]
    passages = [replace(flown, leg_id=leg.leg_id) for leg in legs]
    passages += [replace(operation.passage_of["TRUCK", "BASE-FEED"], leg_id=leg.leg_id) for leg in roads]
    passages += [replace(one, type_id="BIG") for one in operation.passages if one.type_id == "LIFT"]
    truck = operation.clearance_of["C-FEED"]
    clearances = [replace(air, types=frozenset({"LIFT", "BIG"})), replace(air, clearance_id="C-FAR", scope_id="FLD2")]
    clearances += [replace(truck, clearance_id=f"C-{leg.leg_id}", scope_id=leg.leg_id) for leg in roads]
    return replace(
        operation,
        sites=(*operation.sites, replace(base, site_id="FAR", field_id="FLD2")),
        fields=(*operation.fields, replace(field, field_id="FLD2")),
        vehicle_types=(*operation.vehicle_types, replace(lift, type_id="BIG")),
        vehicles=(
            *operation.vehicles,
            replace(operation.vehicle_of["L1"], vehicle_id="B1", type_id="BIG"),
            *(replace(operation.vehicle_of["T1"], vehicle_id=name) for name in ("T2", "T3", "T4")),
        ),
        legs=(*operation.legs, *legs, *roads),
        passages=(*operation.passages, *passages),
        clearances=(*(one for one in operation.clearances if one.clearance_id != "C-AIR"), *clearances),
        people=(*operation.people, replace(operation.people[0], line_id="FAR-STAFF", site_id="FAR")),
    )
