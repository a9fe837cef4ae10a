"""Acts on site end what stays: as soon as floors and inspection teams allow, at the last by the handover."""

from dataclasses import replace

from repli.model import Floor, Operation, Plan
from repli.planning import make_plan
from repli.rules import check_plan
from tests.tiny import at, edit_row, tiny_operation


def with_acts(*item_ids: str, minutes: int = 90, operation: Operation | None = None) -> Operation:
    operation = operation or tiny_operation()
    for item_id in item_ids:
        operation = edit_row(
            operation,
            "items",
            item_id,
            disposition="destroy",
            destination_id=operation.item_of[item_id].site_id,
            act_minutes=minutes,
        )
    return operation


def planned(operation: Operation) -> Plan:
    plan = make_plan(operation, seed=1, version="0")
    assert check_plan(operation, plan) == ()
    return plan


def test_an_act_starts_when_its_item_is_ready_and_nothing_carries_it() -> None:
    operation = with_acts("I1", "I2", operation=tiny_operation(floors=()))
    plan = planned(edit_row(operation, "items", "I2", ready_minute=at(1, 9)))
    assert [(act.item_id, act.start_minute) for act in plan.acts] == [("I1", at(0)), ("I2", at(1, 9))]
    assert all(act.end_minute - act.start_minute == 90 for act in plan.acts)
    carried = {cargo.line_id for one in plan.movements for stop in one.stops for cargo in stop.loads}
    assert {"I1", "I2"} & carried == set()


def test_what_a_floor_keeps_is_ended_by_the_start_of_the_handover() -> None:
    operation = with_acts("I1")
    everything = sum(item.kg for item in operation.items if item.site_id == "BASE")
    floor = Floor(site_id="BASE", quantity="kg", function=None, steps=((at(0), everything),))
    plan = planned(replace(operation, floors=(floor,)))
    handover = next(act for act in plan.handovers if act.site_id == "BASE")
    assert [act.end_minute for act in plan.acts] == [handover.start_minute]


def test_an_act_waits_until_the_floor_falls() -> None:
    operation = with_acts("I1")
    everything = sum(item.kg for item in operation.items if item.site_id == "BASE")
    floor = Floor(site_id="BASE", quantity="kg", function=None, steps=((at(0), everything), (at(0, 20), 0)))
    plan = planned(replace(operation, floors=(floor,)))
    assert [act.end_minute for act in plan.acts] == [at(0, 20)]
