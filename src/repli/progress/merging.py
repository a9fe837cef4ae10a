"""One order for the events of all feeds, and the replay of a part of them.

The ledger orders frames; here the same order is given to events. A *cut* gives a size for each feed; the state that a
head signs is the replay of its cut, which need not be a prefix of the whole order. No event has an order while one of
them lies behind a joint event that it has not seen (docs/reference/log-format.md, section 7).
"""

from collections.abc import Mapping, Sequence

from repli.ledger.order import check_closed, merge
from repli.progress.barrier import check_barriers
from repli.progress.events import Event
from repli.progress.replay import Replay, fold
from repli.progress.rules import Sidecars

__all__ = ["Feeds", "merged", "replay_cut"]

Feeds = Mapping[str, Sequence[Event]]


def merged(feeds: Feeds, cut: Mapping[str, int] | None = None) -> tuple[Event, ...]:
    """Return the events inside ``cut`` (default: all) in the one order; raise RefusedError if there is none.

    Lines that come late behind a joint event are refused here, before any rule of replay looks at what they disturb.
    """
    frames = {feed: tuple(event.frame for event in events) for feed, events in feeds.items()}
    if cut is not None:
        check_closed(frames, cut)
    order = merge(frames, cut)
    check_barriers(feeds if cut is None else {feed: events[: cut[feed]] for feed, events in feeds.items()})
    return tuple(feeds[position.feed][position.index] for position in order)


def replay_cut(feeds: Feeds, cut: Mapping[str, int], sidecars: Sidecars) -> Replay:
    """Return the replay of a closed cut; raise RefusedError or LedgerError if it has none."""
    return fold(merged(feeds, cut), sidecars)
