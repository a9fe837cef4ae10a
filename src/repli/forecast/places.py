"""What stands still in a plan, as records: gates (fields, legs, acts) with their hours, and permits.

A permit is a pair (field or leg id, type id) that some clearance names.
"""

from dataclasses import dataclass, field

from repli.forecast.ragged import Parts, integers, intervals, ranges
from repli.forecast.rooms import team_for
from repli.kernel import NEVER, records
from repli.model import Operation
from repli.units import Interval

__all__ = ["GateBook", "common", "joined", "permit_ids", "permits"]

Hours = tuple[Interval, ...]


@dataclass(slots=True)
class GateBook:
    """Gates by name, each with its intervals; gate 0 is always open."""

    index: dict[str, int] = field(default_factory=lambda: {"": 0})
    hours: list[Hours] = field(default_factory=lambda: [(Interval(-NEVER, NEVER),)])

    def add(self, name: str, hours: Hours) -> int:
        """Return the gate ``name``, made at its first mention."""
        if name not in self.index:
            self.index[name] = len(self.hours)
            self.hours.append(hours)
        return self.index[name]

    def field(self, operation: Operation, place_id: str) -> int:
        """Return the gate of a place: the hours of a field; a site that is reached by road is always open."""
        place = operation.field_of.get(place_id)
        return 0 if place is None else self.add(f"field {place_id}", place.open_intervals)

    def leg(self, operation: Operation, type_id: str, leg_id: str) -> int:
        """Return the gate of a leg: a type that halts on it sets out in hours of its own."""
        passage = operation.passage_of[type_id, leg_id]
        if passage.stretches:
            return self.add(f"leg {leg_id} by {type_id}", passage.departure_intervals)
        return self.add(f"leg {leg_id}", next(leg for leg in operation.legs if leg.leg_id == leg_id).open_intervals)

    def act(self, operation: Operation, site_id: str, *, handover: bool) -> int:
        """Return the gate of an act: the offices' hours for a handover, and the hours of its inspection team."""
        site = operation.site_of[site_id]
        hours: Hours = site.office_intervals if handover else self.hours[0]
        team = team_for(operation, "inspection", site_id) if site.inspection_teams else None
        if team is not None:
            hours = common(hours, joined(team.open_intervals))
        return self.add(f"{'handover' if handover else 'act'} {site_id}", hours)

    def parts(self) -> Parts:
        """Return the gates as records."""
        start, end, _ = ranges([0] * len(one) for one in self.hours)
        openings = intervals("openings", (interval for one in self.hours for interval in one))
        return {"gates": records("gates", {"open_from": start, "open_to": end}), "openings": openings}


def joined(hours: Hours) -> Hours:
    """Return sorted intervals with those that touch made one."""
    found: list[Interval] = []
    for one in sorted(hours):
        if found and one.start_minute <= found[-1].end_minute:
            found[-1] = Interval(found[-1].start_minute, max(found[-1].end_minute, one.end_minute))
        else:
            found.append(one)
    return tuple(found)


def common(one: Hours, other: Hours) -> Hours:
    """Return the intervals that lie in an interval of both."""
    pairs = ((max(a.start_minute, b.start_minute), min(a.end_minute, b.end_minute)) for a in one for b in other)
    return tuple(sorted(Interval(start, end) for start, end in pairs if start < end))


def permit_ids(operation: Operation) -> dict[tuple[str, str], int]:
    """(field or leg id, type id) -> permit index, for every pair that a clearance names."""
    pairs = {(c.scope_id, type_id) for c in operation.clearances for type_id in c.types}
    return {pair: index for index, pair in enumerate(sorted(pairs))}


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
