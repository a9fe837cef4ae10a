"""A site's last days: its closing wave is unloaded, and what leaves in the days before it is dispatched again."""

from random import Random

from repli.planning.board import Board
from repli.planning.improve.choice import NOTHING, Choice, span, unloaded

__all__ = ["last_days"]


def last_days(board: Board, dice: Random) -> Choice:
    """Choose a site's closing wave, which stays held, and what leaves the site in the days before it."""
    sites = sorted(site_id for site_id, closing in board.closings.items() if closing.flights)
    if not sites:
        return NOTHING
    site_id = dice.choice(sites)
    since = board.closings[site_id].wave_start - span(dice)
    near = [
        one
        for one in board.sorties
        if one.load is not None and one.slot.route.site_id == site_id and one.slot.off_minute >= since
    ]
    return Choice(sorties=tuple(near), kept=unloaded(one for one in near if dice.getrandbits(1)))
