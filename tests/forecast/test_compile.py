"""The tiny plan as records, worked out by hand from tests/tiny.py."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from repli.forecast.compile import compile_plan
from repli.kernel import NEVER
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

COMPILED = compile_plan(tiny_operation(), tiny_plan())
TIMELINE = COMPILED.stage.timeline
# Rows of `stops`: each of R1 C1 R2 C2 R3 R4 has three, then the two acts of handover.
R1, C1, R2, C2, R3, R4 = (slice(3 * index, 3 * index + 3) for index in range(6))
BASE_ACT, FEED_ACT = 18, 19
# Rooms: pools of LIFT at OUT1 and TRUCK at BASE, then parking and working spots of FLD1.
LIFTS, TRUCKS, PARKING, WORKING = range(4)
# Permits: pairs in alphabetical order.
BY_TRUCK_TO_FEED, BY_TRUCK_FROM_FEED, BY_LIFT_FROM_FLD1 = range(3)


def rows(records: NDArray[Any], *columns: str) -> list[tuple[int, ...]]:
    return [tuple(int(row[column]) for column in columns) for row in records]


def hours(gate: int) -> list[tuple[int, ...]]:
    row = TIMELINE.gates[gate]
    return rows(TIMELINE.openings[int(row.open_from) : int(row.open_to)], "start", "end")


def told(stop: int, kind: int) -> set[tuple[int, int]]:
    """What a stop tells: (stop or site that is told, minutes later)."""
    row = TIMELINE.marks[3 * stop + kind]
    return {(int(one.target), int(one.delay)) for one in TIMELINE.tells[int(row.tell_from) : int(row.tell_to)]}


def test_agents_stand_in_the_order_of_their_first_off_block_then_acts() -> None:
    names = [agent.name for agent in COMPILED.agents]
    assert names == ["R1", "C1", "R2", "C2", "R3", "R4", "handover BASE", "handover FEED"]
    assert TIMELINE.agents["release"].tolist() == [
        at(0, 6), at(0, 7), at(1, 6), at(1, 10), at(2, 10), at(2, 10, 40), at(2, 8, 30), at(1, 8, 30),
    ]  # fmt: skip
    assert rows(TIMELINE.agents[:6], "stop_from", "stop_to") == [(3 * one, 3 * one + 3) for one in range(6)]


def test_each_agent_takes_out_the_people_and_kg_that_the_plan_says() -> None:
    assert COMPILED.people_out.tolist() == [14, 0, 6, 0, 6, 4, 0, 0]
    assert COMPILED.kg_out.tolist() == [3_400, 0, 11_600, 0, 4_100, 1_400, 0, 0]
    assert COMPILED.stage.with_items.tolist() == [1, 1, 1, 1, 1, 1, 0, 0]
    assert COMPILED.stage.cleared.tolist() == [1, 1, 1, 1, 1, 1, 0, 0]


def test_a_flight_asks_for_a_vehicle_then_spots_and_has_its_times_and_permit() -> None:
    columns = ("asks", "working", "frees", "ground", "work", "block", "permit", "leaves", "works")
    assert rows(TIMELINE.stops[R1], *columns) == [
        (LIFTS, -1, -1, 0, 0, 120, -1, 0, 0),  # nothing is needed to come in
        (PARKING, WORKING, PARKING, 60, 40, 120, BY_LIFT_FROM_FLD1, 1, 1),
        (-1, -1, -1, 60, 30, 0, -1, 0, 1),  # spots outside are not limited
    ]


def test_a_flight_is_not_earlier_than_planned() -> None:
    assert rows(TIMELINE.stops[R1], "not_before", "begins") == [
        (0, at(0, 6)), (at(0, 9), at(0, 8, 10)), (0, at(0, 11, 10)),
    ]  # fmt: skip


def test_a_convoy_has_no_spots_and_needs_a_permit_on_each_leg() -> None:
    columns = ("asks", "working", "frees", "field", "ground", "work", "block", "permit", "leaves", "works", "road")
    assert rows(TIMELINE.stops[C1], *columns) == [
        (TRUCKS, -1, -1, -1, 0, 0, 90, BY_TRUCK_TO_FEED, 0, 0, 0),
        (-1, -1, -1, -1, 60, 40, 90, BY_TRUCK_FROM_FEED, 0, 1, 1),
        (-1, -1, -1, -1, 45, 30, 0, -1, 0, 1, -1),
    ]


def test_a_load_waits_for_the_convoy_that_brings_it_and_for_the_transfer() -> None:
    end_of_c1, end_of_c2 = C1.stop - 1, C2.stop - 1
    r2, r3, r4 = (3 * (part.start + 1) + 1 for part in (R2, R3, R4))
    assert told(end_of_c1, 1) == {(r2, 30), (r4, 30)}  # staff of FEED, I5
    assert told(end_of_c2, 1) == {(r3, 30)}  # guards of FEED, I6


def test_the_handover_waits_for_all_before_it_and_the_wave_for_the_handover() -> None:
    r3, r4, site = R3.start + 1, R4.start + 1, 3 * 20
    assert told(R1.start + 1, 2) == {(3 * BASE_ACT, 0), (3 * r3 + 2, 0), (3 * r4 + 2, 0), (site, 0)}
    assert told(BASE_ACT, 2) == {(3 * r3 + 2, 0), (3 * r4 + 2, 0), (site, 0)}
    assert told(r4, 2) == {(site, 0)}
    needs = TIMELINE.needs
    assert [int(needs[one]) for one in (3 * BASE_ACT, 3 * r3 + 2, 3 * r4 + 2, site, site + 1)] == [2, 3, 3, 5, 3]


def test_who_is_waited_for_takes_vehicle_and_spot_first() -> None:
    """R3 and R4 wait for R1 and R2, all four ask for a LIFT and for parking; C2 does not wait for C1."""
    first, second = R3.start, R4.start
    assert told(R1.start, 0) == {(3 * first, 0), (3 * second, 0)}
    assert told(R2.start + 1, 0) == {(3 * (first + 1), 0), (3 * (second + 1), 0)}
    assert told(C1.start, 0) == {(3 * C2.start, 0)}  # C2 is the wave of FEED and waits for C1


def test_vehicles_of_one_type_and_place_are_one_pool_and_come_when_they_are_available() -> None:
    level_of = [int(row.level_from) for row in TIMELINE.rooms]
    changes = rows(TIMELINE.changes, "minute", "level", "delta")
    come, go = at(0), at(6)
    assert sorted(changes) == sorted(
        [(come, level_of[LIFTS], 1)] * 2 + [(go, level_of[LIFTS], -1)] * 2
        + [(come, level_of[TRUCKS], 1), (go, level_of[TRUCKS], -1)]
    )  # fmt: skip


def test_a_vehicle_that_starts_elsewhere_is_a_pool_of_its_own_and_keeps_its_order() -> None:
    moved = compile_plan(edit_row(tiny_operation(), "vehicles", "L2", start_place="FLD1"), tiny_plan())
    pools = [agent.pool for agent in moved.agents]
    assert pools[:6] == ["pool LIFT at OUT1", "pool TRUCK at BASE", "pool L2", "pool TRUCK at BASE",
                         "pool LIFT at OUT1", "pool L2"]  # fmt: skip


def test_under_the_policy_plan_each_vehicle_does_its_own_movements() -> None:
    compiled = compile_plan(tiny_operation(), tiny_plan(), policy="follow")
    assert [agent.pool for agent in compiled.agents[:6]] == [
        "pool L1", "pool T1", "pool L2", "pool T1", "pool L1", "pool L2",
    ]  # fmt: skip


def test_permits_list_their_clearances_with_windows_widened_by_their_tolerance() -> None:
    columns = ("window_start", "window_end", "limit")
    window = (at(0, 5), at(3, 1))
    assert rows(TIMELINE.clearances, *columns) == [(*window, 2), (*window, 1), (*window, 1)]
    chosen = [TIMELINE.choices[int(row.choice_from) : int(row.choice_to)].tolist() for row in TIMELINE.permits]
    assert chosen == [[1], [2], [0]]


def test_spots_are_levels_by_size_and_handling_sets_one_more() -> None:
    with_sets = compile_plan(edit_row(tiny_operation(), "fields", "FLD1", handling_sets=1), tiny_plan())
    levels = rows(with_sets.stage.timeline.levels, "room", "least_size", "capacity")
    assert levels == [(LIFTS, 0, 0), (TRUCKS, 0, 0), (PARKING, 0, 2), (WORKING, 0, 1), (WORKING, 0, 1)]


def test_gates_have_the_hours_of_their_field_leg_or_office() -> None:
    assert hours(0) == [(-NEVER, NEVER)]
    field, leg = hours(int(TIMELINE.stops[R1.start + 1].gate)), hours(int(TIMELINE.stops[C1.start].leg_gate))
    assert (field[0], len(field)) == ((at(0, 6), at(0, 20)), 7)
    assert (leg[0], len(leg)) == ((at(0, 6), at(0, 18)), 7)
    assert hours(int(TIMELINE.stops[BASE_ACT].gate))[0] == (at(0, 8), at(0, 16))


def test_acts_of_handover_stand_as_planned() -> None:
    columns = ("ready", "work")
    assert rows(TIMELINE.stops[BASE_ACT:], *columns) == [(at(2, 8, 30), 120), (at(1, 8, 30), 60)]


def test_a_site_without_a_planned_act_needs_none() -> None:
    compiled = compile_plan(tiny_operation(), replace(tiny_plan(), handovers=()))
    assert [agent.name for agent in compiled.agents] == ["R1", "C1", "R2", "C2", "R3", "R4"]
    assert compiled.stage.timeline.needs[-2:].tolist() == [4, 2]


def test_a_plan_without_movements_compiles_to_empty_tables() -> None:
    operation = tiny_operation()
    compiled = compile_plan(operation, replace(tiny_plan(), movements=(), handovers=()))
    timeline = compiled.stage.timeline
    assert len(timeline.stops) == len(timeline.agents) == 0
    assert np.array_equal(timeline.day_starts, operation.agreement.day_starts)


@pytest.mark.parametrize("policy", ["dispatch", "follow"])
def test_the_same_plan_compiles_to_the_same_records(policy: str) -> None:
    one, other = (compile_plan(tiny_operation(), tiny_plan(), policy=policy).stage.timeline for _ in range(2))
    assert all(np.array_equal(first, second) for first, second in zip(one, other, strict=True))
