"""The plan of shuttle flights: its act of handover, what floors and guards ask, and its figures by the rule book."""

from collections.abc import Callable
from dataclasses import replace

from repli.model import (
    Booking,
    Bound,
    Cargo,
    ClearanceRequest,
    HandoverAct,
    Movement,
    Objective,
    Operation,
    Plan,
    Stop,
)
from repli.rules import recompute_objective, verdict_of
from tests.rules.shuttle_flights import LEG, STAY, UNLOAD, WORK, Flight, Lot, Units
from tests.tiny import at, tiny_plan

__all__ = ["acts_of", "floors_kept", "guards_last", "plan_of"]


def acts_of(operation: Operation, flights: tuple[Flight, ...], seated: Units) -> tuple[HandoverAct, ...] | None:
    """The earliest act that fits the departures from BASE: () where none is needed, None where none fits."""
    base = operation.site_of["BASE"]
    offs = [one.off for one in flights if one.field == "FLD1"]
    offs += [operation.seat_blocks[0].departs_minute] if any(seated) else []
    if not base.handover_minutes or not offs:
        return () if not base.handover_minutes else None
    wave = max(offs) - operation.wave_minutes
    before = max([0, *(minute for minute in offs if minute < wave)])
    for hours in base.office_intervals:
        start = max(hours.start_minute, at(0) + base.notice_minutes, before)
        end = start + base.handover_minutes
        if start <= wave and end <= hours.end_minute and (base.act_after or end <= max(offs)):
            notice = start - base.notice_minutes
            return (HandoverAct(site_id="BASE", notice_minute=notice, start_minute=start, end_minute=end),)
    return None


def guards_last(operation: Operation, lots: tuple[Lot, ...], flights: tuple[Flight, ...], seated: Units) -> bool:
    """Whether enough guards of BASE are on the flights of the last formation."""
    offs = [one.off for one in flights if one.field == "FLD1"]
    offs += [operation.seat_blocks[0].departs_minute] if any(seated) else []
    start = max(offs, default=0) - operation.formation_minutes
    last = [one.load for one in flights if one.field == "FLD1" and one.off >= start]
    guards = sum(sum(n for n, lot in zip(load, lots, strict=True) if lot.guard) for load in last)
    return not offs or guards >= operation.site_of["BASE"].last_out_people


def floors_kept(operation: Operation, lots: tuple[Lot, ...], flights: tuple[Flight, ...], seated: Units) -> bool:
    """Whether flights alone, without arrivals, keep the floors of BASE: a first look that saves most judgements."""
    if any(seated) or any(lot.since > at(0) for lot in lots):
        return True
    mine = [one for one in flights if one.field == "FLD1"]
    start = max([0, *(one.off for one in mine)]) - operation.wave_minutes
    for floor in operation.floors:
        counts: Callable[[Lot], int] = {
            ("people", None): lambda lot: lot.people,
            ("people", "guard"): lambda lot: int(lot.guard),
            ("kg", None): lambda lot: 0 if lot.people else lot.kg,
        }[floor.quantity, floor.function]
        there = sum(lot.units * counts(lot) for lot in lots if lot.site_id == "BASE")
        for one in sorted(mine, key=lambda flight: flight.off):
            there -= sum(units * counts(lot) for units, lot in zip(one.load, lots, strict=True))
            least = [value for minute, value in floor.steps if minute <= one.off][-1]
            if one.off < start and there < least:
                return False
    return True


def plan_of(
    operation: Operation,
    lots: tuple[Lot, ...],
    flights: tuple[Flight, ...],
    seated: Units,
    acts: tuple[HandoverAct, ...],
) -> Plan:
    """The plan of these flights, with figures worked out by the rule book."""
    planned = {one.clearance_id: one for one in operation.clearances if one.state == "planned"}
    first: dict[str, int] = {}
    for flight in flights:
        first.setdefault(flight.clearance, flight.off)
    requests = tuple(
        ClearanceRequest(
            clearance_id=name,
            request_minute=off - max(planned[name].lead_minutes, planned[name].answer_minutes),
        )
        for name, off in sorted(first.items())
        if name in planned
    )
    booked = _cargo(lots, seated)
    bare = replace(
        tiny_plan(operation),
        movements=tuple(_movement(lots, flight, f"S{index}") for index, flight in enumerate(flights)),
        handovers=acts,
        bookings=(Booking(flight_id="F1", loads=booked),) if booked else (),
        requests=requests,
        objective=Objective(**dict.fromkeys(Objective.__slots__, 0)),
        bound=Bound(closure_day=0, method="none", proven=False, rows=()),
    )
    measured = replace(bare, objective=recompute_objective(operation, bare))
    return replace(measured, verdict=verdict_of(operation, measured))


def _cargo(lots: tuple[Lot, ...], units: Units) -> tuple[Cargo, ...]:
    pairs = zip(lots, units, strict=True)
    return tuple(Cargo(line_id=lot.line_id, quantity=n, site_id=lot.site_id) for lot, n in pairs if n)


def _movement(lots: tuple[Lot, ...], flight: Flight, name: str) -> Movement:
    cargo = _cargo(lots, flight.load)
    out, home = flight.on - LEG, flight.off + LEG
    return Movement(
        movement_id=name,
        vehicle_id=flight.tail,
        configuration_id="cargo",
        stops=(
            Stop(
                place_id="OUT1",
                on_block_minute=out,
                work_start_minute=out,
                work_end_minute=out,
                off_block_minute=out,
            ),
            Stop(
                place_id=flight.field,
                on_block_minute=flight.on,
                work_start_minute=flight.work,
                work_end_minute=flight.work + WORK,
                off_block_minute=flight.off,
                loads=cargo,
                clearance_id=flight.clearance,
            ),
            Stop(
                place_id="OUT1",
                on_block_minute=home,
                work_start_minute=home,
                work_end_minute=home + UNLOAD,
                off_block_minute=home + STAY,
                unloads=tuple(replace(one, site_id="HOME") for one in cargo),
            ),
        ),
    )
