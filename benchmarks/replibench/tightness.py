"""How tight an operation is: the share of the time to the deadline for which its busiest resource works, by arithmetic.

Planning factors, not a bound. People go by air if a vehicle can fly them, items by road if one can drive them, straight
to the destination or else to the nearest site from which a vehicle goes there. The vehicles that
start at one place work on one arc after the other, all of them on each, full, with the fit-out that has most seats for
people or most positions for items. An *arc* is (mode, start of the vehicles, site, next site). Then:

- ``fleet``: days that the vehicles of a place need for all their arcs, over the days to the deadline;
- ``spots``: work minutes on an arc's field, over working spots x open minutes;
- ``permits``: departures at a field, or onto a road, over what clearances with a limit let out in their windows.

>>> max(tightness_of(operation).values())  # doctest: +SKIP
"""

from collections import defaultdict
from dataclasses import dataclass

from benchmarks.replibench.arcs import Arc, arcs_of
from repli.model import Operation

__all__ = ["busiest_of", "sorties_of", "tightness_of"]

_DAY = 1_440


@dataclass(frozen=True, slots=True)
class _Work:
    """What an arc takes: minutes of the whole fleet on it, and how many movements of each type that is."""

    minutes: float
    movements: dict[str, float]


def tightness_of(operation: Operation) -> dict[str, float]:
    """Return used over available time to the deadline by resource, such as ``spots FB01``."""
    used: dict[str, float] = defaultdict(float)
    for arc in arcs_of(operation):
        work = _work(arc)
        used[f"fleet {arc.mode} {arc.start}"] += work.minutes / _minutes(operation)
        for name, share in _places(operation, arc, work).items():
            used[name] += share
    return dict(sorted(used.items()))


def busiest_of(operation: Operation) -> tuple[str, float]:
    """Return the busiest resource and its tightness; ties go to the first name."""
    return max(tightness_of(operation).items(), key=lambda entry: entry[1], default=("", 0.0))


def sorties_of(operation: Operation) -> int:
    """Return the nominal number of movements, rotations and convoys."""
    return round(sum(sum(_work(arc).movements.values()) for arc in arcs_of(operation)))


def _minutes(operation: Operation) -> int:
    return operation.agreement.deadline_minute - operation.as_of_minute


def _work(arc: Arc) -> _Work:
    """Return the minutes in which all vehicles of the arc together carry its load, and their movements."""
    seats, kg, positions = (
        sum(one.tails * size / one.cycle_minutes for one, size in zip(arc.carriers, sizes, strict=True))
        for sizes in (
            [one.seats for one in arc.carriers],
            [one.payload_kg for one in arc.carriers],
            [one.positions for one in arc.carriers],
        )
    )
    minutes = arc.people / seats if arc.people else 0.0
    minutes += max(arc.kg / kg, arc.positions / positions) if arc.positions else 0.0
    return _Work(minutes, {one.type_id: one.tails * minutes / one.cycle_minutes for one in arc.carriers})


def _places(operation: Operation, arc: Arc, work: _Work) -> dict[str, float]:
    """Return what an arc takes of the spots and clearances at its two ends."""
    count = sum(work.movements.values())
    shares: dict[str, float] = {}
    for place, minutes, scope in arc.ends:
        field = operation.field_of.get(place)
        if field is not None and field.working_spots and field.inside:
            busy = sum(work.movements[one.type_id] * minutes[one.type_id] for one in arc.carriers)
            shares[f"spots {place}"] = busy / _spot_minutes(operation, place)
        if scope is not None:
            limit = _departures(operation, *scope)
            shares |= {f"permits {scope[1]}": count / limit} if limit is not None else {}
    return shares


def _spot_minutes(operation: Operation, field_id: str) -> int:
    """Return working spots times open minutes up to the deadline."""
    field = operation.field_of[field_id]
    end = operation.agreement.deadline_minute
    spans = (min(one.end_minute, end) - max(one.start_minute, operation.as_of_minute) for one in field.open_intervals)
    return max(1, sum(count for _, count in field.working_spots) * sum(span for span in spans if span > 0))


def _departures(operation: Operation, scope: str, scope_id: str) -> float | None:
    """Return how many departures the clearances of a field or leg let out up to the deadline; None without a limit."""
    total, end = 0.0, operation.agreement.deadline_minute
    for one in operation.clearances:
        if (one.scope, one.scope_id) == (scope, scope_id):
            if one.limit_per_day == 0:
                return None
            start = max(one.window.start_minute, operation.as_of_minute)
            total += max(0, min(one.window.end_minute, end) - start) / _DAY * one.limit_per_day
    return max(total, 1 / _DAY)
