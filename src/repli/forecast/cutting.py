"""A cut as a value: what stands where in one replication at a local midnight, for whoever plans the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repli.forecast.inforce import InForce
from repli.kernel import NEVER, Disturbances, Track
from repli.model import Begun, Booking, Cut, HandoverAct, Movement, Operation, Plan, SiteAct

__all__ = ["Seen", "cut_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is seen at a minute in replications that share a plan.

    ``begun`` (M,) of its agents; ``known`` of what goes wrong; ``expected`` comes of the plan under it.
    """

    minute: int
    begun: NDArray[np.bool_]
    known: Disturbances
    expected: Track


def cut_of(operation: Operation, force: InForce, seen: Seen, replication: int) -> Cut | None:
    """Return the cut of one replication; None if something that has begun is not expected to end."""
    begun, known, expected, minute = seen.begun, seen.known, seen.expected, seen.minute
    parts = _planned(force.plan)
    found, stop = [], 0
    for number, agent in enumerate(force.compiled.agents):
        own, stop = slice(stop, stop + len(agent.stops)), stop + len(agent.stops)
        if begun[number]:
            went = tuple(int(one) for one in expected.went[replication, own])
            if max(went) >= NEVER:
                return None
            came = tuple(int(one) for one in expected.came[replication, own])
            found.append(Begun(planned=parts[agent.name], came_minutes=came, went_minutes=went))
    return Cut(
        at_minute=minute,
        begun=tuple(found),
        shut_until=tuple(sorted(_shut(operation, force, seen, replication))),
        crisis_until_minute=_until(known.crisis_start[replication], known.crisis_end[replication], minute),
        requested=tuple(
            sorted((one.clearance_id, one.request_minute) for one in force.plan.requests if one.request_minute < minute)
        ),
        promised_minute=force.promised_minute,
        expected_minute=int(expected.outcome.closed[replication]),
    )


def _planned(plan: Plan) -> Mapping[str, Movement | SiteAct | HandoverAct | Booking]:
    """Return what each agent's name stands for."""
    return {
        **{movement.movement_id: movement for movement in plan.movements},
        **{f"act {act.item_id}": act for act in plan.acts},
        **{f"handover {act.site_id}": act for act in plan.handovers},
        **{booking.flight_id: booking for booking in plan.bookings},
    }


def _until(start: int, end: int, minute: int) -> int:
    """Return until when an interval that has begun lasts; 0 if none lasts beyond ``minute``."""
    return int(end) if start < minute < end else 0


def _shut(operation: Operation, force: InForce, seen: Seen, replication: int) -> Iterator[tuple[str, int]]:
    """Yield (clearance or road leg, until when it is known not to hold)."""
    known, minute = seen.known, seen.minute
    opens = force.compiled.stage.timeline.clearances["window_start"]
    for number, one in enumerate(operation.clearances):
        late = int(known.answer[replication, number])
        until = _until(known.revoked_start[replication, number], known.revoked_end[replication, number], minute)
        until = max(until, int(opens[number]) + late if late else 0)
        if until > minute:
            yield one.clearance_id, until
    for number, leg_id in enumerate(force.compiled.roads):
        until = _until(known.closed_start[replication, number], known.closed_end[replication, number], minute)
        if until > minute:
            yield leg_id, until
