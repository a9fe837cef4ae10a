"""Drafts of a large operation in which loads count more at the sites that closed late.

What a draft leaves for last tells what is scarce better than any figure that is known before. In the next draft the
loads of a site count by as much more, or less, as it closed later, or earlier, than others of its stage; the changes
get smaller from draft to draft. These are multiplicative weights (Arora, Hazan, Kale, Theory of Computing 8, 2012) with
the day on which a site closes in place of a loss.

>>> best, taste = with_weighed_sites(best, taste, draw, rank)  # doctest: +SKIP
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from repli.planning.board import Board
from repli.planning.improve.state import State
from repli.planning.variants import WHOLE, Variant

__all__ = ["weighed", "with_weighed_sites"]

_ROUNDS, _MOST_IDLE = 8, 3
"""So many drafts at most, and so many in a row that are no better than the best."""
_PACE = 3
"""A site that closes by a share of the mean later weighs by so many times that share more, in the first round."""


def with_weighed_sites(
    best: State, taste: Variant, draw: Callable[[Variant], State | None], rank: Callable[[State], tuple[int, ...]]
) -> tuple[State, Variant]:
    """Return the best of a draft and of those with sites weighed, and its taste; ``draw`` makes one for a taste."""
    if not taste.by_value:
        return best, taste
    kept, state, idle = taste, best, 0
    for number in range(_ROUNDS):
        taste = replace(taste, site_permille=weighed(taste.site_permille, state.board, number))
        found = draw(taste)
        if found is None:
            break
        state, idle = found, idle + 1
        if rank(found) < rank(best):
            best, kept, idle = found, taste, 0
        if idle == _MOST_IDLE:
            break
    return best, kept


def weighed(permille: Mapping[str, int], board: Board, number: int) -> Mapping[str, int]:
    """Return the weights of sites after a draft, the ``number``-th from 0, in thousandths: late ones weigh more."""
    found = dict(permille)
    for stage in board.ways.stages:
        days = {site_id: board.closings[site_id].closes - board.now_minute for site_id in stage}
        total = max(1, sum(days.values()))
        for site_id, minutes in days.items():
            change = 2 * _PACE * WHOLE * (minutes * len(stage) - total) // (total * (number + 2))
            weight = found.get(site_id, WHOLE) * max(WHOLE // 2, WHOLE + change) // WHOLE
            found[site_id] = max(1, weight)
    return found
