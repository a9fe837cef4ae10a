"""What can be proven impossible before any search, each with the row that says so.

Every check here holds for all plans (exit 5); what the scheduler merely cannot do yet is said by name (exit 6) and
proves nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from repli.errors import ImpossibleError, NoPlanError, Phrase, phrase
from repli.model import Operation, PeopleLine, SeatBlock, Site, VehicleType
from repli.planning.bound import permit_rows
from repli.planning.flights import flights_for
from repli.planning.lines import Line, earliest_of, leaving_of, staying_of
from repli.planning.lots import GUARD
from repli.planning.others import crowded
from repli.planning.reach import shape_of
from repli.planning.teams import INSPECTION, teams_of
from repli.planning.uncarried import too_few_seats, uncarried
from repli.planning.ways import Ways
from repli.units import Interval, text_of_minute

__all__ = ["refuse_impossible", "refuse_stranded"]


def refuse_impossible(ways: Ways) -> None:
    """Raise ImpossibleError with every reason found, or NoPlanError for what this version does not plan."""
    operation = ways.network.operation
    unknown = tuple(_not_planned(operation))
    if unknown:
        raise NoPlanError(unknown)
    reasons = (
        *uncarried(ways.network),
        *too_few_seats(ways.network),
        *_groups_too_large(operation),
        *_ready_too_late(operation),
        *_too_few_permits(operation),
        *_floors_above_strength(operation),
        *_too_few_guards(operation),
        *_no_office_hours(operation),
        *crowded(ways.network),
    )
    if reasons:
        raise ImpossibleError(tuple(dict.fromkeys(reasons)))
    refuse_stranded(ways, {line.site_id for line in leaving_of(operation)})


def refuse_stranded(ways: Ways, held: Collection[str]) -> None:
    """Raise NoPlanError for sites from which something is to leave, ``held``, and to which no vehicle has a way."""
    stranded = tuple(
        phrase(
            "Site {site}: no vehicle has a round trip to it, and on to the destinations, that its crew's duty allows.",
            site=site_id,
        )
        for site_id in ways.stranded
        if site_id in held
    )
    if stranded:
        raise NoPlanError(stranded)


def _not_planned(operation: Operation) -> Iterator[Phrase]:
    """Yield lines that start outside or stay inside,: refused by name."""
    for line in leaving_of(operation):
        if not operation.site_of[line.site_id].inside:
            yield phrase(
                "Line {line} starts outside at {site}: arrivals are not planned.", line=line.line_id, site=line.site_id
            )
        elif operation.site_of[line.destination_id].inside:
            yield phrase(
                "Line {line} goes to {site} inside the territory: only what leaves is planned.",
                line=line.line_id,
                site=line.destination_id,
            )


def _groups_too_large(operation: Operation) -> Iterator[Phrase]:
    """Yield groups that no vehicle takes whole in any configuration, on any of its legs (C)."""
    groups: dict[str, list[Line]] = {}
    for line in leaving_of(operation):
        if line.together is not None:
            groups.setdefault(line.together, []).append(line)
    for name, lines in groups.items():
        kinds = (_takes_whole(operation, kind, lines) for kind in operation.vehicle_types)
        if not any(kinds) and not any(_books_whole(operation, block, lines) for block in operation.seat_blocks):
            yield phrase(
                "Group {group} ({lines}): no vehicle takes all of it at once.",
                group=name,
                lines=" ".join(line.line_id for line in lines),
            )


def _takes_whole(operation: Operation, kind: VehicleType, lines: list[Line]) -> bool:
    """Say whether some configuration has the seats and positions for all lines, and some leg the payload."""
    shapes = [(line.count if isinstance(line, PeopleLine) else 1, *shape_of(line)) for line in lines]
    kg, positions, seats = (sum(shape[0] * shape[index] for shape in shapes) for index in (1, 2, 3))
    payload = (one.payload_kg for one in operation.passages if one.type_id == kind.type_id)
    roomy = any(
        one.seats >= seats
        and one.pallet_positions >= positions
        and (one.outsize or not any(outsize for *_, outsize in shapes))
        for one in kind.configurations
    )
    return roomy and max(payload, default=0) >= kg


def _books_whole(operation: Operation, block: SeatBlock, lines: list[Line]) -> bool:
    """Say whether a commercial flight has the seats and the payload for all lines."""
    people = [line for line in lines if isinstance(line, PeopleLine) and block in flights_for(operation, line)]
    return (
        len(people) == len(lines)
        and block.seats >= sum(line.count for line in people)
        and block.payload_kg >= sum(line.count * line.kg_per_person for line in people)
    )


def _ready_too_late(operation: Operation) -> Iterator[Phrase]:
    """Yield lines that get ready after the horizon."""
    as_of = operation.as_of_minute
    horizon = text_of_minute(operation.horizon_minute)
    for line in leaving_of(operation):
        if max(earliest_of(line), as_of) + 1 > operation.horizon_minute:
            yield phrase(
                "Line {line}: ready at {ready}, so it cannot be out by the horizon {horizon}.",
                line=line.line_id,
                ready=text_of_minute(earliest_of(line)),
                horizon=horizon,
            )
    for item in staying_of(operation):
        if max(item.ready_minute, as_of) + item.act_minutes > operation.horizon_minute:
            yield phrase(
                "Line {line}: ready at {ready} and {minutes} minutes of its act, so it cannot be out by the horizon "
                "{horizon}.",
                line=item.line_id,
                ready=text_of_minute(max(item.ready_minute, as_of)),
                minutes=item.act_minutes,
                horizon=horizon,
            )


def _too_few_permits(operation: Operation) -> Iterator[Phrase]:
    """Yield fields whose clearances can never let out what must leave there on its way."""
    days = len(operation.agreement.day_starts) - 1
    for row in permit_rows(operation, to_goals=True):
        if row.value_day >= days:
            yield phrase(
                "Field {field}: its clearances never let out what must leave there ({demand} by {kind}).",
                field=row.subject,
                demand=row.demand,
                kind=row.kind,
            )


def _floors_above_strength(operation: Operation) -> Iterator[Phrase]:
    """Yield floors that are above what is present at as_of, where no closing wave can have started by then (E)."""
    for floor in operation.floors:
        site = operation.site_of[floor.site_id]
        minimum = next((least for at, least in reversed(floor.steps) if at <= operation.as_of_minute), 0)
        present = _present(operation, site, floor.quantity, floor.function)
        if minimum > present and _first_act(operation, site) > operation.as_of_minute:
            yield phrase(
                "Floor at {site} ({quantity} {function}): {minimum} must be present at as_of, {present} are.",
                site=floor.site_id,
                quantity=floor.quantity,
                function=floor.function or "",
                minimum=minimum,
                present=present,
            )


def _first_act(operation: Operation, site: Site) -> int:
    """Return the first minute at which an act of handover may start, and so the first at which a wave may (F)."""
    if site.handover_minutes == 0:
        return operation.as_of_minute
    least = operation.as_of_minute + site.notice_minutes
    starts = [max(one.start_minute, least) for one in site.office_intervals if one.end_minute > least]
    return min(starts) if starts else least


def _present(operation: Operation, site: Site, quantity: str, function: str | None) -> int:
    """Return what a floor counts at a site at as_of."""
    if quantity == "people":
        return sum(
            line.count
            for line in operation.people
            if line.site_id == site.site_id
            and function in (None, line.function)
            and (line.arrives_minute is None or line.arrives_minute <= operation.as_of_minute)
        )
    items = [line for line in operation.items if line.site_id == site.site_id]
    return sum(line.kg for line in items) if quantity == "kg" else sum(line.sensitivity != "none" for line in items)


def _too_few_guards(operation: Operation) -> Iterator[Phrase]:
    """Yield sites whose own guards are fewer than those who must leave last (F)."""
    for site in operation.sites:
        guards = sum(line.count for line in operation.people if (line.site_id, line.function) == (site.site_id, GUARD))
        if site.inside and site.last_out_people > guards and _holds_anything(operation, site):
            yield phrase(
                "Site {site}: {need} guards must leave last, {guards} are there.",
                site=site.site_id,
                need=site.last_out_people,
                guards=guards,
            )


def _holds_anything(operation: Operation, site: Site) -> bool:
    return any(line.site_id == site.site_id for line in leaving_of(operation))


def _no_office_hours(operation: Operation) -> Iterator[Phrase]:
    """Yield sites whose office hours never hold the act of handover, notice included (F)."""
    for site in operation.sites:
        if not site.inside or site.handover_minutes == 0:
            continue
        least = operation.as_of_minute + site.notice_minutes
        last = operation.horizon_minute
        spans = [(max(one.start_minute, least), min(one.end_minute, last)) for one in site.office_intervals]
        attended = [(max(one.start_minute, least), min(one.end_minute, last)) for one in _attended(operation, site)]
        if not any(end - start >= site.handover_minutes for start, end in attended) and any(
            end - start >= site.handover_minutes for start, end in spans
        ):
            yield phrase(
                "Site {site}: it needs inspection teams ({count}) for {minutes} minutes of its office hours, and so "
                "many never work there for so long; see teams.csv.",
                site=site.site_id,
                count=site.inspection_teams,
                minutes=site.handover_minutes,
            )
        if not any(end - start >= site.handover_minutes for start, end in spans):
            yield phrase(
                "Site {site}: no office interval before the horizon holds a handover of {minutes} minutes with notice.",
                site=site.site_id,
                minutes=site.handover_minutes,
            )


def _attended(operation: Operation, site: Site) -> tuple[Interval, ...]:
    """Return the office hours of a site in which enough inspection teams work; all where it asks for none."""
    if site.inspection_teams == 0:
        return site.office_intervals
    enough = replace(operation, teams=tuple(one for one in operation.teams if one.count >= site.inspection_teams))
    return tuple(teams_of(enough).within(INSPECTION, site.site_id, site.office_intervals))
