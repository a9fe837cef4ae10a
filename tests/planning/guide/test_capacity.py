"""What trips share: a clearance of one a day lets one trip go a day."""

from collections import defaultdict
from dataclasses import replace

from repli.planning.guide.tour import first_sheet
from repli.planning.guide.uses import goes_of
from tests.planning.elsewhere_operations import port_operation
from tests.planning.guide.toured import drafted, tour_after


def test_trips_of_a_day_are_no_more_than_its_clearances() -> None:
    operation = port_operation()
    limited = tuple(replace(one, limit_per_day=1) if one.scope == "field" else one for one in operation.clearances)
    state = drafted(replace(operation, clearances=limited))
    assert state is not None
    sheet = first_sheet(tour_after(state))
    values = sheet.program.solve()
    used: dict[tuple[tuple[str, ...], int], float] = defaultdict(float)
    for number, trip in enumerate(sheet.trips):
        for go in goes_of(sheet.scene, trip, number):
            for usable, day in go.day_permits:
                used[usable, day] += sum(values[one] for one in sheet.goes[number, go.part])
    assert used
    assert all(count <= 1 + 1e-6 for count in used.values())
