"""Which edges can take a unit of a line: it fits, and its destination lies ahead (docs/reference/bound-meaning.md, 1).

What is out does not come back and ends at its destination, so only places outside follow an edge that ends out. Units
that the same edges take are alike: weights between two payloads, positions between two configurations.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from repli.model import ItemLine, Operation
from repli.planning.lines import Line

__all__ = ["Fit", "Fits", "fits"]

_OUTSIZE = "outsize"
_Place = tuple[str, str]


class Fit(NamedTuple):
    """What decides which edges take a unit; weight and positions as the next figure that some passage or type has."""

    kg: int
    seat: int
    positions: int
    outsize: bool
    destination_id: str


def fits(operation: Operation, type_id: str, payload_kg: int, fit: Fit) -> bool:
    """Say whether a type takes a unit in one of its configurations, with this payload."""
    return fit.kg <= payload_kg and any(
        one.seats >= fit.seat and one.pallet_positions >= fit.positions and (one.outsize or not fit.outsize)
        for one in operation.type_of[type_id].configurations
    )


@dataclass(frozen=True)
class Fits:
    """What fits where in an operation, and what lies ahead outside. Not slotted, so that tables are built once."""

    operation: Operation

    def of(self, line: Line) -> Fit:
        """Return what decides for a unit of a line."""
        if isinstance(line, ItemLine):
            return Fit(
                kg=_next(self._payloads, line.kg),
                seat=0,
                positions=_next(self._spaces, line.positions),
                outsize=line.item_class == _OUTSIZE,
                destination_id=line.destination_id,
            )
        kg = _next(self._payloads, line.kg_per_person)
        return Fit(kg=kg, seat=1, positions=0, outsize=False, destination_id=line.destination_id)

    def ahead(self, destination_id: str) -> frozenset[_Place]:
        """Return the places outside, by mode, from which a destination is reached outside."""
        if destination_id not in self._ahead:
            self._ahead[destination_id] = self._backwards(destination_id)
        return self._ahead[destination_id]

    @cached_property
    def _ahead(self) -> dict[str, frozenset[_Place]]:
        return {}

    def _backwards(self, destination_id: str) -> frozenset[_Place]:
        found: set[_Place] = set()
        queue = list(self._places(destination_id))
        while queue:
            place = queue.pop()
            if place not in found:
                found.add(place)
                queue += self._before.get(place, ())
        return frozenset(found)

    @cached_property
    def _before(self) -> Mapping[_Place, list[_Place]]:
        """From which places outside one step leads to each: a passage of the fleet, or a change at a site."""
        operation, found = self.operation, dict[_Place, list[_Place]]()
        fleet = {one.type_id for one in operation.vehicles}
        legs = {leg.leg_id: leg for leg in operation.legs}
        for one in operation.passages:
            leg = legs[one.leg_id]
            if one.type_id in fleet and operation.type_of[one.type_id].mode == leg.mode:
                ends = (leg.mode, leg.from_place), (leg.mode, leg.to_place)
                if not any(self._inside(place) for place in ends):
                    found.setdefault(ends[1], []).append(ends[0])
        for site in operation.sites:
            if not site.inside:
                here = self._places(site.site_id)
                for place in here:
                    found.setdefault(place, []).extend(other for other in here if other != place)
        return found

    def _inside(self, place: _Place) -> bool:
        mode, name = place
        return (self.operation.field_of[name] if mode == "air" else self.operation.site_of[name]).inside

    def _places(self, site_id: str) -> tuple[_Place, ...]:
        field_id = self.operation.site_of[site_id].field_id
        return (("road", site_id),) if field_id is None else (("air", field_id), ("road", site_id))

    @cached_property
    def _payloads(self) -> tuple[int, ...]:
        return tuple(sorted({one.payload_kg for one in self.operation.passages}))

    @cached_property
    def _spaces(self) -> tuple[int, ...]:
        kinds = self.operation.vehicle_types
        return tuple(sorted({one.pallet_positions for kind in kinds for one in kind.configurations}))


def _next(figures: tuple[int, ...], figure: int) -> int:
    """Return the least of some figures that is not below one; one more than the largest if all are."""
    index = bisect_left(figures, figure)
    if index < len(figures):
        return figures[index]
    return figures[-1] + 1 if figures else figure
