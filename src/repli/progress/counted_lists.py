"""Which lists of slots count, in which order, and which of them an event brings in.

A list that *gives* tells slots that may be taken once more: of people who returned or were released, of items that were
found. The law is docs/reference/log-format.md, sections 23 and 30.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from repli.progress.bodies import Dispose, Status
from repli.progress.change import Amend, Cancel, Resolve
from repli.progress.entries import Entry
from repli.progress.events import Body, Depart, Minutes, Opening
from repli.progress.lists import Listed
from repli.progress.matters import Matters
from repli.progress.slotfile import Committed

__all__ = ["DEPARTED", "GIVES_BACK", "Counted", "brought_lists", "cancelled_giving", "changed_by", "current_lists"]

DEPARTED, OPENING, DISPOSED = "departed", "opening", "disposed"
GIVES_BACK = {"found": "lost", "released": "retained", "returned": DEPARTED}
"""What a giving list says -> what the lists say whose slots it gives back."""
_TAKING = frozenset(["asylum", "died", "lost", "medevac", "retained"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A list that counts: what it says (departed, opening, disposed, or a status), and whether both stand by it."""

    listed: Listed
    is_joint: bool
    said: str

    @property
    def gives(self) -> bool:
        """Say whether it gives slots back."""
        return self.said in GIVES_BACK

    @property
    def departs(self) -> bool:
        """Say whether it tells who departed, or came back."""
        return self.said in {DEPARTED, OPENING, "returned"}


def current_lists(matters: Matters, without: Iterable[str] = ()) -> Iterator[Counted]:
    """Give the lists that count, in the order of section 30; ``without`` are movements and entries to leave out."""
    left_out = set(without)
    movements = [one for name, one in matters.movements.items() if name not in left_out]
    joint = [one.current.event for one in movements if matters.is_joint(one)]
    others = [one.current.event for one in movements if not matters.is_joint(one)]
    entries = [one for event, one in matters.entries.held.items() if event not in left_out and _is_joint(matters, one)]
    said = {one.event: _said(one.body) for one in entries}
    named = matters.lists.named
    for event in _by_place(matters, [event for event in said if said[event] in GIVES_BACK]):
        yield Counted(listed=named[event], is_joint=True, said=said[event])
    for event in _by_place(matters, [matters.lists.opening]):
        yield Counted(listed=named[event], is_joint=True, said=OPENING)
    for event in _by_place(matters, joint):
        yield Counted(listed=named[event], is_joint=True, said=DEPARTED)
    for event in _by_place(matters, [event for event in said if said[event] in {*_TAKING, DISPOSED}]):
        yield Counted(listed=named[event], is_joint=True, said=said[event])
    for event in _by_place(matters, others):
        yield Counted(listed=named[event], is_joint=False, said=DEPARTED)


def brought_lists(matters: Matters, body: Body) -> tuple[tuple[Committed, str], ...]:
    """Return the lists that ``body`` brings in or makes joint, and what each says; those that give come first."""
    movements = (part.committed for part in _departs(matters, body) if part is not None)
    bodies: list[Body] = [body, *(matters.entries.held[one].body for one in _accepted(matters, body))]
    entries = [(one.committed, _said(one)) for one in bodies if isinstance(one, Status | Dispose) and _said(one)]
    found = [(committed, DEPARTED) for committed in movements if committed is not None] + entries
    return tuple(sorted(found, key=lambda pair: pair[1] not in GIVES_BACK))


def cancelled_giving(matters: Matters, body: Body) -> str:
    """Return the hash of the entry that ``body`` cancels, if both stand by it and it gave slots back."""
    entry = matters.entries.held.get(body.event) if isinstance(body, Cancel) else None
    return entry.event if entry is not None and _is_joint(matters, entry) and _said(entry.body) in GIVES_BACK else ""


def changed_by(matters: Matters, body: Body) -> tuple[str, ...]:
    """Return the movements, or the entry, of which ``body`` says anew what went."""
    if isinstance(body, Cancel):
        return (matters.movement_of.get(body.event, body.event),)
    return _changed(matters, body)


def _accepted(matters: Matters, body: Body) -> Iterator[str]:
    match body:
        case Minutes():
            yield from (one for one in body.accepts if matters.entries.is_waiting(one))
        case Resolve() if matters.entries.is_waiting(body.event):
            yield body.event
        case _:
            return


def _by_place(matters: Matters, events: Iterable[str]) -> list[str]:
    named = matters.lists.named
    return sorted((event for event in events if event in named), key=lambda event: named[event].number)


def _is_joint(matters: Matters, entry: Entry) -> bool:
    return entry.event in matters.entries.joint


def _said(body: Body) -> str:
    """Return what the list of an entry says, of those that are looked into; else nothing."""
    if isinstance(body, Dispose):
        return DISPOSED if body.is_done else ""
    is_judged = isinstance(body, Status) and body.status in {*_TAKING, *GIVES_BACK}
    return body.status if isinstance(body, Status) and is_judged else ""


def _departs(matters: Matters, body: Body) -> list[Depart | Opening | None]:
    match body:
        case Minutes():
            return [matters.movements[name].current.depart for name in _changed(matters, body)]
        case Resolve():
            return [_version(matters, name, body) for name in _changed(matters, body)]
        case Amend(body=Depart() as part) | (Depart() as part) | (Opening() as part):
            return [part]
        case _:
            return []


def _changed(matters: Matters, body: Body) -> tuple[str, ...]:
    """Return the movements of which ``body`` says anew what went."""
    match body:
        case Minutes():
            return tuple(matters.movement_of[one] for one in body.accepts if one in matters.movement_of)
        case Amend(body=Depart() as depart) | (Depart() as depart):
            return (depart.movement,)
        case Resolve():
            return tuple(name for name, one in matters.movements.items() if _version(matters, name, body) is not None)
        case _:
            return ()


def _version(matters: Matters, name: str, resolve: Resolve) -> Depart | None:
    movement = matters.movements[name]
    if movement.current.event == resolve.event:
        return movement.current.depart
    rival = movement.rivals.get(resolve.event)
    return None if rival is None else rival.depart
