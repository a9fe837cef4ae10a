"""The cheapest walk of every unit, at the prices of a certificate (docs/reference/bound-meaning.md, 5).

From the last bucket to the first: in each state a unit is done, moves on within the bucket, or waits for the next.
Units that differ in kg, or in how early they can be where, share most of it: from the bucket on in which a unit can
be everywhere, its costs are those of all units of its kind; only the buckets before are looked at for itself.
"""

from collections.abc import Iterator, Mapping, Sequence

from repli.model import SeatBlock
from repli.rules.pairs import Pair, cost_at, least
from repli.rules.payers import Payer
from repli.rules.routes import First
from repli.rules.tariff import Claimed, Tariff
from repli.rules.walks import Choices, Pass, Paths, State, Walk

__all__ = ["total_cost"]

_States = Mapping[State, Choices]
_ToGo = Mapping[State, Sequence[Pair]]


def total_cost(walk: Walk, claimed: Claimed, payers: Mapping[Payer, int]) -> int | None:
    """Return what all units together cost at least; None if one of them cannot get away."""
    total, paths = 0, Paths(walk, claimed.ways)
    for kind in _kinds(claimed, payers):
        low = min(payer.line.kg_per_unit for payer in kind)
        high = max(payer.line.kg_per_unit for payer in kind)
        shared = _Kind(paths, Tariff(claimed, kind[0].line, low, high))
        for payer in kind:
            cost = shared.cost(payer)
            if cost is None:
                return None
            total += payers[payer] * cost
    return total


def _kinds(claimed: Claimed, payers: Mapping[Payer, int]) -> Iterator[list[Payer]]:
    """Yield payers that differ in kg, place and minutes alone, kind by kind."""
    kinds: dict[tuple[object, ...], list[Payer]] = {}
    for payer in payers:
        line = payer.line
        counted = tuple(one.measure(line) for one in claimed.prices.credits if not one.in_kg)
        doors = id(claimed.ways.network.of(line)) if line.leaves else None
        kinds.setdefault((line.is_people, line.positions, line.stays, doors, counted), []).append(payer)
    yield from kinds.values()


