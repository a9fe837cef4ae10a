"""For each rule about movements: one small edit of the tiny operation or plan that breaks it and nothing else."""

from collections.abc import Callable
from dataclasses import replace

from repli.model import BalanceLimit, Cargo, FloorPosition, Operation, Placement, Plan
from repli.units import Interval
from tests.tiny import (
    at,
    daily,
    edit_movement,
    edit_row,
    edit_stop,
    tiny_operation,
    tiny_plan,
)

__all__ = ["BREACHES", "Breach", "with_floor"]

Breach = Callable[[], tuple[Operation, Plan]]

OPERATION = tiny_operation()
PLAN = tiny_plan()


def of_plan(plan: Plan) -> Breach:
    """The edited plan beside the operation as it is."""
    return lambda: (OPERATION, plan)


def of_operation(operation: Operation) -> Breach:
    """The plan as it is beside the edited operation."""
    return lambda: (operation, tiny_plan(operation))


def _one_stop_only() -> Plan:
    return edit_movement(PLAN, "R1", stops=PLAN.movements[2].stops[:1])


def _last_stop_one_minute_later() -> Plan:
    """R1 is on block at OUT1 at 11:01, 121 minutes after its off block; its work moves along."""
    return edit_stop(
        PLAN,
        "R1",
        2,
        on_block_minute=at(0, 11, 1),
        work_start_minute=at(0, 11, 11),
        work_end_minute=at(0, 11, 41),
        off_block_minute=at(0, 12, 1),
    )


def _no_way_to_feed() -> Operation:
    kept = tuple(p for p in OPERATION.passages if (p.type_id, p.leg_id) != ("TRUCK", "BASE-FEED"))
    return replace(OPERATION, passages=kept)


def _trucks_that_cannot_unload() -> Operation:
    times = OPERATION.type_of["TRUCK"].operation_times
    kept = tuple(row for row in times if row.operations != frozenset({"unload"}))
    return edit_row(OPERATION, "vehicle_types", "TRUCK", operation_times=kept)


def _short_payload() -> Operation:
    """R2 carries 11,600 kg."""
    edited = (replace(p, payload_kg=11_599) if p.leg_id == "FLD1-OUT1" else p for p in OPERATION.passages)
    return replace(OPERATION, passages=tuple(edited))


def _nobody_loaded() -> Plan:
    stop = PLAN.movements[2].stops[1]
    nobody = Cargo(line_id="BASE-STAFF", quantity=0, site_id="BASE")
    return edit_stop(PLAN, "R1", 1, loads=(*stop.loads, nobody))


def _item_stays_aboard() -> Plan:
    stop = PLAN.movements[2].stops[2]
    return edit_stop(PLAN, "R1", 2, unloads=tuple(cargo for cargo in stop.unloads if cargo.line_id != "I1"))


def _halt_in_the_dark() -> tuple[Operation, Plan]:
    """C1 comes back from 09:30 to 11:00 with 30 minutes of halt after 20; the road is open to 10:00 and from 10:31."""
    name = "BASE-FEED.back"
    mornings = tuple(Interval(at(day, 6), at(day, 10)) for day in range(7))
    hours = mornings + tuple(Interval(at(day, 10, 31), at(day, 18)) for day in range(7))
    operation = edit_row(OPERATION, "legs", name, halts=((20, 30),), open_intervals=hours)
    passages = tuple(
        replace(one, stretches=((0, 31), (61, 90))) if one.leg_id == name else one for one in operation.passages
    )
    return replace(operation, passages=passages), PLAN


def with_floor(*limits: BalanceLimit, **places: int) -> tuple[Operation, Plan]:
    """LIFT's "pax" has two positions at 500 and 700 cm; R1 takes I1 (2 t) and 14 people at 600 cm, R3 and R4 follow."""
    cargo, pax = OPERATION.type_of["LIFT"].configurations
    spots = tuple(FloorPosition(number=1 + one, row="A", arm_cm=500 + 200 * one, max_kg=2_000) for one in range(2))
    floor = replace(pax, floor=spots, seats_arm_cm=600, balance=limits)
    stated = {"R1": ("I1",), "R3": ("I2", "I6"), "R4": ("I5",)}
    plan = PLAN
    for name, items in stated.items():
        standing = [Placement(item_id=one, position=places.get(one, 1 + at_)) for at_, one in enumerate(items)]
        plan = edit_movement(plan, name, placements=tuple(standing))
    return edit_row(OPERATION, "vehicle_types", "LIFT", configurations=(cargo, floor)), plan


