"""Are the lists of slots that are here what was signed, is anybody in two of them, and is one kept back too long?

Judged after the replay, which needs none of them: first what both parties stand by (a fault there refuses the log),
then what one party alone signed (a fault there is told). A party asks the same before it makes a list joint. The law is
docs/reference/log-format.md, sections 23 and 30.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from repli.errors import LedgerError, Phrase, RefusedError, phrase
from repli.progress.change import Cancel
from repli.progress.counted_lists import GIVES_BACK, brought_lists, cancelled_giving, changed_by, current_lists
from repli.progress.events import Body
from repli.progress.lists import Listed
from repli.progress.matters import Matters
from repli.progress.names import SCOPES
from repli.progress.replay import Replay
from repli.progress.rules import Sidecars
from repli.progress.slotfile import Committed, parse_slot_file

__all__ = ["FAULTS", "JudgedLists", "ListFault", "check_lists", "departed_slots", "due_lists", "judge_lists"]

FAULTS = {
    "slots-overdue": phrase("The list of slots is not there, and the agreed delay has passed."),
    "slots-missing": phrase("The list of slots is not here: take it from the other party before signing."),
    "slots-form": phrase("The file is no list of slots."),
    "slots-count": phrase("The list has not as many people and items as the event says."),
    "slot-outside": phrase("The list has a slot that lies outside the baseline."),
    "slot-not-taken": phrase("The list gives back a slot that no list has taken: nobody there departed or stayed."),
    "slot-taken": phrase("The list has a slot that stands in another list already: somebody is counted twice."),
}
"""Section 23, by name; ``slots-missing`` only stops a party from signing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFault:
    """What is wrong with a list: the line that names it, the reason, and whether both parties stand by it."""

    place: str
    reason: str
    refuses: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedLists:
    """How many of the lists that count are here and not, and what is wrong, in the order of section 23."""

    disclosed: int = 0
    undisclosed: int = 0
    faults: tuple[ListFault, ...] = ()

    def check(self) -> None:
        """Raise RefusedError for the first fault of a list that both parties stand by."""
        for fault in self.faults:
            if fault.refuses:
                raise _refusal(fault.place, fault.reason)


@dataclass(slots=True)
class _Book:
    """Slots that lists without fault hold, and the number of slots that each baseline has."""

    limits: dict[str, int]
    taken: dict[str, set[int]] = field(default_factory=lambda: {scope: set() for scope in SCOPES})
    given: dict[str, Counter[int]] = field(default_factory=lambda: {scope: Counter() for scope in SCOPES})
    lacks_giving: bool = False  # a list that gives slots back is not here: nobody can say which are taken twice

    def fault(self, committed: Committed, data: bytes, *, gives: bool = False) -> str:
        """Return the fault of a list, or nothing: then it holds its slots from here on, or ``gives`` them back."""
        try:
            file = parse_slot_file(data)
        except LedgerError:
            return "slots-form"
        slots_of = {"people": file.people, "items": file.items}
        if (len(file.people), len(file.items)) != (committed.people, committed.items):
            return "slots-count"
        if any(slots and slots[-1] >= self.limits[scope] for scope, slots in slots_of.items()):
            return "slot-outside"
        if gives:
            for scope, slots in slots_of.items():
                self.given[scope].update(slots)
            return ""
        if not self.lacks_giving and any(self._is_taken(scope, slots) for scope, slots in slots_of.items()):
            return "slot-taken"
        for scope, slots in slots_of.items():
            again = self.taken[scope].intersection(slots)
            self.given[scope].subtract(again)
            self.taken[scope].update(slots)
        return ""

    def _is_taken(self, scope: str, slots: tuple[int, ...]) -> bool:
        """Say whether a slot was taken before and not given back since as often."""
        return any(self.given[scope][slot] < 1 for slot in self.taken[scope].intersection(slots))


def judge_lists(matters: Matters, sidecars: Sidecars, *, second: int, as_of: int | None = None) -> JudgedLists:
    """Judge the opening and the current versions; ``second`` is the joint checkpoint's, ``as_of`` the reader's own."""
    book = _book(matters)
    faults, disclosed, undisclosed = [], 0, 0
    for counted in current_lists(matters):
        listed, is_joint = counted.listed, counted.is_joint
        data = sidecars(listed.committed.slots)
        if data is None:
            undisclosed += 1
            book.lacks_giving |= counted.gives
            if _is_due(matters, listed, second):
                faults.append(ListFault(place=listed.place, reason="slots-overdue", refuses=is_joint))
            elif as_of is not None and _is_due(matters, listed, as_of):
                faults.append(ListFault(place=listed.place, reason="slots-overdue", refuses=False))
            continue
        disclosed += 1
        if reason := book.fault(listed.committed, data, gives=counted.gives):
            faults.append(ListFault(place=listed.place, reason=reason, refuses=is_joint))
    if not any(fault.refuses for fault in faults) and (place := _gives_too_much(matters, sidecars)):
        faults.append(ListFault(place=place, reason="slot-not-taken", refuses=True))
    return JudgedLists(disclosed=disclosed, undisclosed=undisclosed, faults=tuple(faults))


