"""`repli explain PLAN --operation FOLDER`: what holds each site, what to request by when, why departures are full."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import reduce

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, OperationFolder, PlanFile
from repli.errors import Phrase, phrase
from repli.model import Operation, Plan
from repli.rules import Fullness
from repli.units import text_of_minute

__all__ = ["HELP", "explain"]

HELP = phrase("Say what holds a plan back: what binds each site, what to request by when, why each departure is full.")

_speak = say()


def explain(plan_file: PlanFile, operation: OperationFolder, as_json: AsJson = False) -> None:
    """Explain a plan that keeps the rules; one that breaks any is refused with what it breaks."""
    with guarded(as_json=as_json):
        case, plan = commission.load_plan(plan_file, operation)
        filled = commission.filled(case.operation, plan)
        if as_json:
            out_json(
                {
                    "reasons": [_speak(reason) for reason in commission.reasons(case.operation, plan)],
                    "requests": [
                        {"clearance_id": one.clearance_id, "request_by": text_of_minute(one.request_minute)}
                        for one in plan.requests
                    ],
                    "departures": [_as_json(one) for one in filled],
                }
            )
            return
        for sentence in (*commission.reasons(case.operation, plan), *_requests(case.operation, plan)):
            out(_speak(sentence))
        for one in filled:
            out(f"  {_departure(one)}")


def _requests(operation: Operation, plan: Plan) -> Iterator[Phrase]:
    for one in plan.requests:
        yield phrase(
            "Request {clearance} of {issuer} by {due} at the latest.",
            clearance=one.clearance_id,
            issuer=operation.clearance_of[one.clearance_id].issuer,
            due=text_of_minute(one.request_minute),
        )


def _as_json(one: Fullness) -> dict[str, object]:
    said = {"off_block_minute": text_of_minute(one.off_block_minute), "why": [_speak(part) for part in one.why]}
    return asdict(one) | said


def _departure(one: Fullness) -> str:
    return _speak(
        phrase(
            "{movement} {at} {place} {fit}: {people}/{seats} seats, {used}/{room} positions, {kg}/{payload} kg; {why}",
            movement=one.movement_id,
            at=text_of_minute(one.off_block_minute),
            place=one.place_id,
            fit=one.configuration_id,
            people=one.people,
            seats=one.seats,
            used=one.positions,
            room=one.positions_there,
            kg=one.kg,
            payload=one.payload_kg,
            why=_joined(one.why),
        )
    )


def _joined(parts: tuple[Phrase, ...]) -> Phrase:
    """Return several clauses as one."""
    return reduce(lambda one, more: phrase("{one}; {more}", one=one, more=more), parts)
