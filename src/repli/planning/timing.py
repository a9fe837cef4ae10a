"""Earliest fit: the first minutes at which one vehicle can run one route on a timeline (`repli.kernel.fitting`).

>>> slot = earliest_slot(timeline, "L1", route, Wish(load_from=ready))  # doctest: +SKIP
"""

from dataclasses import dataclass

from repli.planning.flights import flight_slot
from repli.planning.occupancy import FOREVER
from repli.planning.routes import Route
from repli.planning.sorties import Slot
from repli.planning.timeline import Timeline, Timing

__all__ = ["Wish", "earliest_slot", "fit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Bounds: off block at home, start of loading, off block after loading (from and to), ready again at home."""

    depart_from: int = 0
    back_by: int = FOREVER
    load_from: int = 0
    off_from: int = 0
    off_to: int = FOREVER

    @property
    def minutes(self) -> tuple[int, int, int, int, int]:
        """The bounds in the order in which the compiled fit reads them."""
        return self.depart_from, self.back_by, self.load_from, self.off_from, self.off_to


def earliest_slot(timeline: Timeline, vehicle_id: str, route: Route, wish: Wish) -> Slot | None:
    """Return the first slot of a vehicle on a route, between its other absences and within the wish.

    It is the one with the earliest off block after loading, over the choices where the crew rests, in the first stay at
    home that has room for any.
    """
    if route.flight is not None:
        return _free_within(timeline, flight_slot(route, route.flight), wish)
    held = timeline.diaries[vehicle_id].held
    if held is not None:
        return _free_within(timeline, Slot(vehicle_id=vehicle_id, route=route, timing=held[1]), wish)
    timing = timeline.first_slot(vehicle_id, route, wish.minutes)
    return None if timing is None else Slot(vehicle_id=vehicle_id, route=route, timing=timing)


def _free_within(timeline: Timeline, slot: Slot, wish: Wish) -> Slot | None:
    """Return a slot of fixed minutes, of a commercial flight or held, if it is within the wish and nobody has it."""
    diary = timeline.diaries[slot.vehicle_id]
    free = len(diary.absences) == 0 and (diary.held is None or slot.timing.off[0] >= diary.free_from)
    return (
        slot
        if free and slot.load_minute >= wish.load_from and wish.off_from <= slot.off_minute <= wish.off_to
        else None
    )


def fit(timeline: Timeline, route: Route, rests: frozenset[int], wish: Wish) -> Timing | None:
    """Return the earliest minutes with the crew resting at ``rests``, whatever else a vehicle does; None if none."""
    return timeline.fit(route, route.rests.index(rests), wish.minutes)
