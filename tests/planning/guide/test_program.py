"""The program's solution, counted again: all goes or is left, nothing is overloaded, no clearance is used too often.

It is neither a bound nor a plan: sums of a part of the grid, fractions of trips.
"""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.planning.guide.tour import first_sheet
from tests.planning.elsewhere_operations import drawn_elsewhere, port_operation
from tests.planning.guide.toured import drafted, tour_after

NEARLY = 1e-6


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_no_more_goes_than_waits_and_no_trip_lifts_more_than_its_configurations(seed: int) -> None:
    state = drafted(drawn_elsewhere(seed))
    if state is None:
        return
    sheet = first_sheet(tour_after(state))
    values = sheet.program.solve()
    gone: dict[int, float] = defaultdict(float)
    seats: dict[tuple[int, int], float] = defaultdict(float)
    kg: dict[tuple[int, int], float] = defaultdict(float)
    for (trip, part, number), column in sheet.taken.items():
        ware = sheet.wares[number]
        assert part >= ware.ready
        gone[number] += values[column]
        seats[trip, part] += values[column] if ware.people else 0.0
        kg[trip, part] += values[column] * ware.kg
    for ware in sheet.wares:
        if ware.origin is None:
            assert gone[ware.number] <= ware.count + NEARLY
        else:
            assert gone[ware.number] <= gone[ware.origin] + NEARLY
    for (trip, part), columns in sheet.goes.items():
        if trip < len(sheet.trips):
            route = sheet.trips[trip].route
            chosen = list(zip(columns, route.configurations, strict=False))
            assert seats[trip, part] <= sum(values[one] * it.seats for one, it in chosen) + NEARLY
            assert kg[trip, part] <= sum(values[one] for one in columns) * route.payload_kg * (1 + NEARLY) + NEARLY


def test_the_aircraft_flies_all_items_to_the_port_within_its_minutes() -> None:
    """Three items of which it takes one at a time: the last one goes with the wave, two by trips before."""
    state = drafted(port_operation())
    assert state is not None
    sheet = first_sheet(tour_after(state))
    values = sheet.program.solve()
    by_wave = sum(values[one] for (trip, _, _), one in sheet.taken.items() if trip >= len(sheet.trips))
    by_trips = sum(values[one] for (trip, _, _), one in sheet.taken.items() if trip < len(sheet.trips))
    assert (round(by_wave, 6), round(by_trips, 6)) == (1.0, 2.0)
    minutes: dict[str, float] = defaultdict(float)
    for (trip, _), columns in sheet.goes.items():
        if trip < len(sheet.trips):
            kind = sheet.trips[trip]
            minutes[kind.type_id] += kind.minutes * sum(values[one] for one in columns)
    scene = sheet.scene
    assert 0 < minutes["LIFT"] <= scene.start(scene.parts) - scene.now
