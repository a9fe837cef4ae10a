"""How far each floor is from what is present, from as_of to the closing wave of its site (plan-meaning.md, D and E).

>>> floor_slacks(operation, plan)[0].days_at_floor  # doctest: +SKIP
(12, 13, 14)
"""

from dataclasses import dataclass
from itertools import pairwise

from repli.model import Floor, Operation, Plan
from repli.rules.days import day_of
from repli.rules.flows import departures, entries, levels
from repli.rules.lines import Line, lines_of
from repli.rules.waves import endings

__all__ = ["FloorSlack", "floor_slacks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorSlack:
    """A floor, the least that was present above it and when, and the civil days on which nothing more could leave."""

    floor: Floor
    least: int
    least_minute: int
    days_at_floor: tuple[int, ...]


def floor_slacks(operation: Operation, plan: Plan) -> tuple[FloorSlack, ...]:
    """Return the slack of every floor that is above zero at some minute before its site's closing wave."""
    found = (_slack(operation, plan, floor) for floor in operation.floors)
    return tuple(one for one in found if one is not None)


def _slack(operation: Operation, plan: Plan, floor: Floor) -> FloorSlack | None:
    ending = endings(operation, plan).get(floor.site_id)
    until = operation.horizon_minute if ending is None else ending.wave_start_minute
    smallest = min((amount for line in lines_of(operation).values() if (amount := _weight(floor, line))), default=1)
    slacks: list[tuple[int, int]] = []
    days: set[int] = set()
    for (minute, present), (after, _) in pairwise([*_present(operation, plan, floor), (until, 0)]):
        least = next((minimum for at, minimum in reversed(floor.steps) if at <= minute), 0)
        start, end = max(minute, operation.as_of_minute), min(after, until)
        if least == 0 or start >= end:
            continue
        slacks.append((present - least, start))
        if present - least < smallest:
            days |= set(range(day_of(operation, start), day_of(operation, end - 1) + 1))
    if not slacks:
        return None
    slack, at = min(slacks)
    return FloorSlack(floor=floor, least=slack, least_minute=at, days_at_floor=tuple(sorted(days)))


def _present(operation: Operation, plan: Plan, floor: Floor) -> list[tuple[int, int]]:
    """Return (minute, how much of what the floor counts is present from then on), also where the floor steps."""
    lines = lines_of(operation)
    site_id = floor.site_id
    there = sum(line.at_first(site_id) * _weight(floor, line) for line in lines.values())
    changes = [(operation.as_of_minute, 0), *((minute, 0) for minute, _ in floor.steps)]
    changes += [
        (one.gone_minute, -one.units * _weight(floor, one.line))
        for one in departures(operation, plan)
        if one.site_id == site_id
    ]
    changes += [
        (one.minute, one.units * _weight(floor, one.line)) for one in entries(operation, plan) if one.site_id == site_id
    ]
    changes += [(act.end_minute, -_weight(floor, lines[act.item_id])) for act in plan.acts if act.site_id == site_id]
    return list(levels(there, changes))


def _weight(floor: Floor, line: Line) -> int:
    """Return what one unit of a line adds to what a floor counts."""
    if line.is_people:
        return int(floor.quantity == "people" and floor.function in {None, line.function})
    if floor.quantity == "kg":
        return line.kg_per_unit
    return int(floor.quantity == "sensitive" and line.is_sensitive)
