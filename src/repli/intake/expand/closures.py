"""closures.csv as UTC intervals by place."""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.intake.draft import Draft
from repli.intake.expand.local_time import LocalTime
from repli.units import Interval

__all__ = ["Closures", "closures_of"]


@dataclass(frozen=True, slots=True)
class Closures:
    """When each field, site or leg is closed."""

    by_place: Mapping[str, tuple[Interval, ...]]

    def of(self, place_id: str) -> tuple[Interval, ...]:
        """Return the closures of a place; none for a place that is never closed."""
        return self.by_place.get(place_id, ())


def closures_of(draft: Draft, local: LocalTime) -> Closures:
    """Return the closures of the folder."""
    found: dict[str, tuple[Interval, ...]] = {}
    for _, row in draft.closures.good():
        closed = Interval(local.when(row.starts), local.when(row.ends))
        found[row.place_id] = (*found.get(row.place_id, ()), closed)
    return Closures(found)
