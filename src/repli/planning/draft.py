"""What a plan does, before it is written down: the moves, acts and bookings of a finished board."""

from dataclasses import dataclass

from repli.model import Booking, HandoverAct, Movement, SiteAct
from repli.planning.board import Board
from repli.planning.flights import bookings_of
from repli.planning.postings import flown
from repli.planning.sorties import movements_of

__all__ = ["Draft", "draft_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A `repli.planning.objective.Course` that came out of a board."""

    movements: tuple[Movement, ...]
    handovers: tuple[HandoverAct, ...]
    acts: tuple[SiteAct, ...]
    bookings: tuple[Booking, ...]


def draft_of(board: Board) -> Draft:
    """Return what a finished board does."""
    return Draft(
        movements=movements_of(flown(board)),
        handovers=tuple(closing.act for _, closing in sorted(board.closings.items()) if closing.act is not None),
        acts=tuple(sorted(board.acts, key=lambda act: (act.start_minute, act.item_id))),
        bookings=bookings_of(board.sorties),
    )
