"""What a stream pays at least from each stock in each bucket on, as variables of the linear program.

From a stock it waits for the next bucket (floors credit it for that), or passes a door: out, or into the stock of
another site in the same bucket. Each choice is a row: it pays no more than that choice costs.
"""

from collections.abc import Iterator, Mapping, Sequence

from repli.planning.prices.doors import IN, LOADED, ROAD, Door
from repli.planning.prices.sheet import Sheet
from repli.planning.prices.streams import Stream
from repli.units import KG_PER_TONNE, MINUTES_PER_DAY

__all__ = ["Network"]

_MOST = 1e5
_Terms = list[tuple[int, float]]


class Network:
    """The stocks that one stream passes."""

    def __init__(self, sheet: Sheet, stream: Stream) -> None:
        """Add its variables and rows to the program of a sheet."""
        self._sheet, self._stream = sheet, stream
        self._program, self._end = sheet.program, sheet.ask.end
        self._minutes: dict[Door, Sequence[int | None]] = {}
        high = self._most()
        sites = stream.sites(hops=sheet.ask.claim != "site")
        self._paid: Mapping[str, list[int]] = {
            site_id: [self._program.variable(low=-_MOST, high=high) for _ in range(self._end)] for site_id in sites
        }
        for site_id in sites:
            self._wait(site_id)
            for place in stream.yard.places_of(site_id):
                for door in stream.yard.doors_at(place, LOADED):
                    if door in sheet.doors:
                        self._pass(site_id, door)
        self._take_seats()
        self._flow_in()

    def _most(self) -> float:
        """Return more than a unit can be made to pay: twice what being out at the horizon costs."""
        if self._sheet.ask.claim in {"site", "closure"}:
            return 1.0
        return 2.0 * self._cost(self._sheet.ask.buckets.cuts[-1]) + 1.0 if self._sheet.ask.claim == "stay" else _MOST

    def _cost(self, minute: int) -> float:
        """Return what being out at a minute costs a unit, counted from as_of."""
        if self._sheet.ask.claim != "stay":
            return 0.0
        weights, as_of = self._sheet.ground.weights, self._sheet.ground.operation.as_of_minute
        each = 1.0 if self._stream.seat else self._stream.tonnes * KG_PER_TONNE * weights.kg / weights.person
        return each * (minute - as_of) / MINUTES_PER_DAY

    def _credits(self, site_id: str) -> Iterator[tuple[list[int | None], float]]:
        """Yield what waiting in a stock is credited: the prices by bucket, and what a unit counts."""
        for held, prices in self._sheet.floors:
            counted = self._stream.counted(held)
            if counted and (held.site_id == site_id or held.kind == "guards-last"):
                yield prices, counted

    def _wait(self, site_id: str) -> None:
        paid, credited = self._paid[site_id], list(self._credits(site_id))
        for t in range(self._end - 1):
            terms = [(prices[t], -counted) for prices, counted in credited]
            self._row(site_id, t, [(paid[t + 1], 1.0), *((one, size) for one, size in terms if one is not None)])

    def _pass(self, site_id: str, door: Door) -> None:
        """Let the stream through a door wherever it is open."""
        yard, ask = self._stream.yard, self._sheet.ask
        leads_out = door.to_place != IN or ask.claim == "site"
        road = min(e.block_minutes for e in yard.edges_of[door.key]) if door.mode == ROAD and door.to_place != IN else 0
        for t, minute in enumerate(ask.buckets.opened(yard.door_hours[door.key])[: self._end]):
            price = self._sheet.doors[door][t]
            if minute is None or (
                ask.claim == "closure" and leads_out and minute + road >= ask.buckets.cuts[self._end]
            ):
                continue
            terms = zip(price, self._stream.sizes, strict=True) if price is not None else ()
            fare = [(number, size) for number, size in terms if size]
            if leads_out:
                self._row(site_id, t, fare, self._cost(minute + road))
                continue
            for other in self._ends(site_id, door):
                self._row(site_id, t, [*fare, (self._paid[other][t], 1.0)])

    def _ends(self, site_id: str, door: Door) -> list[str]:
        """Return the other sites to whose stock a door inwards leads."""
        yard = self._stream.yard
        places = {edge.to_place for edge in yard.edges_of[door.key]}
        return sorted({one for place in places for one in yard.sites_at(door.mode, place)} - {site_id})

    def _take_seats(self) -> None:
        """Let people check in for their flights."""
        for site_id, flight in self._stream.flights:
            if flight.flight_id in self._sheet.flights and site_id in self._paid:
                at, seat, kg = self._sheet.flights[flight.flight_id]
                self._row(site_id, at, [(seat, 1.0), (kg, self._stream.tonnes)], self._cost(flight.departs_minute))

    def _row(self, site_id: str, t: int, terms: _Terms, cost: float = 0.0) -> None:
        """What is paid from a stock in a bucket on is no more than a choice costs."""
        self._program.row([*terms, (self._paid[site_id][t], -1.0)], -cost)

    def _flow_in(self) -> None:
        """Count what the units pay that come in; until they can leave, they wait and are credited for it."""
        gains = self._program.gains
        for source in self._stream.sources:
            ready, start = min(source.ready, self._end - 1), min(source.start, self._end - 1)
            gains[self._paid[source.site_id][ready]] += source.units
            for held, prices in self._sheet.floors:
                if held.site_id == source.site_id and (counted := self._stream.counted(held)):
                    first = 0 if held.kind == "guards-last" else start
                    for price in (one for one in prices[first:ready] if one is not None):
                        gains[price] -= source.units * counted
