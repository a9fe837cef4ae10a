"""Which lines of a feeder an aircraft takes straight to where they go, and which by the receiving site.

A feeder is a site from which no vehicle brings every line to where it goes. What an aircraft can bring there itself,
in a round that is no longer, would only take up the spots and clearances of the receiving site, and a second vehicle.

>>> routes = parted(feeds_of(operation)["STRIP"], across, out)  # doctest: +SKIP
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from repli.model import ItemLine, Operation
from repli.planning.hold import OUTSIZE
from repli.planning.lines import Line, leaving_of
from repli.planning.routes import Route

__all__ = ["Feed", "feeds_of", "parted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What leaves a site: one line of each kind, the destinations tied to others by a group, and those of all sites."""

    lines: tuple[Line, ...]
    tied: frozenset[str]
    goals: frozenset[str]


def feeds_of(operation: Operation) -> Mapping[str, Feed]:
    """Return what leaves each site."""
    lines: dict[str, dict[tuple[object, ...], Line]] = {}
    groups: dict[tuple[str, str], set[str]] = {}
    for line in leaving_of(operation):
        size = (line.kg, line.positions, line.item_class) if isinstance(line, ItemLine) else (line.kg_per_person,)
        lines.setdefault(line.site_id, {}).setdefault((line.destination_id, *size), line)
        if line.together is not None:
            groups.setdefault((line.site_id, line.together), set()).add(line.destination_id)
    goals = frozenset(line.destination_id for some in lines.values() for line in some.values())
    tied = {(site_id, goal) for (site_id, _), some in groups.items() if len(some) > 1 for goal in some}
    return {
        site_id: Feed(
            lines=tuple(some.values()), tied=frozenset(goal for one, goal in tied if one == site_id), goals=goals
        )
        for site_id, some in lines.items()
    }


def parted(feed: Feed, across: Sequence[Route], out: Sequence[Route]) -> tuple[Route, ...]:
    """Return the routes of one type and home from a feeder: across with all that does not go straight, and straight."""
    goals = {
        goal
        for goal in {line.destination_id for line in feed.lines} - feed.tied
        if _as_soon_back(across, [one for one in out if goal in one.serves])
        and all(
            any(_fits(line, one) for one in out if goal in one.serves)
            for line in feed.lines
            if line.destination_id == goal and any(_fits(line, one) for one in across)
        )
    }
    if not goals:
        return tuple(across)
    straight = (replace(one, serves=one.serves & goals) for one in out if one.serves & goals)
    return (*(replace(one, serves=feed.goals - goals) for one in across), *straight)


def _as_soon_back(across: Sequence[Route], out: Sequence[Route]) -> bool:
    """Say whether some route out takes no longer than every route across."""
    return bool(out) and min(map(_minutes, out)) <= min(map(_minutes, across), default=0)


def _minutes(route: Route) -> int:
    """Return the minutes of a round: legs, and the least stays at the stops between."""
    stays = sum(max(stop.ground_minutes, stop.work_minutes) for stop in route.stops[1:-1])
    return sum(stop.block_minutes for stop in route.stops) + stays


def _fits(line: Line, route: Route) -> bool:
    """Say whether a route takes one unit of a line that is alone aboard."""
    if not isinstance(line, ItemLine):
        return line.kg_per_person <= route.payload_kg and any(one.seats for one in route.configurations)
    return line.kg <= route.payload_kg and any(
        one.pallet_positions >= line.positions and (one.outsize or line.item_class != OUTSIZE)
        for one in route.configurations
    )
