"""A joint event is a barrier: whatever the other feed adds after it has seen it.

A joint event says how much of the other feed there was when both signed. A later line of that feed which has not seen
it could claim an old time and slip in before it: then the figures that both signed would no longer follow. So the late
line is refused, and never the joint event that it would disturb. The law is docs/reference/log-format.md, section 7,
rule 8; in format 2 it holds for the parties' own feeds, because what a device wrote comes in with a line of a party.

>>> check_barriers({"force": [genesis, people, items, minutes], "host": [count_that_has_seen_three_lines]})
RefusedError: This event has not seen line 4 of force, which both parties signed before it was here.
"""

from collections.abc import Mapping, Sequence

from repli.errors import RefusedError, phrase
from repli.progress.events import Event

__all__ = ["check_barriers"]


def check_barriers(feeds: Mapping[str, Sequence[Event]]) -> None:
    """Raise RefusedError at the first late line; of two feeds, at that of the one whose id sorts first.

    Every event counts every other feed, and no count falls within a feed: `repli.ledger.order.merge` refuses the rest
    before. So one walk along both feeds is enough.
    """
    for feed in sorted(feeds):
        for other in sorted(feeds.keys() - {feed}):
            _check_feed(feeds, feed, other)


def _check_feed(feeds: Mapping[str, Sequence[Event]], feed: str, other: str) -> None:
    """Check each line of ``feed`` against the last joint event of ``other`` that was signed without it."""
    signed = feeds[other]
    walked = barrier = 0  # lines of `other`: those signed before the line at hand, and the last joint one of them
    for line, event in enumerate(feeds[feed], start=1):
        while walked < len(signed) and signed[walked].frame.seen.get(feed, 0) < line:
            walked += 1
            if signed[walked - 1].parties == feeds.keys():  # the own feed of a party has its id
                barrier = walked
        if event.frame.seen.get(other, 0) < barrier:
            raise RefusedError(
                event.place,
                phrase(
                    "This event has not seen line {line} of {feed}, which both parties signed before it was here.",
                    line=barrier,
                    feed=other,
                ),
                phrase("Nobody writes between a joint event and its receipt: see section 7 of the log format, rule 8."),
            )
