"""For each rule about clearances, sites and the plan's own words: one small edit that breaks it and nothing else."""

from dataclasses import replace

from repli.model import Bound, BoundRow, Cargo, ClearanceRequest, Floor, Movement, Operation, Plan, Stop
from repli.units import Interval
from tests.rules.breaches_of_movements import OPERATION, PLAN, Breach, of_operation, of_plan
from tests.tiny import at, edit_act, edit_row, edit_stop, tiny_operation, tiny_plan

__all__ = ["BREACHES"]


def _floor(quantity: str, function: str | None, minimum: int) -> Operation:
    floor = Floor(site_id="BASE", quantity=quantity, function=function, steps=((at(0), minimum),))
    return tiny_operation(floors=(floor,))


def _stop(place_id: str, minutes: tuple[int, int, int, int], **more: object) -> Stop:
    on, start, end, off = minutes
    stop = Stop(
        place_id=place_id, on_block_minute=on, work_start_minute=start, work_end_minute=end, off_block_minute=off
    )
    return replace(stop, **more)


def _something_comes_back() -> tuple[Operation, Plan]:
    """T2 stands at FEED and brings K1 from BASE there in the afternoon of day 1; FEED's last off block was at 12:30."""
    kit = replace(OPERATION.item_of["I1"], line_id="K1", destination_id="FEED", latest_minute=None)
    operation = replace(
        OPERATION,
        items=(*OPERATION.items, kit),
        vehicles=(*OPERATION.vehicles, replace(OPERATION.vehicle_of["T1"], vehicle_id="T2", start_place="FEED")),
        clearances=tuple(replace(one, limit_per_day=0) for one in OPERATION.clearances),
    )
    loads = (Cargo(line_id="K1", quantity=1, site_id="BASE"),)
    unloads = (Cargo(line_id="K1", quantity=1, site_id="FEED"),)
    load = (at(1, 14, 30), at(1, 14, 40), at(1, 15, 20), at(1, 15, 30))
    unload = (at(1, 17), at(1, 17, 5), at(1, 17, 35), at(1, 17, 45))
    stops = (
        _stop("FEED", (at(1, 13),) * 4, clearance_id="C-FEED.back"),
        _stop("BASE", load, loads=loads, clearance_id="C-FEED"),
        _stop("FEED", unload, unloads=unloads),
    )
    back = Movement(movement_id="C3", vehicle_id="T2", configuration_id="column", stops=stops)
    return operation, replace(PLAN, movements=(*PLAN.movements, back))


def _handover_before_c1() -> tuple[Operation, Plan]:
    """FEED is handed over from 08:30 of day 0 on, and C1 goes off block there at 09:30, a day before the wave."""
    operation = edit_row(OPERATION, "sites", "FEED", notice_minutes=30)
    return operation, edit_act(tiny_plan(operation), "FEED", start_minute=at(0, 8, 30), end_minute=at(0, 9, 30))


def _one_person_stays() -> Plan:
    """R1 takes 13 of the 14 people of BASE-STAFF."""
    stops = PLAN.movements[2].stops
    loads = (replace(stops[1].loads[0], quantity=13), *stops[1].loads[1:])
    unloads = (replace(stops[2].unloads[0], quantity=13), *stops[2].unloads[1:])
    return edit_stop(edit_stop(PLAN, "R1", 1, loads=loads), "R1", 2, unloads=unloads)


def _another_destination() -> Operation:
    port = replace(OPERATION.site_of["HOME"], site_id="PORT", field_id=None)
    return edit_row(replace(OPERATION, sites=(*OPERATION.sites, port)), "items", "I1", destination_id="PORT")


def _bound_a_day_too_late() -> Plan:
    row = BoundRow(kind="ready", subject="I6", from_minute=at(1), demand=0, value_day=2)
    return replace(PLAN, bound=Bound(closure_day=2, method="ready", proven=True, rows=(row,)))


PLANNED = edit_row(OPERATION, "clearances", "C-AIR", state="planned", lead_minutes=540, answer_minutes=500)
"""R1 is the first to use C-AIR, on day 0 at 09:00: it is requested at as_of, 540 minutes before."""


def _requested(*minutes: int) -> Breach:
    requests = tuple(ClearanceRequest(clearance_id="C-AIR", request_minute=minute) for minute in minutes)
    return lambda: (PLANNED, replace(PLAN, requests=requests))


BREACHES: dict[str, Breach] = {
    "clearance-granted": of_plan(edit_stop(PLAN, "R1", 1, clearance_id=None)),
    # R1 goes off block at 09:00, and the tolerance is an hour
    "clearance-window": of_operation(edit_row(OPERATION, "clearances", "C-AIR", window=Interval(at(0, 10, 1), at(3)))),
    # R3 and R4 on day 2
    "clearance-limit": of_operation(edit_row(OPERATION, "clearances", "C-AIR", limit_per_day=1)),
    # after R1 there are 6 people, all guards, and 13,000 kg; one item is sensitive
    "floor-people": of_operation(_floor("people", None, 7)),
    "floor-function": of_operation(_floor("people", "guard", 7)),
    "floor-kg": of_operation(_floor("kg", None, 13_001)),
    "floor-sensitive": of_operation(_floor("sensitive", None, 2)),
    # BASE's wave starts at 10:40
    "handover-before-wave": of_plan(edit_act(PLAN, "BASE", start_minute=at(2, 10, 41), end_minute=at(2, 12, 41))),
    # R4 carries 4 guards; R3, with 2 more, goes 40 minutes earlier
    "guards-last": of_operation(edit_row(OPERATION, "sites", "BASE", last_out_people=5)),
    "nobody-after-the-last": _something_comes_back,
    "one-handover-each": of_plan(replace(PLAN, handovers=PLAN.handovers[:1])),
    "handover-in-office-hours": of_plan(
        edit_act(PLAN, "FEED", notice_minute=at(0, 7), start_minute=at(1, 7, 59), end_minute=at(1, 9))
    ),
    "handover-long-enough": of_plan(edit_act(PLAN, "BASE", end_minute=at(2, 10, 29))),
    # the act starts on day 2 at 08:30
    "handover-notice": of_plan(edit_act(PLAN, "BASE", notice_minute=at(1, 8, 31))),
    "handover-of-an-empty-site": _handover_before_c1,
    # BASE's last off block is at 13:40
    "handover-before-the-last": of_plan(edit_act(PLAN, "BASE", end_minute=at(2, 13, 41))),
    "request-made": _requested(),
    "request-in-time": _requested(at(0) + 1),
    "closure-order": of_operation(edit_row(OPERATION, "sites", "FEED", closes_after=("BASE",))),
    "out-once": of_plan(_one_person_stays()),
    "right-destination": of_operation(_another_destination()),
    "stated-figures": of_plan(replace(PLAN, objective=replace(PLAN.objective, stay_minutes=2_062))),
    "stated-verdict": of_plan(replace(PLAN, verdict="late-not-proven")),
    "bound-proven": of_plan(_bound_a_day_too_late()),
}
