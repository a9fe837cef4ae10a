"""Which sites come first each day when a part of a large operation is drafted anew.

What a draft leaves for last tells what is scarce: a site that closed late beside others of its stage is urgent.

>>> variant = drawn_urgent(variant, board, dice)  # doctest: +SKIP
"""

from dataclasses import replace
from random import Random

from repli.planning.board import Board
from repli.planning.variants import Variant

__all__ = ["drawn_urgent", "urgent_sites"]


def urgent_sites(board: Board) -> frozenset[str]:
    """Return the sites of a finished board that close after the middle between their stage's mean and its last."""
    late: set[str] = set()
    for stage in board.ways.stages:
        closes = {site_id: board.closings[site_id].closes for site_id in stage}
        last, total = max(closes.values()), sum(closes.values())
        late |= {site_id for site_id, minute in closes.items() if 2 * minute * len(stage) > last * len(stage) + total}
    return frozenset(late)


def drawn_urgent(variant: Variant, board: Board, dice: Random) -> Variant:
    """Return a variant with urgent sites drawn: those that close late, the last one and what feeds it, any, or none."""
    sites = [site_id for stage in board.ways.stages for site_id in stage if site_id in board.closings]
    last = max(sites, key=lambda one: board.closings[one].closes, default="")
    choices = (
        urgent_sites(board),
        frozenset({last, *(one for one in sites if board.ways.receiver.get(one) == last)}),
        frozenset(one for one in sites if dice.getrandbits(1)),
        frozenset[str](),
    )
    return replace(variant, urgent=dice.choice(choices))
