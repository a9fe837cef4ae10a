"""The rule about crews: no duty is longer than its type allows (docs/reference/plan-meaning.md, H).

A vehicle keeps its crew from one movement to the next, until a rest or a change of crew: so a journey cut into two
movements is still one duty. A movement that starts where the vehicle belongs (its start place) has a fresh crew.
A road vehicle rests or changes crew at the field of the site where it stands, if that has the means.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from repli.errors import phrase
from repli.model import Field, Finding, Operation, Plan, VehicleType
from repli.rules.reading import AIR, Trip
from repli.rules.rule import Rule, found
from repli.rules.vehicles import trips_by_vehicle

__all__ = ["RULES"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Duty:
    """First off block and last on block of one crew; the movement in which it began."""

    movement_id: str
    off_minute: int
    on_minute: int

    def length(self, kind: VehicleType) -> int:
        """From the first off block minus report to the last on block plus debrief."""
        return self.on_minute + kind.debrief_minutes - (self.off_minute - kind.report_minutes)


def _field_at(operation: Operation, kind: VehicleType, place_id: str) -> Field | None:
    if kind.mode == AIR:
        return operation.field_of[place_id]
    return operation.field_of.get(operation.site_of[place_id].field_id or "")


def _ends_duty(operation: Operation, kind: VehicleType, place_id: str, stay_minutes: int) -> bool:
    """Say whether a stay is a rest at a field with crew rest, or a stop at a crew base."""
    field = _field_at(operation, kind, place_id)
    if field is None:
        return False
    rest = kind.rest_minutes + kind.debrief_minutes + kind.report_minutes
    return field.crew_base or (field.crew_rest and stay_minutes >= rest)


def _duties(operation: Operation, trips: list[Trip]) -> Iterator[_Duty]:
    """Yield each duty of one vehicle's crews, movements in order of time."""
    duty: _Duty | None = None
    for trip in trips:
        for index, (stop, following) in enumerate(trip.legs):
            off, on = stop.off_block_minute, following.on_block_minute
            if duty is not None:
                fresh = index == 0 and stop.place_id == trip.vehicle.start_place
                if fresh or _ends_duty(operation, trip.kind, stop.place_id, off - duty.on_minute):
                    yield duty
                    duty = None
            if duty is None:
                duty = _Duty(movement_id=trip.name, off_minute=off, on_minute=on)
            duty = replace(duty, on_minute=on)
    if duty is not None:
        yield duty


def crew_duty(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """From report to debrief no crew is on duty longer than its type allows.

    Source: docs/reference/plan-meaning.md, H.
    """
    for trips in trips_by_vehicle(operation, plan).values():
        kind = trips[0].kind
        for duty in _duties(operation, trips):
            if duty.length(kind) > kind.duty_max_minutes:
                message = phrase(
                    "The crew is on duty for {minutes} minutes, and {limit} are allowed.",
                    minutes=duty.length(kind),
                    limit=kind.duty_max_minutes,
                )
                yield found("crew-duty", duty.movement_id, duty.off_minute, message)


RULES = (
    Rule(
        name="crew-duty",
        explanation=phrase("No crew is on duty longer than its type allows."),
        check=crew_duty,
    ),
)
