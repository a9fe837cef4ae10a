"""What stands in the log now, as makers and readers of events ask for it: current entries, what waits, the calendar.

`Standing` is one look at a copy of the log; it is taken anew after every event. Nothing here decides anything: grades
and current entries are those of the replay.

>>> Standing(copy).current("calendar", "calendar").body.value["version"]
3
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from repli.execution.logcopy import LogCopy
from repli.ledger.canonical import Json
from repli.progress.change import Amend
from repli.progress.daybook import Daybook, RowState, WaitingState
from repli.progress.events import Declare, Event
from repli.progress.names import DISPUTED, JOINT, UNILATERAL
from repli.progress.replay import Replay
from repli.progress.state import State

__all__ = ["Standing", "rows_of"]


class Standing:
    """One look at a copy of the log."""

    def __init__(self, copy: LogCopy, replay: Replay | None = None) -> None:
        """Look at ``copy`` as it is now, or by the ``replay`` of a part of it."""
        self.copy = copy
        self.replay = copy.replay if replay is None else replay

    @cached_property
    def state(self) -> State:
        """The state after the events looked at."""
        return self.replay.state

    @cached_property
    def daybook(self) -> Daybook:
        """What format 4 keeps besides; empty in an older log."""
        return self.state.daybook or Daybook()

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Every event of the copy by its hash."""
        return {event.event_hash: event for feed in self.copy.cut for event in self.copy.events(feed)}

    @cached_property
    def void(self) -> frozenset[str]:
        """Hashes of events without effect."""
        return frozenset(self.replay.void)

    def rows(self, kind: str) -> tuple[RowState, ...]:
        """Return the current entries of a register kind."""
        return self.daybook.rows(kind)

    def current(self, kind: str, key: str) -> Event | None:
        """Return the current entry of a kind whose rows belong to both, under its key; None if there is none."""
        matters = self.replay.matters
        event = None if matters is None else matters.entries.register.current((kind, key, ""))
        return None if event is None else self.events[event]

    @property
    def entries(self) -> tuple[RowState | WaitingState, ...]:
        """Return every entry that stands: current in its row, or waiting to move people or items."""
        return (*self.daybook.register, *self.daybook.waiting)

    def acceptable(self) -> list[Event]:
        """Return what minutes may accept, as it was written: departures and entries of one party, not disputed."""
        hashes = {row.event for row in self.entries if row.grade == UNILATERAL} | set(self.replay.waiting)
        return sorted(
            (self.events[one] for one in hashes),
            key=lambda event: (event.frame.at, event.frame.feed, event.frame.index),
        )

    def grade(self, event_hash: str) -> str:
        """Return the grade of an entry, or of a movement by its current version; empty for any other event."""
        for row in (*self.entries, *self.state.movements):
            if row.event == event_hash:
                return row.grade
        return JOINT if event_hash in self.events and len(self.events[event_hash].parties) > 1 else ""

    def disputed(self) -> Iterator[tuple[str, str]]:
        """Give (kind, hash) of every entry that is disputed."""
        for row in self.entries:
            if row.grade == DISPUTED:
                yield row.kind, row.event

    def calendar(self) -> Mapping[str, Mapping[str, Json]]:
        """Return the movements of the agreed calendar by their id; empty before the first."""
        event = self.current("calendar", "calendar")
        return {} if event is None else rows_of(event, "movements", "movement")

    def last_roster(self) -> tuple[str, int]:
        """Return the digest file of people that the log goes by, and its slots: the longest, as slots only append."""
        found: list[tuple[int, str]] = []
        for event in self.events.values():
            body = event.body
            declare = body.body if isinstance(body, Amend) else body
            if event.event_hash in self.void:
                continue
            if isinstance(declare, Declare) and declare.scope == "people":
                found.append((declare.slots, declare.sidecar))
            elif body.kind == "reinforce":
                slots = body.value["slots"]
                found.append((slots if isinstance(slots, int) else 0, str(body.value["sidecar"])))
        slots, sidecar = max(found, default=(0, ""))
        return sidecar, slots


def rows_of(event: Event, key: str, name: str) -> Mapping[str, Mapping[str, Json]]:
    """Return the objects of the array ``key`` of a body by their value of ``name``."""
    rows = event.body.value[key]
    return {str(row[name]): row for row in rows if isinstance(row, dict)} if isinstance(rows, list) else {}
