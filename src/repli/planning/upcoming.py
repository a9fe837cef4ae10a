"""The next days of a plan as a list of duties: what to request, what stands ready, what leaves, who signs.

Each departure names the clearance that it uses and how much of its daily limit is then taken; a clearance that is only
planned is to be requested by the minute that its lead time and its answer leave. Acts on site, people who arrive,
commercial flights and the teams that attend are on the list too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from repli.errors import Phrase, phrase
from repli.model import Movement, Operation, Plan, Stop
from repli.planning.objective import day_of
from repli.units import MINUTES_PER_DAY

__all__ = ["Duty", "next_days"]

_DISPOSITIONS: Mapping[str, Phrase] = {
    "transfer": phrase("transfer"),
    "sell": phrase("sale"),
    "gift": phrase("gift"),
    "scrap": phrase("scrapping"),
    "destroy": phrase("destruction"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something to do at a minute; ``roles`` must act.

    ``kind`` is request, ready, departs, clearance, notice, handover, act, arrives, check-in or team.
    """

    minute: int
    kind: str
    subject: str
    roles: tuple[str, ...]
    sentence: Phrase


def next_days(operation: Operation, plan: Plan, from_minute: int, days: int = 7) -> tuple[Duty, ...]:
    """Return the duties in ``[from_minute, from_minute + days)``, in order of time."""
    until = from_minute + days * MINUTES_PER_DAY
    duties = [
        *_requests(operation, plan),
        *_acts(plan),
        *_acts_on_site(plan),
        *_arrivals(operation),
        *_seats(operation, plan),
        *_teams(operation, plan),
        *(duty for movement in plan.movements for duty in _departures(operation, plan, movement)),
    ]
    soon = (duty for duty in duties if from_minute <= duty.minute < until)
    return tuple(sorted(soon, key=lambda duty: (duty.minute, duty.kind, duty.subject)))


def _requests(operation: Operation, plan: Plan) -> Iterator[Duty]:
    """Yield the clearances to ask for, each at the last minute that is early enough."""
    for request in plan.requests:
        one = operation.clearance_of[request.clearance_id]
        yield Duty(
            minute=request.request_minute,
            kind="request",
            subject=one.clearance_id,
            roles=("force",),
            sentence=phrase(
                "Clearance {clearance} for {place} is requested of {issuer} by now at the latest.",
                clearance=one.clearance_id,
                place=one.scope_id,
                issuer=one.issuer,
            ),
        )


def _acts(plan: Plan) -> Iterator[Duty]:
    """Yield notices that the force gives, and acts that both parties sign."""
    for act in plan.handovers:
        yield Duty(
            minute=act.notice_minute,
            kind="notice",
            subject=act.site_id,
            roles=("force",),
            sentence=phrase("Notice of the handover of {site} is due.", site=act.site_id),
        )
        yield Duty(
            minute=act.start_minute,
            kind="handover",
            subject=act.site_id,
            roles=("force", "host"),
            sentence=phrase("The handover of {site} starts; both parties sign the act.", site=act.site_id),
        )


def _acts_on_site(plan: Plan) -> Iterator[Duty]:
    """Yield the acts that end items where they are; both parties sign each."""
    for act in plan.acts:
        yield Duty(
            minute=act.start_minute,
            kind="act",
            subject=act.item_id,
            roles=("force", "host"),
            sentence=phrase(
                "Act on {item} at {site} starts ({disposition}); both parties sign.",
                item=act.item_id,
                site=act.site_id,
                disposition=_DISPOSITIONS[act.disposition],
            ),
        )


def _arrivals(operation: Operation) -> Iterator[Duty]:
    """Yield the people who come to their site."""
    for line in operation.people:
        if line.arrives_minute is not None:
            yield Duty(
                minute=line.arrives_minute,
                kind="arrives",
                subject=line.line_id,
                roles=("force",),
                sentence=phrase(
                    "{count} people of {line} arrive at {site}.",
                    count=line.count,
                    line=line.line_id,
                    site=line.site_id,
                ),
            )


