"""One step of the fold of formats 2 to 4: judge an event, settle what its signers let pass, then let it take effect.

An event of both parties that breaks a rule refuses the log. An event of one party that breaks a rule is *void*: it has
no effect, and everybody sees that and why. So nobody can make the other's log unreadable by contradicting it. What an
event does then is `repli.progress.taking`. The law is docs/reference/log-format.md, sections 14, 22 and 28.
"""

from repli.errors import RefusedError, phrase
from repli.progress.account_rules import check_open_sites
from repli.progress.bodies import Attest
from repli.progress.change import Amend, Cancel, Correct, Dispute, Resolve
from repli.progress.change_rules import (
    check_amend_declare,
    check_amend_depart,
    check_cancel,
    check_correct,
    check_dispute,
    check_minutes,
    check_resolve,
)
from repli.progress.daily import check_attest, check_entry, check_entry_change, check_joint_day
from repli.progress.events import Declare, Depart, EntryBody, Event, Keys, Minutes, OpenedCount, Opening, Publish
from repli.progress.matters import Matters, Told, Void
from repli.progress.rules import (
    Sidecars,
    check_cells,
    check_declare,
    check_declared,
    check_depart,
    check_genesis,
    check_opening,
    check_told,
)
from repli.progress.taking import take_body

__all__ = ["check_second", "take_second"]


def check_second(matters: Matters, event: Event, sidecars: Sidecars) -> None:
    """Raise RefusedError if ``event`` breaks a rule; with a ``reason`` if that makes it void."""
    check_genesis(matters.tables, event)
    matters.ring.check_signers(event)
    try:
        _check_body(matters, event, sidecars)
    except RefusedError as refusal:
        if event.parties != matters.ring.parties or not refusal.reason:
            raise
        raise RefusedError(refusal.place, refusal.message, refusal.hint) from refusal


def take_second(matters: Matters, event: Event, sidecars: Sidecars) -> None:
    """Take one more event; raise RefusedError if it refuses the log, and change nothing then."""
    try:
        check_second(matters, event, sidecars)
    except RefusedError as refusal:
        if not refusal.reason:
            raise
        if refusal.reason != "key-not-in-force":
            matters.settle(event)
        matters.void[event.event_hash] = Void(place=event.place, reason=refusal.reason)
    else:
        told = _told(matters, event)
        matters.settle(event)
        if told is not None:
            matters.told[told[0]] = told[1]
        take_body(matters, event)
    matters.tables.hashes.add(event.event_hash)


def _check_body(matters: Matters, event: Event, sidecars: Sidecars) -> None:
    tables = matters.tables
    match event.body:
        case Keys() as body:
            matters.ring.check(event, body)
        case Declare() as body:
            check_declare(tables, event, body, sidecars)
        case Opening() as body:
            check_opening(tables, event, body)
            _check_room(matters, event, body)
        case Depart() as body:
            _check_new(matters, event, body)
        case Minutes() as body:
            check_minutes(matters, event, body)
            if matters.is_fourth:
                check_joint_day(matters, event, body, sidecars)
        case Publish() as body:
            check_declared(tables, event)
            check_told(event, body, matters.dress(tables.snapshot()), sidecars)
        case Attest() as body:
            check_attest(matters, event, body)
        case body if isinstance(body, EntryBody):
            check_entry(matters, event, body, sidecars)
        case _:
            _check_change(matters, event, sidecars)


def _check_change(matters: Matters, event: Event, sidecars: Sidecars) -> None:
    match event.body:
        case Amend(body=Declare() as declare) as body:
            check_amend_declare(matters, event, body, declare, sidecars)
        case Amend(body=Depart() as depart) as body:
            check_amend_depart(matters, event, body, depart)
        case Dispute() | Cancel() | Resolve() as body if body.event in matters.entries.held:
            check_entry_change(matters, event, body, sidecars)
        case Dispute() as body:
            check_dispute(matters, event, body)
        case Cancel() as body:
            check_cancel(matters, event, body)
        case Resolve() as body:
            check_resolve(matters, event, body)
        case Correct() as body:
            check_correct(matters, event, body)
        case OpenedCount() as body:
            matters.seals.check(event, body)
        case _:
            pass  # a genesis event has rule 1 only; a count is a claim, and a sealed one says nothing yet


def _check_new(matters: Matters, event: Event, depart: Depart) -> None:
    check_declared(matters.tables, event)
    if depart.movement in matters.entries.transfers:
        raise RefusedError(
            event.place,
            phrase("Movement {movement} is a transfer.", movement=depart.movement),
            phrase("Give the new movement an id of its own."),
            reason="movement-known",
        )
    if depart.movement in matters.cancelled:
        raise RefusedError(
            event.place,
            phrase("Movement {movement} was cancelled.", movement=depart.movement),
            phrase("Give the new movement an id of its own."),
            reason="movement-known",
        )
    check_depart(matters.tables, event, depart)
    _check_room(matters, event, depart)


def _check_room(matters: Matters, event: Event, part: Opening | Depart) -> None:
    """There is room for what departs: rule 5, or in format 4 the rules of section 29."""
    if not matters.is_fourth:
        check_cells(matters.tables, event, part)
        return
    position = matters.position()
    position.depart(part, is_joint=event.parties == matters.ring.parties)
    position.check(event)
    if isinstance(part, Depart):
        check_open_sites(matters, event, part.cells)


def _told(matters: Matters, event: Event) -> tuple[int, Told] | None:
    """Return what a publication tells, before its own settling changes a grade."""
    if not isinstance(event.body, Publish):
        return None
    joint = frozenset(name for name, movement in matters.movements.items() if matters.is_joint(movement))
    values = {figure.name: figure.value for figure in event.body.figures}
    told = Told(
        event=event.event_hash,
        values=values,
        movements=joint,
        opening=matters.tables.opening_balance,
        returned=matters.entries.accounts.total("returned"),
    )
    return event.body.number, told
