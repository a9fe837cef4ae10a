"""Floors, and how much may leave at a minute without going under one.

Floors count what is present, ready or not, until its off block (docs/reference/plan-meaning.md, D, E); they bind until
the site's closing wave starts. The counting is compiled (`repli.kernel.floors`) and loaded when the first is asked for.
"""

from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from repli.model import ItemLine, PeopleLine

if TYPE_CHECKING:
    from repli.kernel.arrays import IntArray

__all__ = ["NO_LIMIT", "Limit"]

NO_LIMIT = 1 << 40

_FIRST_MARKS = 16


@cache
def _kernel() -> ModuleType:
    """Return the compiled counting."""
    from repli.kernel import floors  # noqa: PLC0415 - not loaded by commands that plan nothing

    return floors


def _rows(columns: tuple[tuple[int, int], ...], length: int) -> "IntArray":
    """Return pairs as two rows of an array, and zeros up to a length."""
    import numpy as np  # noqa: PLC0415 - not loaded by commands that plan nothing

    rows = np.zeros((2, length), np.int64)
    if columns:
        rows[:, : len(columns)] = np.array(columns, np.int64).T
    return rows


@dataclass(slots=True, kw_only=True, eq=False)
class Limit:
    """A floor: steps (from_minute, minimum), what it counts, and how what is present changes.

    ``agreed`` tells the floors of the operation from the limits that the scheduler keeps like floors. ``present`` is
    there at as_of, and so much more from each of the first ``size`` of ``moves`` on; none of them repeats another.
    """

    agreed: bool
    quantity: str
    function: str | None
    own_site: str | None
    steps: tuple[tuple[int, int], ...]
    present: int = 0
    size: int = 0
    highest: int = field(init=False)
    moves: "IntArray" = field(init=False)
    levels: "IntArray" = field(init=False)

    def __post_init__(self) -> None:
        """Note the highest step, and start without changes."""
        self.highest = max((least for _, least in self.steps), default=0)
        self.moves, self.levels = _rows((), _FIRST_MARKS), _rows(self.steps, len(self.steps))

    def __eq__(self, other: object) -> bool:
        """Say whether the same floor has the same present, now and later."""
        return isinstance(other, Limit) and self._known() == other._known()

    __hash__ = None  # type: ignore[assignment]  # it changes

    def copy(self) -> "Limit":
        """Return an independent copy."""
        other: Limit = object.__new__(Limit)
        other.agreed, other.quantity, other.function, other.own_site = (
            self.agreed,
            self.quantity,
            self.function,
            self.own_site,
        )
        other.steps, other.highest, other.levels = self.steps, self.highest, self.levels
        other.present, other.size, other.moves = self.present, self.size, self.moves.copy()
        return other

    def begin_with(self, amount: int) -> None:
        """Let so much more be present from the start."""
        self.present += amount

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
        return {*self.moves[0, : self.size].tolist(), *(at for at, _ in self.steps)}

    def change(self, minute: int, amount: int) -> None:
        """Let so much more be present from a minute on."""
        if self.size == self.moves.shape[1]:
            self.moves = _rows(tuple(map(tuple, self.moves.T.tolist())), 2 * self.size)
        self.size = _kernel().shift(self.moves, self.size, minute, amount)

    def room(self, minute: int, until: int) -> int:
        """Return how much may leave at ``minute`` so that the floor holds then and at every later minute < until."""
        if minute >= until or not self.highest:
            return NO_LIMIT
        return int(_kernel().least_room(self.moves, self.size, self.levels, self.present, minute, until))

    def free_from(self, amount: int, minute: int, until: int) -> int:
        """Return the first minute from one on at which so much may leave: room never shrinks with time."""
        if minute >= until or not self.highest:
            return minute
        found = _kernel().free_from(self.moves, self.size, self.levels, self.present, minute, until, amount)
        return int(found) if found < NO_LIMIT else until

    def _known(self) -> tuple[object, ...]:
        what = (self.agreed, self.quantity, self.function, self.own_site, self.steps)
        return (*what, self.present, self.moves[:, : self.size].tolist())
