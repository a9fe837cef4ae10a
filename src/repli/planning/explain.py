"""What holds the closure day of each site, in one word with its subject, and in a sentence.

First depth: the plan is read, not planned again. From the minute at which the last thing of a site could leave, the
reasons are tried in order: the last line is ready that day; what comes from a feeder arrives that day; no office hours
or no notice before; clearances used up every day since; spots full every day since; else the vehicles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.model import Clearance, Operation, Plan, Site
from repli.planning.lines import earliest_of, lines_of
from repli.planning.objective import day_of, departures_of
from repli.planning.occupancy import occupancy_of

__all__ = ["Reason", "binding_codes", "binding_reasons"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What holds a closure: ``code`` with its ``subject`` (a line, site, field, leg), and a sentence.

    ``site_id`` is empty for the operation itself, where a line is out later than the last site is closed.
    """

    site_id: str
    closure_minute: int
    code: str
    subject: str
    sentence: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A site, when it closes, and the minute and subject of what could leave last."""

    operation: Operation
    plan: Plan
    site: Site
    closure_minute: int
    last_minute: int
    last_subject: str
    last_code: str

    @property
    def days(self) -> range:
        """The civil days from the last thing's day up to the day before closure."""
        return range(day_of(self.operation, self.last_minute), day_of(self.operation, self.closure_minute))


_SENTENCES = {
    "ready": "Site {site} closes on the day when {subject} is ready.",
    "act": "Site {site} closes on the day when the act on {subject} ends.",
    "feeder": "Site {site} closes on the day when the last load from {subject} is in its stock.",
    "notice": "Site {site}: the notice of its handover comes first.",
    "office": "Site {site} waits for office hours that can hold its act of handover.",
    "permits": "Site {site}: no clearance of {subject} had room on an earlier day.",
    "parking": "Site {site}: the parking spots of {subject} are full every day until it closes.",
    "fleet": "Site {site}: no single cause was found; vehicles, crews, floors or the planner's own choices hold it.",
}


def binding_codes(operation: Operation, plan: Plan) -> tuple[str, ...]:
    """Return ``code:subject`` of each site, the one that closes last first, each once."""
    return tuple(dict.fromkeys(f"{reason.code}:{reason.subject}" for reason in binding_reasons(operation, plan)))


def binding_reasons(operation: Operation, plan: Plan) -> tuple[Reason, ...]:
    """Return what holds each site that the plan closes, the one that closes last first; before all who is out later."""
    cases = sorted(_cases(operation, plan), key=lambda case: (-case.closure_minute, case.site.site_id))
    return (*_on_the_way(operation, plan, cases), *(_reason(case) for case in cases))


def _on_the_way(operation: Operation, plan: Plan, cases: Sequence[_Case]) -> Iterator[Reason]:
    """Yield the line that is out last, if that is on a day after the last site is closed."""
    outs = ((parts[-1][0], line_id) for line_id, parts in departures_of(operation, plan).items())
    minute, line_id = max(outs, default=(operation.as_of_minute, ""))
    if cases and day_of(operation, minute) > day_of(operation, cases[0].closure_minute):
        sentence = phrase(
            "All sites are closed before: the operation closes on the day when {subject} is out.", subject=line_id
        )
        yield Reason(site_id="", closure_minute=minute, code="border", subject=line_id, sentence=sentence)


def _reason(case: _Case) -> Reason:
    """Return the first reason that applies."""
    code, subject = _code(case)
    return Reason(
        site_id=case.site.site_id,
        closure_minute=case.closure_minute,
        code=code,
        subject=subject,
        sentence=phrase(_SENTENCES[code], site=case.site.site_id, subject=subject),
    )


def _code(case: _Case) -> tuple[str, str]:
    """Return the code and its subject."""
    site_id = case.site.site_id
    if not case.days:
        return case.last_code, case.last_subject
    notice_day = day_of(case.operation, case.operation.as_of_minute + case.site.notice_minutes)
    if notice_day >= case.days.stop:
        return "notice", site_id
    if not any(_office_open(case, day) for day in case.days if day >= notice_day):
        return "office", site_id
    scope = _used_up(case)
    if scope is not None:
        return "permits", scope
    if case.site.field_id is not None and all(_parking_full(case, case.site.field_id, day) for day in case.days):
        return "parking", case.site.field_id
    return "fleet", site_id


