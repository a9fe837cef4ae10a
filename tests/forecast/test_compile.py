"""The tiny plan as records, worked out by hand from tests/tiny.py."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from repli.forecast.compile import compile_plan
from repli.kernel import NEVER
from repli.model import Operation
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

TIMELINE = compile_plan(tiny_operation(), tiny_plan()).timeline
# Rows of `stops`: each of R1 C1 R2 C2 R3 R4 has three.
R1, C1, R2, C2, R3, R4 = (slice(3 * index, 3 * index + 3) for index in range(6))
# Gates: 0 always; fields FLD1 OUT1; legs BASE-FEED, BASE-FEED.back, FLD1-OUT1, FLD1-OUT1.back.
FLD1, OUT1, TO_FEED, FROM_FEED, TO_OUT1, TO_FLD1 = range(1, 7)
# Permits: pairs in alphabetical order.
BY_TRUCK_TO_FEED, BY_TRUCK_FROM_FEED, BY_LIFT_FROM_FLD1 = range(3)


def rows(records: NDArray[Any], *columns: str) -> list[tuple[int, ...]]:
    return [tuple(int(row[column]) for column in columns) for row in records]


def test_movements_stand_in_the_order_of_their_first_off_block() -> None:
    compiled = compile_plan(tiny_operation(), tiny_plan())
    assert [movement.movement_id for movement in compiled.movements] == ["R1", "C1", "R2", "C2", "R3", "R4"]
    assert TIMELINE.movements["first_off"].tolist() == [
        at(0, 6), at(0, 7), at(1, 6), at(1, 10), at(2, 10), at(2, 10, 40),
    ]  # fmt: skip
    assert rows(TIMELINE.movements, "stop_from", "stop_to") == [(3 * one, 3 * one + 3) for one in range(6)]


def test_each_movement_takes_out_the_people_and_kg_that_the_plan_says() -> None:
    compiled = compile_plan(tiny_operation(), tiny_plan())
    assert compiled.people_out.tolist() == [14, 0, 6, 0, 6, 4]
    assert compiled.kg_out.tolist() == [3_400, 0, 11_600, 0, 4_100, 1_400]
    assert compiled.items_loaded.tolist() == [1, 1, 1, 1, 1, 1]


def test_a_flight_has_its_times_gates_and_permit() -> None:
    columns = ("field", "gate", "ground", "work", "block", "leg_gate", "permit", "leaves", "site", "works")
    assert rows(TIMELINE.stops[R1], *columns) == [
        (-1, OUT1, 0, 0, 120, TO_FLD1, -1, 0, -1, 0),  # nothing is needed to come in
        (0, FLD1, 60, 40, 120, TO_OUT1, BY_LIFT_FROM_FLD1, 1, 0, 1),
        (-1, OUT1, 60, 30, 0, -1, -1, 0, -1, 1),
    ]


def test_a_convoy_has_no_field_and_needs_a_permit_on_each_leg() -> None:
    columns = ("field", "gate", "ground", "work", "block", "leg_gate", "permit", "leaves", "site", "works")
    assert rows(TIMELINE.stops[C1], *columns) == [
        (-1, 0, 0, 0, 90, TO_FEED, BY_TRUCK_TO_FEED, 0, -1, 0),
        (-1, 0, 60, 40, 90, FROM_FEED, BY_TRUCK_FROM_FEED, 0, 1, 1),
        (-1, 0, 45, 30, 0, -1, -1, 0, -1, 1),
    ]


def test_only_what_leaves_in_the_last_wave_minutes_is_in_the_closing_wave() -> None:
    waves = {name: TIMELINE.stops[part]["wave"].tolist() for name, part in zip(("R1", "C1", "R2", "C2", "R3", "R4"),
             (R1, C1, R2, C2, R3, R4), strict=True)}  # fmt: skip
    loads = {"R3": [0, 1, 0], "R4": [0, 1, 0], "C2": [0, 1, 0]}
    assert waves == {name: loads.get(name, [0, 0, 0]) for name in waves}


def test_a_load_waits_for_the_convoy_that_brings_it_and_for_the_transfer() -> None:
    stops, feeds = TIMELINE.stops, TIMELINE.feeds
    brings = {
        stop: rows(feeds[int(stops[stop].feeds_from) : int(stops[stop].feeds_to)], "stop", "transfer")
        for stop in range(len(stops))
        if stops[stop].feeds_from < stops[stop].feeds_to
    }
    end_of_c1, end_of_c2 = C1.stop - 1, C2.stop - 1
    assert brings == {
        R2.start + 1: [(end_of_c1, 30)],  # staff of FEED
        R3.start + 1: [(end_of_c2, 30)],  # guards of FEED, I6
        R4.start + 1: [(end_of_c1, 30)],  # I5
    }


def test_vehicles_of_one_type_and_place_are_one_pool() -> None:
    assert TIMELINE.movements["pool"].tolist() == [0, 1, 0, 1, 0, 0]  # LIFT at OUT1, TRUCK at BASE
    assert rows(TIMELINE.pools, "vehicle_from", "vehicle_to") == [(0, 2), (2, 3)]
    assert TIMELINE.vehicle_from.tolist() == [at(0)] * 3


def test_a_vehicle_that_starts_elsewhere_is_a_pool_of_its_own() -> None:
    moved = compile_plan(edit_row(tiny_operation(), "vehicles", "L2", start_place="FLD1"), tiny_plan()).timeline
    assert moved.movements["pool"].tolist() == [1, 2, 0, 2, 1, 0]  # L2, LIFT at OUT1, TRUCK at BASE


def test_permits_list_their_clearances_with_windows_widened_by_their_tolerance() -> None:
    columns = ("window_start", "window_end", "limit")
    window = (at(0, 5), at(3, 1))
    assert rows(TIMELINE.clearances, *columns) == [(*window, 2), (*window, 1), (*window, 1)]
    chosen = [TIMELINE.choices[int(row.choice_from) : int(row.choice_to)].tolist() for row in TIMELINE.permits]
    assert chosen == [[1], [2], [0]]


def test_spots_stand_one_by_one_with_their_size() -> None:
    assert TIMELINE.parking_size.tolist() == [2, 3]
    assert TIMELINE.working_size.tolist() == [2]
    assert rows(TIMELINE.fields, "parking_from", "parking_to", "working_from", "working_to") == [
        (0, 2, 0, 1),
        (2, 2, 1, 1),
    ]


@pytest.mark.parametrize(
    ("gate", "first", "count"),
    [(0, (-NEVER, NEVER), 1), (FLD1, (at(0, 6), at(0, 20)), 7), (TO_FEED, (at(0, 6), at(0, 18)), 7)],
)
def test_a_gate_has_the_hours_of_its_field_or_leg(gate: int, first: tuple[int, int], count: int) -> None:
    low, high = int(TIMELINE.gates[gate].open_from), int(TIMELINE.gates[gate].open_to)
    openings = rows(TIMELINE.openings[low:high], "start", "end")
    assert openings[0] == first
    assert len(openings) == count


def test_acts_of_handover_stand_as_planned() -> None:
    columns = ("handover_minutes", "handover_planned", "act_after")
    assert rows(TIMELINE.sites, *columns) == [(120, at(2, 8, 30), 0), (60, at(1, 8, 30), 0)]


def test_a_site_without_a_planned_act_needs_none() -> None:
    plan = replace(tiny_plan(), handovers=())
    assert compile_plan(tiny_operation(), plan).timeline.sites["handover_minutes"].tolist() == [0, 0]


def test_a_plan_without_movements_compiles_to_empty_tables() -> None:
    operation: Operation = tiny_operation()
    compiled = compile_plan(operation, replace(tiny_plan(), movements=()))
    assert len(compiled.timeline.stops) == len(compiled.timeline.movements) == 0
    assert np.array_equal(compiled.timeline.day_starts, operation.agreement.day_starts)
