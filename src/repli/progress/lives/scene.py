"""What one event has changed, seen after it took effect: the stage on which each life is looked at.

Lists of slots are those that a party holds: who has not the file of an event cannot say which people or items it is
about, and their trails do not move by it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from repli.errors import LedgerError
from repli.progress.change import Amend, Resolve
from repli.progress.entries import Entry
from repli.progress.events import Depart, Event, Minutes
from repli.progress.lives.trail import Cause
from repli.progress.matters import Matters, Movement, Version
from repli.progress.rules import Sidecars
from repli.progress.slotfile import Committed, parse_slot_file

__all__ = ["Manifests", "Scene", "Slots"]

Slots = tuple[tuple[int, ...], tuple[int, ...]]
"""Slots of people, slots of items."""
Manifests = Callable[[str], Slots | None]
"""Hash of a manifest's list -> the slots on it, or None if the list is not held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An event that took effect, the matters after it, and the lists that are held."""

    event: Event
    matters: Matters
    sidecars: Sidecars
    manifests: Manifests
    gone: tuple[str, ...] = ()
    """Movements that the event has taken out."""

    def cause(self, of: str = "") -> Cause:
        """Return the event as the cause of a step; ``of`` is what says it (default: the event itself)."""
        return Cause(event=self.event.event_hash, at=self.event.frame.at, of=of or self.event.event_hash)

    @property
    def departed(self) -> Version | None:
        """Return the version that the event itself has made current."""
        match self.event.body:
            case Depart() as depart:
                movement = self.matters.movements.get(depart.movement)
            case Amend(body=Depart() as depart):
                movement = self.matters.movements.get(depart.movement)
            case _:
                return None
        is_current = movement is not None and movement.current.event == self.event.event_hash
        return movement.current if movement is not None and is_current else None

    @property
    def joint_movements(self) -> tuple[Movement, ...]:
        """Return the movements that the event has made joint, or joint anew."""
        found = (self.matters.movements.get(self.matters.movement_of.get(one, "")) for one in self._named)
        return tuple(one for one in found if one is not None and self.matters.is_joint(one))

    @property
    def joint_entries(self) -> tuple[Entry, ...]:
        """Return the entries that the event has made joint, in the order of the log."""
        entries = self.matters.entries
        found = (entries.held[one] for one in self._named if one in entries.joint)
        return tuple(sorted(found, key=lambda entry: entry.number))

    def slots(self, committed: Committed | None) -> Slots:
        """Return the slots in the list of an event; none if it is not held, or is no list."""
        data = None if committed is None else self.sidecars(committed.slots)
        try:
            file = None if data is None else parse_slot_file(data)
        except LedgerError:
            return (), ()
        return ((), ()) if file is None else (file.people, file.items)

    def listed(self, manifest: str) -> Slots:
        """Return the slots on a manifest's list; none if it is not held."""
        return self.manifests(manifest) or ((), ())

    @property
    def _named(self) -> Collection[str]:
        """Return the hashes that the event may make joint: its own, that of a resolution, those of a day's record."""
        match self.event.body:
            case Minutes() as minutes:
                return minutes.accepts
            case Resolve() as resolve:
                return (resolve.event,)
            case _:
                return (self.event.event_hash,)
