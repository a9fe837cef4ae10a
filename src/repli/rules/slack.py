"""How far each floor is from what is present, from as_of to the closing wave of its site (plan-meaning.md, D and E).

>>> floor_slacks(operation, plan)[0].days_at_floor  # doctest: +SKIP
(12, 13, 14)
"""

from dataclasses import dataclass
from itertools import pairwise

from repli.model import Floor, Operation, Plan
from repli.rules.days import day_of
from repli.rules.floors import measure_of, standings, wave_start
from repli.rules.lines import lines_of

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
    until, measure = wave_start(operation, plan, floor.site_id), measure_of(floor)
    smallest = min((amount for line in lines_of(operation).values() if (amount := measure(line))), default=1)
    slacks: list[tuple[int, int]] = []
    days: set[int] = set()
    steps = [*standings(operation, plan, floor), (until, 0, 0)]
    for (start, present, least), (end, _, _) in pairwise(steps):
        if least == 0:
            continue
        slacks.append((present - least, start))
        if present - least < smallest:
            days |= set(range(day_of(operation, start), day_of(operation, end - 1) + 1))
    if not slacks:
        return None
    slack, at = min(slacks)
    return FloorSlack(floor=floor, least=slack, least_minute=at, days_at_floor=tuple(sorted(days)))
