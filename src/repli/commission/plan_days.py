"""From a plan to what the commission's day asks of it: the calendar's rows, a manifest, permissions to ask for.

A plan is read, not judged: it was judged when it was made, and the calendar that both sign is theirs to agree on.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from repli.commission.plans import filled, plan_and_case
from repli.errors import UsageError, phrase
from repli.execution import Permit
from repli.model import Movement, Operation, Plan
from repli.reporting import record_of
from repli.units import SECONDS_PER_MINUTE, civil_time, text_of_minute

__all__ = ["calendar_form", "manifest_form", "permits_of_plan"]


def calendar_form(file: Path, folder: Path, *, first: str, days: int) -> dict[str, str | Sequence[str]]:
    """Return what the form of a calendar asks for, from the departures of a plan in ``days`` local days from a day.

    Raise UsageError for a day that is none, or a time in which nothing departs.
    """
    case, plan = plan_and_case(file, folder)
    operation = case.operation
    zone = operation.agreement.time_zone
    try:
        last = (date.fromisoformat(first) + timedelta(days=days - 1)).isoformat()
    except ValueError:
        raise UsageError(phrase("{text} is not a day.", text=first), phrase("Write it as 2024-06-07.")) from None
    rows = [
        " | ".join(
            (
                one.movement_id,
                one.origin,
                one.vehicle_id,
                text_of_minute(one.at_minute),
                str(one.people),
                str(sum(units for line, units, _ in one.loads if line in operation.item_of)),
            )
        )
        for one in record_of(operation, plan, None).departures
        if one.loads and first <= civil_time(one.at_minute, zone).date().isoformat() <= last
    ]
    if not rows:
        raise UsageError(
            phrase("The plan has no departure from {first} to {last}.", first=first, last=last),
            phrase("Name another first day with --from, or more --days."),
        )
    return {"from": first, "to": last, "movements": rows}


def manifest_form(file: Path, folder: Path, movement: str) -> dict[str, str | Sequence[str]]:
    """Return what the form of a manifest asks for, from the loads of a movement of a plan."""
    case, plan = plan_and_case(file, folder)
    found = _movement(plan, movement)
    cargo = [one for stop in found.stops for one in stop.loads]
    people: dict[str, int] = {}
    for one in cargo:
        if one.line_id in case.operation.people_of:
            people[one.line_id] = people.get(one.line_id, 0) + one.quantity
    return {
        "movement": movement,
        "people": [f"{line}:{count}" for line, count in people.items()],
        "items": [one.line_id for one in cargo if one.line_id in case.operation.item_of],
        "configuration": found.configuration_id,
        "full": _full(case.operation, plan, movement),
    }


def _full(operation: Operation, plan: Plan, movement: str) -> str:
    """Return what filled the first leg of a movement, as the plan's own measure names it."""
    found = [one for one in filled(operation, plan) if one.movement_id == movement]
    return found[0].binds if found else ""


def permits_of_plan(file: Path, folder: Path) -> tuple[Permit, ...]:
    """Return the permissions that a plan counts on and that must be asked for, soonest first."""
    case, plan = plan_and_case(file, folder)
    users: Mapping[str, list[str]] = {request.clearance_id: [] for request in plan.requests}
    for movement in plan.movements:
        for name in {stop.clearance_id for stop in movement.stops} & users.keys():
            users[str(name)].append(movement.movement_id)
    return tuple(
        Permit(
            reference=request.clearance_id,
            request_by_second=request.request_minute * SECONDS_PER_MINUTE,
            answer_seconds=case.operation.clearance_of[request.clearance_id].answer_minutes * SECONDS_PER_MINUTE,
            movements=tuple(sorted(users[request.clearance_id])),
        )
        for request in sorted(plan.requests, key=lambda one: one.request_minute)
    )


def _movement(plan: Plan, movement: str) -> Movement:
    for one in plan.movements:
        if one.movement_id == movement:
            return one
    raise UsageError(
        phrase("The plan has no movement {movement}.", movement=movement),
        phrase("`repli loads PLAN` lists them."),
    )
