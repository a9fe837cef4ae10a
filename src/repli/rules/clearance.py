"""Rules about clearances: granted for this place and type, at this time, and not more often than granted.

docs/reference/plan-meaning.md, I. Needed by every off block inside the territory: of aircraft for the field, of road
vehicles for the leg that follows. The last stop of a movement is no departure, and no clearance is needed to come in.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from repli.errors import phrase
from repli.model import Clearance, Finding, Operation, Plan
from repli.rules.days import day_of
from repli.rules.reading import AIR, is_inside, trips_of
from repli.rules.rule import Rule, found

__all__ = ["RULES"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Need:
    """A departure that needs a clearance, and the one that it names."""

    movement_id: str
    type_id: str
    scope: str
    scope_id: str
    off_block_minute: int
    named: Clearance | None

    @property
    def used(self) -> Clearance | None:
        """The named clearance if it is for this scope and type."""
        one = self.named
        if one is None or (one.scope, one.scope_id) != (self.scope, self.scope_id) or self.type_id not in one.types:
            return None
        return one


def _needs(operation: Operation, plan: Plan) -> Iterator[_Need]:
    for trip in trips_of(operation, plan):
        for stop, following in trip.legs:
            leg = operation.leg_of.get((trip.kind.mode, stop.place_id, following.place_id))
            if leg is not None and is_inside(operation, trip.kind, stop.place_id):
                is_air = trip.kind.mode == AIR
                yield _Need(
                    movement_id=trip.name,
                    type_id=trip.kind.type_id,
                    scope="field" if is_air else "leg",
                    scope_id=stop.place_id if is_air else leg.leg_id,
                    off_block_minute=stop.off_block_minute,
                    named=operation.clearance_of.get(stop.clearance_id or ""),
                )


def clearance_granted(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Every departure that needs a clearance names one granted for its field or leg and for its type.

    Source: docs/reference/plan-meaning.md, I.
    """
    for need in _needs(operation, plan):
        if need.used is None:
            message = phrase("No clearance of {place} for {kind} is named.", place=need.scope_id, kind=need.type_id)
            yield found("clearance-granted", need.movement_id, need.off_block_minute, message)


def clearance_window(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """The off block lies in the window of its clearance, widened by the tolerance.

    Source: docs/reference/plan-meaning.md, I.
    """
    for need in _needs(operation, plan):
        one = need.used
        if one is None:
            continue
        opens = one.window.start_minute - one.tolerance_minutes
        if not opens <= need.off_block_minute < one.window.end_minute + one.tolerance_minutes:
            message = phrase("The off block is outside the window of {clearance}.", clearance=one.clearance_id)
            yield found("clearance-window", need.movement_id, need.off_block_minute, message)


def clearance_limit(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Per civil day a clearance serves at most ``limit_per_day`` off blocks; 0 means no limit.

    Source: docs/reference/plan-meaning.md, I; docs/reference/operation-folder.md, clearances.csv.
    """
    used: Counter[tuple[str, int]] = Counter()
    for need in sorted(_needs(operation, plan), key=lambda one: one.off_block_minute):
        if need.used is None or need.used.limit_per_day == 0:
            continue
        key = (need.used.clearance_id, day_of(operation, need.off_block_minute))
        used[key] += 1
        if used[key] == need.used.limit_per_day + 1:
            message = phrase(
                "More off blocks use this clearance on this day than it allows: {limit}.", limit=need.used.limit_per_day
            )
            yield found("clearance-limit", need.used.clearance_id, need.off_block_minute, message)


RULES = (
    Rule(
        name="clearance-granted",
        explanation=phrase("Every departure inside the territory has a clearance for its place and type."),
        check=clearance_granted,
    ),
    Rule(
        name="clearance-window",
        explanation=phrase("A departure lies in the window of its clearance, tolerance included."),
        check=clearance_window,
    ),
    Rule(
        name="clearance-limit",
        explanation=phrase("A clearance serves no more departures a day than it grants."),
        check=clearance_limit,
    ),
)
