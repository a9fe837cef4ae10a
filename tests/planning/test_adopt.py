"""A plan put back on the board stands there as it was made; what is not of the operation is refused by name."""

from dataclasses import replace

import pytest

from repli.errors import ImpossibleError, NoPlanError, UsageError
from repli.model import Operation, Plan
from repli.planning import make_plan
from repli.planning.adopt import adopted
from repli.planning.draft import draft_of
from repli.planning.ways import ways_of
from tests.planning.generator import operation_of
from tests.planning.rich_generator import rich_operation_of
from tests.tiny import at, edit_row, tiny_operation


def plan_of(operation: Operation) -> Plan | None:
    """The plan of an operation, None where there is none."""
    try:
        return make_plan(operation, seed=1, version="test")
    except (ImpossibleError, NoPlanError):
        return None


def test_the_board_of_a_plan_does_what_the_plan_does() -> None:
    found = 0
    for seed in range(16):
        for operation in (operation_of(seed), rich_operation_of(seed)):
            plan = plan_of(operation)
            if plan is not None:
                found += 1
                draft = draft_of(adopted(ways_of(operation), plan))
                assert (draft.movements, draft.handovers) == (plan.movements, plan.handovers)
                assert (draft.acts, draft.bookings) == (plan.acts, plan.bookings)
    assert found >= 6


def test_every_lot_is_out_and_every_spot_taken_on_the_board_of_a_plan() -> None:
    operation = edit_row(tiny_operation(), "vehicles", "L1", start_place="FLD1")  # it is flown out first
    plan = make_plan(operation, seed=1, version="test")
    board = adopted(ways_of(operation), plan)
    assert all(book.empty for book in board.books.values())
    stops = [stop for one in plan.movements for stop in one.stops[1:] if stop.place_id == "FLD1"]
    spots = board.timeline.parking["FLD1"]
    assert stops
    for stop in stops:
        spots.free(2, stop.on_block_minute, stop.off_block_minute)
    first = next(one for one in plan.movements if one.vehicle_id == "L1")
    assert spots.changes() == [at(0), first.stops[0].off_block_minute]  # what is left: L1 until it is flown out


def test_a_movement_over_other_stops_is_refused_by_its_name() -> None:
    operation = tiny_operation()
    plan = make_plan(operation, seed=1, version="test")
    first, *others = plan.movements
    moved = replace(first, stops=first.stops[:1] + first.stops[2:])
    with pytest.raises(UsageError, match=first.movement_id):
        adopted(ways_of(operation), replace(plan, movements=(moved, *others)))


def test_a_load_that_is_not_there_is_refused_by_the_name_of_its_movement() -> None:
    operation = tiny_operation()
    plan = make_plan(operation, seed=1, version="test")
    twice = (*plan.movements, replace(plan.movements[-1], movement_id="R999"))
    with pytest.raises(UsageError, match="not as the operation has it"):
        adopted(ways_of(operation), replace(plan, movements=twice))
