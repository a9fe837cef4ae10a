"""Shuttle operations by hand in which one thing alone is scarce, and certificates of one price each.

Items of one position each, one position an aircraft, ready at as_of; the field is open and cleared all day; no floors,
no handover, no guards last. Aircraft come from OUT1 (120 minutes), load for 40 of 60 minutes, and go back.
"""

from dataclasses import replace
from typing import Any

from repli.model import Certificate, DoorPrices, FloorPrices, Operation, OperationTime, RowPrice
from repli.units import Interval
from tests.rules.shuttle_world import DAYS
from tests.tiny import at, daily, edit_row, tiny_operation

__all__ = ["certificate_of", "plain_operation"]


def plain_operation(items: int, tails: int, **field_changes: Any) -> Operation:  # noqa: ANN401 - as many types as fields
    """So many items at BASE and so many aircraft; the field changed."""
    tiny = tiny_operation()
    times = tuple(
        OperationTime(operations=frozenset(names), ground_minutes=60, work_minutes=work)
        for names, work in (({"load"}, 40), ({"unload"}, 30), ({"load", "unload"}, 60), ((), 0))
    )
    cabin = replace(tiny.type_of["LIFT"].configurations[0], seats=1, pallet_positions=1)
    lift = replace(tiny.type_of["LIFT"], configurations=(cabin,), operation_times=times, duty_max_minutes=5_000)
    kit = replace(tiny.item_of["I1"], kg=600, positions=1, latest_minute=None)
    clearance = replace(
        tiny.clearance_of["C-AIR"], window=Interval(at(0), at(DAYS)), tolerance_minutes=0, limit_per_day=0
    )
    operation = tiny_operation(
        agreement=replace(tiny.agreement, milestones=()),
        horizon_minute=at(DAYS),
        sites=tuple(replace(one, handover_minutes=0, last_out_people=0) for one in tiny.sites if one.site_id != "FEED"),
        vehicle_types=(lift,),
        vehicles=tuple(replace(tiny.vehicle_of["L1"], vehicle_id=f"L{index}") for index in range(tails)),
        legs=tuple(one for one in tiny.legs if one.mode == "air"),
        passages=tuple(one for one in tiny.passages if one.type_id == "LIFT"),
        clearances=(clearance,),
        people=(),
        items=tuple(replace(kit, line_id=f"K{index}") for index in range(items)),
        floors=(),
    )
    free: dict[str, Any] = {"open_intervals": daily(0, 24)[:DAYS], "parking_spots": (), "working_spots": ()}
    return edit_row(operation, "fields", "FLD1", **free | field_changes)


def certificate_of(
    operation: Operation,
    claim: str,
    value: int,
    *,
    cuts: tuple[int, ...],
    position: tuple[int, ...] = (),
    rows: tuple[tuple[str, str, int, int, int], ...] = (),
    floors: tuple[tuple[str, str | None, tuple[int, ...]], ...] = (),
    doors: bool = True,
) -> Certificate:
    """A certificate on a grid with these cuts; a position pays ``position`` at the door of FLD1."""
    nothing = (0,) * (len(cuts) + 1)
    prices = {"kg": nothing, "seat": nothing, "position": position or nothing}
    door = DoorPrices(mode="air", place_id="FLD1", to_place="OUT1", kind="loaded", **prices)
    return Certificate(
        claim=claim,
        subject="",
        value=value,
        scale=1,
        grid_minute=(operation.as_of_minute, *cuts, operation.horizon_minute + 1),
        doors=(door,) if doors else (),
        rows=tuple(
            RowPrice(kind=kind, subject=subject, first=first, last=last, price=price)
            for kind, subject, first, last, price in rows
        ),
        floors=tuple(
            FloorPrices(kind=kind, site_id="BASE", function=function, prices=prices)
            for kind, function, prices in floors
        ),
    )
