"""What happens next: a binary heap of whole numbers, each a minute and who is concerned.

A key is ``minute << BITS | who``, so that one comparison orders by time and, within a minute, by ``who``: rooms that
something returns to come first, then agents in the order of the plan.
"""

from repli.kernel.arrays import IntArray
from repli.kernel.jit import compiled

__all__ = ["BITS", "MASK", "pop", "push"]

BITS = 20
MASK = (1 << BITS) - 1


@compiled
def push(heap: IntArray, count: int, minute: int, who: int) -> int:
    """Add an entry to the first ``count`` and return how many there are then."""
    key, at = (minute << BITS) | who, count
    while at > 0:
        parent = (at - 1) // 2
        if heap[parent] <= key:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = key
    return count + 1


@compiled
def pop(heap: IntArray, count: int) -> int:
    """Take the smallest of ``count`` entries away and return it; ``count - 1`` are left."""
    smallest, last, end = heap[0], heap[count - 1], count - 1
    at = 0
    while True:
        child = 2 * at + 1
        if child >= end:
            break
        if child + 1 < end and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= last:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = last
    return smallest
