"""Vehicles alike: a large fleet of one type and home is asked once, not vehicle by vehicle.

A force has hundreds of trucks of one kind. Which of them goes is all the same, so the times at which any of them is at
home are kept in one list; the first of these that has room for a route gives the first slot there is. Few vehicles
alike are asked one by one: then each may wait for another load.

>>> fleet.earliest_slot(timeline, route, Wish(load_from=ready))  # doctest: +SKIP
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from operator import itemgetter

from repli.planning.occupancy import FOREVER
from repli.planning.routes import Route
from repli.planning.sorties import Slot
from repli.planning.timeline import Diary, Timeline
from repli.planning.timing import Wish, earliest_slot

__all__ = ["Fleet", "fleets_of"]

_FEW = 12
"""So many vehicles alike are still asked one by one."""

_Stay = tuple[int, int, str]
"""From when to when which vehicle is at home and free."""


@dataclass(slots=True, kw_only=True)
class Fleet:
    """Vehicles of one type and home; ``stays`` ascend, and are empty for one vehicle alone.

    ``least`` remembers how long a vehicle is away on a route at least, by the route's identity.
    """

    vehicles: tuple[str, ...]
    stays: list[_Stay] = field(default_factory=list)
    least: dict[int, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The first vehicle."""
        return self.vehicles[0]

    def earliest_slot(self, timeline: Timeline, route: Route, wish: Wish) -> Slot | None:
        """Return the first slot of any vehicle on a route, within the wish."""
        if not self.stays:
            return earliest_slot(timeline, self.name, route, wish)
        after, least = max(wish.load_from, wish.off_from), self._least_minutes(route)
        for start, end, vehicle_id in self.stays:
            if start > wish.off_to:
                break
            if end <= after or end - start < least:
                continue
            within = Wish(
                depart_from=max(start, wish.depart_from),
                back_by=min(end, wish.back_by),
                load_from=wish.load_from,
                off_from=wish.off_from,
                off_to=wish.off_to,
            )
            slot = earliest_slot(timeline, vehicle_id, route, within)
            if slot is not None:
                return slot
        return None

    def send(self, slot: Slot) -> Slot:
        """Return a slot with the vehicle that goes: of those that can the last to come home, so that others stay long.

        It is away from then on.
        """
        if not self.stays:
            return slot
        off, back = slot.timing.off[0], slot.timing.back(slot.route)
        once = back >= FOREVER
        home = max(slot.timing.off[-1], slot.timing.on[-1]) if once else back
        start, end, vehicle_id = self.stays.pop(self._last_home(off, home))
        for rest in () if once else ((start, off, vehicle_id), (back, end, vehicle_id)):
            if rest[1] - rest[0] >= self._least_minutes(slot.route):
                insort(self.stays, rest)
        return slot if vehicle_id == slot.vehicle_id else replace(slot, vehicle_id=vehicle_id)

    def _last_home(self, off: int, home: int) -> int:
        """Return the place of the stay that starts last of those that hold ``off`` to ``home``; ties by vehicle."""
        before = range(bisect_right(self.stays, off, key=itemgetter(0)) - 1, -1, -1)
        last = next(place for place in before if home <= self.stays[place][1])
        alike = takewhile(lambda place: self.stays[place][0] == self.stays[last][0], range(last, -1, -1))
        return min((place for place in alike if home <= self.stays[place][1]), key=lambda place: self.stays[place][2])

    def _least_minutes(self, route: Route) -> int:
        """Return the fewest minutes for which a vehicle is away on a route."""
        known = self.least.get(id(route))
        if known is None:
            stops = route.stops[:-1]
            stays = sum(max(stop.ground_minutes, stop.work_minutes) for stop in stops[1:])
            known = self.least[id(route)] = sum(stop.block_minutes for stop in stops) + stays
        return known


def fleets_of(diaries: Mapping[str, Diary]) -> tuple[Fleet, ...]:
    """Return vehicles as fleets: many alike together, each other one alone, in the order of the first of each."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for vehicle_id, diary in diaries.items():
        alike[diary.type_id, diary.home].append(vehicle_id)
    return tuple(fleet for names in alike.values() for fleet in _fleets(diaries, names))


def _fleets(diaries: Mapping[str, Diary], names: list[str]) -> Iterator[Fleet]:
    if len(names) <= _FEW:
        yield from (Fleet(vehicles=(name,)) for name in names)
        return
    yield Fleet(vehicles=tuple(names), stays=sorted(stay for name in names for stay in diaries[name].stays))
