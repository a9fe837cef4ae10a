"""Planned clearances that a plan uses, each with the latest minute to ask for it.

Lead time and the day on which the answer is due both lie between the request and the first off block in use: silence
means refused (docs/reference/plan-meaning.md, I).
"""

from collections.abc import Iterable

from repli.model import Clearance, ClearanceRequest, Movement, Operation

__all__ = ["PLANNED", "notice_minutes", "requests_of"]

PLANNED = "planned"
"""The state of a clearance that is not requested yet."""


def notice_minutes(clearance: Clearance) -> int:
    """Return the least minutes from the request to the first off block in use."""
    return max(clearance.lead_minutes, clearance.answer_minutes)


def requests_of(operation: Operation, movements: Iterable[Movement]) -> tuple[ClearanceRequest, ...]:
    """Return the request of each planned clearance that movements use, the first to be made first."""
    first: dict[str, int] = {}
    for movement in movements:
        for stop in movement.stops:
            one = operation.clearance_of.get(stop.clearance_id or "")
            if one is not None and one.state == PLANNED:
                first[one.clearance_id] = min(stop.off_block_minute, first.get(one.clearance_id, stop.off_block_minute))
    requests = (
        ClearanceRequest(clearance_id=name, request_minute=off - notice_minutes(operation.clearance_of[name]))
        for name, off in first.items()
    )
    return tuple(sorted(requests, key=lambda one: (one.request_minute, one.clearance_id)))
