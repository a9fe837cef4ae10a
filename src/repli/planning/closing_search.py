"""The search for a site's closing: the first act of handover whose wave takes what remains by then.

Starts of the act are tried one after the other. Where many fail, the steps grow, and the first start that serves is
found between the last two: what remains only gets less with time. Where such steps find none the last starts are tried.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from repli.planning.board import Board, Closing
from repli.planning.closing import MOST_FLIGHTS, act_starts, reserve_wave
from repli.planning.leftover import Rest, leftover_of
from repli.planning.lots import SiteBook
from repli.planning.sorties import Sortie
from repli.planning.timeline import Timeline
from repli.units import MINUTES_PER_DAY

__all__ = ["Target", "find_closing", "first_served", "go_back", "likely_starts", "postpone"]

_MOST_SPARE = 3
_LONGEST_JUMP = 8
_SHORT_STRIDE = 2
"""After longer jumps no spare flights are asked for."""
_FAR = 3 * MINUTES_PER_DAY
"""Where the rest would be gone only so much later, the next act comes then; where sooner, acts are tried one by one."""
_LAST_STARTS = 60
"""Work limit of the last resort: starts of an act from its target on, each of which looks for waves longer."""
_ONE_BY_ONE = 40
"""So many starts are tried before the steps grow, and at the end where these found nothing."""


Served = TypeVar("Served")


@dataclass(frozen=True, slots=True)
class _Found:
    """A closing and the timeline on which its wave is held."""

    closing: Closing
    timeline: Timeline


@dataclass(slots=True)
class Target:
    """Where to look for a site's closing: the earliest start of the act, spare flights, and how far to jump.

    ``stride`` is how far the last jump went, ``failed`` the act that was tried last. ``careful``: a jump led past the
    horizon, so only short ones are made.
    """

    least: int
    spare: int = 0
    jump: int = 1
    flights: int = -1
    stride: int = 1
    failed: int = 0
    careful: bool = False


def find_closing(trial: Board, free: Board, site_id: str, target: Target) -> Closing | None:
    """Return the first closing from the target on whose wave takes what remains by then if all moves freely.

    Its wave is held on the trial; ``free`` is the board where everything moves freely.
    """
    book, before = trial.books[site_id], trial.timeline
    own = sorted(_own(site_id, free.sorties), key=lambda one: one.slot.off_minute)
    rest = Rest(book=book, sorties=tuple(own))

    def served(start: int) -> _Found | None:
        closing = reserve_wave(trial, book.site, start, rest.at(start), target.spare)
        found = None if closing is None else _Found(closing, trial.timeline)
        trial.timeline = before
        return found

    starts = islice(act_starts(trial, book.site, target.least), target.jump - 1, None)
    if trial.last_resort:
        starts = islice(starts, _LAST_STARTS)
    found = first_served(tuple(likely_starts(trial, book, own, starts)), served)
    if found is None:
        return None
    trial.timeline = found.timeline
    return found.closing


def likely_starts(board: Board, book: SiteBook, sorties: Iterable[Sortie], starts: Iterable[int]) -> Iterator[int]:
    """Yield the starts of the act at which no more waits than some wave takes, if what waits goes on sorties."""
    site_id = book.site.site_id
    routes = (route for vehicle_id in board.timeline.diaries for route in board.routes_of(vehicle_id, site_id))
    leftover = leftover_of(book, _own(site_id, sorties), routes)
    return (start for start in starts if not leftover.exceeds(MOST_FLIGHTS, start))


def first_served(starts: Sequence[int], served: Callable[[int], Served | None]) -> Served | None:
    """Return what serves at the first of the starts at which anything does, as far as the steps see."""
    failed = -1
    for index in _steps(len(starts)):
        found = served(starts[index])
        if found is not None:
            return _between(starts[failed + 1 : index], found, served)
        failed = index
    last = starts[max(_ONE_BY_ONE, len(starts) - _ONE_BY_ONE) :]
    return next((found for start in last if (found := served(start)) is not None), None)


def _between(starts: Sequence[int], found: Served, served: Callable[[int], Served | None]) -> Served:
    """Return what serves at the first of the starts that serve, before one at which ``found`` did."""
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        other = served(starts[middle])
        if other is None:
            low = middle + 1
        else:
            high, found = middle, other
    return found


def _steps(count: int) -> Iterator[int]:
    """Yield places in a list: one by one at first, then in growing steps, at last the end."""
    index, step = 0, 1
    while index < count:
        yield index
        step = step * 2 if index >= _ONE_BY_ONE else 1
        index = min(index + step, count - 1) if index < count - 1 else count


def _own(site_id: str, sorties: Iterable[Sortie]) -> list[Sortie]:
    """Return the sorties that take something from a site."""
    return [one for one in sorties if one.slot.route.site_id == site_id and one.load is not None]


def postpone(target: Target, closing: Closing, gone_minute: int) -> None:
    """Ask for one more flight; where none came, or enough were asked for, for a later act, further each time.

    Where much more is left than a wave takes, the act comes when that would be gone.
    """
    target.failed = closing.clear_by
    if gone_minute > closing.clear_by + _FAR and not target.careful:
        target.least, target.spare, target.flights, target.jump = gone_minute, 0, -1, 1
        return
    grew = len(closing.flights) > target.flights
    target.flights = len(closing.flights)
    if grew and target.spare < _MOST_SPARE and (target.careful or target.stride <= _SHORT_STRIDE):
        target.least, target.spare, target.jump = closing.clear_by, target.spare + 1, 1
        return
    target.least, target.spare, target.flights = closing.clear_by + 1, 0, -1
    target.jump = target.stride = min((target.jump if target.careful else target.stride) * 2, _LONGEST_JUMP)


def go_back(target: Target) -> bool:
    """Go back to just after the act that was tried last, once, and make only short jumps from there."""
    if target.careful or target.failed == 0:
        return False
    target.careful = True
    target.least, target.spare, target.flights, target.jump = target.failed + 1, 0, -1, 1
    return True
