"""Every slot that a list of this log has named, kept from event to event: most new lists are sound at one look.

Comparing each new list with all before would cost more with every departure. A list whose slots were never named, and
one of a log in which no slot was ever named twice, need no comparison. Everything else (a correction, somebody who
returned, a fault) is left to `repli.progress.slotlists`, which looks at all of them. So a yes here is a yes there.

>>> shelf.admits(matters, depart, sidecars.get)
True
"""

from collections.abc import Callable, Iterable

from repli.errors import LedgerError
from repli.progress.bodies import Dispose, Status
from repli.progress.events import Body, Depart, EntryBody, Minutes, Opening, lists_of
from repli.progress.matters import Matters
from repli.progress.slotfile import SlotFile, parse_slot_file

__all__ = ["SlotShelf"]

Get = Callable[[str], bytes | None]


class SlotShelf:
    """The slots of the lists named so far. ``is_clean``: no slot was named twice, and every list that is here reads."""

    def __init__(self) -> None:
        """Start without a list."""
        self._held: dict[str, SlotFile] = {}
        self._missing: set[str] = set()
        self._people: set[int] = set()
        self._items: set[int] = set()
        self._is_clean = True

    def admits(self, matters: Matters, body: Body, lists: Get) -> bool:
        """Say whether the lists that ``body`` brings in, or makes joint, are here and surely without fault."""
        self._take_in(matters, lists)
        match body:
            case Opening() | Depart() as part:
                return part.committed is None or self._is_new(matters, part, lists)
            case Minutes():
                departs = [matters.tables.departs.get(one) for one in body.accepts]
                if any(depart is None for depart in departs):  # an entry, whose lists are judged otherwise
                    return False
                return self._is_clean and all(name in self._held for name in _names(departs))
            case _:
                return False

    def _is_new(self, matters: Matters, part: Opening | Depart, lists: Get) -> bool:
        """Say whether a list reads as its event says and names only slots of the baseline that no list named."""
        (name,) = lists_of(part)
        data = None if name in self._held or name in self._missing else lists(name)
        file = None if data is None else _parsed(data)
        if file is None or part.committed != file.committed:
            return False
        limits = {scope: held.slots for scope, held in matters.tables.baselines.items()}
        return (
            _is_below(file.people, limits.get("people", 0))
            and _is_below(file.items, limits.get("items", 0))
            and (self._people.isdisjoint(file.people) and self._items.isdisjoint(file.items))
        )

    def _take_in(self, matters: Matters, lists: Get) -> None:
        """Take in what was named since the last look, and what was missing and has come."""
        for event, listed in list(matters.lists.named.items()):
            name = listed.committed.slots
            entry = matters.entries.held.get(event)
            if name in self._held or (entry is not None and not _counts(entry.body)):
                continue
            data = lists(name)
            file = None if data is None else _parsed(data)
            if file is None:
                self._missing.add(name)
                self._is_clean = self._is_clean and data is None
                continue
            self._missing.discard(name)
            self._held[name] = file
            is_apart = self._people.isdisjoint(file.people) and self._items.isdisjoint(file.items)
            self._is_clean = self._is_clean and is_apart and file.committed == listed.committed
            self._people.update(file.people)
            self._items.update(file.items)


def _counts(body: EntryBody) -> bool:
    """Say whether the list of an entry is compared with others (section 30)."""
    match body:
        case Status():
            return body.status not in {"no-show", "held", "freed"}
        case Dispose():
            return body.is_done
        case _:
            return False


def _names(departs: Iterable[Depart | None]) -> Iterable[str]:
    return (depart.committed.slots for depart in departs if depart is not None and depart.committed is not None)


def _is_below(slots: tuple[int, ...], limit: int) -> bool:
    return not slots or slots[-1] < limit


def _parsed(data: bytes) -> SlotFile | None:
    try:
        return parse_slot_file(data)
    except LedgerError:
        return None
