"""What an event may say that its writer had seen: the counts that order the events of many feeds.

In format 1 an event counts exactly the other feeds. In format 2 it counts its own feed too, so it has its place in
itself; and what it has seen has seen no more than it. In both, no count ever falls within a feed: a writer never
forgets. The law is docs/reference/log-format.md, sections 7 and 11.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from repli.errors import Phrase, RefusedError, phrase
from repli.ledger.event import SECOND_FORMAT, EventFrame

__all__ = ["check_next", "check_seen", "place_of_line"]

Feeds = Mapping[str, Sequence[EventFrame]]


def place_of_line(feed: str, line: int) -> str:
    """Return ``feed FEED line N``; lines count from 1."""
    return f"feed {feed} line {line}"


def check_seen(feeds: Feeds) -> None:
    """Raise RefusedError with the line at the first event whose ``seen`` cannot stand where the event stands."""
    for feed, events in feeds.items():
        for line, event in enumerate(events, start=1):
            _check_names(feeds, feed, line, event)
        for line, (before, after) in enumerate(pairwise(events), start=2):
            _check_memory(feed, line, before, after)
    for feed, events in feeds.items():
        for line, event in enumerate(events, start=1):
            _check_knowledge(feeds, feed, line, event)


def check_next(feeds: Feeds, event: EventFrame) -> None:
    """Raise RefusedError if ``event`` cannot be the next line of its feed: the same, for one line."""
    held = feeds[event.feed]
    line = len(held) + 1
    _check_names(feeds, event.feed, line, event)
    if held:
        _check_memory(event.feed, line, held[-1], event)
    if any(count > len(feeds[other]) for other, count in event.seen.items()):
        raise _refused(
            event.feed,
            line,
            phrase("This event has seen events that are not here or that come after it."),
            phrase("Fetch the other feeds again; if they are whole, the feeds contradict each other."),
        )
    _check_knowledge(feeds, event.feed, line, event)


def _check_names(feeds: Feeds, feed: str, line: int, event: EventFrame) -> None:
    if event.feed != feed or not _names_its_feeds(event, line, feeds.keys()):
        raise _refused(
            feed,
            line,
            phrase("This event does not stand in its own feed, or does not count every other feed."),
            phrase("See sections 2 and 11 of the log format."),
        )


def _check_memory(feed: str, line: int, before: EventFrame, after: EventFrame) -> None:
    if any(count > after.seen.get(other, 0) for other, count in before.seen.items()):
        raise _refused(
            feed,
            line,
            phrase("This event has seen less than the one before it."),
            phrase("A writer never forgets what it had: its copy was set back."),
        )


def _check_knowledge(feeds: Feeds, feed: str, line: int, event: EventFrame) -> None:
    if event.v >= SECOND_FORMAT and not _knows_what_it_has_seen(event, feeds):
        raise _refused(
            feed,
            line,
            phrase("This event has seen events that have seen more than it says."),
            phrase("Who takes in a line takes in what that line has seen: see section 11 of the log format."),
        )


def _names_its_feeds(event: EventFrame, line: int, feeds: AbstractSet[str]) -> bool:
    if event.v >= SECOND_FORMAT:
        return event.index == line - 1 and event.seen.keys() <= feeds
    return {event.feed, *event.seen} == feeds


def _knows_what_it_has_seen(event: EventFrame, feeds: Feeds) -> bool:
    """Compare with the last line of each feed that it has seen; a line that is not here is judged by the order."""
    for other, count in event.seen.items():
        if other != event.feed and count <= len(feeds[other]):
            last = feeds[other][count - 1]
            if any(more > event.seen.get(feed, 0) for feed, more in last.seen.items()):
                return False
    return True


def _refused(feed: str, line: int, message: Phrase, hint: Phrase) -> RefusedError:
    return RefusedError(place_of_line(feed, line), message, hint)
