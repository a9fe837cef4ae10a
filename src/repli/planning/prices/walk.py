"""What each unit pays at least on its way out, exactly (docs/reference/bound-meaning.md, 5).

States are the stock of a site and, after an edge inside, aboard at a place. Units of a site that reach the same doors
are worked out together, bucket by bucket from the last one back: rows of a table, a column a bucket. Numbers are
64-bit where that is proven to be enough, and of any length elsewhere; nothing is rounded.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repli.planning.prices.doors import AIR, IN, LOADED, THROUGH, Door, Yard
from repli.planning.prices.grid import Buckets
from repli.planning.prices.payers import Family, Member
from repli.planning.prices.tariff import Credit, Tariff

__all__ = ["Crowd", "Values", "Walks", "crowds_of"]

Values = NDArray[np.int64] | NDArray[np.object_]
_State = tuple[str, str]
"""(``stock``, site), or (mode, place) aboard."""
_STOCK = "stock"
_SAFE = 1 << 60
_CLOSED = -1


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Units of one site that reach the same doors, one row each member of a family. Not slotted: tables are kept."""

    site_id: str
    families: tuple[Family, ...]
    members: tuple[Member, ...]
    counts: tuple[int, ...]
    rows: tuple[int, ...]
    """The family of each member."""

    @property
    def yard(self) -> Yard:
        """The edges that can take these units."""
        return self.families[0].first.yard

    def column(self, numbers: Iterable[int], kind: type = np.int64) -> Values:
        """Return one number a family as one number a member."""
        each = list(numbers)
        return np.array([each[row] for row in self.rows], dtype=kind)


def crowds_of(families: Sequence[Family]) -> tuple[Crowd, ...]:
    """Return the families that leave, in crowds."""
    found: dict[tuple[object, ...], list[Family]] = {}
    for family in families:
        if family.act_end_minute is None:
            key = family.site_id, frozenset(family.first.doors), id(family.first.yard)
            found.setdefault(key, []).append(family)
    return tuple(
        Crowd(
            site_id=some[0].site_id,
            families=tuple(some),
            members=tuple(one for family in some for one in family.members),
            counts=tuple(one for family in some for one in family.counts),
            rows=tuple(row for row, family in enumerate(some) for _ in family.members),
        )
        for some in found.values()
    )


@dataclass(frozen=True, kw_only=True)
class Walks:
    """The cheapest walks on a grid. ``until``: only buckets before it count, and being out before it begins."""

    buckets: Buckets
    until: int | None = None

    @property
    def end(self) -> int:
        """The first bucket that does not count."""
        return len(self.buckets) if self.until is None else self.until

    def crowd(self, crowd: Crowd, tariff: Tariff) -> Values | None:
        """Return what a unit of each member pays at least; None if one of them cannot get out."""
        walk = _Walk(self, crowd, tariff)
        values = walk.values()
        return None if bool((values >= walk.never).any()) else values

    def act(self, family: Family, tariff: Tariff) -> int | None:
        """Return what an item that stays pays: it waits for its act, and longer where that is credited."""
        member, least = family.members[0], family.act_end_minute or 0
        first = self.buckets.of(least)
        best: int | None = None
        for t in range(self.end if first is None else first, self.end):
            late = max(self.buckets.cuts[t], least) - family.start_minute
            earned = sum(
                one.size_of(member) * sum(one.prices[:t])
                for one in tariff.credits
                if one.site_id == family.site_id and one.kind != "guards-last"
            )
            value = late * tariff.item_kg * member.kg - earned
            best = value if best is None else min(best, value)
        return best

    def targets(self, yard: Yard, door: Door) -> Iterator[_State]:
        """Yield where a door inside leads: the stock of sites, and aboard."""
        for place in [edge.to_place for edge in yard.edges_of[door.key]]:
            yield door.mode, place
            yield from ((_STOCK, site_id) for site_id in yard.sites_at(door.mode, place))