class _Kind:
    """All units of one kind: what they share is worked out once."""

    def __init__(self, paths: Paths, tariff: Tariff) -> None:
        self.paths, self.tariff = paths, tariff
        self.grid, self.buckets = tariff.claimed.grid, tariff.claimed.buckets
        self._shared: dict[int, Sequence[_ToGo]] = {}
        self._own: dict[tuple[int, int, int], Sequence[Pair]] = {}

    def cost(self, payer: Payer) -> int | None:
        """Return the least cost of a unit, None if it cannot get away."""
        start = self.grid.bucket(payer.since_minute)
        if start is None or start >= self.buckets:
            return None
        pairs = self._staying(payer, start) if payer.line.stays else self._leaving(payer, start)
        least_cost = cost_at(pairs, self.tariff.low_kg, self.tariff.high_kg, payer.line.kg_per_unit)
        person, item_kg = self.tariff.claimed.weights
        weight = person if payer.line.is_people else item_kg * payer.line.kg_per_unit
        return None if least_cost is None else least_cost - weight * payer.since_minute

    def _staying(self, payer: Payer, start: int) -> Sequence[Pair]:
        """Return what an item that ends on its site can cost: it waits, and is out from the end of its act on."""
        end, weight = payer.earliest_minute + payer.line.act_minutes, self.tariff.weight
        credit = next(iter(self.tariff.credits(Choices(sites=[payer.line.site_id]))), None)
        first = self.grid.bucket(end)
        found, low, high = [], 0, 0
        for bucket in range(start, self.buckets):
            if first is not None and bucket >= first:
                minute = max(self.grid.minutes[bucket], end)
                found.append((weight[0] * minute - low, weight[1] * minute - high))
            if credit is not None:
                low, high = low + credit[bucket][0], high + credit[bucket][1]
        return least(found)

    def _leaving(self, payer: Payer, start: int) -> Sequence[Pair]:
        """Return what a unit that leaves can cost, from the bucket in which its stay begins."""
        first, states = self.tariff.claimed.ways.first(payer.line), self.paths.of(payer.line)
        key = (id(first), id(states), start)
        if key not in self._own:
            home = ("", payer.line.site_id)
            moving = max(start, self._first_bucket(states[home], first))
            self._own[key] = self._at_home(states[home], (start, moving), self._moving(states, home, moving, first))
        return self._own[key]

    def _at_home(self, choices: Choices, within: tuple[int, int], pairs: Sequence[Pair]) -> Sequence[Pair]:
        """Return costs of a unit that waits in stock over buckets in which it can do nothing else."""
        for credit in self.tariff.credits(choices):
            low = sum(pair[0] for pair in credit[slice(*within)])
            high = sum(pair[1] for pair in credit[slice(*within)])
            return [(pair[0] - low, pair[1] - high) for pair in pairs]
        return pairs

    def _moving(self, states: _States, home: State, start: int, first: First) -> Sequence[Pair]:
        """Return the costs of a unit at its site from a bucket on: those of its kind once it can be everywhere."""
        everywhere = max(start, self._everywhere(first))
        to_go: _ToGo = self._shared_by(states)[everywhere]
        reached = self._reached(states, home, first, start)
        for bucket in range(everywhere - 1, start - 1, -1):
            here = {state: choices for state, choices in states.items() if reached[state] <= bucket}
            to_go = self._bucket(here, bucket, to_go, first)
        return to_go[home]

    def _first_bucket(self, choices: Choices, first: First) -> int:
        """Return the first bucket in which a unit can do anything but wait."""
        minutes = [first.doors[one] for one in (*choices.done, *(one for one, _ in choices.moves))]
        minutes += [one.departs_minute for one in choices.seats]
        bucket = self.grid.bucket(min(minutes, default=self.grid.minutes[-1]))
        return self.buckets if bucket is None else min(bucket, self.buckets)

    def _reached(self, states: _States, home: State, first: First, start: int) -> Mapping[State, int]:
        """Return the first bucket in which a unit can be in each state."""
        reached = dict.fromkeys(states, self.buckets)
        reached[home] = start
        waiting = [home]
        while waiting:
            state = waiting.pop()
            for one, targets in states[state].moves:
                bucket = max(reached[state], self.grid.bucket(first.doors[one]) or 0)
                for target in (target for target in targets if bucket < reached[target]):
                    reached[target] = bucket
                    waiting.append(target)
        return reached

    def _everywhere(self, first: First) -> int:
        """Return the bucket from which on a unit can pass all its doors as soon as they open."""
        latest = max(first.doors.values(), default=self.grid.minutes[0])
        bucket = self.grid.bucket(latest)
        if bucket is None or bucket >= self.buckets:
            return self.buckets
        return bucket if self.grid.minutes[bucket] == latest else bucket + 1

    def _shared_by(self, states: _States) -> Sequence[_ToGo]:
        """Return the least costs from each bucket on, of units that can be everywhere from the start."""
        if id(states) not in self._shared:
            to_go: list[_ToGo] = [dict.fromkeys(states, ())]
            for bucket in range(self.buckets - 1, -1, -1):
                to_go.append(self._bucket(states, bucket, to_go[-1], None))
            self._shared[id(states)] = to_go[::-1]
        return self._shared[id(states)]

    def _bucket(self, states: _States, bucket: int, later: _ToGo, first: First | None) -> _ToGo:
        """Return the least costs from one bucket on, given those from the next one on."""
        now: dict[State, Sequence[Pair]] = {}
        for state, choices in states.items():
            pairs = self._wait(choices, bucket, later[state])
            passed = ((one, self._minute(one, bucket, first)) for one in choices.done)
            done = (self.tariff.done(one, bucket, minute) for one, minute in passed if minute is not None)
            pairs += [pair for pair in done if pair is not None]
            pairs += [self.tariff.seat(one, bucket) for one in choices.seats if self._departs_in(one, bucket)]
            now[state] = least(pairs) if len(pairs) > 1 else pairs
        self._move(states, bucket, now, first)
        return now

    def _wait(self, choices: Choices, bucket: int, later: Sequence[Pair]) -> list[Pair]:
        """Return the costs of waiting: where several sites are at hand, credited as at any of them."""
        credited = [credit[bucket] for credit in self.tariff.credits(choices)] if later else []
        if not credited:
            return list(later)
        return [(pair[0] - low, pair[1] - high) for low, high in credited for pair in later]

    def _move(self, states: _States, bucket: int, now: dict[State, Sequence[Pair]], first: First | None) -> None:
        """Let units move on within a bucket until nothing gets cheaper by it."""
        moves = [
            (state, self.tariff.pay(one)[bucket], targets)
            for state, choices in states.items()
            for one, targets in choices.moves
            if self._minute(one, bucket, first) is not None
        ]
        changed = bool(moves)
        while changed:
            changed = False
            for state, (low, high), targets in moves:
                moved = [(pair[0] + low, pair[1] + high) for target in targets for pair in now[target]]
                if moved:
                    best = least([*now[state], *moved])
                    if best != now[state]:
                        now[state], changed = best, True

    def _minute(self, one: Pass, bucket: int, first: First | None) -> int | None:
        """Return when a unit passes a door in a bucket, None if it cannot."""
        minute = self.tariff.minutes(one).get(bucket)
        if minute is None or first is None or minute >= first.doors[one]:
            return minute
        if first.doors[one] >= self.grid.minutes[bucket + 1]:
            return None
        return self.grid.first_in(self.tariff.doors.doors[one[0]].hours, bucket, first.doors[one])

    def _departs_in(self, flight: SeatBlock, bucket: int) -> bool:
        return self.grid.minutes[bucket] <= flight.departs_minute < self.grid.minutes[bucket + 1]
