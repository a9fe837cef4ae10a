"""The rules for what changes a movement or a declaration: amend, dispute, resolve, cancel, correct.

One function per kind of docs/reference/log-format.md, section 14, in its order; sections 28 and 29 say what format 4
asks in the place of a rule. Each changes nothing, and raises RefusedError with the reason that the page has for it: an
event of one party is then void, one of both refuses the log.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import NoReturn

from repli.errors import Phrase, RefusedError, phrase
from repli.ledger.merkle import tree_head
from repli.progress.account_rules import check_open_sites
from repli.progress.cells import counts_of
from repli.progress.change import Amend, Cancel, Correct, Dispute, NewValue, Resolve
from repli.progress.events import Declare, Depart, Event, Minutes
from repli.progress.matters import Matters, Movement, Told
from repli.progress.names import ENTRY_FIELD, FIGURE_NAMES_2
from repli.progress.rules import Sidecars, check_cells, check_load, check_roster

__all__ = [
    "check_amend_declare",
    "check_amend_depart",
    "check_cancel",
    "check_correct",
    "check_dispute",
    "check_minutes",
    "check_resolve",
    "corrections",
    "is_rival",
]


def check_amend_declare(matters: Matters, event: Event, amend: Amend, declare: Declare, sidecars: Sidecars) -> None:
    """A later version replaces the current one, and its slots only append."""
    old = matters.tables.baselines.get(declare.scope)
    if old is None or matters.declared.get(declare.scope) != amend.replaces or declare.version != old.version + 1:
        _refuse(event, phrase("The amendment does not replace the current declaration of its scope."))
    besides = matters.entries.accounts.total("reinforced") if declare.scope == "people" else 0
    digests = check_roster(event, declare, sidecars, besides=besides)
    if len(digests) < old.slots or tree_head(digests[: old.slots]).hex() != old.root:
        _refuse(event, phrase("The new roster does not begin with the slots of the one that it replaces."))
    if matters.is_fourth:
        _check_declared_room(matters, event, declare)
        return
    taken, cells = matters.tables.taken, counts_of(declare.cells)
    if declare.scope == "people" and any(count > cells.get(key, 0) for key, count in taken.cells.items()):
        _refuse(event, phrase("More people have departed than the new baseline has."))
    if declare.scope == "items" and taken.kg > declare.kg:
        _refuse(event, phrase("More kg have departed than the new baseline has."))


def _check_declared_room(matters: Matters, event: Event, declare: Declare) -> None:
    """The rules of section 29 hold with the new version."""
    position = matters.position()
    if declare.scope == "people":
        position.people_cells = counts_of(declare.cells)
    else:
        position.baselines["items"] = replace(position.baselines["items"], slots=declare.slots, kg=declare.kg)
    position.check(event)


def is_rival(matters: Matters, amend: Amend) -> bool:
    """Say whether ``amend``, which `check_amend_depart` let through, replaces a version that is current no more."""
    movement = matters.movements[matters.movement_of[amend.replaces]]
    return movement.current.event != amend.replaces


def check_amend_depart(matters: Matters, event: Event, amend: Amend, depart: Depart) -> None:
    """A version of a movement is replaced by who signed it, or by both."""
    movement = _movement_of(matters, event, amend.replaces)
    if depart.movement != movement.current.depart.movement:
        _refuse(event, phrase("The amendment names another movement."), "other-movement")
    _check_signers(matters, event, movement, movement.versions[amend.replaces].parties)
    if is_rival(matters, amend):
        if event.parties == matters.ring.parties:
            _refuse(event, phrase("The amendment replaces a version that is current no more."), "not-a-version")
        return
    _check_instead(matters, event, movement, depart, is_joint=event.parties == matters.ring.parties)


def check_dispute(matters: Matters, event: Event, dispute: Dispute) -> None:
    """The other party objects to the current version while it is not joint and the delay has not passed."""
    movement = _movement_of(matters, event, dispute.event)
    if dispute.field == ENTRY_FIELD:
        _refuse(event, phrase("A departure is disputed in its people, its items or its kg."), "not-a-version")
    if movement.current.event != dispute.event:
        _refuse(event, _NO_VERSION, "not-a-version")
    if matters.is_joint(movement):
        _refuse(event, phrase("Both parties stand by what is disputed."), "joint-stands")
    if event.parties <= movement.current.parties:
        _refuse(event, phrase("A party disputes what it signed itself."), "not-yours")
    if movement.is_unopposed or matters.is_settled_by(movement, event):
        _refuse(event, phrase("The delay to object has passed."), "delay-passed")


def check_cancel(matters: Matters, event: Event, cancel: Cancel) -> None:
    """A movement is taken out by who signed its current version, or by both; a dispute by who opened it."""
    opened = next((one for one in matters.disputes.values() if one.dispute == cancel.event), None)
    if opened is not None:
        if cancel.cancels not in {"", Dispute.kind}:
            _refuse(event, _NO_VERSION, "not-a-version")
        if opened.party not in event.parties:
            _refuse(event, _NOT_YOURS, "not-yours")
        return
    movement = _movement_of(matters, event, cancel.event)
    if movement.current.event != cancel.event or cancel.cancels not in {"", Depart.kind}:
        _refuse(event, _NO_VERSION, "not-a-version")
    _check_signers(matters, event, movement, movement.current.parties)
    if matters.is_fourth:
        position = matters.position()
        position.take_out(movement.current.depart, is_joint=matters.is_joint(movement))
        position.check(event)


def check_resolve(matters: Matters, event: Event, resolve: Resolve) -> None:
    """Both say which version, current or rival, of a movement that is not joint stands."""
    for movement in matters.movements.values():
        if movement.current.event == resolve.event and not matters.is_joint(movement):
            return
        if resolve.event in movement.rivals:
            _check_instead(matters, event, movement, movement.rivals[resolve.event].depart, is_joint=True)
            return
    _refuse(event, phrase("The resolution names no version that waits for one."), "not-a-version")


def check_minutes(matters: Matters, event: Event, minutes: Minutes) -> None:
    """Each accepted hash is the current version of a movement that is neither joint nor disputed."""
    for event_hash in minutes.accepts:
        if not matters.is_acceptable(event_hash):
            _refuse(
                event,
                phrase("The minutes accept {hash}, which is no current version that waits undisputed.",
                       hash=event_hash[:16]),
            )  # fmt: skip


def check_correct(matters: Matters, event: Event, correct: Correct) -> None:
    """The correction lists exactly the figures that are not as last told, from what was told to what follows now."""
    told = matters.told.get(correct.number)
    if told is None or told.event != correct.publish:
        _refuse(
            event, phrase("The correction does not name publication {number} and its event.", number=correct.number)
        )
    found = corrections(matters, told)
    if not found or correct.values != found:
        _refuse(event, phrase("The correction does not list exactly the figures of publication {number} that changed.",
                              number=correct.number))  # fmt: skip


def corrections(matters: Matters, told: Told) -> tuple[NewValue, ...]:
    """Return the figures of a publication that are not as last told, with what follows for it from the events now."""
    departs = [matters.movements[name].current.depart for name in sorted(told.movements) if name in matters.movements]
    opening = told.opening
    counted = sum(one.people_count for one in departs) - told.returned
    now = {
        **told.values,
        "people_counted": counted,
        "people_departed": opening.people + counted,
        "people_remaining": told.staying - opening.people - counted,
        "items_departed": opening.items + sum(one.items_count for one in departs),
        "kg_departed": opening.kg + sum(one.kg for one in departs),
        "movements_departed": len(departs),
    }
    return tuple(
        NewValue(name=name, old=told.values[name], new=now[name])
        for name in FIGURE_NAMES_2
        if now[name] != told.values[name]
    )


def _check_instead(matters: Matters, event: Event, movement: Movement, depart: Depart, *, is_joint: bool) -> None:
    """The last five rules of a departure hold for ``depart`` in the place of the current version."""
    with _given_back(matters, movement):
        check_load(matters.tables, event, depart)
        if not matters.is_fourth:
            check_cells(matters.tables, event, depart)
    if matters.is_fourth:
        position = matters.position()
        position.take_out(movement.current.depart, is_joint=matters.is_joint(movement))
        position.depart(depart, is_joint=is_joint)
        position.check(event)
        check_open_sites(matters, event, depart.cells)


def _movement_of(matters: Matters, event: Event, event_hash: str) -> Movement:
    name = matters.movement_of.get(event_hash)
    if name is None:
        _refuse(event, _NO_VERSION, "not-a-version")
    return matters.movements[name]


def _check_signers(matters: Matters, event: Event, movement: Movement, signed: frozenset[str]) -> None:
    """Refuse who has no say: both for what is joint, else a party that signed what is changed."""
    if (matters.is_joint(movement) and event.parties != matters.ring.parties) or not event.parties & signed:
        _refuse(event, _NOT_YOURS, "not-yours")


@contextmanager
def _given_back(matters: Matters, movement: Movement) -> Iterator[None]:
    """Let a check see the tables as they are without the current version."""
    taken = matters.tables.taken
    taken.give_back(movement.current.depart)
    try:
        yield
    finally:
        taken.add(movement.current.depart)


def _refuse(event: Event, message: Phrase, reason: str = "") -> NoReturn:
    raise RefusedError(event.place, message, phrase("See section 14 of the log format."), reason=reason)


_NO_VERSION = phrase("The event names no version of a movement, or none that it may change.")
_NOT_YOURS = phrase("The event changes what its signers alone may not change.")