BREACHES: dict[str, Breach] = {
    # I2 and I6 are aboard R3 together
    "load-plan": lambda: with_floor(I6=1),
    # R1: 2,000 kg at 500 cm and 1,400 kg at 600 cm are 3,400 kg at 541 cm; R3 and R4 are further back
    "balance": lambda: with_floor(BalanceLimit(up_to_kg=9_000, forward_arm_cm=542, aft_arm_cm=700)),
    "same-operation": of_plan(replace(PLAN, operation_hash="11" * 32)),
    "known-ids": of_plan(edit_stop(PLAN, "R1", 1, clearance_id="C-NONE")),
    "known-configuration": of_plan(edit_movement(PLAN, "R1", configuration_id="liner")),
    "two-stops": of_plan(_one_stop_only()),
    "one-name-each": of_plan(edit_movement(PLAN, "C2", movement_id="C1")),
    # R1 is on block at FLD1 at 08:00
    "minutes-in-order": of_plan(edit_stop(PLAN, "R1", 1, work_start_minute=at(0, 7, 55))),
    # R1 goes off block at OUT1 at 06:00
    "not-before-as-of": of_operation(tiny_operation(as_of_minute=at(0, 6, 1))),
    # R4 ends on day 2 at 16:40
    "within-horizon": of_operation(tiny_operation(horizon_minute=at(2, 16, 39))),
    "first-stop": of_plan(edit_stop(PLAN, "R1", 0, on_block_minute=at(0, 5, 59))),
    "possible-work": of_operation(_trucks_that_cannot_unload()),
    # R1 at OUT1: on block 11:00, work 11:10-11:40, off block 12:00; LIFT needs 60 and 30 minutes to unload
    "ground-time": of_plan(edit_stop(PLAN, "R1", 2, off_block_minute=at(0, 11, 59))),
    "work-time": of_plan(edit_stop(PLAN, "R1", 2, work_end_minute=at(0, 11, 39))),
    # C2 ends on day 1 at 14:45
    "vehicle-available": of_operation(edit_row(OPERATION, "vehicles", "T1", available_to_minute=at(1, 14, 44))),
    "vehicle-in-place": of_operation(edit_row(OPERATION, "vehicles", "L1", start_place="FLD1")),
    # R3 runs from 10:00 to 16:00 and R4, with L2, from 10:40
    "one-movement-at-a-time": of_plan(edit_movement(PLAN, "R3", vehicle_id="L2")),
    "possible-leg": of_operation(_no_way_to_feed()),
    "block-time": of_plan(_last_stop_one_minute_later()),
    # C2 goes off block at FEED at 12:30
    "leg-open": of_operation(edit_row(OPERATION, "legs", "BASE-FEED.back", open_intervals=daily(6, 12))),
    # R3 goes off block at FLD1 at 13:00, R4 at 13:40
    "field-open": of_operation(edit_row(OPERATION, "fields", "FLD1", open_intervals=daily(6, 13))),
    # R3 and R4 are parked together from 12:40 to 13:00
    "parking": of_operation(edit_row(OPERATION, "fields", "FLD1", parking_spots=((2, 1),))),
    # R3 is worked on until 12:50
    "working-spots": of_plan(edit_stop(PLAN, "R4", 1, work_start_minute=at(2, 12, 49))),
    # the same, beside a second working spot
    "handling-sets": lambda: (
        edit_row(OPERATION, "fields", "FLD1", working_spots=((2, 2),), handling_sets=1),
        edit_stop(PLAN, "R4", 1, work_start_minute=at(2, 12, 49)),
    ),
    # R1 flies people and I1
    "dangerous-goods": of_operation(
        replace(edit_row(OPERATION, "items", "I1", dangerous_class="1.2"), segregation=frozenset({("1.2", "people")}))
    ),
    "stretches-open": _halt_in_the_dark,
    "cargo-at-place": of_operation(edit_row(OPERATION, "sites", "HOME", field_id=None)),
    "whole-units": of_plan(_nobody_loaded()),
    "aboard": of_plan(_item_stays_aboard()),
    "payload": of_operation(_short_payload()),
    # R1 takes 14 people; "cargo" has 8 seats
    "seats": of_plan(edit_movement(PLAN, "R1", configuration_id="cargo")),
    # R1 flies "pax", with 2 positions and nothing outsize
    "positions": of_operation(edit_row(OPERATION, "items", "I1", positions=3)),
    "outsize": of_operation(edit_row(OPERATION, "items", "I1", item_class="outsize")),
    # C1's people would be in BASE's stock on day 1 at 08:36 and not at 12:05 of day 0; R2 loads them at 08:10
    "stock-not-negative": of_operation(edit_row(OPERATION, "sites", "BASE", transfer_minutes=1_261)),
    # R1 loads from 08:10 on
    "ready": of_operation(edit_row(OPERATION, "items", "I1", ready_minute=at(0, 8, 11))),
    # 60 before 06:00 to 30 after 11:00 are 390 minutes
    "crew-duty": of_operation(edit_row(OPERATION, "vehicle_types", "LIFT", duty_max_minutes=389)),
}
