"""The linear program whose solution proposes prices (docs/reference/bound-meaning.md, 4 to 6).

Its variables are the prices, and what each class of payers pays at least. It only proposes: classes are coarse, ways
are the direct ones, numbers are floating; `certify` prices the other doors, rounds, and the claim is worked out exactly
over every way. Money is counted so that a person's day costs 1; sizes in people, tonnes and positions.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from repli.planning.prices.ask import Ask, Proposal, counted
from repli.planning.prices.classes import Payer
from repli.planning.prices.doors import IN, Door
from repli.planning.prices.ground import Ground, Held
from repli.planning.prices.scarce import Subject
from repli.planning.prices.solver import Program
from repli.planning.prices.ways_out import Floats, Way, ways_of
from repli.units import KG_PER_TONNE, MINUTES_PER_DAY

__all__ = ["propose"]

_MOST = 1e5
_ROUNDS = 24
_BLOCKS = 8
"""How many prices a door inwards has in a large program."""
_SMALL = 1e-3
"""What payers may pay too much together, of the whole, in the end."""
_HOLD = 40.0
"""The most that a floor credits a person for the end of a bucket, in days of a person."""
_STEPS = (0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 28, 40, 56, 80)
"""The open buckets with which a payer's ways begin."""
_MORE = 4
"""In how many parts of the grid a large program looks for the cheapest way, each time."""
_PARTS = 6
"""With how many ends a payer's ways by other sites begin."""
_CLOSE = 1e-4
"""What a payer may pay too much before a way is added: a thousandth of an hour of a person."""
_Triple = tuple[int, int, int]


def propose(ground: Ground, ask: Ask) -> Proposal:
    """Return the prices of the best solution; raise SolverError where there is none."""
    return _Sheet(ground, ask).solved()