class _Walk:
    """One crowd on its way."""

    def __init__(self, walks: Walks, crowd: Crowd, tariff: Tariff) -> None:
        """Lay the tables out."""
        self._walks, self._crowd, self._tariff = walks, crowd, tariff
        members = crowd.members
        most = tariff.most(
            walks.buckets.cuts[-1] - walks.buckets.cuts[0],
            max(one.kg for one in members),
            max(one.positions for one in members),
        )
        self._kind: type = np.int64 if most < _SAFE else object
        self.never = max(2 * most, _SAFE) if self._kind is object else _SAFE
        self._kg, self._seat = self._column(one.kg for one in members), self._column(one.seat for one in members)
        self._positions = self._column(one.positions for one in members)
        self._weight = self._column(tariff.person if one.seat else tariff.item_kg * one.kg for one in members)
        self._start = crowd.column((one.start_minute for one in crowd.families), self._kind)
        self._sizes = [(one, self._column(map(one.size_of, members))) for one in tariff.credits]
        self._guards = self._guarded()
        self._doors = self._states()

    def values(self) -> Values:
        """Return what each member pays from its start on."""
        starts = self._crowd.column(self._walks.buckets.of(one.start_minute) or 0 for one in self._crowd.families)
        found = self._column(self.never for _ in self._crowd.members)
        now: dict[_State, Values] = {}
        for t in range(self._walks.end - 1, -1, -1):
            now = {state: self._waited(value, state, t) for state, value in now.items()}
            for state, doors in self._doors.items():
                for door, opened in doors:
                    if door.to_place != IN:
                        self._cheaper(now, state, self._out(door, opened[t], t))
            self._by_flight(now, t)
            self._relax(now, t)
            own = now.get((_STOCK, self._crowd.site_id))
            if own is not None:
                found = np.where(starts == t, own, found)
        return found

    def _column(self, numbers: Iterable[int]) -> Values:
        return np.array(list(numbers), dtype=self._kind)

    def _states(self) -> dict[_State, list[tuple[Door, NDArray[np.int64]]]]:
        """Return the states that are reached, with their doors, and when each is open for each member, by bucket."""
        known = self._crowd.families[0].first.doors
        states: dict[_State, list[tuple[Door, NDArray[np.int64]]]] = {}
        queue: list[_State] = [(_STOCK, self._crowd.site_id)]
        while queue:
            state = queue.pop()
            if state in states:
                continue
            places = self._crowd.yard.places_of(state[1]) if state[0] == _STOCK else (state,)
            kind = LOADED if state[0] == _STOCK else THROUGH
            doors = [door for place in places for door in self._crowd.yard.doors_at(place, kind)]
            states[state] = [(one, self._opened(one)) for one in doors if one in known]
            inwards = [door for door, _ in states[state] if door.to_place == IN]
            queue += [to for door in inwards for to in self._walks.targets(self._crowd.yard, door)]
        return states

    def _opened(self, door: Door) -> NDArray[np.int64]:
        """Return the first minute of a door in each bucket (row) for each member (column)."""
        hours, tables = self._crowd.yard.door_hours[door.key], {}
        for family in self._crowd.families:
            first = family.first.doors[door]
            if first not in tables:
                tables[first] = [_CLOSED if m is None else m for m in self._walks.buckets.opened(hours, first)]
        each = np.array([tables[one.first.doors[door]] for one in self._crowd.families], dtype=np.int64)
        return each[list(self._crowd.rows)].T

    def _guarded(self) -> list[Values]:
        """Return what guards who leave last were credited before each bucket."""
        total = self._column(0 for _ in self._crowd.members)
        found = [total]
        mine = [(one, size) for one, size in self._sizes if one.kind == "guards-last" and self._own(one)]
        for t in range(self._walks.end):
            for one, size in mine:
                total = total + size * one.prices[t]
            found.append(total)
        return found

    def _own(self, credit: Credit) -> bool:
        return credit.site_id == self._crowd.site_id

    def _out(self, door: Door, minutes: NDArray[np.int64], t: int) -> Values:
        """Return what it costs each member to be out through a door in a bucket."""
        edges = self._crowd.yard.edges_of.get(door.key, ())
        road = 0 if door.mode == AIR else min((one.block_minutes for one in edges), default=0)
        if self._walks.until is not None and road:
            minutes = np.where(minutes + road < self._walks.buckets.cuts[self._walks.until], minutes, _CLOSED)
        late = minutes.astype(self._kind) + road - self._start
        return self._at(minutes, self._paid(door, t) + self._weight * late - self._guards[t])

    def _at(self, minutes: NDArray[np.int64], value: Values) -> Values:
        """Return a value where a door is open, else never."""
        return np.where(minutes == _CLOSED, self.never, value)

    def _paid(self, door: Door, t: int) -> Values:
        kg, seat, position = self._tariff.doors[door][t] if door in self._tariff.doors else (0, 0, 0)
        return self._kg * kg + self._seat * seat + self._positions * position

    def _by_flight(self, now: dict[_State, Values], t: int) -> None:
        """Let people take the commercial flights that leave in a bucket."""
        flights = {(site, f.flight_id): (site, f) for one in self._crowd.families for site, f in one.flights}
        for site_id, flight in flights.values():
            if self._walks.buckets.of(flight.departs_minute) != t or (_STOCK, site_id) not in self._doors:
                continue
            can = self._crowd.column(int((site_id, flight) in one.flights) for one in self._crowd.families)
            seat, kg = self._tariff.flights.get(flight.flight_id, (0, 0))
            late = flight.departs_minute - self._start
            value = self._seat * seat + self._kg * kg + self._weight * late - self._guards[t]
            self._cheaper(now, (_STOCK, site_id), np.where(can == 1, value, self.never))

    def _waited(self, value: Values, state: _State, t: int) -> Values:
        """Return a value less what waiting over the end of a bucket is credited; never stays never."""
        sites = (state[1],) if state[0] == _STOCK else self._crowd.yard.sites_at(*state)
        best: Values | None = None
        for site_id in sites:
            earned = self._column(0 for _ in self._crowd.members)
            for one, size in self._sizes:
                if one.site_id == site_id and one.kind != "guards-last" and one.prices[t]:
                    earned = earned + size * one.prices[t]
            best = earned if best is None else np.maximum(best, earned)
        return value if best is None else np.where(value >= self.never, value, value - best)

    def _relax(self, now: dict[_State, Values], t: int) -> None:
        """Let edges inside lead from state to state within a bucket until nothing gets cheaper."""
        for _ in self._doors:
            changed = False
            for state, doors in self._doors.items():
                for door, opened in doors:
                    for target in self._walks.targets(self._crowd.yard, door) if door.to_place == IN else ():
                        if target in now and target != state:
                            value = self._at(opened[t], now[target] + self._paid(door, t))
                            changed = self._cheaper(now, state, np.minimum(value, self.never)) or changed
            if not changed:
                return

    def _cheaper(self, now: dict[_State, Values], state: _State, value: Values) -> bool:
        """Keep the smaller one for each member; say whether anything got cheaper."""
        known = now.get(state)
        now[state] = value if known is None else np.minimum(known, value)
        return known is None or bool((value < known).any())
