"""Which slots are gone, which moved to another site, and which wait on a manifest: what one party's copy tells of them.

Gone is what departed (signed by both or not), stays by agreement or otherwise, was lost or disposed of, less what came
back. Lists that are not here say nothing. Nothing is kept between two questions but the lists that were read.

>>> Whereabouts(copy, sidecars.get, papers.get).gone("people")
frozenset({412, 17})
"""

from collections import Counter
from collections.abc import Callable, Iterator

from repli.errors import LedgerError
from repli.execution.logcopy import LogCopy
from repli.execution.manifest_list import ManifestList, parse_manifest_list
from repli.progress.bodies import Dispose, Manifest, Status, Transfer
from repli.progress.events import Body, EntryBody
from repli.progress.slotfile import SlotFile, parse_slot_file

__all__ = ["Whereabouts", "slots_named"]

Get = Callable[[str], bytes | None]

_GONE = {"asylum", "died", "medevac", "retained", "lost"}
_BACK = {"returned", "released", "found"}


def slots_named(body: Body) -> str:
    """Return the name of the slot file of an entry, empty where it has none."""
    name = body.value.get("slots")
    return name if isinstance(name, str) else ""


class Whereabouts:
    """What a copy of the log, with the lists that are here, says of slots."""

    def __init__(self, copy: LogCopy, lists: Get, papers: Get) -> None:
        """Look at ``copy``; ``lists`` gives slot files, ``papers`` the lists of manifests."""
        self._copy = copy
        self._lists = lists
        self._papers = papers
        self._read: dict[str, SlotFile | None] = {}

    def slots(self, name: str, scope: str) -> tuple[int, ...]:
        """Return the slots of a list; none where it is not here."""
        if name not in self._read or self._read[name] is None:
            self._read[name] = self._parsed(name)
        file = self._read[name]
        return () if file is None else file.people if scope == "people" else file.items

    def gone(self, scope: str) -> frozenset[int]:
        """Return the slots that are no more where their site is."""
        counted: Counter[int] = Counter()
        for name, sign in self._takings():
            for slot in self.slots(name, scope):
                counted[slot] += sign
        return frozenset(slot for slot, number in counted.items() if number > 0)

    def moved(self, scope: str) -> dict[int, str]:
        """Return slot -> site for those that were transferred."""
        return {
            slot: body.to
            for body in self._entries()
            if isinstance(body, Transfer)
            for slot in self.slots(slots_named(body), scope)
        }

    def manifest(self, movement: str) -> tuple[Manifest, ManifestList | None] | None:
        """Return the current manifest of a movement and its list, None where the list is not here."""
        matters = self._copy.replay.matters
        event = None if matters is None else matters.entries.register.current((Manifest.kind, movement, ""))
        body = None if matters is None or event is None else matters.entries.held[event].body
        return (body, self._listed(body)) if isinstance(body, Manifest) else None

    def manifested(self, scope: str, *, but: str) -> frozenset[int]:
        """Return the slots on manifests of other movements that have not departed."""
        matters = self._copy.replay.matters
        movements = [] if matters is None else sorted(matters.entries.register.keys(Manifest.kind))
        lists = (
            found[1]
            for movement in movements
            if matters is not None and movement != but and movement not in matters.movements
            if (found := self.manifest(movement)) is not None
        )
        return frozenset(
            slot for one in lists if one is not None for slot in (one.people if scope == "people" else one.items)
        )

    def _entries(self) -> Iterator[EntryBody]:
        """Give what the entries say that took effect and are not cancelled, in the order of the log."""
        matters = self._copy.replay.matters
        return iter(()) if matters is None else (entry.body for entry in list(matters.entries.held.values()))

    def _takings(self) -> Iterator[tuple[str, int]]:
        """Give the list of everything that takes slots with 1, and of what gives them back with -1."""
        matters = self._copy.replay.matters
        if matters is None:
            return
        opening = matters.tables.opening
        departs = [movement.current.depart for movement in matters.movements.values()]
        for part in ([] if opening is None else [opening], departs):
            yield from ((one.committed.slots, 1) for one in part if one.committed is not None)
        for body in self._entries():
            yield from _taking(body)

    def _parsed(self, name: str) -> SlotFile | None:
        data = self._lists(name)
        try:
            return None if data is None else parse_slot_file(data)
        except LedgerError:
            return None  # the other party's file; `check_lists` names its fault before anything becomes joint

    def _listed(self, manifest: Manifest) -> ManifestList | None:
        data = self._papers(manifest.list)
        return None if data is None else parse_manifest_list(data)


def _taking(body: EntryBody) -> Iterator[tuple[str, int]]:
    match body:
        case Status() if body.status in _GONE | _BACK:
            yield slots_named(body), 1 if body.status in _GONE else -1
        case Dispose() if body.is_done:
            yield slots_named(body), 1
        case _:
            pass
