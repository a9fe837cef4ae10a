"""What fields, legs and clearances ask for: hours, spots, windows, limits, escorts (see `requirements`)."""

from collections.abc import Iterator
from dataclasses import replace

from repli.errors import phrase
from repli.model import Clearance, Leg, Operation, Passage
from repli.planning.network import network_of
from repli.planning.setting_aside import Change, Requirement, always, changed
from repli.units import text_of_minute

__all__ = ["of_clearances", "of_fields", "of_legs"]

_MOST_A_DAY = 20


def of_clearances(operation: Operation) -> Iterator[Requirement]:
    """Yield the limit, the window and the notice of each clearance, and the clearances that nobody has."""
    for one in operation.clearances:
        name, place = one.clearance_id, one.scope_id
        if one.limit_per_day:
            yield Requirement(
                kind="limit",
                text=phrase(
                    "the limit of {limit} a day of clearance {name} for {place} (clearances.csv)",
                    limit=one.limit_per_day,
                    name=name,
                    place=place,
                ),
                without=changed("clearances", name, limit_per_day=0),
                values=tuple(range(one.limit_per_day + 1, _MOST_A_DAY)),
                weaker=lambda limit, name=name: changed("clearances", name, limit_per_day=limit),  # type: ignore[misc]  # the name of this turn
            )
        yield Requirement(
            kind="window",
            text=phrase(
                "the window of clearance {name} for {place}, {start} to {end} (clearances.csv)",
                name=name,
                place=place,
                start=text_of_minute(one.window.start_minute),
                end=text_of_minute(one.window.end_minute),
            ),
            without=changed("clearances", name, window=always(operation)[0]),
        )
        if one.lead_minutes or one.answer_minutes:
            yield Requirement(
                kind="lead",
                text=phrase("the lead and answer times of clearance {name} for {place} (clearances.csv)",
                            name=name, place=place),
                without=changed("clearances", name, lead_minutes=0, answer_minutes=0),
            )  # fmt: skip
    yield from _uncleared(operation)


def _uncleared(operation: Operation) -> Iterator[Requirement]:
    """Yield the departures of types in the fleet for which there is no clearance at all."""
    network = network_of(operation)
    types = {vehicle.type_id for vehicle in operation.vehicles}
    covered = {(one.scope, one.scope_id, type_id) for one in operation.clearances for type_id in one.types}
    seen: set[tuple[str, str, str]] = set()
    for leg in operation.legs:
        scope = network.scope_of(leg)
        for type_id in sorted(types):
            if scope is None or (type_id, leg.leg_id) not in operation.passage_of:
                continue
            key = (*scope, type_id)
            if key not in covered | seen:
                seen.add(key)
                yield Requirement(
                    kind="uncleared",
                    text=phrase("the lack of any clearance for {type} at {place} (clearances.csv)",
                                type=type_id, place=scope[1]),
                    without=_granted(*key),
                )  # fmt: skip


def _granted(scope: str, scope_id: str, type_id: str) -> Change:
    """Return the change that adds a clearance at all times without a limit."""

    def change(operation: Operation) -> Operation:
        one = Clearance(
            clearance_id=f"+{scope_id}/{type_id}",
            issuer="",
            scope=scope,
            scope_id=scope_id,
            types=frozenset({type_id}),
            purposes="",
            window=always(operation)[0],
            tolerance_minutes=0,
            limit_per_day=0,
        )
        return replace(operation, clearances=(*operation.clearances, one))

    return change


def of_fields(operation: Operation) -> Iterator[Requirement]:
    """Yield hours, other users, spots and handling sets of each field."""
    for field in operation.fields:
        name = field.field_id
        yield Requirement(
            kind="hours",
            text=phrase("the opening hours and closures of {place} (fields.csv, closures.csv)", place=name),
            without=changed("fields", name, open_intervals=always(operation)),
        )
        if field.taken:
            yield Requirement(
                kind="others",
                text=phrase("the spots that other users hold at {place} (closures.csv)", place=name),
                without=changed("fields", name, taken=()),
            )
        if field.parking_spots or field.working_spots:
            yield Requirement(
                kind="spots",
                text=phrase("the number and size of the spots at {place} (fields.csv)", place=name),
                without=changed("fields", name, parking_spots=(), working_spots=()),
            )
        if field.handling_sets is not None:
            yield Requirement(
                kind="handling",
                text=phrase(
                    "the handling sets at {place}, {count} (fields.csv)", count=field.handling_sets, place=name
                ),
                without=changed("fields", name, handling_sets=None),
                values=tuple(range(field.handling_sets + 1, _MOST_A_DAY)),
                weaker=lambda count, name=name: changed("fields", name, handling_sets=count),  # type: ignore[misc]  # the name of this turn
            )


def of_legs(operation: Operation) -> Iterator[Requirement]:
    """Yield hours and escorts of each leg."""
    for leg in operation.legs:
        name = leg.leg_id
        if leg.open_intervals[:1] != always(operation)[:1]:
            yield Requirement(
                kind="road",
                text=phrase("the opening hours and closures of {place} (legs.csv, closures.csv)", place=name),
                without=_open_leg(leg),
            )
        if leg.escort_teams:
            yield Requirement(
                kind="escort",
                text=phrase("the escort teams of convoys on {place}, {count} (legs.csv, teams.csv)",
                            count=leg.escort_teams, place=name),
                without=changed("legs", name, escort_teams=0),
            )  # fmt: skip


def _open_leg(leg: Leg) -> Change:
    """Return the change that keeps a leg open at all times, for setting out too."""

    def opened(operation: Operation, passage: Passage) -> Passage:
        if passage.leg_id != leg.leg_id or not passage.stretches:
            return passage
        return replace(passage, departure_intervals=always(operation))

    def change(operation: Operation) -> Operation:
        free = changed("legs", leg.leg_id, open_intervals=always(operation))(operation)
        return replace(free, passages=tuple(opened(operation, one) for one in free.passages))

    return change