def _seats(operation: Operation, plan: Plan) -> Iterator[Duty]:
    """Yield check-in and departure of the commercial flights that are booked."""
    for booking in plan.bookings:
        flight = operation.seat_block_of[booking.flight_id]
        what = {"flight": flight.flight_id, "people": sum(cargo.quantity for cargo in booking.loads)}
        yield Duty(
            minute=flight.departs_minute - flight.check_in_minutes,
            kind="check-in",
            subject=flight.flight_id,
            roles=("force",),
            sentence=phrase("{people} people check in for {flight} at {field}.", **what, field=flight.from_field),
        )
        yield Duty(
            minute=flight.departs_minute,
            kind="departs",
            subject=flight.flight_id,
            roles=("force", "host"),
            sentence=phrase("{flight} leaves with {people} people; both parties sign.", **what),
        )


def _teams(operation: Operation, plan: Plan) -> Iterator[Duty]:
    """Yield the inspection teams that attend acts, and the escorts that go with convoys."""
    acts = [(act.start_minute, act.site_id) for act in plan.handovers]
    acts += [(act.start_minute, act.site_id) for act in plan.acts]
    for minute, site_id in acts:
        if count := operation.site_of[site_id].inspection_teams:
            yield Duty(
                minute=minute,
                kind="team",
                subject=site_id,
                roles=("force", "host"),
                sentence=phrase("{count} inspection teams attend at {site}.", count=count, site=site_id),
            )
    for movement in plan.movements:
        mode = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id].mode
        for stop, after in pairwise(movement.stops):
            leg = operation.leg_of[mode, stop.place_id, after.place_id]
            if leg.escort_teams:
                yield Duty(
                    minute=stop.off_block_minute,
                    kind="team",
                    subject=movement.movement_id,
                    roles=("host",),
                    sentence=phrase(
                        "{count} escort teams go with {movement} from {place}.",
                        count=leg.escort_teams,
                        movement=movement.movement_id,
                        place=stop.place_id,
                    ),
                )


def _departures(operation: Operation, plan: Plan, movement: Movement) -> Iterator[Duty]:
    """Yield what a movement asks for at each stop where it loads at a site inside."""
    for stop in movement.stops:
        sites = sorted({cargo.site_id for cargo in stop.loads if operation.site_of[cargo.site_id].inside})
        if not sites:
            continue
        people = sum(cargo.quantity for cargo in stop.loads if cargo.line_id in operation.people_of)
        items = sum(cargo.line_id in operation.item_of for cargo in stop.loads)
        what = {"movement": movement.movement_id, "people": people, "items": items, "site": " ".join(sites)}
        yield Duty(
            minute=stop.work_start_minute,
            kind="ready",
            subject=movement.movement_id,
            roles=("force",),
            sentence=phrase("{people} people and {items} items stand ready at {site} for {movement}.", **what),
        )
        yield Duty(
            minute=stop.off_block_minute,
            kind="departs",
            subject=movement.movement_id,
            roles=("force", "host"),
            sentence=phrase(
                "{movement} leaves {site} with {people} people and {items} items; both parties sign.", **what
            ),
        )
        yield from _clearance(operation, plan, movement, stop)


def _clearance(operation: Operation, plan: Plan, movement: Movement, stop: Stop) -> Iterator[Duty]:
    """Yield the clearance that an off block uses."""
    clearance = operation.clearance_of.get(stop.clearance_id or "")
    if clearance is None:
        return
    day = day_of(operation, stop.off_block_minute)
    uses = sum(
        other.clearance_id == clearance.clearance_id and day_of(operation, other.off_block_minute) == day
        for one in plan.movements
        for other in one.stops
    )
    yield Duty(
        minute=stop.off_block_minute,
        kind="clearance",
        subject=clearance.clearance_id,
        roles=("host",),
        sentence=phrase(
            "{movement} uses clearance {clearance} of {issuer}; {uses} of {limit} that day.",
            movement=movement.movement_id,
            clearance=clearance.clearance_id,
            issuer=clearance.issuer,
            uses=uses,
            limit=clearance.limit_per_day or phrase("any number"),
        ),
    )
