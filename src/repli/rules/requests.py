"""Rules about planned clearances: each that a plan uses is requested once, and early enough.

docs/reference/plan-meaning.md, I. A request is early enough if lead time and the day on which the answer is due both
lie between it and the first off block that uses the clearance: silence means refused.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from repli.errors import phrase
from repli.model import Finding, Operation, Plan
from repli.rules.reading import trips_of
from repli.rules.rule import Rule, clock, found

__all__ = ["RULES"]

_PLANNED = "planned"


def _first_uses(operation: Operation, plan: Plan) -> Mapping[str, int]:
    """Return the first off block of each planned clearance that some departure names."""
    first: dict[str, int] = {}
    for trip in trips_of(operation, plan):
        for stop, _following in trip.legs:
            one = operation.clearance_of.get(stop.clearance_id or "")
            if one is not None and one.state == _PLANNED:
                first[one.clearance_id] = min(stop.off_block_minute, first.get(one.clearance_id, stop.off_block_minute))
    return first


def request_made(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Each planned clearance that is used has exactly one request, and no other clearance has any.

    Source: docs/reference/plan-meaning.md, I.
    """
    used = _first_uses(operation, plan)
    asked = Counter(request.clearance_id for request in plan.requests)
    for name in sorted(used.keys() | asked.keys()):
        expected = int(name in used)
        if asked[name] != expected:
            message = phrase(
                "Requests in the plan: {count}; expected: {expected}.", count=asked[name], expected=expected
            )
            yield found("request-made", name, used.get(name), message)


def request_in_time(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A request is made at or after as_of, and its lead time and answer lie before the first off block that uses it.

    Source: docs/reference/plan-meaning.md, I.
    """
    used = _first_uses(operation, plan)
    for request in plan.requests:
        off = used.get(request.clearance_id)
        if off is None:
            continue
        one = operation.clearance_of[request.clearance_id]
        latest = off - max(one.lead_minutes, one.answer_minutes)
        if not operation.as_of_minute <= request.request_minute <= latest:
            message = phrase(
                "Requested at {stated}; it must be between {first} and {latest}.",
                stated=clock(request.request_minute),
                first=clock(operation.as_of_minute),
                latest=clock(latest),
            )
            yield found("request-in-time", request.clearance_id, request.request_minute, message)


RULES = (
    Rule(
        name="request-made",
        explanation=phrase("Every planned clearance that is used is requested once."),
        check=request_made,
    ),
    Rule(
        name="request-in-time",
        explanation=phrase("A request leaves time for its lead and its answer before the first departure."),
        check=request_in_time,
    ),
)
