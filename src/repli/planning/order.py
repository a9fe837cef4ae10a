"""What leaves before what: when a line may leave, given the lines that go before it.

The last off block with a line (or the end of its act) is not after the first off block with each line that it goes
before (docs/reference/plan-meaning.md, C). Here a line waits until all of those before it have left for the last time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from repli.model import Operation
from repli.planning.lines import lines_of
from repli.planning.occupancy import FOREVER

__all__ = ["Order", "order_of"]


@dataclass(slots=True, kw_only=True)
class Order:
    """Lines that go before a line, how much of those still waits, and when they left last.

    ``waiting`` counts people, or 1 for an item; only lines that others wait for are kept in it.
    """

    before: Mapping[str, tuple[str, ...]]
    waiting: dict[str, int]
    left: dict[str, int] = field(default_factory=dict)

    def copy(self) -> "Order":
        """Return an independent copy."""
        return Order(before=self.before, waiting=self.waiting.copy(), left=self.left.copy())

    def leaves_from(self, line_id: str) -> int:
        """Return the first minute at which a line may leave; `FOREVER` while one that goes before it waits."""
        return max((self._gone(one) for one in self.before.get(line_id, ())), default=0)

    def leave(self, line_id: str, count: int, minute: int, *, out: bool) -> bool:
        """Count a departure, ``out`` for good or to another site; say whether others may leave that waited for it."""
        if line_id not in self.waiting:
            return False
        self.left[line_id] = max(minute, self.left.get(line_id, 0))
        self.waiting[line_id] -= count if out else 0
        return self.waiting[line_id] == 0

    def _gone(self, line_id: str) -> int:
        return FOREVER if self.waiting.get(line_id, 0) else self.left.get(line_id, 0)


def order_of(operation: Operation) -> Order:
    """Return the order that the lines ask for, nothing gone; a line that is not there any more is not waited for."""
    lines = {line.line_id: line for line in lines_of(operation)}
    before: dict[str, tuple[str, ...]] = {}
    for line in lines.values():
        for later in line.before:
            before[later] = (*before.get(later, ()), line.line_id)
    first = {name for names in before.values() for name in names}
    people = operation.people_of
    return Order(before=before, waiting={name: people[name].count if name in people else 1 for name in first})
