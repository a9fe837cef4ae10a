"""One order for the events of many feeds, whoever's copy arrived first.

A *cut* gives a size for each feed; it is closed if no event inside has seen more of a feed than the cut holds. The
order of a cut depends on the cut alone: take, again and again, among the feeds' next events those whose ``seen`` has
been taken already; of these the one with the smallest (``at``, ``feed``). Where some feeds *lead* (the parties' own, in
format 2), only they are merged so, and a line of another feed is taken immediately before the first leading line
that has seen it: what a device wrote offline never slips in before what others signed. The law is
docs/reference/log-format.md, sections 7 and 13.

    for position in merge(feeds):
        replay(feeds[position.feed][position.index], position.place)
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from repli.errors import LedgerError, RefusedError, phrase
from repli.ledger.event import EventFrame
from repli.ledger.seen import check_seen, place_of_line

__all__ = ["Feeds", "Position", "check_closed", "merge"]

Feeds = Mapping[str, Sequence[EventFrame]]


@dataclass(frozen=True, slots=True)
class Position:
    """Where an event stands: its feed, and its index in it, counted from 0."""

    feed: str
    index: int

    @property
    def line(self) -> int:
        """Return the line as people count it, from 1."""
        return self.index + 1

    @property
    def place(self) -> str:
        """Return ``feed FEED line N``."""
        return place_of_line(self.feed, self.line)


def merge(
    feeds: Feeds, cut: Mapping[str, int] | None = None, *, leading: Collection[str] | None = None
) -> tuple[Position, ...]:
    """Return the positions of the events inside ``cut`` (default: everything) in the one order.

    ``leading`` are the feeds that lead (default: all). Lines of other feeds that no leading line has seen are left out.
    Raise RefusedError with the line where ``seen`` is malformed, falls, or waits for events that never come.
    """
    inside = _inside(feeds, cut)
    check_seen(inside)
    leaders = frozenset(inside if leading is None else leading)
    taken = dict.fromkeys(inside, 0)
    order: list[Position] = []
    while (feed := _next(inside, taken, leaders, leaders)) is not None:
        _take_seen(inside, taken, feed, order, leaders)
        if any(count > taken[other] for other, count in inside[feed][taken[feed]].seen.items() if other != feed):
            raise _waits(feed, taken[feed])
        order.append(Position(feed, taken[feed]))
        taken[feed] += 1
    for feed in sorted(leaders):
        if taken[feed] < len(inside[feed]):
            raise _waits(feed, taken[feed])
    for feed in sorted(inside.keys() - leaders):  # what nobody has taken in yet has seen only what is here
        for index, event in enumerate(inside[feed]):
            if any(count > len(inside[other]) for other, count in event.seen.items()):
                raise _waits(feed, index)
    return tuple(order)


def _waits(feed: str, index: int) -> RefusedError:
    return RefusedError(
        Position(feed, index).place,
        phrase("This event has seen events that are not here or that come after it."),
        phrase("Fetch the other feeds again; if they are whole, the feeds contradict each other."),
    )


def check_closed(feeds: Feeds, cut: Mapping[str, int]) -> None:
    """Return if no event inside ``cut`` has seen more of a feed than the cut holds; else raise RefusedError."""
    for feed, events in _inside(feeds, cut).items():
        for index, event in enumerate(events):
            if any(count > cut.get(other, 0) for other, count in event.seen.items()):
                raise RefusedError(
                    Position(feed, index).place,
                    phrase("This event has seen more than the head that covers it."),
                    phrase("The head must cover every event that its events have seen."),
                )


def _inside(feeds: Feeds, cut: Mapping[str, int] | None) -> dict[str, Sequence[EventFrame]]:
    if cut is None:
        return dict(feeds)
    if cut.keys() != feeds.keys() or any(not 0 <= size <= len(feeds[feed]) for feed, size in cut.items()):
        raise LedgerError(
            phrase("A cut does not name exactly the feeds of the log, or asks for more than they hold."),
            phrase("Fetch the feeds again."),
        )
    return {feed: feeds[feed][:size] for feed, size in cut.items()}


def _take_seen(feeds: Feeds, taken: dict[str, int], feed: str, order: list[Position], leaders: frozenset[str]) -> None:
    """Take the lines of feeds that do not lead which the next line of ``feed`` has seen."""
    seen = feeds[feed][taken[feed]].seen
    wanted = {other: events[: seen.get(other, 0)] for other, events in feeds.items() if other not in leaders}
    while (other := _next(wanted, taken, wanted.keys(), taken.keys())) is not None:
        order.append(Position(other, taken[other]))
        taken[other] += 1


def _next(feeds: Feeds, taken: Mapping[str, int], among: Collection[str], counted: Collection[str]) -> str | None:
    """Return the feed whose next line comes first of those that have seen nothing of ``counted`` but what is taken."""
    ready = []
    for feed in among:
        events, size = feeds[feed], taken[feed]
        if size < len(events) and all(
            count <= taken[other] for other, count in events[size].seen.items() if other in counted
        ):
            ready.append((events[size].at, feed))
    return min(ready)[1] if ready else None
