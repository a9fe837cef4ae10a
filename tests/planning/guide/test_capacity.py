"""What trips share: a clearance of one a day lets one trip go a day."""

from collections import defaultdict
from dataclasses import replace

from repli.planning.guide.capacity import _left
from repli.planning.guide.sheet import Sheet
from repli.planning.guide.tour import first_sheet
from repli.planning.guide.uses import goes_of
from repli.planning.permits import Grant
from repli.units import MINUTES_PER_DAY
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


def test_clearances_of_all_days_of_a_long_part_count_together() -> None:
    state = drafted(port_operation())
    assert state is not None
    scene = replace(first_sheet(tour_after(state)).scene, length=3 * MINUTES_PER_DAY, pooled=True)
    permits = scene.board.ways.network.permits
    board = scene.board.copy()
    permits = replace(permits, limits=(2,) * len(permits.limits))
    board.ways = replace(board.ways, network=replace(board.ways.network, permits=permits))
    known = Sheet(scene=replace(scene, board=board), trips=(), wares=())
    starts, three = permits.day_starts, range(0, len(permits.day_starts) - 1, 3)
    some = Grant(starts[1] + 60, starts[4] + 60, permits.ids[0])
    assert [_left(known, some, day) for day in three][:3] == [4, 4, 0]
    board.timeline.used[0, 2] += 3
    board.timeline.used[0, 4] += 1
    assert [_left(known, some, day) for day in three][:3] == [2, 3, 0]