class _Sheet:
    """The variables of the program, by what they price."""

    def __init__(self, ground: Ground, ask: Ask) -> None:
        """Set the program up."""
        self._ground, self._ask = ground, ask
        self._program = Program()
        self._doors: dict[Door, list[_Triple | None]] = {}
        self._charges: dict[Subject, list[int]] = {}
        self._flights: dict[str, _Triple] = {}
        self._floors: list[tuple[Held, list[int | None]]] = []
        self._sums: list[tuple[Held, list[int]]] = []
        self._add_prices()
        for held in ask.held:
            self._add_floor(held)
        for door in self._doors:
            self._add_offers(door)
        self._payers: list[tuple[Payer, int, list[Way]]] = []
        for payer in ask.payers:
            self._add_payer(payer)

    def solved(self) -> Proposal:
        """Return the prices of the optimal solution."""
        values = self._best()
        found = Proposal()
        for door, prices in self._doors.items():
            found.doors[door] = [
                (values[one[0]], values[one[1]], values[one[2]]) if one else (0.0, 0.0, 0.0) for one in prices
            ]
        found.charges = {subject: [values[one] for one in ones] for subject, ones in self._charges.items()}
        found.flights = {name: (t, values[seat], values[kg]) for name, (t, seat, kg) in self._flights.items()}
        found.floors = [(held, [0.0 if one is None else values[one] for one in ones]) for held, ones in self._floors]
        return found

    def _best(self) -> Sequence[float]:
        """Return the prices that are worth most for the ways that are known, adding ways until little is missing.

        Where the program's own prices are worth less than the best so far, the prices half way to them are tried too.
        """
        best, most = None, -np.inf
        for _ in range(_ROUNDS):
            values = self._program.solve()
            worth = self._program.worth(values)
            level = worth - self._cut(values)
            if best is not None and level < most:
                values = [(one + other) / 2 for one, other in zip(best, values, strict=True)]
                level = self._program.worth(values) - self._cut(values)
            if best is None or level > most:
                best, most = values, level
            if worth - most <= _SMALL * abs(worth):
                break
        return best or []

    def _add_prices(self) -> None:
        """Add the prices of doors, of scarce things and of seats."""
        ask, program = self._ask, self._program
        for door, offers in ask.offers.items():
            opened = [any(one.opened[t] for one in offers) for t in range(ask.end)]
            self._doors[door] = list(self._prices(opened, self._coarse() if door.to_place == IN else 1))
        for subject in sorted({s for offers in ask.offers.values() for one in offers for s, _ in one.uses}):
            self._charges[subject] = list(self._charge(subject))
        for flight in {one.flight_id: one for payer in ask.payers for _, one in payer.family.flights}.values():
            at = ask.buckets.of(flight.departs_minute)
            if at is not None and at < ask.end:
                seat, kg = program.variable(-float(flight.seats)), program.variable(-flight.payload_kg / KG_PER_TONNE)
                self._flights[flight.flight_id] = (at, seat, kg)

    def _coarse(self) -> int:
        """Return how many buckets share the prices of a door inwards: one, unless the program would get too large."""
        return max(1, self._ask.end // _BLOCKS) if self._ask.large else 1

    def _prices(self, opened: Sequence[bool], together: int) -> Iterator[_Triple | None]:
        """Yield the prices of a door where it is open; so many buckets that follow each other share theirs."""
        known: _Triple | None = None
        for t, one in enumerate(opened):
            if known is None or t % together == 0:
                known = (self._program.variable(), self._program.variable(), self._program.variable())
            yield known if one else None

    def _charge(self, subject: Subject) -> Iterator[int]:
        """Yield what one unit of a subject costs in each bucket: permits by civil day, all else summed to its end."""
        scarce, buckets = self._ground.scarce, self._ask.buckets
        if subject[0] == "permits":
            for first, last in buckets.by_day(self._ground.operation, self._ask.end):
                price = self._program.variable(-float(scarce.capacity(subject, buckets, first, last)))
                yield from repeat(price, last + 1 - first)
            return
        before, last = 0, -1
        for t in range(self._ask.end):
            total = scarce.capacity(subject, buckets, 0, t)
            price = self._program.variable(-float(total - before))
            if last >= 0:
                self._program.row([(last, 1.0), (price, -1.0)])
            before, last = total, price
            yield price

    def _add_floor(self, held: Held) -> None:
        """Add the credits of a floor, or of guards who leave last, and their sums before each bucket."""
        size = KG_PER_TONNE if held.kind == "floor-kg" else 1
        most = 1.0 if self._ask.claim == "closure" else _HOLD
        least = held.least[: self._ask.end]
        ones = [self._program.variable(one / size, high=most) if one else None for one in least]
        if all(one is None for one in ones):
            return
        self._floors.append((held, ones))
        sums = [self._program.variable(high=0.0)]
        for one in ones:
            if one is None:
                sums.append(sums[-1])
            else:
                sums.append(self._program.variable())
                self._program.row([(sums[-2], 1.0), (one, 1.0), (sums[-1], -1.0)])
                self._program.row([(sums[-2], -1.0), (one, -1.0), (sums[-1], 1.0)])
        self._sums.append((held, sums))

    def _add_offers(self, door: Door) -> None:
        """No sortie earns more than it pays."""
        for t, price in enumerate(self._doors[door]):
            if price is not None:
                for terms, flying in sorted(set(self._earned(door, price, t))):
                    self._program.row(terms, -float(flying))

    def _earned(self, door: Door, price: _Triple, t: int) -> Iterator[tuple[tuple[tuple[int, float], ...], int]]:
        for one in self._ask.offers[door]:
            if one.opened[t]:
                sizes = zip(price, (one.payload_kg / KG_PER_TONNE, one.seats, one.positions), strict=True)
                terms = [(number, -float(size)) for number, size in sizes if size]
                terms += [(self._charges[subject][t], float(used)) for subject, used in one.uses]
                yield tuple(terms), one.flight_minutes if self._ask.claim == "flying" else 0

    def _add_payer(self, payer: Payer) -> None:
        """Add what a payer pays at least, its ways, and the seats of flights; ways are asked for as they are needed."""
        ask = self._ask
        high = 1.0 if ask.claim in {"site", "closure"} else self._most(payer)
        value = self._program.variable(float(payer.units), low=-_MOST, high=high)
        all_ways = ways_of(ask.buckets, ask.end, payer, claim=ask.claim, most_hops=ask.hops)
        ways = [one for one in all_ways if self._priced(one)]
        self._payers.append((payer, value, ways))
        fewest = min((len(way.hops) for way in ways), default=0)
        for way in ways:
            for times in way.some(_STEPS) if len(way.hops) == fewest else ():
                self._add_way(payer, value, way, times)
            count = int(np.count_nonzero(way.minutes >= 0))
            steps = [count * part // _PARTS - 1 for part in range(1, _PARTS + 1)] if len(way.hops) > fewest else []
            for times in way.some(steps, early=True):
                self._add_way(payer, value, way, times)
        for flight in {one.flight_id: one for _, one in payer.family.flights}.values():
            if flight.flight_id in self._flights:
                at, seat, kg = self._flights[flight.flight_id]
                cost = self._costs(payer, np.array([flight.departs_minute]))[0]
                terms = [(seat, 1.0), (kg, payer.tonnes), (value, -1.0)]
                credited = self._credited(payer, (payer.family.site_id,), (at,))
                self._program.row(_merged([*terms, *credited]), -float(cost))

    def _most(self, payer: Payer) -> float:
        """Return more than a payer can be made to pay: twice what being out at the horizon costs."""
        if self._ask.claim != "stay":
            return _MOST
        return 2.0 * float(self._costs(payer, np.array([self._ask.buckets.cuts[-1]]))[0]) + 1.0

    def _priced(self, way: Way) -> bool:
        return all(door in self._doors for door in way.doors)

    def _cut(self, values: Sequence[float]) -> float:
        """Add the rows of ways that cost less than their payers are said to pay; return what they pay too much."""
        prices = {
            door: np.array([[values[n] for n in one] if one else [0.0] * 3 for one in prices])
            for door, prices in self._doors.items()
        }
        sums = [(held, np.array([values[one] for one in ones])) for held, ones in self._sums]
        missing = 0.0
        for payer, value, ways in self._payers:
            excess = 0.0
            sizes = np.array([payer.tonnes, payer.seat, payer.positions])
            paid = {door: prices[door] @ sizes for door in {door for way in ways for door in way.doors}}
            earned = {site_id: self._earned_at(payer, sums, site_id) for site_id in {s for w in ways for s in w.sites}}
            guards = self._earned_at(payer, sums, payer.family.site_id, guards=True)
            for way in ways:
                cost = self._costs(payer, way.minutes) - guards
                for least, times in way.cheapest(paid, cost, earned, _MORE if self._ask.large else 1):
                    if least < values[value] - _CLOSE:
                        self._add_way(payer, value, way, times)
                        excess = max(excess, values[value] - least)
            missing += excess * payer.units
        return missing

    def _earned_at(
        self, payer: Payer, sums: Sequence[tuple[Held, Floats]], site_id: str, *, guards: bool = False
    ) -> Floats:
        """Return what floors, or ``guards`` who leave last, were credited at a site before each bucket."""
        total, start = np.zeros(self._ask.end), self._start(payer)
        for held, each in sums:
            if held.site_id == site_id and guards == (held.kind == "guards-last"):
                before = each[start] if not guards and site_id == payer.family.site_id else 0.0
                total = total + counted(payer, held) * np.maximum(each[: self._ask.end] - before, 0.0)
        return total

    def _start(self, payer: Payer) -> int:
        """Return the bucket in which a payer comes to its site."""
        return min(self._ask.buckets.of(payer.family.start_minute) or 0, self._ask.end - 1)

    def _add_way(self, payer: Payer, value: int, way: Way, times: Sequence[int]) -> None:
        """What a payer pays is at most the prices of a way, with what it costs to be out by then."""
        sizes = (payer.tonnes, float(payer.seat), payer.positions)
        terms = [(value, -1.0)]
        for door, t in zip(way.doors, times, strict=True):
            price = self._doors[door][t]
            if price is not None:
                terms += [(number, size) for number, size in zip(price, sizes, strict=True) if size]
        cost = self._costs(payer, way.minutes[times[-1] : times[-1] + 1])[0]
        self._program.row(_merged([*terms, *self._credited(payer, way.sites, times)]), -float(cost))

    def _credited(self, payer: Payer, sites: Sequence[str], times: Sequence[int]) -> Iterator[tuple[int, float]]:
        """Yield as terms what is credited: by floors of each site until the next door, and to guards who leave last."""
        for held, sums in self._sums:
            size = counted(payer, held)
            if held.kind == "guards-last":
                if held.site_id == payer.family.site_id:
                    yield sums[times[-1]], -size
                continue
            for site_id, since, until in zip(sites, (self._start(payer), *times), times, strict=False):
                if held.site_id == site_id and until > since:
                    yield sums[until], -size
                    yield sums[since], size

    def _costs(self, payer: Payer, minutes: NDArray[np.int64]) -> Floats:
        """Return what being out at each minute costs."""
        if self._ask.claim != "stay":
            return np.zeros(len(minutes))
        weights = self._ground.weights
        each = 1.0 if payer.seat else payer.tonnes * KG_PER_TONNE * weights.kg / weights.person
        late: Floats = each * (minutes - payer.family.start_minute) / MINUTES_PER_DAY
        return late


def _merged(terms: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return terms with each variable once."""
    found: dict[int, float] = {}
    for number, size in terms:
        found[number] = found.get(number, 0.0) + size
    return [(number, size) for number, size in found.items() if size]
