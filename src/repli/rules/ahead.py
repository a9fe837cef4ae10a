"""From which places outside a destination still lies ahead (docs/reference/bound-meaning.md, 1, edges of a line).

What is out does not come back and ends at its destination, so from there on it goes by legs between places outside, or
changes between air and road at a site outside.
"""

from collections.abc import Iterable

from repli.model import Operation

__all__ = ["Ahead"]

AIR, ROAD = "air", "road"

_Place = tuple[str, str]
"""Mode and place."""


class Ahead:
    """The places outside from which each destination can be reached; each is searched once."""

    def __init__(self, operation: Operation, types: Iterable[str]) -> None:
        """Gather the steps between places outside, backwards; ``types`` are those that some vehicle has."""
        self._operation = operation
        self._before: dict[_Place, list[_Place]] = {}
        for leg in operation.legs:
            one, other = (leg.mode, leg.from_place), (leg.mode, leg.to_place)
            goes = any(
                (name, leg.leg_id) in operation.passage_of and operation.type_of[name].mode == leg.mode
                for name in types
            )
            if goes and self._is_outside(one) and self._is_outside(other):
                self._before.setdefault(other, []).append(one)
        for site in operation.sites:
            if not site.inside and site.field_id is not None:
                self._before.setdefault((AIR, site.field_id), []).append((ROAD, site.site_id))
                self._before.setdefault((ROAD, site.site_id), []).append((AIR, site.field_id))
        self._found: dict[str, frozenset[_Place]] = {}

    def of(self, destination_id: str) -> frozenset[_Place]:
        """Return the places outside from which a site can be reached, its own places among them."""
        if destination_id not in self._found:
            site = self._operation.site_of[destination_id]
            waiting: list[_Place] = [(ROAD, destination_id)]
            waiting += [(AIR, site.field_id)] if site.field_id is not None else []
            reached: set[_Place] = set()
            while waiting:
                place = waiting.pop()
                if place not in reached:
                    reached.add(place)
                    waiting += self._before.get(place, ())
            self._found[destination_id] = frozenset(reached)
        return self._found[destination_id]

    def _is_outside(self, place: _Place) -> bool:
        mode, name = place
        known = self._operation.field_of if mode == AIR else self._operation.site_of
        return name in known and not known[name].inside
