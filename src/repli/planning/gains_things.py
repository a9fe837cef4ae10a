"""The scarce things of an operation, each with the change that gives one more of it: what gains are asked of.

A change only loosens: every plan of the operation is one of the changed operation too. Things that the operation does
not limit are left out.

>>> [str(one.text) for one in things_of(operation, closes)][:1]  # doctest: +SKIP
['one more C-17']
"""

from collections.abc import Iterator
from dataclasses import replace

from repli.errors import phrase
from repli.model import Floor, Operation, PeopleLine
from repli.planning.floor_words import counted_words
from repli.planning.gains_places import of_clearances, of_fields, of_legs, of_offices
from repli.planning.gains_thing import Thing
from repli.planning.lines import Line, earliest_of, lines_of
from repli.planning.objective import day_of
from repli.planning.setting_aside import Change, changed, more_vehicles
from repli.units import MINUTES_PER_DAY

__all__ = ["things_of"]

_SEATS = 10
_PART = 10
"""A floor is lowered by one part in so many, at least by 1."""


def things_of(operation: Operation, until_minute: int) -> tuple[Thing, ...]:
    """Return every thing of which one more changes the operation, in a fixed order.

    A plan that closes at ``until_minute`` has no use for clearances that open later: they are left out.
    """
    things = (
        *_fleet(operation),
        *of_fields(operation),
        *of_clearances(operation, until_minute),
        *of_legs(operation),
        *_teams(operation),
        *_seats(operation),
        *_readiness(operation),
        *of_offices(operation),
        *_floors(operation),
    )
    return tuple(one for one in things if one.more(operation) != operation)


def _fleet(operation: Operation) -> Iterator[Thing]:
    """Yield one more vehicle of each type, where and from when the first one is."""
    for type_id in sorted({one.type_id for one in operation.vehicles}):
        yield Thing(
            kind="fleet",
            subject=type_id,
            text=phrase("one more {type}", type=type_id),
            more=more_vehicles(type_id, 1),
        )


def _teams(operation: Operation) -> Iterator[Thing]:
    for team in operation.teams:
        yield Thing(
            kind="team",
            subject=team.team_id,
            text=phrase("one more team of {team}", team=team.team_id),
            more=changed("teams", team.team_id, count=team.count + 1),
        )


def _seats(operation: Operation) -> Iterator[Thing]:
    """Yield some more seats on each commercial flight, and the payload for as many people with their bags."""
    heaviest = max((line.kg_per_person for line in operation.people), default=0)
    for block in operation.seat_blocks:
        more = {"seats": block.seats + _SEATS, "payload_kg": block.payload_kg + _SEATS * heaviest}
        yield Thing(
            kind="seats",
            subject=block.flight_id,
            text=phrase("{count} more seats on {flight}", count=_SEATS, flight=block.flight_id),
            more=changed("seat_blocks", block.flight_id, **more),
        )


def _readiness(operation: Operation) -> Iterator[Thing]:
    """Yield, for each site, what is ready last a day earlier, and everything a day earlier."""
    for site in (one for one in operation.sites if one.inside):
        lines = [one for one in lines_of(operation) if one.site_id == site.site_id]
        late = [one for one in lines if earliest_of(one) > operation.as_of_minute]
        if not late:
            continue
        last_day = max(day_of(operation, earliest_of(one)) for one in late)
        last = [one for one in late if day_of(operation, earliest_of(one)) == last_day]
        yield Thing(
            kind="ready-last",
            subject=site.site_id,
            text=phrase(
                "what is ready last at {site}, {day}, a day earlier (lines: {count})",
                site=site.site_id,
                day=operation.agreement.civil_day(last_day).isoformat(),
                count=len(last),
            ),
            more=_earlier(last),
        )
        if len(late) > len(last):
            yield Thing(
                kind="ready",
                subject=site.site_id,
                text=phrase("all that is at {site} ready a day earlier", site=site.site_id),
                more=_earlier(late),
            )


def _earlier(lines: list[Line]) -> Change:
    """Return the change that makes lines ready a day earlier, none before as_of; arrivals stay."""
    names = {one.line_id for one in lines}

    def sooner(operation: Operation, line: Line) -> int:
        arrives = line.arrives_minute if isinstance(line, PeopleLine) else None
        least = min(line.ready_minute, max(operation.as_of_minute, arrives or 0))
        return max(least, line.ready_minute - MINUTES_PER_DAY)

    def change(operation: Operation) -> Operation:
        people = (
            replace(one, ready_minute=sooner(operation, one)) if one.line_id in names else one
            for one in operation.people
        )
        items = (
            replace(one, ready_minute=sooner(operation, one)) if one.line_id in names else one
            for one in operation.items
        )
        return replace(operation, people=tuple(people), items=tuple(items))

    return change


def _floors(operation: Operation) -> Iterator[Thing]:
    """Yield each floor lowered by a tenth of its highest step, all its steps alike."""
    for place, floor in enumerate(operation.floors):
        fewer = max(1, max((least for _, least in floor.steps), default=0) // _PART)
        yield Thing(
            kind="floor",
            subject=floor.site_id,
            text=phrase(
                "{count} fewer to be kept at {site} ({counted})",
                count=fewer,
                site=floor.site_id,
                counted=counted_words(floor.quantity, floor.function),
            ),
            more=_lower(place, floor, fewer),
        )


def _lower(place: int, floor: Floor, fewer: int) -> Change:
    steps = tuple((at, max(0, least - fewer)) for at, least in floor.steps)

    def change(operation: Operation) -> Operation:
        floors = list(operation.floors)
        floors[place] = replace(floor, steps=steps)
        return replace(operation, floors=tuple(floors))

    return change