def _cases(operation: Operation, plan: Plan) -> Iterator[_Case]:
    """Yield the sites inside that the plan closes."""
    for site in operation.sites:
        if not site.inside:
            continue
        ends = [act.end_minute for act in plan.handovers if act.site_id == site.site_id]
        ends += [act.end_minute for act in plan.acts if act.site_id == site.site_id]
        ends += [
            stop.off_block_minute
            for movement in plan.movements
            for stop in movement.stops
            if any(cargo.site_id == site.site_id for cargo in stop.loads)
        ]
        ends += [
            operation.seat_block_of[booking.flight_id].departs_minute
            for booking in plan.bookings
            if any(cargo.site_id == site.site_id for cargo in booking.loads)
        ]
        if ends:
            minute, subject, code = _last_thing(operation, plan, site)
            yield _Case(
                operation=operation,
                plan=plan,
                site=site,
                closure_minute=max(ends),
                last_minute=minute,
                last_subject=subject,
                last_code=code,
            )


def _last_thing(operation: Operation, plan: Plan, site: Site) -> tuple[int, str, str]:
    """Return when the last line of a site is ready, or the last load from a feeder is in stock, and its name."""
    things = [(operation.as_of_minute, site.site_id, "fleet")]
    lines = (line for line in lines_of(operation) if line.site_id == site.site_id)
    things += [(earliest_of(line), line.line_id, "ready") for line in lines]
    things += [(act.end_minute, act.item_id, "act") for act in plan.acts if act.site_id == site.site_id]
    for movement in plan.movements:
        for stop in movement.stops:
            if any(cargo.site_id == site.site_id for cargo in stop.unloads):
                feeders = {cargo.site_id for other in movement.stops for cargo in other.loads}
                things.append((stop.work_end_minute + site.transfer_minutes, min(feeders), "feeder"))
    return max(things)


def _office_open(case: _Case, day: int) -> bool:
    """Say whether office hours of a civil day can hold the act."""
    start, end = case.operation.agreement.day_starts[day : day + 2]
    return any(
        min(one.end_minute, end) - max(one.start_minute, start) >= case.site.handover_minutes
        for one in case.site.office_intervals
    )


def _used_up(case: _Case) -> str | None:
    """Return the field or leg whose clearances hold the last departure: none has room on any earlier day."""
    departures = [
        (stop.off_block_minute, movement.movement_id, movement, index)
        for movement in case.plan.movements
        for index, stop in enumerate(movement.stops)
        if any(cargo.site_id == case.site.site_id for cargo in stop.loads)
    ]
    if not departures:
        return None
    off, _, movement, pick = max(departures, key=lambda departure: departure[:2])
    type_id = case.operation.vehicle_of[movement.vehicle_id].type_id
    for stop in movement.stops[: pick + 1]:
        clearance = case.operation.clearance_of.get(stop.clearance_id or "")
        first = day_of(case.operation, case.last_minute - (off - stop.off_block_minute))
        days = range(max(first, 0), day_of(case.operation, stop.off_block_minute))
        if clearance is not None and days and not any(_has_room(case, clearance, type_id, day) for day in days):
            return clearance.scope_id
    return None


def _has_room(case: _Case, like: Clearance, type_id: str, day: int) -> bool:
    """Say whether a clearance of the same scope could still be used by a type on a civil day."""
    start, end = case.operation.agreement.day_starts[day : day + 2]
    for one in case.operation.clearances:
        opens = one.window.start_minute - one.tolerance_minutes
        closes = one.window.end_minute + one.tolerance_minutes
        usable = (one.scope, one.scope_id) == (like.scope, like.scope_id) and type_id in one.types
        if usable and opens < end and closes > start:
            uses = _uses(case.plan, one.clearance_id, start, end)
            if one.limit_per_day == 0 or uses < one.limit_per_day:
                return True
    return False


def _uses(plan: Plan, clearance_id: str, start: int, end: int) -> int:
    """Return how often a clearance is used in ``[start, end)``."""
    return sum(
        stop.clearance_id == clearance_id and start <= stop.off_block_minute < end
        for movement in plan.movements
        for stop in movement.stops
    )


def _parking_full(case: _Case, field_id: str, day: int) -> bool:
    """Say whether at some minute of a civil day no spot of a field is free for the smallest vehicle."""
    operation = case.operation
    start, end = operation.agreement.day_starts[day : day + 2]
    occupancy = occupancy_of(operation.field_of[field_id].parking_spots)
    for movement in case.plan.movements:
        size = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id].size
        for stop in movement.stops:
            if stop.place_id == field_id:
                occupancy.take(size, stop.on_block_minute, stop.off_block_minute)
    return occupancy.next_free(1, start, end) > start
