"""Which items go first: of two holds, the earlier one takes as many kg as it can, and the later one takes the rest.

Positions are few, so the best kg is found for each number of positions taken, several sums for each, since the heaviest
sum may not be the one that another item still fits on.
"""

from collections.abc import Sequence

from repli.planning.lots import ItemLot

__all__ = ["heaviest"]

_SUMS = 6
"""So many sums are remembered for each number of positions."""


def heaviest(lots: Sequence[ItemLot], positions: int, kg: int, least: tuple[int, int]) -> frozenset[str] | None:
    """Return the ids of the items with most kg within positions and kg; None if no choice takes the least of both.

    ``least`` are the positions and kg that must be taken, because the other hold has no room for them.
    """
    sums: list[dict[int, tuple[int, ...]]] = [{} for _ in range(positions + 1)]
    sums[0][0] = ()
    for place, lot in enumerate(lots):
        size, weight = lot.line.positions, lot.line.kg
        for used in range(positions - size, -1, -1):
            for total, chosen in list(sums[used].items()):
                if total + weight <= kg and total + weight not in sums[used + size]:
                    _remember(sums[used + size], total + weight, (*chosen, place))
    found = [
        (total, used, chosen)
        for used in range(least[0], positions + 1)
        for total, chosen in sums[used].items()
        if total >= least[1]
    ]
    if not found:
        return None
    return frozenset(lots[place].line.line_id for place in max(found)[2])


def _remember(sums: dict[int, tuple[int, ...]], total: int, chosen: tuple[int, ...]) -> None:
    """Keep a sum if it is among the heaviest."""
    sums[total] = chosen
    if len(sums) > _SUMS:
        del sums[min(sums)]
