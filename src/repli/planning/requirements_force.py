"""What vehicles and lines ask for: duty, load plans, their number, groups, order, dates (see `requirements`)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from repli.errors import phrase
from repli.model import Operation, PeopleLine, VehicleType
from repli.planning.lines import earliest_of, leaving_of, lines_of
from repli.planning.setting_aside import Change, Requirement, changed, more_vehicles
from repli.units import MINUTES_PER_DAY, MINUTES_PER_HOUR, text_of_minute

__all__ = ["of_fleet", "of_lines", "of_types"]

_MOST_MORE = 8
_ENDLESS = 100 * MINUTES_PER_DAY


def of_types(operation: Operation) -> Iterator[Requirement]:
    """Yield the crew duty, the load plans, the range and the drivers of each type in the fleet."""
    used = {vehicle.type_id for vehicle in operation.vehicles}
    for kind in (one for one in operation.vehicle_types if one.type_id in used):
        name = kind.type_id
        hours = kind.duty_max_minutes // MINUTES_PER_HOUR
        yield Requirement(
            kind="duty",
            text=phrase("the longest duty of {hours} hours of {type} (vehicle_types.csv)", hours=hours, type=name),
            without=changed("vehicle_types", name, duty_max_minutes=_ENDLESS),
            values=tuple(range(hours + 1, 3 * 24)),
            weaker=lambda most, name=name: changed("vehicle_types", name, duty_max_minutes=most * MINUTES_PER_HOUR),  # type: ignore[misc]  # the name of this turn
        )
        if any(one.floor or one.balance for one in kind.configurations):
            yield Requirement(
                kind="balance",
                text=phrase("balance and strength of the floor of {type} (positions.csv, balance_limits.csv)",
                            type=name),
                without=changed("vehicle_types", name, configurations=_unbalanced(kind)),
            )  # fmt: skip
        if kind.range_km:
            yield Requirement(
                kind="range",
                text=phrase("the {km} km that {type} flies between two fillings (vehicle_types.csv, fields.csv)",
                            km=kind.range_km, type=name),
                without=changed("vehicle_types", name, range_km=0),
            )  # fmt: skip
        if kind.drivers:
            yield Requirement(
                kind="drivers",
                text=phrase("the driver teams of each {type}, {count} (vehicle_types.csv, teams.csv)",
                            count=kind.drivers, type=name),
                without=changed("vehicle_types", name, drivers=0),
            )  # fmt: skip


def _unbalanced(kind: VehicleType) -> tuple[object, ...]:
    return tuple(replace(one, floor=(), balance=()) for one in kind.configurations)


def of_fleet(operation: Operation) -> Iterator[Requirement]:
    """Yield from when to when each vehicle is there, and how many there are of each type."""
    for vehicle in operation.vehicles:
        name = vehicle.vehicle_id
        yield Requirement(
            kind="available",
            text=phrase(
                "the time for which {vehicle} is there, {start} to {end} (fleet.csv)",
                vehicle=name,
                start=text_of_minute(vehicle.available_from_minute),
                end=text_of_minute(vehicle.available_to_minute),
            ),
            without=changed("vehicles", name, available_from_minute=min(
                vehicle.available_from_minute, operation.as_of_minute), available_to_minute=operation.horizon_minute),
        )  # fmt: skip
    for type_id, count in sorted(Counter(vehicle.type_id for vehicle in operation.vehicles).items()):
        yield Requirement(
            kind="fleet",
            text=phrase("the number of {type} in the fleet, {count} (fleet.csv)", type=type_id, count=count),
            without=more_vehicles(type_id, _MOST_MORE),
            values=tuple(range(count + 1, count + _MOST_MORE)),
            weaker=lambda most, type_id=type_id, count=count: more_vehicles(type_id, most - count),  # type: ignore[misc]  # the names of this turn
        )


def of_lines(operation: Operation) -> Iterator[Requirement]:
    """Yield groups, order, acts on site, dangerous goods, and when lines are ready."""
    for group in sorted({line.together for line in leaving_of(operation) if line.together is not None}):
        yield Requirement(
            kind="together",
            text=phrase("the rule that group {group} goes together (people.csv, items.csv)", group=group),
            without=_apart(group),
        )
    for line in lines_of(operation):
        table = "people" if isinstance(line, PeopleLine) else "items"
        if line.before:
            yield Requirement(
                kind="before",
                text=phrase("the rule that {line} goes before {others} ({table}.csv)",
                            line=line.line_id, others=" ".join(line.before), table=table),
                without=changed(table, line.line_id, before=()),
            )  # fmt: skip
        if not isinstance(line, PeopleLine) and line.stays and line.act_minutes:
            yield Requirement(
                kind="act",
                text=phrase("the {minutes} minutes of the act on {line} (items.csv)",
                            minutes=line.act_minutes, line=line.line_id),
                without=changed(table, line.line_id, act_minutes=0),
            )  # fmt: skip
        if earliest_of(line) > operation.as_of_minute:
            early = {"arrives_minute": None} if isinstance(line, PeopleLine) else {}
            yield Requirement(
                kind="ready",
                text=phrase("the ready time of {line}, {start} ({table}.csv)",
                            line=line.line_id, start=text_of_minute(earliest_of(line)), table=table),
                without=changed(table, line.line_id, ready_minute=operation.as_of_minute, **early),
            )  # fmt: skip
    if operation.segregation:
        yield Requirement(
            kind="dangerous",
            text=phrase("the table of dangerous goods that may not go together (dangerous_goods.csv)"),
            without=lambda one: replace(one, segregation=frozenset()),
        )


def _apart(group: str) -> Change:
    """Return the change that dissolves a group."""

    def change(operation: Operation) -> Operation:
        people = tuple(replace(one, together=None) if one.together == group else one for one in operation.people)
        items = tuple(replace(one, together=None) if one.together == group else one for one in operation.items)
        return replace(operation, people=people, items=items)

    return change
