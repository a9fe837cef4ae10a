"""How soon vehicles of a type come from place to place, by blocks alone (docs/reference/bound-meaning.md, 1, *Way*).

Hours, clearances, range and time on the ground are left out, so that nothing is sooner. A vehicle loads nothing at the
first stop of a movement: wherever it loads it has come there by one passage at least, even where it starts.

>>> Comings(operation).way("C-17", "FHOME", "FB01")  # doctest: +SKIP
297
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from repli.model import Operation

__all__ = ["Comings"]


@dataclass(frozen=True)
class Comings:
    """The ways of an operation's types. Not slotted, so that tables are built once."""

    operation: Operation
    _ways: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)

    def way(self, type_id: str, start: str, place_id: str) -> int | None:
        """Return the least sum of blocks of one or more passages from a place to a place; None without any."""
        if (type_id, start) not in self._ways:
            self._ways[type_id, start] = self._from(type_id, start)
        return self._ways[type_id, start].get(place_id)

    def home(self, type_id: str, start: str, places: Iterable[str]) -> int | None:
        """Return the least way from a place to one of some places; None without any."""
        ways = (self.way(type_id, start, place_id) for place_id in places)
        return min((one for one in ways if one is not None), default=None)

    def reach(self, type_id: str, place_id: str) -> int | None:
        """Return the minute before which no vehicle of a type has come to a place; None if none ever comes."""
        found = [
            max(self.operation.as_of_minute, available) + way
            for (one, start), available in self._starts.items()
            if one == type_id and (way := self.way(type_id, start, place_id)) is not None
        ]
        return min(found, default=None)

    @cached_property
    def _starts(self) -> Mapping[tuple[str, str], int]:
        """The least minute from which a vehicle is available, by type and where it starts."""
        least: dict[tuple[str, str], int] = {}
        for one in self.operation.vehicles:
            key, minute = (one.type_id, one.start_place), one.available_from_minute
            least[key] = min(minute, least.get(key, minute))
        return least

    @cached_property
    def _passages(self) -> Mapping[str, Mapping[str, list[tuple[int, str]]]]:
        """By type and from-place: the block minutes of each passage, and where it leads."""
        legs = {leg.leg_id: leg for leg in self.operation.legs}
        found: dict[str, dict[str, list[tuple[int, str]]]] = {}
        for one in self.operation.passages:
            leg = legs[one.leg_id]
            if leg.mode == self.operation.type_of[one.type_id].mode:
                found.setdefault(one.type_id, {}).setdefault(leg.from_place, []).append(
                    (one.block_minutes, leg.to_place)
                )
        return found

    def _from(self, type_id: str, start: str) -> dict[str, int]:
        passages = self._passages.get(type_id, {})
        found: dict[str, int] = {}
        queue = list(passages.get(start, ()))
        heapq.heapify(queue)
        while queue:
            minutes, place_id = heapq.heappop(queue)
            if place_id not in found:
                found[place_id] = minutes
                for block, onward in passages.get(place_id, ()):
                    heapq.heappush(queue, (minutes + block, onward))
        return found
