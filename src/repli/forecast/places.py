"""What stands still in a plan, as records: gates (fields and legs) with their hours, permits, spots, acts of handover.

Gate 0 is always open. A permit is a pair (field or leg id, type id) that some clearance names.
"""

from collections.abc import Iterable

from repli.forecast.ragged import Parts, integers, intervals, ranges
from repli.kernel import NEVER, records
from repli.model import Operation, Plan, Site
from repli.units import Interval

__all__ = ["calendars", "fields", "gate_ids", "handovers", "permit_ids", "permits"]


def gate_ids(operation: Operation) -> dict[str, int]:
    """Gate 0 is always open; then fields; then legs."""
    names = [f"field {field.field_id}" for field in operation.fields]
    names += [f"leg {leg.leg_id}" for leg in operation.legs]
    return {name: index + 1 for index, name in enumerate(names)}


def permit_ids(operation: Operation) -> dict[tuple[str, str], int]:
    """(field or leg id, type id) -> permit index, for every pair that a clearance names."""
    pairs = {(c.scope_id, type_id) for c in operation.clearances for type_id in c.types}
    return {pair: index for index, pair in enumerate(sorted(pairs))}


def calendars(operation: Operation) -> Parts:
    """Return when places and legs are open, by gate."""
    always = (Interval(-NEVER, NEVER),)
    halting = {one.leg_id: one.departure_intervals for one in operation.passages if one.stretches}
    gates = [always, *(f.open_intervals for f in operation.fields)]
    gates += [halting.get(leg.leg_id, leg.open_intervals) for leg in operation.legs]
    start, end, _ = ranges([0] * len(gate) for gate in gates)
    openings = intervals("openings", (interval for gate in gates for interval in gate))
    return {"gates": records("gates", {"open_from": start, "open_to": end}), "openings": openings}


def permits(operation: Operation) -> Parts:
    """Return the clearances, and which of them each (field or leg, type) may use, by window start."""
    clearances = operation.clearances
    start, end, choices = ranges(
        sorted(
            (i for i, c in enumerate(clearances) if c.scope_id == scope and type_id in c.types),
            key=lambda i: clearances[i].window.start_minute,
        )
        for scope, type_id in permit_ids(operation)
    )
    columns = {
        "window_start": [c.window.start_minute - c.tolerance_minutes for c in clearances],
        "window_end": [c.window.end_minute + c.tolerance_minutes for c in clearances],
        "limit": [c.limit_per_day for c in clearances],
    }
    return {
        "permits": records("permits", {"choice_from": start, "choice_to": end}),
        "choices": integers(choices),
        "clearances": records("clearances", columns),
    }


def fields(operation: Operation) -> Parts:
    """Return the parking and working spots of fields, one by one with their size."""
    parking_from, parking_to, parking_size = ranges(_spots(field.parking_spots) for field in operation.fields)
    working_from, working_to, working_size = ranges(_spots(field.working_spots) for field in operation.fields)
    columns = {
        "parking_from": parking_from,
        "parking_to": parking_to,
        "working_from": working_from,
        "working_to": working_to,
    }
    return {
        "fields": records("fields", columns),
        "parking_size": integers(parking_size),
        "working_size": integers(working_size),
    }


def handovers(plan: Plan, sites: tuple[Site, ...]) -> Parts:
    """Return the acts of handover and the offices' hours of the sites inside."""
    planned = {act.site_id: act.start_minute for act in plan.handovers}
    start, end, _ = ranges([0] * len(site.office_intervals) for site in sites)
    columns = {
        "handover_minutes": [site.handover_minutes if site.site_id in planned else 0 for site in sites],
        "handover_planned": [planned.get(site.site_id, 0) for site in sites],
        "act_after": [int(site.act_after) for site in sites],
        "office_from": start,
        "office_to": end,
    }
    offices = intervals("offices", (interval for site in sites for interval in site.office_intervals))
    return {"sites": records("sites", columns), "offices": offices}


def _spots(spots: Iterable[tuple[int, int]]) -> list[int]:
    return [size for size, count in spots for _ in range(count)]
