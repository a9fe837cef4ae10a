"""closures.csv as UTC intervals by place: closed times, and spots that other users of a field hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.intake.draft import Draft
from repli.intake.expand.local_time import LocalTime
from repli.model import TakenSpots
from repli.units import Interval

__all__ = ["Closures", "closures_of"]


@dataclass(frozen=True, slots=True)
class Closures:
    """When each field, site or leg is closed, and which spots of a field are taken when."""

    by_place: Mapping[str, tuple[Interval, ...]]
    taken: Mapping[str, tuple[TakenSpots, ...]]

    def of(self, place_id: str) -> tuple[Interval, ...]:
        """Return the closures of a place; none for a place that is never closed."""
        return self.by_place.get(place_id, ())

    def taken_at(self, field_id: str) -> tuple[TakenSpots, ...]:
        """Return the spots of a field that other users hold, in order of time."""
        return tuple(sorted(self.taken.get(field_id, ()), key=_order))


def _order(one: TakenSpots) -> tuple[Interval, object, object]:
    return one.interval, one.parking_spots, one.working_spots


def closures_of(draft: Draft, local: LocalTime) -> Closures:
    """Return the closures of the folder."""
    found: dict[str, tuple[Interval, ...]] = {}
    taken: dict[str, tuple[TakenSpots, ...]] = {}
    for _, row in draft.closures.good():
        meanwhile = Interval(local.when(row.starts), local.when(row.ends))
        if row.parking_spots or row.working_spots:
            held = TakenSpots(interval=meanwhile, parking_spots=row.parking_spots, working_spots=row.working_spots)
            taken[row.place_id] = (*taken.get(row.place_id, ()), held)
        else:
            found[row.place_id] = (*found.get(row.place_id, ()), meanwhile)
    return Closures(found, taken)
