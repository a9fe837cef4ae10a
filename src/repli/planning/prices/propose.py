"""The linear program whose solution proposes prices (docs/reference/bound-meaning.md, 4 to 6).

Its variables are the prices, and what each class of payers pays at least. It only proposes: classes are coarse, ways
are the direct ones, numbers are floating; `certify` prices the other doors, rounds, and the claim is worked out exactly
over every way. Money is counted so that a person's day costs 1; sizes in people, tonnes and positions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from repli.planning.prices.classes import Payer
from repli.planning.prices.doors import Door
from repli.planning.prices.grid import Buckets
from repli.planning.prices.ground import Ground, Held
from repli.planning.prices.offers import Offer
from repli.planning.prices.scarce import Subject
from repli.planning.prices.solver import Program
from repli.units import KG_PER_TONNE, MINUTES_PER_DAY

__all__ = ["Ask", "Proposal", "propose"]

_MOST = 1e5
_Triple = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What prices are wanted for: a claim, its payers, the doors that count, floors, and the bucket it ends before."""

    claim: str
    buckets: Buckets
    offers: Mapping[Door, tuple[Offer, ...]]
    payers: tuple[Payer, ...]
    held: tuple[Held, ...] = ()
    until: int | None = None

    @property
    def end(self) -> int:
        """The first bucket that does not count."""
        return len(self.buckets) if self.until is None else self.until


@dataclass(slots=True, kw_only=True)
class Proposal:
    """Prices in floating point: per tonne, person and position at doors; per subject and bucket, already summed.

    A flight has its bucket, the price of a seat, and of a tonne.
    """

    doors: dict[Door, list[tuple[float, float, float]]] = field(default_factory=dict)
    charges: dict[Subject, list[float]] = field(default_factory=dict)
    flights: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    floors: list[tuple[Held, list[float]]] = field(default_factory=list)


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
        for payer in ask.payers:
            self._add_payer(payer)

    def solved(self) -> Proposal:
        """Return the prices of the optimal solution."""
        values = self._program.solve()
        found = Proposal()
        for door, prices in self._doors.items():
            found.doors[door] = [
                (values[one[0]], values[one[1]], values[one[2]]) if one else (0.0, 0.0, 0.0) for one in prices
            ]
        found.charges = {subject: [values[one] for one in ones] for subject, ones in self._charges.items()}
        found.flights = {name: (t, values[seat], values[kg]) for name, (t, seat, kg) in self._flights.items()}
        found.floors = [(held, [0.0 if one is None else values[one] for one in ones]) for held, ones in self._floors]
        return found

    def _add_prices(self) -> None:
        """Add the prices of doors, of scarce things and of seats."""
        ask, program = self._ask, self._program
        for door, offers in ask.offers.items():
            opened = [any(one.opened[t] for one in offers) for t in range(ask.end)]
            self._doors[door] = [
                (program.variable(), program.variable(), program.variable()) if one else None for one in opened
            ]
        for subject in sorted({s for offers in ask.offers.values() for one in offers for s, _ in one.uses}):
            self._charges[subject] = list(self._charge(subject))
        for flight in {one.flight_id: one for payer in ask.payers for _, one in payer.family.flights}.values():
            at = ask.buckets.of(flight.departs_minute)
            if at is not None and at < ask.end:
                seat, kg = program.variable(-float(flight.seats)), program.variable(-flight.payload_kg / KG_PER_TONNE)
                self._flights[flight.flight_id] = (at, seat, kg)

    def _charge(self, subject: Subject) -> Iterator[int]:
        """Yield what one unit of a subject costs in each bucket: permits of a day, all else summed to its end."""
        scarce, buckets = self._ground.scarce, self._ask.buckets
        before, last = 0, -1
        for t in range(self._ask.end):
            if subject[0] == "permits":
                yield self._program.variable(-float(scarce.capacity(subject, buckets, t, t)))
                continue
            total = scarce.capacity(subject, buckets, 0, t)
            price = self._program.variable(-float(total - before))
            if last >= 0:
                self._program.row([(last, 1.0), (price, -1.0)])
            before, last = total, price
            yield price

    def _add_floor(self, held: Held) -> None:
        """Add the credits of a floor, or of guards who leave last, and their sums before each bucket."""
        size = KG_PER_TONNE if held.kind == "floor-kg" else 1
        most = 1.0 if self._ask.claim == "closure" else _MOST
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
        """What a payer pays is at most each price it can pay, with what it costs to be out by then."""
        ask, family = self._ask, payer.family
        value = self._program.variable(
            float(payer.units), low=-_MOST, high=1.0 if ask.claim in {"site", "closure"} else _MOST
        )
        for door in self._ways(payer):
            opened = ask.buckets.opened(self._ground.yard.door_hours[door[:3]], family.first.doors[door])
            for t, minute in enumerate(opened[: ask.end]):
                price = self._doors[door][t]
                if minute is not None and price is not None:
                    sizes = (payer.tonnes, float(payer.seat), payer.positions)
                    terms = [(number, size) for number, size in zip(price, sizes, strict=True) if size]
                    self._pays(payer, value, terms, t, minute)
        for _, flight in family.flights:
            if flight.flight_id in self._flights:
                at, seat, kg = self._flights[flight.flight_id]
                self._pays(payer, value, [(seat, 1.0), (kg, payer.tonnes)], at, flight.departs_minute)

    def _pays(self, payer: Payer, value: int, terms: list[tuple[int, float]], t: int, minute: int) -> None:
        earned: dict[int, float] = {}
        for number, size in self._credited(payer, t):
            earned[number] = earned.get(number, 0.0) + size
        rest = [(number, size) for number, size in earned.items() if size]
        self._program.row([*terms, (value, -1.0), *rest], -self._cost(payer, minute))

    def _ways(self, payer: Payer) -> list[Door]:
        """Return the doors out that a payer can pass, loaded there: those of its own places if there are any."""
        doors = [one for one in payer.family.first.doors if one in self._doors]
        own = [one for one in doors if one[:2] in self._ground.yard.places_of(payer.family.site_id)]
        return own or doors

    def _credited(self, payer: Payer, t: int) -> Iterator[tuple[int, float]]:
        """Yield what a payer was credited for before bucket ``t``, as terms."""
        start = self._ask.buckets.of(payer.family.start_minute) or 0
        for held, sums in self._sums:
            size = _counted(payer, held)
            if held.site_id == payer.family.site_id and size:
                yield sums[t], -size
                if held.kind != "guards-last":
                    yield sums[start], size

    def _cost(self, payer: Payer, minute: int) -> float:
        """Return what being out at a minute costs."""
        if self._ask.claim != "stay":
            return 0.0
        weights = self._ground.weights
        each = 1.0 if payer.seat else payer.tonnes * KG_PER_TONNE * weights.kg / weights.person
        return each * (minute - payer.family.start_minute) / MINUTES_PER_DAY


def _counted(payer: Payer, held: Held) -> float:
    """Return what one unit of a payer counts towards a floor (kg floors: tonnes)."""
    if held.kind == "guards-last":
        return float(payer.member.guard)
    if held.kind == "floor-kg":
        return 0.0 if payer.seat else payer.tonnes
    if held.kind == "floor-sensitive":
        return payer.sensitive
    return float(payer.seat > 0 and held.function in (None, payer.member.function))
