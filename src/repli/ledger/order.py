"""One order for the events of many feeds, whoever's copy arrived first.

A *cut* gives a size for each feed; it is closed if no event inside has seen more of a feed than the cut holds. The
order of a cut depends on the cut alone: take, again and again, among the feeds' next events those whose ``seen`` has
been taken already; of these the one with the smallest (``at``, ``feed``). The law is docs/reference/log-format.md,
section 7.

    for position in merge(feeds):
        replay(feeds[position.feed][position.index], position.place)
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from repli.errors import LedgerError, RefusedError, phrase
from repli.ledger.event import EventFrame

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
        return f"feed {self.feed} line {self.line}"


def merge(feeds: Feeds, cut: Mapping[str, int] | None = None) -> tuple[Position, ...]:
    """Return the positions of all events inside ``cut`` (default: everything) in the one order.

    Raise RefusedError with the line where ``seen`` is malformed, falls, or waits for events that never come.
    """
    inside = _inside(feeds, cut)
    for feed, events in inside.items():
        _check_seen(feed, events, inside.keys())
    taken = dict.fromkeys(inside, 0)
    order = []
    while ready := [feed for feed, events in inside.items() if _is_ready(events, taken, feed)]:
        feed = min(ready, key=lambda name: (inside[name][taken[name]].at, name))
        order.append(Position(feed, taken[feed]))
        taken[feed] += 1
    for feed in sorted(inside):
        if taken[feed] < len(inside[feed]):
            raise RefusedError(
                Position(feed, taken[feed]).place,
                phrase("This event has seen events that are not here or that come after it."),
                phrase("Fetch the other feeds again; if they are whole, the feeds contradict each other."),
            )
    return tuple(order)


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


def _check_seen(feed: str, events: Sequence[EventFrame], feeds: AbstractSet[str]) -> None:
    """Refuse an event of another feed, one that does not count exactly the other feeds, and counts that fall."""
    for index, event in enumerate(events):
        if event.feed != feed or {feed, *event.seen} != feeds:
            raise RefusedError(
                Position(feed, index).place,
                phrase("This event does not stand in its own feed, or does not count every other feed."),
                phrase("See section 2 of the log format."),
            )
    for index, (before, after) in enumerate(pairwise(events)):
        if any(count < before.seen[other] for other, count in after.seen.items()):
            raise RefusedError(
                Position(feed, index + 1).place,
                phrase("This event has seen less than the one before it."),
                phrase("A writer never forgets what it had: its copy was set back."),
            )


def _is_ready(events: Sequence[EventFrame], taken: Mapping[str, int], feed: str) -> bool:
    if taken[feed] == len(events):
        return False
    return all(count <= taken[other] for other, count in events[taken[feed]].seen.items())
