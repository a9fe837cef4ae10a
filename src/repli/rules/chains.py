"""How long a vehicle is under way at least from place to place, and how early it can be anywhere.

docs/reference/bound-meaning.md, 1 (*way*, *reach*): a chain of one or more passages of its type, inside and outside; no
time on the ground is counted. At its first stop a vehicle loads nothing and has nothing aboard, so what goes off block
at a place has arrived there before.
"""

import heapq
from collections.abc import Mapping

from repli.model import Operation

__all__ = ["Chains"]


class Chains:
    """The least chains of passages of each type of an operation; each start is searched once."""

    def __init__(self, operation: Operation) -> None:
        """Gather the passages of each type on legs of its mode."""
        self.operation = operation
        self._legs: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for leg in operation.legs:
            for kind in operation.vehicle_types:
                passage = operation.passage_of.get((kind.type_id, leg.leg_id))
                if passage is not None and kind.mode == leg.mode:
                    to_place = (passage.block_minutes, leg.to_place)
                    self._legs.setdefault((kind.type_id, leg.from_place), []).append(to_place)
        self._found: dict[tuple[str, str], Mapping[str, int]] = {}

    def way(self, type_id: str, from_place: str, to_place: str) -> int | None:
        """Return the least block minutes of a chain between two places, at least one leg; None if there is none."""
        return self._from(type_id, from_place).get(to_place)

    def reach(self, type_id: str, place: str) -> int | None:
        """Return the earliest minute at which some vehicle of a type can have come to a place; None if none can."""
        found = [
            max(self.operation.as_of_minute, vehicle.available_from_minute) + way
            for vehicle in self.operation.vehicles
            if vehicle.type_id == type_id and (way := self.way(type_id, vehicle.start_place, place)) is not None
        ]
        return min(found, default=None)

    def least_block_from(self, type_id: str, place: str) -> int | None:
        """Return the least block minutes of a passage of a type from a place."""
        return min((minutes for minutes, _ in self._legs.get((type_id, place), ())), default=None)

    def least_block_to(self, type_id: str, place: str) -> int | None:
        """Return the least block minutes of a passage of a type to a place."""
        ends = (
            minutes
            for (name, _), some in self._legs.items()
            if name == type_id
            for minutes, to_place in some
            if to_place == place
        )
        return min(ends, default=None)

    def _from(self, type_id: str, start: str) -> Mapping[str, int]:
        key = (type_id, start)
        if key not in self._found:
            least: dict[str, int] = {}
            queue = list(self._legs.get(key, ()))
            heapq.heapify(queue)
            while queue:
                minutes, place = heapq.heappop(queue)
                if place not in least:
                    least[place] = minutes
                    for block, further in self._legs.get((type_id, place), ()):
                        heapq.heappush(queue, (minutes + block, further))
            self._found[key] = least
        return self._found[key]
