"""Drafts of a large operation in which the sites that closed late come first.

What a draft leaves for last tells what is scarce better than any figure that is known before. In the next draft each
day's resources go first to the sites that closed late beside others of their stage.

>>> best = with_urgent_sites(best, draw, rank)  # doctest: +SKIP
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from repli.planning.board import Board
from repli.planning.improve.state import State
from repli.planning.variants import Variant

__all__ = ["drawn_urgent", "urgent_sites", "with_urgent_sites"]

_ROUNDS = 3
"""So many drafts at most are made with urgent sites, each from the one before as long as that is better."""


def with_urgent_sites(
    best: State, draw: Callable[[frozenset[str]], State | None], rank: Callable[[State], tuple[int, ...]]
) -> tuple[State, frozenset[str]]:
    """Return the best of a draft and of those with urgent sites, and its urgent sites; ``draw`` makes one for sites."""
    known: frozenset[str] = frozenset()
    for _ in range(_ROUNDS):
        urgent = urgent_sites(best.board)
        state = draw(urgent) if urgent and urgent != known else None
        if state is None or rank(state) >= rank(best):
            break
        best, known = state, urgent
    return best, known


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
