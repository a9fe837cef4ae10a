"""What a guide starts from: a board in the middle of its making, where its vehicles are, and when sites close.

Time is cut into parts of equal length from the start of as_of's day on; the program of a guide knows no more of it.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from repli.model import Operation
from repli.planning.board import Board
from repli.planning.guide.appointments import Appointment
from repli.units import MINUTES_PER_DAY

__all__ = ["Scene", "Standing", "part_minutes"]

_LENGTHS = (MINUTES_PER_DAY // 4, MINUTES_PER_DAY // 2, MINUTES_PER_DAY, 2 * MINUTES_PER_DAY)
_MOST_PARTS = 34


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """A vehicle, free from a minute on in the diary of its last posting."""

    minute: int
    vehicle_id: str
    posting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The board, its vehicles as they stand, waves to come, and a grid of ``parts`` of ``length`` minutes.

    Nothing is out after ``out_by``: the operation closes no later than the plan at hand. ``pooled``: what is alike but
    for when it is ready is one ware, as in large operations.
    """

    board: Board
    standing: tuple[Standing, ...]
    appointments: Mapping[str, tuple[Appointment, ...]]
    out_by: int
    now: int
    begin: int
    length: int
    parts: int
    pooled: bool = False

    @property
    def operation(self) -> Operation:
        """The operation."""
        return self.board.ways.network.operation

    def part(self, minute: int) -> int:
        """Return the part that holds a minute."""
        return (minute - self.begin) // self.length

    def start(self, part: int) -> int:
        """Return the first minute of a part."""
        return self.begin + part * self.length

    def days_with(self, day: int) -> range:
        """Return the days that are counted together with one: all of its part where wares are pooled, else itself."""
        long = max(1, self.length // MINUTES_PER_DAY) if self.pooled else 1
        first = bisect_right(self.operation.agreement.day_starts, self.begin) - 1
        since = day - (day - first) % long
        return range(since, min(since + long, len(self.operation.agreement.day_starts) - 1))


def part_minutes(minutes: int) -> int:
    """Return the length of the parts into which so many minutes are cut."""
    return next((one for one in _LENGTHS if minutes <= one * _MOST_PARTS), _LENGTHS[-1])
