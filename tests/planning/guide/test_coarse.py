"""The coarse program: few long parts, pooled wares that go no sooner than they are ready, vehicles that make rounds."""

from collections import defaultdict
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.planning.board import board_of
from repli.planning.guide.coarse import coarse_minutes, coarse_sheet
from repli.planning.guide.sheet import Sheet
from repli.planning.guide.trips import trips_of
from repli.units import MINUTES_PER_DAY
from tests.planning.elsewhere_operations import drawn_elsewhere, port_operation
from tests.planning.guide.toured import drafted

NEARLY = 1e-6


def sheet_after(seed: int | None, haste: int = 0) -> Sheet | None:
    """The coarse program of a drawn operation, or of one with a port; None where there is no plan."""
    state = drafted(port_operation() if seed is None else drawn_elsewhere(seed))
    if state is None:
        return None
    start = board_of(state.board.ways)
    return coarse_sheet(start, state.board, trips_of(start), haste)


@pytest.mark.parametrize(
    ("days", "trips", "long"), [(10, 9, 1), (24, 9, 1), (25, 9, 2), (150, 200, 7), (150, 201, 13), (1, 500, 1)]
)
def test_time_is_cut_into_few_parts_of_whole_days_fewer_where_there_are_many_trips(
    days: int, trips: int, long: int
) -> None:
    assert coarse_minutes(days * MINUTES_PER_DAY, trips) == long * MINUTES_PER_DAY


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000))
def test_of_a_pooled_ware_no_more_has_gone_by_any_part_than_is_ready_or_has_come(seed: int) -> None:
    sheet = sheet_after(seed)
    if sheet is None:
        return
    values = sheet.program.solve()
    gone: dict[int, list[float]] = defaultdict(lambda: [0.0] * sheet.scene.parts)
    for (_, part, number), column in sheet.taken.items():
        gone[number][part] += values[column]
    for ware in sheet.wares:
        if ware.origin is None:
            ready = [sum(count for at, count in ware.gets_ready if at <= part) for part in range(sheet.scene.parts)]
            assert ready[-1] == ware.count
        else:
            ready = [int(one + 1 - NEARLY) for one in accumulate(gone[ware.origin])]
        assert all(one <= at + NEARLY for one, at in zip(accumulate(gone[ware.number]), ready, strict=True))


def test_all_goes_by_rounds_and_vehicles_go_on_empty() -> None:
    sheet = sheet_after(None)
    assert sheet is not None
    assert all(trip.empty or trip.start == trip.end for trip in sheet.trips)
    values = sheet.program.solve()
    assert round(sum(values[one] for one in sheet.taken.values()), 6) == 3


def test_haste_makes_late_parts_dearer_and_the_first_one_no_dearer() -> None:
    calm, hasty = sheet_after(None), sheet_after(None, haste=30)
    assert calm is not None
    assert hasty is not None
    for (trip, part, ware), column in calm.taken.items():
        before, after = calm.program.gains[column], hasty.program.gains[hasty.taken[trip, part, ware]]
        assert after == before if part == 0 or not before else after < before