def due_lists(matters: Matters, second: int) -> frozenset[str]:
    """Return the names of the slot files that are due at ``second``, of every event that names one."""
    return frozenset(
        listed.committed.slots for listed in matters.lists.named.values() if _is_due(matters, listed, second)
    )


def departed_slots(replay: Replay, sidecars: Sidecars) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the slots of people and of items that departed, opening included, less who returned, each ascending.

    Raise RefusedError for a list that is not here, or reads otherwise than its event says.
    """
    matters, departed = replay.matters, replay.state.departed
    if matters is None or not matters.lists.named:
        return departed.people, departed.items
    book = _book(matters)
    for counted in current_lists(matters):
        listed = counted.listed
        if not counted.is_joint or not counted.departs:
            continue
        data = sidecars(listed.committed.slots)
        reason = "slots-missing" if data is None else book.fault(listed.committed, data, gives=counted.gives)
        if reason:
            raise _refusal(listed.place, reason)
    people, items = (tuple(sorted(slot for slot in book.taken[one] if book.given[one][slot] < 1)) for one in SCOPES)
    return people, items


def check_lists(matters: Matters, body: Body, sidecars: Sidecars, *, place: str, is_joint: bool) -> None:
    """Raise RefusedError unless the lists that ``body`` brings in, or makes joint, are here and without fault.

    ``is_joint``: both parties sign. They are compared with what both stand by; a party that signs alone compares its
    list with everything that it has. A list that gave slots back is not taken out while they are taken again.
    """
    brought, gone = brought_lists(matters, body), cancelled_giving(matters, body)
    if not brought and not isinstance(body, Cancel):  # most events bring no list, and need no look at the others
        return
    book, changed = _book(matters), changed_by(matters, body)
    for counted in current_lists(matters, without=changed):
        data = sidecars(counted.listed.committed.slots)
        if data is not None and (counted.is_joint or not is_joint):
            reason = book.fault(counted.listed.committed, data, gives=counted.gives)
            if reason and gone:
                raise _refusal(place, reason)
    for committed, said in brought:
        data = sidecars(committed.slots)
        reason = "slots-missing" if data is None else book.fault(committed, data, gives=said in GIVES_BACK)
        if reason:
            raise _refusal(place, reason)
    if is_joint and _gives_too_much(matters, sidecars, brought, without=changed):
        raise _refusal(place, "slot-not-taken")


def _gives_too_much(
    matters: Matters,
    sidecars: Sidecars,
    brought: Iterable[tuple[Committed, str]] = (),
    without: Iterable[str] = (),
) -> str:
    """Return the place of the first joint list that gives back a slot more often than it was taken; else nothing.

    Of a list that is ``brought`` the place is ``brought``. Where a list that took is missing, nothing can be said.
    """
    joint = (one for one in current_lists(matters, without) if one.is_joint)
    every = [(one.listed.committed, one.said, one.listed.place) for one in joint]
    every += [(committed, said, "brought") for committed, said in brought]
    if not any(said in GIVES_BACK for _, said, _ in every):  # most logs have none, and need no look at the lists
        return ""
    held = [(said, place, _slots(sidecars, committed)) for committed, said, place in every]
    missing = {said for said, _, slots in held if slots is None}
    taken = Counter((said, slot) for said, _, slots in held for slot in slots or ())
    given: Counter[tuple[str, tuple[str, int]]] = Counter()
    for said, place, slots in held:
        if said in GIVES_BACK and GIVES_BACK[said] not in missing:
            given.update((said, slot) for slot in slots or ())
            if any(given[said, slot] > taken[GIVES_BACK[said], slot] for slot in slots or ()):
                return place
    return ""


def _slots(sidecars: Sidecars, committed: Committed) -> tuple[tuple[str, int], ...] | None:
    """Return (scope, slot) of each slot in a list; None if it is not here, or is none."""
    data = sidecars(committed.slots)
    try:
        file = None if data is None else parse_slot_file(data)
    except LedgerError:
        file = None
    if file is None:
        return None
    return (*(("people", slot) for slot in file.people), *(("items", slot) for slot in file.items))


def _book(matters: Matters) -> _Book:
    baselines = matters.tables.baselines
    return _Book({scope: baselines[scope].slots if scope in baselines else 0 for scope in SCOPES})


def _is_due(matters: Matters, listed: Listed, second: int) -> bool:
    if matters.slots is None:
        return False
    due = matters.slots.due_second(named_second=listed.second, closed_second=matters.lists.closed_second)
    return due is not None and due <= second


def _refusal(place: str, reason: str) -> RefusedError:
    told: Phrase = FAULTS[reason]
    return RefusedError(place, told, phrase("See section 23 of the log format."), reason=reason)
