"""One order for the events of all feeds, and the replay of a part of them.

The ledger orders frames; here the same order is given to events. A *cut* gives a size for each feed; the state that a
head signs is the replay of its cut, which need not be a prefix of the whole order. No event has an order while one of
them lies behind a joint event that it has not seen (docs/reference/log-format.md, section 7). In format 2 the feeds
of the parties lead; what a device wrote comes in with the first line of a party that has seen it, and is *pending*
until then (section 13).
"""

from collections.abc import Mapping, Sequence

from repli.ledger.event import SECOND_FORMAT
from repli.ledger.order import check_closed, merge
from repli.progress.barrier import check_barriers
from repli.progress.events import Event, Genesis
from repli.progress.replay import Replay, fold
from repli.progress.rules import Sidecars

__all__ = ["Feeds", "leading_feeds", "merged", "replay_cut", "whole_cut"]

Feeds = Mapping[str, Sequence[Event]]


def merged(feeds: Feeds, cut: Mapping[str, int] | None = None) -> tuple[Event, ...]:
    """Return the events inside ``cut`` (default: all) in the one order; raise RefusedError if there is none.

    Lines that come late behind a joint event are refused here, before any rule of replay looks at what they disturb.
    """
    frames = {feed: tuple(event.frame for event in events) for feed, events in feeds.items()}
    parties = leading_feeds(feeds)
    if cut is not None:
        cut = whole_cut(feeds, cut)
        check_closed(frames, cut)
    order = merge(frames, cut, leading=parties)
    check_barriers({feed: feeds[feed] if cut is None else feeds[feed][: cut[feed]] for feed in parties})
    return tuple(feeds[position.feed][position.index] for position in order)


def whole_cut(feeds: Feeds, cut: Mapping[str, int]) -> Mapping[str, int]:
    """Return ``cut`` with size 0 for each feed that it does not name; format 1 names them all (section 16)."""
    is_second = any(event.frame.v >= SECOND_FORMAT for events in feeds.values() for event in events[:1])
    return {**dict.fromkeys(feeds, 0), **cut} if is_second else cut


def leading_feeds(feeds: Feeds) -> tuple[str, ...]:
    """Return the feeds that lead: those of the parties of the genesis event; all, while there is none."""
    for events in feeds.values():
        if events and isinstance(events[0].body, Genesis):
            return tuple(party.id for party in events[0].body.parties if party.id in feeds)
    return tuple(feeds)


def replay_cut(feeds: Feeds, cut: Mapping[str, int], sidecars: Sidecars) -> Replay:
    """Return the replay of a closed cut; raise RefusedError or LedgerError if it has none."""
    return fold(merged(feeds, cut), sidecars)
