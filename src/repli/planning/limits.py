"""Floors, and how much may leave at a minute without going under one.

Floors count what is present, ready or not, until its off block (docs/reference/plan-meaning.md, D, E); they bind until
the site's closing wave starts.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import accumulate
from operator import itemgetter

from repli.model import ItemLine, PeopleLine

__all__ = ["NO_LIMIT", "Limit"]

NO_LIMIT = 1 << 40


@dataclass(slots=True, kw_only=True)
class Limit:
    """A floor: steps (from_minute, minimum), what it counts, and how what is present changes.

    ``agreed`` tells the floors of the operation from the limits that the scheduler keeps like floors. ``present`` is
    there at as_of, and ``sums[i]`` more from ``times[i]`` on; no sum repeats the one before it. ``rooms`` are known
    until the next change.
    """

    agreed: bool
    quantity: str
    function: str | None
    own_site: str | None
    steps: tuple[tuple[int, int], ...]
    present: int = 0
    times: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    rooms: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict, compare=False)
    highest: int = field(init=False)

    def __post_init__(self) -> None:
        """Note the highest step."""
        self.highest = max((least for _, least in self.steps), default=0)

    def copy(self) -> "Limit":
        """Return an independent copy."""
        return replace(self, times=self.times.copy(), sums=self.sums.copy(), rooms=self.rooms.copy())

    def begin_with(self, amount: int) -> None:
        """Let so much more be present from the start."""
        self.present += amount
        self.rooms = {}

    def of_person(self, line: PeopleLine) -> int:
        """Return what one person of a line adds."""
        counted = self.quantity == "people" and self.function in (None, line.function)
        return int(counted and self.own_site in (None, line.site_id)) or int(self.quantity == "anything")

    def of_item(self, line: ItemLine) -> int:
        """Return what an item adds."""
        if self.quantity == "kg":
            return line.kg
        if self.quantity == "anything":
            return int(not line.stays)
        return int(self.quantity == "sensitive" and line.sensitivity != "none")

    def marks(self) -> set[int]:
        """Return the minutes at which the floor, or what is present, changes."""
        return {*self.times, *(at for at, _ in self.steps)}

    def change(self, minute: int, amount: int) -> None:
        """Let so much more be present from a minute on."""
        self.rooms = {}
        times, sums = self.times, self.sums
        at = bisect_left(times, minute)
        if at == len(times) or times[at] != minute:
            times.insert(at, minute)
            sums.insert(at, sums[at - 1] if at else 0)
        for index in range(at, len(sums)):
            sums[index] += amount
        if sums[at] == (sums[at - 1] if at else 0):
            del times[at], sums[at]

    def room(self, minute: int, until: int) -> int:
        """Return how much may leave at ``minute`` so that the floor holds then and at every later minute < until."""
        if minute >= until or not self.highest:
            return NO_LIMIT
        known = self.rooms.get(until)
        if known is None or minute < known[0][0]:
            known = self.rooms[until] = self._rooms(minute, until)
        marks, least = known
        return least[bisect_right(marks, minute) - 1]

    def free_from(self, amount: int, minute: int, until: int) -> int:
        """Return the first minute from one on at which so much may leave: room never shrinks with time."""
        if self.room(minute, until) >= amount:
            return minute
        marks, least = self.rooms[until]
        index = bisect_left(least, amount, bisect_right(marks, minute))
        return marks[index] if index < len(marks) else until

    def _rooms(self, minute: int, until: int) -> tuple[list[int], list[int]]:
        """Return a minute and the marks after it before ``until``, and the least room from each of them on."""
        change, step = bisect_right(self.times, minute), bisect_right(self.steps, minute, key=itemgetter(0))
        there = self.present + (self.sums[change - 1] if change else 0)
        floor = self.steps[step - 1][1] if step else 0
        marks, rooms = [minute], [there - floor if floor else NO_LIMIT]
        later = {
            *self.times[change : bisect_left(self.times, until)],
            *(at for at, _ in self.steps[step:] if at < until),
        }
        for at in sorted(later):
            while change < len(self.times) and self.times[change] <= at:
                there = self.present + self.sums[change]
                change += 1
            while step < len(self.steps) and self.steps[step][0] <= at:
                floor = self.steps[step][1]
                step += 1
            marks.append(at)
            rooms.append(there - floor if floor else NO_LIMIT)
        return marks, list(accumulate(reversed(rooms), min))[::-1]
