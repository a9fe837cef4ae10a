"""The cheapest walk of one unit, bucket by bucket and door by door as the page says it: an oracle for the fast one.

docs/reference/bound-meaning.md, 5 and 6. Nothing is shared between units, and every state is looked at in every bucket.
"""

from repli.model import Certificate
from repli.rules.doors import IN
from repli.rules.grid import Grid
from repli.rules.payers import Payer
from repli.rules.prices import Prices
from repli.rules.routes import Ways

__all__ = ["slow_cost"]

NEVER = 10**60

State = tuple[str, str]


class _Walker:
    def __init__(self, ways: Ways, one: Certificate, prices: Prices, payer: Payer, weight: int) -> None:
        self.ways, self.prices, self.payer, self.weight, self.claim = ways, prices, payer, weight, one.claim
        self.grid = Grid(minutes=one.grid_minute)
        self.buckets = one.value if one.claim in {"closure", "site"} else self.grid.buckets
        self.first = ways.first(payer.line)
        self.operation = ways.operation
        self.doors = ways.network.of(payer.line) if payer.line.leaves else ways.network

    def credited(self, state: State, bucket: int) -> int:
        """What waiting in a state at the end of a bucket is credited."""
        sites = [state[1]] if not state[0] else self.sites_at(*state)
        sums = [
            sum(
                one.measure(self.payer.line) * one.prices[bucket]
                for one in self.prices.credits
                if one.site_id == site_id and not one.is_guards
            )
            for site_id in sites
        ]
        return max(sums, default=0)

    def guards(self, bucket: int) -> int:
        """What guards are credited who are done in a bucket."""
        return sum(
            one.measure(self.payer.line) * sum(one.prices[:bucket]) for one in self.prices.credits if one.is_guards
        )

    def sites_at(self, mode: str, place: str) -> list[str]:
        return [
            site.site_id
            for site in self.operation.sites
            if site.inside and place == (site.field_id if mode == "air" else site.site_id)
        ]

    def options(self, state: State, bucket: int) -> tuple[list[int], list[tuple[int, State]]]:
        """The costs of being done now, and of being in other states now."""
        done: list[int] = []
        moves: list[tuple[int, State]] = []
        how = "through" if state[0] else "loaded"
        places = [state] if state[0] else [("road", state[1]), ("air", self.operation.site_of[state[1]].field_id or "")]
        for key, door in self.doors.doors.items():
            earliest = self.first.doors.get((key, how))
            if key[:2] not in places or earliest is None:
                continue
            minute = self.grid.first_in(door.hours, bucket, earliest)
            if minute is None:
                continue
            pay = self.price(key, how, bucket)
            out = minute if key[0] == "air" else minute + min(edge.block_minutes for edge in door.edges)
            late = self.claim == "closure" and out >= self.grid.minutes[self.buckets]
            if (key[2] != IN and not late) or self.claim == "site":
                done.append(pay + self.weight * (out - self.payer.since_minute) - self.guards(bucket))
            if key[2] == IN and self.claim != "site":
                moves += [(pay, target) for target in self.after(key)]
        for flight in self.ways.seats(self.payer.line) if not state[0] else ():
            site = self.operation.site_of[state[1]]
            there = self.first.sites.get(state[1], NEVER) <= flight.departs_minute - flight.check_in_minutes
            if there and site.field_id == flight.from_field and self.grid.bucket(flight.departs_minute) == bucket:
                seat, by_kg = self.prices.seats.get(flight.flight_id, (0, 0))
                stay = self.weight * (flight.departs_minute - self.payer.since_minute)
                done.append(seat + by_kg * self.payer.line.kg_per_unit + stay - self.guards(bucket))
        return done, moves

    def after(self, key: tuple[str, str, str]) -> list[State]:
        places = {edge.to_place for edge in self.doors.doors[key].edges}
        return [(key[0], place) for place in places] + [
            ("", site) for place in places for site in self.sites_at(key[0], place)
        ]

    def price(self, key: tuple[str, str, str], how: str, bucket: int) -> int:
        pay = self.prices.doors.get((key, how))
        line = self.payer.line
        if pay is None:
            return 0
        seat = pay.seat[bucket] if line.is_people else 0
        return line.kg_per_unit * pay.kg[bucket] + seat + line.positions * pay.position[bucket]

    def cost(self) -> int | None:
        line = self.payer.line
        start = self.grid.bucket(self.payer.since_minute)
        if start is None or start >= self.buckets:
            return None
        if line.stays:
            return self.staying(start)
        states = [("", one.site_id) for one in self.operation.sites if one.inside]
        states += [(mode, edge.to_place) for (mode, _, _), door in self.doors.doors.items() for edge in door.edges]
        later = dict.fromkeys(states, NEVER)
        for bucket in range(self.buckets - 1, start - 1, -1):
            now = {
                state: min([cost - self.credited(state, bucket), *self.options(state, bucket)[0]])
                for state, cost in later.items()
            }
            for _ in states:
                for state in states:
                    for pay, target in self.options(state, bucket)[1]:
                        now[state] = min(now[state], pay + now[target])
            later = now
        least = later["", line.site_id]
        return None if least > NEVER // 2 else least

    def staying(self, start: int) -> int | None:
        end = self.payer.earliest_minute + self.payer.line.act_minutes
        home, credit, costs = ("", self.payer.line.site_id), 0, []
        for bucket in range(start, self.buckets):
            if end < self.grid.minutes[bucket + 1] and end < self.grid.minutes[-1]:
                minute = max(end, self.grid.minutes[bucket])
                costs.append(self.weight * (minute - self.payer.since_minute) - credit)
            credit += self.credited(home, bucket)
        return min(costs, default=None)


def slow_cost(ways: Ways, one: Certificate, prices: Prices, payer: Payer, weights: tuple[int, int]) -> int | None:
    """The least cost of a unit of a payer; None if it cannot get away."""
    weight = weights[0] if payer.line.is_people else weights[1] * payer.line.kg_per_unit
    return _Walker(ways, one, prices, payer, weight).cost()
