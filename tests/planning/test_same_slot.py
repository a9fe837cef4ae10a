"""A departure of a finished plan stands at its own minutes when it is given back, and shifted where rules let it."""

from dataclasses import replace
from functools import cache

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Movement, Operation, Plan
from repli.planning import make_plan
from repli.planning.adopt import adopted
from repli.planning.board import Board
from repli.planning.same_slot import as_it_was, same_again
from repli.planning.sorties import Slot
from repli.planning.ways import ways_of
from repli.rules import check_plan
from tests.planning.generator import operation_of
from tests.planning.rich_generator import rich_operation_of
from tests.tiny import tiny_operation

TIMED = (
    "field",
    "leg",
    "stretches",
    "clearance",
    "parking",
    "working",
    "handling",
    "crew",
    "escort",
    "vehicle",
    "stop",
)


@cache
def boards() -> list[tuple[Operation, Plan, Board]]:
    """Plans on their boards."""
    found = []
    for operation in (tiny_operation(), *map(rich_operation_of, range(4)), *map(operation_of, range(4))):
        try:
            plan = make_plan(operation, seed=1, version="test")
        except (ImpossibleError, NoPlanError):
            continue
        found.append((operation, plan, adopted(ways_of(operation), plan)))
    return found


def later(slot: Slot, minutes: int) -> Slot:
    """A slot so much later."""
    at = slot.timing
    rows = {name: tuple(one + minutes for one in getattr(at, name)) for name in ("on", "work_start", "work_end", "off")}
    return replace(slot, timing=replace(at, **rows))


def test_every_departure_of_a_plan_stands_where_it_was() -> None:
    seen = 0
    for _, _, board in boards():
        for sortie in board.sorties:
            slot = sortie.slot
            if sortie.load is None or slot.route.flight is not None:
                continue
            timeline = board.timeline
            timeline.release(slot.vehicle_id, slot.route, slot.timing)
            assert as_it_was(board, slot) == slot
            assert same_again(board, slot) == slot
            timeline.take(slot.vehicle_id, slot.route, slot.timing)
            seen += 1
    assert seen >= 5


def test_a_shifted_departure_that_stands_breaks_no_rule_of_time() -> None:
    stood = 0
    for operation, plan, board in boards():
        for sortie in board.sorties:
            slot = sortie.slot
            if sortie.load is None or slot.route.flight is not None:
                continue
            board.timeline.release(slot.vehicle_id, slot.route, slot.timing)
            for minutes in (-301, -47, 13, 600):
                moved = as_it_was(board, later(slot, minutes))
                if moved is None:
                    continue
                stood += 1
                made = tuple(_as(one, moved) if _is(one, slot) else one for one in plan.movements)
                findings = check_plan(operation, replace(plan, movements=made))
                wrong = [one.rule for one in findings if one.rule.startswith(TIMED)]
                assert not wrong, (slot.vehicle_id, minutes, wrong)
            board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
    assert stood >= 5


def _is(movement: Movement, slot: Slot) -> bool:
    return (movement.vehicle_id, movement.stops[0].off_block_minute) == (slot.vehicle_id, slot.timing.off[0])


def _as(movement: Movement, slot: Slot) -> Movement:
    at = slot.timing
    stops = tuple(
        replace(
            stop,
            on_block_minute=at.on[index],
            work_start_minute=at.work_start[index],
            work_end_minute=at.work_end[index],
            off_block_minute=at.off[index],
            clearance_id=at.clearances[index],
        )
        for index, stop in enumerate(movement.stops)
    )
    return replace(movement, vehicle_id=slot.vehicle_id, stops=stops)
