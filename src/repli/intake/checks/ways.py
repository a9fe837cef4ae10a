"""Every line can reach its destination: by vehicles of the fleet, on legs they can travel, in one fit-out per movement.

Hours, clearances and numbers are not looked at: this finds rows that no plan could ever serve, and names the cell that
is in the way. Between movements a line waits at sites inside only.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from repli.errors import Phrase, phrase
from repli.intake.checks.network_graph import carriers
from repli.intake.draft import Draft
from repli.intake.problems import Notes
from repli.intake.table import Table
from repli.model import ACTS_ON_SITE

__all__ = ["check_ways"]


_DECIDING = {
    "sites.csv": ("site_id", "side", "field_id"),
    "fields.csv": ("field_id", "side", "parking_spots", "working_spots"),
    "vehicle_types.csv": ("type_id", "mode", "size", "block_speed_km_per_h", "duty_max_minutes"),
    "configurations.csv": ("type_id", "seats", "pallet_positions", "outsize"),
    "payload_ranges.csv": ("type_id", "up_to_km", "payload_kg"),
    "fleet.csv": ("type_id",),
    "commercial_seats.csv": ("from_field", "to_field", "payload_kg"),
    "legs.csv": ("leg_id", "mode", "from_place", "to_place", "distance_km", "both_ways", "halts"),
}
"""The cells that decide what a vehicle can reach; a problem in one of them would make every line look stranded."""


@dataclass(frozen=True, slots=True)
class _Need:
    """What a line asks of a movement; zeros ask for nothing."""

    origin: str
    destination: str
    kg: int = 0
    seats: int = 0
    positions: int = 0
    outsize: bool = False


class _Ways:
    """Answers whether a need can be met, once per need."""

    def __init__(self, draft: Draft) -> None:
        self._carriers = carriers(draft)
        self._place = {site.site_id: site.field_id for _, site in draft.sites.good()}
        self._inside = {site.site_id for _, site in draft.sites.good() if site.side == "inside"}
        self._flights = [flight for _, flight in draft.seats.good()]
        weights = {kg for carrier in self._carriers for kg in carrier.payloads()}
        self._payloads = sorted(weights | {flight.payload_kg for flight in self._flights})
        self._met_once = cache(self._met)

    def met(self, need: _Need) -> bool:
        """Say whether the need can be met; weights between two payloads count as the higher of them."""
        place = bisect_left(self._payloads, need.kg)
        return place < len(self._payloads) and self._met_once(replace(need, kg=self._payloads[place]))

    def _met(self, need: _Need) -> bool:
        reached, open_sites = {need.origin}, [need.origin]
        while open_sites:
            site = open_sites.pop()
            for other in self._next(site, need) - reached:
                reached.add(other)
                if other in self._inside:
                    open_sites.append(other)
        return need.destination in reached

    def _next(self, site: str, need: _Need) -> set[str]:
        """Return the sites that one movement of one fit-out reaches from ``site`` with the need aboard."""
        found: set[str] = set()
        for carrier in self._carriers:
            if carrier.takes(seats=need.seats, positions=need.positions, outsize=need.outsize):
                start = self._place.get(site) if carrier.mode == "air" else site
                places = carrier.reach(start, need.kg) if start else frozenset()
                found |= {
                    one for one, field in self._place.items() if (field if carrier.mode == "air" else one) in places
                }
        for flight in self._flights:  # people only; a seat on one needs no configuration
            if need.seats and flight.from_field == self._place.get(site) and need.kg <= flight.payload_kg:
                found |= {one for one, field in self._place.items() if field == flight.to_field}
        return found

    def most_kg(self, need: _Need) -> int:
        """Return the largest weight of ``need`` that gets through, by the payloads there are."""
        return next((kg for kg in reversed(self._payloads) if self.met(replace(need, kg=kg))), 0)


def check_ways(draft: Draft, notes: Notes) -> None:
    """Note each line that no vehicle can bring to its destination; only where the cells that decide it are right."""
    if any(problem.column in _DECIDING.get(problem.file, ()) for problem in notes.problems):
        return
    if not all(table.sound and table.whole for table in draft.tables() if table.file in _DECIDING):
        return
    ways = _Ways(draft)
    known = draft.sites.ids()
    for table, row, need in (*_people(draft), *_items(draft)):
        columns = ("kg_per_person", "destination_id") if table is draft.people else ("kg", "class")
        if {need.origin, need.destination} <= known:
            for name, expected, hint in _obstacle(ways, need, *columns):
                table.note(notes, row, name, expected, hint)


def _people(draft: Draft) -> Iterator[tuple[Table[Any], int, _Need]]:
    for row, line in draft.people.good():
        if not line.retained:
            yield draft.people, row, _Need(line.site_id, line.destination_id, kg=line.kg_per_person, seats=1)


def _items(draft: Draft) -> Iterator[tuple[Table[Any], int, _Need]]:
    for row, item in draft.items.good():
        if item.disposition not in ACTS_ON_SITE:
            outsize = item.item_class == "outsize"
            need = _Need(item.site_id, item.destination_id, kg=item.kg, positions=item.positions, outsize=outsize)
            yield draft.items, row, need


def _obstacle(ways: _Ways, need: _Need, kg_column: str, shape_column: str) -> Iterator[tuple[str, Phrase, Phrase]]:
    """Yield the column that is in the way, with what was expected and a hint; nothing if the line gets through."""
    if ways.met(need):
        return
    bare = _Need(need.origin, need.destination)
    ends = {"origin": need.origin, "destination": need.destination}
    hint = phrase("Check legs, payload ranges, configurations, spots, duty times and the fleet.")
    if not ways.met(bare):
        yield "destination_id", phrase("a way from {origin} to {destination} that a vehicle can travel", **ends), hint
    elif not ways.met(replace(bare, kg=need.kg)):
        most = ways.most_kg(bare)
        yield (
            kg_column,
            phrase("at most {most} kg, the largest payload from {origin} to {destination}", most=most, **ends),
            hint,
        )
    elif not ways.met(replace(bare, positions=need.positions)):
        yield "positions", phrase("as many positions as some configuration to {destination} has", **ends), hint
    elif not ways.met(replace(bare, outsize=need.outsize, seats=need.seats)):
        yield shape_column, phrase("a configuration to {destination} that takes it", **ends), hint
    else:
        yield (
            kg_column,
            phrase("one configuration and one way to {destination} that take all of it together", **ends),
            hint,
        )
