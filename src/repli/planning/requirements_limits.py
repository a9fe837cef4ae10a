"""What the horizon, the holds of the fleet and commercial flights allow (see `requirements`)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from repli.errors import phrase
from repli.model import Configuration, Operation, PeopleLine
from repli.planning.hours import hours_of
from repli.planning.lines import Line, leaving_of
from repli.planning.reach import shape_of
from repli.planning.setting_aside import Change, Requirement, changed
from repli.units import MINUTES_PER_DAY, Interval, civil_time

__all__ = ["of_holds", "of_horizon", "of_seats"]

_WEEK = 7
_MOST_WEEKS = 26
_MOST_VALUES = 100
_ENDLESS = 1 << 30

_Shape = tuple[int, int, int, bool]


def of_horizon(operation: Operation) -> Iterator[Requirement]:
    """Yield the days after the deadline up to which anything may happen at all."""
    days = (operation.horizon_minute - operation.agreement.deadline_minute) // MINUTES_PER_DAY
    yield Requirement(
        kind="horizon",
        text=phrase(
            "the horizon {days} days after the deadline (operation.toml: overrun_days; beyond it hours are taken as "
            "in the week before)",
            days=days,
        ),
        without=_later(_MOST_WEEKS * _WEEK),
        values=tuple(range(days + _WEEK, days + _MOST_WEEKS * _WEEK, _WEEK)),
        weaker=lambda value: _later(value - days),
    )


def _later(days: int) -> Change:
    """Return the change that moves the horizon: what reaches up to it reaches on, hours go on as in their last week."""

    def change(operation: Operation) -> Operation:
        old = operation.horizon_minute
        end = old + days * MINUTES_PER_DAY
        agreement = operation.agreement

        def on(hours: Iterable[Interval]) -> tuple[Interval, ...]:
            return _repeated(tuple(hours), old, end)

        return replace(
            operation,
            horizon_minute=end,
            agreement=replace(
                agreement, day_starts=(*agreement.day_starts, *_days_after(operation, agreement.day_starts[-1], days))
            ),
            fields=tuple(replace(one, open_intervals=on(one.open_intervals)) for one in operation.fields),
            sites=tuple(replace(one, office_intervals=on(one.office_intervals)) for one in operation.sites),
            teams=tuple(replace(one, open_intervals=on(one.open_intervals)) for one in operation.teams),
            legs=tuple(replace(one, open_intervals=on(one.open_intervals)) for one in operation.legs),
            passages=tuple(replace(one, departure_intervals=on(one.departure_intervals)) for one in operation.passages),
            vehicles=tuple(
                replace(one, available_to_minute=end) if one.available_to_minute >= old else one
                for one in operation.vehicles
            ),
            clearances=tuple(
                replace(one, window=replace(one.window, end_minute=end)) if one.window.end_minute >= old else one
                for one in operation.clearances
            ),
        )

    return change


def _repeated(hours: tuple[Interval, ...], old: int, end: int) -> tuple[Interval, ...]:
    """Return hours with those of the week before ``old`` again in each week up to ``end``."""
    week = _WEEK * MINUTES_PER_DAY
    last = [
        Interval(max(one.start_minute, old - week), min(one.end_minute, old))
        for one in hours
        if one.start_minute < old and one.end_minute > old - week
    ]
    found = [one for one in hours if one.start_minute < old]
    for shift in range(week, end - old + week, week):
        found += [
            Interval(one.start_minute + shift, min(one.end_minute + shift, end))
            for one in last
            if one.start_minute + shift < end
        ]
    joined = hours_of(found)
    return tuple(Interval(start, stop) for start, stop in zip(joined.starts, joined.ends, strict=True))


def _days_after(operation: Operation, last: int, days: int) -> Iterator[int]:
    """Yield the local midnights after the last one that is known."""
    for number in range(1, days + 1):
        noon = last + number * MINUTES_PER_DAY + MINUTES_PER_DAY // 2  # no change of clocks carries noon to another day
        local = civil_time(noon, operation.agreement.time_zone)
        yield noon - local.hour * 60 - local.minute


def of_holds(operation: Operation) -> Iterator[Requirement]:
    """Yield what is larger or heavier than every hold of the fleet takes, lines of one shape together."""
    shapes: dict[_Shape, list[Line]] = {}
    for line in leaving_of(operation):
        shapes.setdefault(shape_of(line), []).append(line)
    for shape, lines in shapes.items():
        if any(_takes(operation, type_id, shape) for type_id in sorted({one.type_id for one in operation.vehicles})):
            continue
        kg, positions, seats, outsize = shape
        yield Requirement(
            kind="hold",
            text=phrase(
                "the holds of the fleet, none of which takes {line}: {kg} kg, positions {positions}, seats {seats}, "
                "outsize {outsize} (lines: {count}; configurations.csv, payload_ranges.csv)",
                line=lines[0].line_id,
                kg=kg,
                positions=positions,
                seats=seats,
                outsize=phrase("yes") if outsize else phrase("no"),
                count=len(lines),
            ),
            without=_enlarged(shape, sum(line.count for line in lines if isinstance(line, PeopleLine)) or 1),
        )


def _takes(operation: Operation, type_id: str, shape: _Shape) -> bool:
    """Say whether a type takes one piece of a shape in some configuration, on some leg."""
    kg, positions, seats, outsize = shape
    payload = max((one.payload_kg for one in operation.passages if one.type_id == type_id), default=0)
    return payload >= kg and any(
        one.seats >= seats and one.pallet_positions >= positions and (one.outsize or not outsize)
        for one in operation.type_of[type_id].configurations
    )


def _enlarged(shape: _Shape, pieces: int) -> Change:
    """Return the change that gives each type a configuration and the payload for one item, or for all the people."""
    kg, positions, seats, outsize = shape
    kg, seats = kg * pieces, seats * pieces

    def change(operation: Operation) -> Operation:
        types = tuple(
            replace(
                one,
                configurations=(
                    *one.configurations,
                    Configuration(
                        configuration_id=f"+{kg}/{positions}/{seats}{'/outsize' if outsize else ''}",
                        seats=seats,
                        pallet_positions=positions,
                        outsize=outsize,
                    ),
                ),
            )
            for one in operation.vehicle_types
        )
        passages = tuple(replace(one, payload_kg=max(one.payload_kg, kg)) for one in operation.passages)
        return replace(operation, vehicle_types=types, passages=passages)

    return change


def of_seats(operation: Operation) -> Iterator[Requirement]:
    """Yield the seats, with the payload, of each commercial flight."""
    people = sum(line.count for line in operation.people)
    heaviest = max((line.kg_per_person for line in operation.people), default=0)

    def seated(flight_id: str, payload_kg: int, seats: int, more: int) -> Change:
        return changed("seat_blocks", flight_id, seats=seats + more, payload_kg=payload_kg + more * heaviest)

    for one in operation.seat_blocks:
        step = max(1, people // _MOST_VALUES)
        yield Requirement(
            kind="seats",
            text=phrase(
                "the number of seats on {flight}, {seats} (commercial_seats.csv)",
                flight=one.flight_id,
                seats=one.seats,
            ),
            without=changed("seat_blocks", one.flight_id, seats=_ENDLESS, payload_kg=_ENDLESS),
            values=tuple(range(one.seats + 1, one.seats + people + 1, step)),
            weaker=lambda value, one=one: seated(one.flight_id, one.payload_kg, one.seats, value - one.seats),  # type: ignore[misc]  # the flight of this turn
        )
