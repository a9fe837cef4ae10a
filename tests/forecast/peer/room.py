"""A queue in SimPy: first come first served, sizes nested, one that fits goes past one that does not."""

from collections.abc import Iterable

import simpy

__all__ = ["Room"]


class Room:
    """``spots`` are (size, count) of what can be held; ``sets`` limits holders of any size besides; None = no limit."""

    def __init__(self, env: simpy.Environment, spots: Iterable[tuple[int, int]], sets: int | None = None) -> None:
        self.env = env
        self.spots = list(spots)
        self.sets = sets
        self.held: dict[int, int] = {}  # size -> units held by us
        self.others: dict[int, int] = {}  # size -> spots held by other users
        self.waiting: list[tuple[int, int, simpy.Event]] = []
        self.requests = 0

    def fits(self, size: int, units: int) -> bool:
        """Whether ``units`` more of ``size`` can be held: for each size k at most as many as there are spots of k."""
        if self.sets is not None and sum(self.held.values()) + units > self.sets:
            return False
        for k in {size, *self.held, *self.others}:
            if k <= size and self.spots:
                inside = sum(n for s, n in self.held.items() if s >= k) + sum(
                    n for s, n in self.others.items() if s >= k
                )
                if inside + units > sum(n for s, n in self.spots if s >= k):
                    return False
        return True

    def request(self, size: int, units: int = 1) -> simpy.Event:
        """An event that happens once the units are held."""
        self.requests += 1
        event = self.env.event()
        if self.fits(size, units):
            self.take(size, units)
            event.succeed()
        else:
            self.waiting.append((size, units, event))
        return event

    def take(self, size: int, units: int = 1) -> None:
        """Hold units, whether they fit or not."""
        self.held[size] = self.held.get(size, 0) + units

    def release(self, size: int, units: int = 1) -> None:
        """Give units back and serve those who wait."""
        self.held[size] -= units
        self.serve()

    def serve(self) -> None:
        """Serve those who wait, in the order in which they asked."""
        for entry in list(self.waiting):
            size, units, event = entry
            if self.fits(size, units):
                self.waiting.remove(entry)
                self.take(size, units)
                event.succeed()
