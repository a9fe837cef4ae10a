"""A queue in SimPy: first come first served, sizes nested, one that fits goes past one that does not.

For each size k as many spots are free as there are of size k or more, less what of size k or more is held: vehicles of
a size fit where that is enough for every k up to their size.
"""

from collections.abc import Iterable

import simpy

__all__ = ["Room"]

_SIZES = 12
_NO_LIMIT = 10**9


class Room:
    """``spots`` are (size, count) of what can be held, none = no limit; ``sets`` limits holders of any size besides."""

    def __init__(self, env: simpy.Environment, spots: Iterable[tuple[int, int]], sets: int | None = None) -> None:
        self.env = env
        self.sets = _NO_LIMIT if sets is None else sets
        held = list(spots)
        self.free = [sum(count for size, count in held if size >= k) if held else _NO_LIMIT for k in range(_SIZES)]
        self.waiting: list[tuple[int, int, simpy.Event]] = []
        self.requests = self.releases = 0

    def fits(self, size: int, units: int) -> bool:
        """Whether ``units`` more of ``size`` can be held."""
        if units > self.sets:
            return False
        free = self.free
        return free[0] >= units if size == 0 else min(free[: size + 1]) >= units

    def request(self, size: int, units: int = 1) -> simpy.Event | None:
        """Hold the units now, or return an event that happens once they are held."""
        self.requests += 1
        if self.fits(size, units):
            self.take(size, units)
            return None
        event = self.env.event()
        self.waiting.append((size, units, event))
        return event

    def take(self, size: int, units: int = 1) -> None:
        """Hold units, whether they fit or not."""
        self.sets -= units
        self.change(size, -units)

    def change(self, size: int, more: int) -> None:
        """Let spots of a size come or go, or be held by others."""
        for k in range(size + 1):
            self.free[k] += more

    def release(self, size: int, units: int = 1) -> None:
        """Give units back and serve those who wait."""
        self.releases += 1
        self.sets += units
        self.change(size, units)
        if self.waiting:
            self.serve()

    def serve(self) -> None:
        """Serve those who wait, in the order in which they asked."""
        left = []
        for number, (size, units, event) in enumerate(self.waiting):
            if self.free[0] <= 0 or self.sets <= 0:  # nobody fits any more
                left += self.waiting[number:]
                break
            if self.fits(size, units):
                self.take(size, units)
                event.succeed()
            else:
                left.append((size, units, event))
        self.waiting = left
