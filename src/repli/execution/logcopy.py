"""One party's copy of the whole log: its own feed and what it has of the other's, always replayed.

A line enters only if it can be read, keeps the rules of replay, and what it has seen is here. Most lines come after
everything the copy holds and cost one step; one that belongs between older lines makes the copy merge and replay again,
so the state never depends on the order of arrival (docs/reference/log-format.md, sections 7 and 13). What a device
wrote waits here until a line of a party has seen it.

>>> copy = LogCopy(sidecars.get)
>>> copy.add("demo-force", genesis_line)
"""

import hashlib
from collections.abc import Mapping
from typing import Self

from repli.errors import RefusedError, phrase
from repli.execution.slotshelf import SlotShelf
from repli.ledger.event import SECOND_FORMAT, EventFrame, parse_event
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.note import Head
from repli.ledger.seen import check_next
from repli.ledger.shapes import second_of_time
from repli.progress.events import Body, Event, Keys
from repli.progress.merging import merged, replay_cut
from repli.progress.reading import Charter, Lines, line_place, read_event, read_genesis, read_log
from repli.progress.replay import Replay, fold
from repli.progress.rules import Sidecars
from repli.progress.slotlists import check_lists, judge_lists

__all__ = ["LogCopy"]


class LogCopy:
    """All feeds of one log as one party has them. ``sidecars`` gives the bytes of a sidecar by name, or None."""

    def __init__(self, sidecars: Sidecars) -> None:
        """Start without a genesis event."""
        self._sidecars = sidecars
        self._charter: Charter | None = None
        self._lines: dict[str, list[bytes]] = {}
        self._events: dict[str, list[Event]] = {}
        self._frames: dict[str, list[EventFrame]] = {}
        self._replay = Replay(sidecars)
        self._applied = 0  # events that the replay has taken
        self._shelf = SlotShelf()

    @classmethod
    def of(cls, lines: Lines, sidecars: Sidecars) -> Self:
        """Return the copy that holds ``lines``; raise RefusedError with the line that is wrong."""
        copy = cls(sidecars)
        copy._charter, events = read_log(lines)
        copy._events = {feed: list(held) for feed, held in events.items()}
        copy._frames = {feed: [event.frame for event in held] for feed, held in events.items()}
        copy._lines = {feed: list(lines.get(feed, ())) for feed in events}
        order = merged(events)
        copy._replay, copy._applied = fold(order, sidecars), len(order)
        return copy

    @property
    def charter(self) -> Charter:
        """Return what the genesis event settles; raise RefusedError before it is there."""
        if self._charter is None:
            raise RefusedError("", phrase("The log has no genesis event yet."))
        return self._charter

    @property
    def is_open(self) -> bool:
        """Say whether the genesis event is there."""
        return self._charter is not None

    @property
    def replay(self) -> Replay:
        """Return the replay of everything here."""
        return self._replay

    @property
    def cut(self) -> dict[str, int]:
        """Return the size of each feed."""
        return {feed: len(lines) for feed, lines in self._lines.items()}

    def size(self, feed: str) -> int:
        """Return how many events of ``feed`` are here."""
        return len(self._lines.get(feed, ()))

    def lines(self, feed: str) -> tuple[bytes, ...]:
        """Return the entry lines of ``feed``."""
        return tuple(self._lines.get(feed, ()))

    @property
    def is_second(self) -> bool:
        """Say whether this is a log of format 2 or later."""
        return self._charter is not None and self._charter.version >= SECOND_FORMAT

    @property
    def pending(self) -> int:
        """Return how many lines of devices no line of a party has seen yet."""
        return sum(self.cut.values()) - self._applied if self.is_open else 0

    def events(self, feed: str) -> tuple[Event, ...]:
        """Return the events of ``feed``."""
        return tuple(self._events.get(feed, ()))

    def seen_from(self, feed: str) -> dict[str, int]:
        """Return what the writer of ``feed`` has seen: every other feed, and in format 2 every feed with a line."""
        if self.is_second:
            return {other: size for other, size in self.cut.items() if size}
        return {other: size for other, size in self.cut.items() if other != feed}

    def leaf_hashes(self, feed: str) -> tuple[bytes, ...]:
        """Return the leaf hash of each line of ``feed``."""
        return tuple(leaf_hash(line) for line in self._lines.get(feed, ()))

    def root(self, feed: str) -> bytes:
        """Return the tree head of ``feed``."""
        return root_of_hashes(self.leaf_hashes(feed))

    def replay_of(self, cut: Mapping[str, int]) -> Replay:
        """Return the replay of a closed cut of this copy; raise RefusedError or LedgerError if there is none."""
        return replay_cut(self._events, cut, self._sidecars)

    def ordered(self) -> tuple[Event, ...]:
        """Return the events that are replayed, in the order of the log; what waits for a party is none of them."""
        return merged(self._events)

    def foreseen(self) -> Replay:
        """Return the replay as it will be when a party's next line has taken in what devices wrote (section 13)."""
        if not self.pending:
            return self._replay
        order = self.ordered()
        replay = fold(order, self._sidecars)
        held = {event.event_hash for event in order}
        taken = {feed: sum(event.event_hash in held for event in events) for feed, events in self._events.items()}
        while ready := [event for feed in self.charter.devices if (event := self._next_of(feed, taken)) is not None]:
            event = min(ready, key=lambda one: (one.frame.at, one.frame.feed))
            replay.apply(event)
            taken[event.frame.feed] += 1
        return replay

    def _next_of(self, feed: str, taken: Mapping[str, int]) -> Event | None:
        """Return the next line of ``feed`` if all that it has seen was taken."""
        events = self._events[feed][taken[feed] : taken[feed] + 1]
        is_ready = all(count <= taken[other] for event in events for other, count in event.frame.seen.items())
        return events[0] if events and is_ready else None

    def replay_first(self, count: int) -> Replay:
        """Return the replay of the first ``count`` events in the order of the log."""
        return fold(self.ordered()[:count], self._sidecars)

    def check(self, feed: str, line: bytes, *, may_be_void: bool = False) -> Event:
        """Return the event of the next line of ``feed``, which is not held yet; raise RefusedError if it is wrong.

        In format 2 a line of one party that breaks a rule is void, not wrong: ``may_be_void`` lets it pass.
        """
        place = line_place(feed, self.size(feed) + 1)
        if self._charter is None:
            return read_genesis(line, place=place)[1]
        if feed not in self._lines:
            raise RefusedError(place, phrase("{feed} is no feed of this log.", feed=feed))
        event = read_event(line, self.charter, feed=feed, place=place)
        if feed in self.charter.devices:  # it waits, and changes nothing yet
            check_next(self._frames, event.frame)
            return event
        if self._is_last(event):
            (self._replay.admits if may_be_void else self._replay.check)(event)
            return event
        void = self._replayed_with(event)[0].void.get(event.event_hash)
        if void is not None and not may_be_void:
            raise RefusedError(
                place,
                phrase("The event would have no effect here ({reason}).", reason=void.reason),
                phrase("See section 14 of the log format."),
                reason=void.reason,
            )
        return event

    def check_proposed(self, body: Body, payload: bytes, *, place: str) -> None:
        """Raise RefusedError if ``body`` would break a rule once both have signed it; of format 1 it is not asked."""
        if self._replay.matters is None:
            return
        frame, parties = parse_event(payload), self._replay.matters.ring.parties
        event_hash = hashlib.sha256(payload).hexdigest()
        self.foreseen().check(Event(place=place, event_hash=event_hash, frame=frame, parties=parties, body=body))

    def check_lists(self, body: Body, *, place: str, is_joint: bool) -> None:
        """Raise RefusedError unless the lists of slots that ``body`` brings in, or makes joint, are here and sound."""
        matters = self._replay.matters
        if matters is not None and not self._shelf.admits(matters, body, self._sidecars):
            check_lists(matters, body, self._sidecars, place=place, is_joint=is_joint)

    def check_disclosed(self, replay: Replay, head: Head) -> None:
        """Raise RefusedError if a list that both parties stand by is at fault, or due and not here, at ``head``.

        ``replay`` is that of the cut of ``head``.
        """
        if replay.matters is not None:
            judge_lists(replay.matters, self._sidecars, second=second_of_time(head.at)).check()

    def hold(self, line: bytes, event: Event) -> None:
        """Hold a line that `check` has just let through."""
        if self._charter is None:
            charter, event = read_genesis(line, place=event.place)
            self._take_charter(charter)
        if event.frame.feed in self.charter.devices:
            pass  # it waits
        elif self._is_last(event):
            self._replay.apply(event)
            self._applied += 1
        else:
            self._replay, self._applied = self._replayed_with(event)
        if isinstance(event.body, Keys):
            self._take_charter(self.charter.with_keys(event.body.add))
        self._lines[event.frame.feed].append(line)
        self._events[event.frame.feed].append(event)
        self._frames[event.frame.feed].append(event.frame)

    def add(self, feed: str, line: bytes) -> Event:
        """Check and hold the next line of ``feed``; return its event, or raise RefusedError: then nothing changes."""
        event = self.check(feed, line, may_be_void=True)
        self.hold(line, event)
        return event

    def _take_charter(self, charter: Charter) -> None:
        self._charter = charter
        for feed in charter.feeds:
            self._lines.setdefault(feed, [])
            self._events.setdefault(feed, [])
            self._frames.setdefault(feed, [])

    def _is_last(self, event: Event) -> bool:
        """Say whether ``event`` has seen everything here and takes nothing in, so that it comes last in the order."""
        mine = event.frame.feed
        return event.frame.seen == self.seen_from(mine) and not self.pending and mine in self.charter.parties

    def _replayed_with(self, event: Event) -> tuple[Replay, int]:
        """Return the replay of everything here and ``event``, and how many events are in it."""
        mine = event.frame.feed
        feeds = {feed: [*held, event] if feed == mine else held for feed, held in self._events.items()}
        order = merged(feeds)
        return (self._replay if len(order) == self._applied else fold(order, self._sidecars)), len(order)
