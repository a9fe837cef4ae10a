"""Costs that depend on a weight: what is cheapest for every kg between two bounds, found once for all of them.

Units that differ in kg alone have the same walks, and each walk costs a fixed part and a part for each kg. So a walk is
a *pair*: what it costs the lightest and what it costs the heaviest. One that costs both no less than another is never
chosen; of those that remain the cheapest for a weight between is a division without remainder away.

>>> least([(5, 9), (4, 12), (6, 10)])
[(4, 12), (5, 9)]
>>> cost_at([(4, 12), (5, 9)], 10, 14, 11)
6
"""

from collections.abc import Iterable, Sequence

__all__ = ["Pair", "cost_at", "least"]

Pair = tuple[int, int]
"""A cost at the least kg, and at the most."""


def least(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs that no other matches at both ends, the cheapest for the lightest first."""
    found: list[Pair] = []
    for pair in sorted(pairs):
        if not found or pair[1] < found[-1][1]:
            found.append(pair)
    return found


def cost_at(pairs: Sequence[Pair], low_kg: int, high_kg: int, kg: int) -> int | None:
    """Return the least cost for a weight within the bounds; None where there is no way."""
    if not pairs:
        return None
    if low_kg == high_kg:
        return pairs[0][0]
    return min(low + (high - low) // (high_kg - low_kg) * (kg - low_kg) for low, high in pairs)
