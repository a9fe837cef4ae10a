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

__all__ = ["Counted", "brought_lists", "cancelled_giving", "changed_by", "current_lists"]

_GIVING = frozenset(["found", "released", "returned"])
_TAKING = frozenset(["asylum", "died", "lost", "medevac", "retained"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A list that counts: whether both parties stand by it, it gives slots back, and it says who departed."""

    listed: Listed
    is_joint: bool
    gives: bool = False
    departs: bool = False


def current_lists(matters: Matters, without: Iterable[str] = ()) -> Iterator[Counted]:
    """Give the lists that count, in the order of section 30; ``without`` are movements and entries to leave out."""
    left_out = set(without)
    movements = [one for name, one in matters.movements.items() if name not in left_out]
    joint = [one.current.event for one in movements if matters.is_joint(one)]
    others = [one.current.event for one in movements if not matters.is_joint(one)]
    entries = [one for event, one in matters.entries.held.items() if event not in left_out and _is_joint(matters, one)]
    giving = [one.event for one in entries if _gives(one.body)]
    taking = [one.event for one in entries if _takes(one.body)]
    returned = {one.event for one in entries if isinstance(one.body, Status) and one.body.status == "returned"}
    for event in _by_place(matters, giving):
        yield Counted(listed=matters.lists.named[event], is_joint=True, gives=True, departs=event in returned)
    for event in (*_by_place(matters, [matters.lists.opening]), *_by_place(matters, joint)):
        yield Counted(listed=matters.lists.named[event], is_joint=True, departs=True)
    for event in _by_place(matters, taking):
        yield Counted(listed=matters.lists.named[event], is_joint=True)
    for event in _by_place(matters, others):
        yield Counted(listed=matters.lists.named[event], is_joint=False, departs=True)


def brought_lists(matters: Matters, body: Body) -> tuple[tuple[Committed, bool], ...]:
    """Return the lists that ``body`` brings in or makes joint, and whether each gives; those that give come first."""
    movements = (part.committed for part in _departs(matters, body) if part is not None)
    bodies: list[Body] = [body, *(matters.entries.held[one].body for one in _accepted(matters, body))]
    entries = [(one.committed, _gives(one)) for one in bodies if isinstance(one, Status | Dispose) and _is_judged(one)]
    found = [(committed, False) for committed in movements if committed is not None] + entries
    return tuple(sorted(found, key=lambda pair: not pair[1]))


def cancelled_giving(matters: Matters, body: Body) -> str:
    """Return the hash of the entry that ``body`` cancels, if both stand by it and it gave slots back."""
    entry = matters.entries.held.get(body.event) if isinstance(body, Cancel) else None
    return entry.event if entry is not None and _is_joint(matters, entry) and _gives(entry.body) else ""


def changed_by(matters: Matters, body: Body) -> tuple[str, ...]:
    """Return the movements, or the entry, of which ``body`` says anew what went."""
    gone = cancelled_giving(matters, body)
    return (gone,) if gone else _changed(matters, body)


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


def _gives(body: Body) -> bool:
    return isinstance(body, Status) and body.status in _GIVING


def _takes(body: Body) -> bool:
    return (isinstance(body, Status) and body.status in _TAKING) or (isinstance(body, Dispose) and body.is_done)


def _is_judged(body: Body) -> bool:
    return _gives(body) or _takes(body)


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
