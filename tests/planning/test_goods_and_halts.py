"""Dangerous goods apart from people, roads driven from halt to halt, and what is not planned yet refused by name."""

from dataclasses import replace

from repli.model import Operation, Plan
from repli.planning import make_plan
from repli.rules import check_plan
from repli.units import Interval
from tests.tiny import at, edit_row, tiny_operation


def planned(operation: Operation) -> Plan:
    plan = make_plan(operation, seed=1, version="test")
    assert check_plan(operation, plan) == ()
    return plan


def aboard_with(plan: Plan, operation: Operation, item: str) -> set[str]:
    """The lines that leave by air on the same movement as an item."""
    return {
        cargo.line_id
        for movement in plan.movements
        for stop in movement.stops
        if operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id].mode == "air"
        and any(cargo.line_id == item for cargo in stop.loads)
        for cargo in stop.loads
    }


def test_what_may_not_fly_with_people_flies_without_them() -> None:
    roomy = replace(
        tiny_operation(),
        clearances=tuple(
            replace(one, limit_per_day=0, window=Interval(at(0), at(6))) for one in tiny_operation().clearances
        ),
    )
    people = set(roomy.people_of)
    assert aboard_with(planned(roomy), roomy, "I1") & people
    apart = replace(edit_row(roomy, "items", "I1", dangerous_class="1.2"), segregation=frozenset({("1.2", "people")}))
    assert not aboard_with(planned(apart), apart, "I1") & people


def test_two_classes_that_must_be_kept_apart_never_share_a_movement() -> None:
    operation = edit_row(
        edit_row(tiny_operation(), "items", "I3", dangerous_class="3"), "items", "I2", dangerous_class="1.2"
    )
    assert "I2" in aboard_with(planned(operation), operation, "I3")
    apart = replace(operation, segregation=frozenset({("1.2", "3")}))
    assert "I2" not in aboard_with(planned(apart), apart, "I3")


def test_a_convoy_sets_out_so_that_it_drives_while_the_road_is_open() -> None:
    """The way to BASE is open from 06:00 to 10:00 and from 14:00 to 18:00, driven in two parts with a halt between."""
    tiny = tiny_operation()
    name = "BASE-FEED.back"
    hours = tuple(Interval(at(day, start), at(day, start + 4)) for day in range(7) for start in (6, 14))
    stretches = ((0, 30), (330, 390))  # 30 minutes, a halt of five hours, an hour
    allowed = tuple(Interval(at(day, 8, 30), at(day, 9, 31)) for day in range(7))
    slow = replace(
        edit_row(tiny, "legs", name, halts=((20, 300),), open_intervals=hours),
        passages=tuple(
            replace(one, block_minutes=390, stretches=stretches, departure_intervals=allowed)
            if one.leg_id == name
            else one
            for one in tiny.passages
        ),
        vehicle_types=tuple(replace(kind, duty_max_minutes=2000) for kind in tiny.vehicle_types),
        clearances=tuple(replace(one, limit_per_day=0, window=Interval(at(0), at(6))) for one in tiny.clearances),
    )
    offs = [
        stop.off_block_minute
        for movement in planned(slow).movements
        for stop in movement.stops
        if stop.place_id == "FEED" and stop.loads
    ]
    assert offs
    assert all(any(one.start_minute <= off < one.end_minute for one in allowed) for off in offs)
