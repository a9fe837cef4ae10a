"""One step of the fold of formats 2 and 3: judge an event, settle what its signers let pass, then let it take effect.

An event of both parties that breaks a rule refuses the log. An event of one party that breaks a rule is *void*: it has
no effect, and everybody sees that and why. So nobody can make the other's log unreadable by contradicting it. The law
is docs/reference/log-format.md, sections 14 and 22.
"""

from repli.errors import RefusedError, phrase
from repli.progress.cells import counts_of
from repli.progress.change import Amend, Cancel, Correct, Dispute, Resolve
from repli.progress.change_rules import (
    check_amend_declare,
    check_amend_depart,
    check_cancel,
    check_correct,
    check_dispute,
    check_minutes,
    check_resolve,
    is_rival,
)
from repli.progress.events import (
    CountTally,
    Declare,
    Depart,
    Event,
    Keys,
    Minutes,
    OpenedCount,
    Opening,
    Publish,
    SealedCount,
)
from repli.progress.matters import Matters, Told, Version, Void
from repli.progress.names import SCOPES
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
from repli.progress.state import Baseline, OpenDispute

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
        _take_body(matters, event)
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
            check_cells(tables, event, body)
        case Depart() as body:
            _check_new(matters, event, body)
        case Minutes() as body:
            check_minutes(matters, event, body)
        case Publish() as body:
            check_declared(tables, event)
            check_told(event, body, matters.dress(tables.snapshot()), sidecars)
        case _:
            _check_change(matters, event, sidecars)


def _check_change(matters: Matters, event: Event, sidecars: Sidecars) -> None:
    match event.body:
        case Amend(body=Declare() as declare) as body:
            check_amend_declare(matters, event, body, declare, sidecars)
        case Amend(body=Depart() as depart) as body:
            check_amend_depart(matters, event, body, depart)
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
    if depart.movement in matters.cancelled:
        raise RefusedError(
            event.place,
            phrase("Movement {movement} was cancelled.", movement=depart.movement),
            phrase("Give the new movement an id of its own."),
            reason="movement-known",
        )
    check_depart(matters.tables, event, depart)
    check_cells(matters.tables, event, depart)


def _told(matters: Matters, event: Event) -> tuple[int, Told] | None:
    """Return what a publication tells, before its own settling changes a grade."""
    if not isinstance(event.body, Publish):
        return None
    joint = frozenset(name for name, movement in matters.movements.items() if matters.is_joint(movement))
    values = {figure.name: figure.value for figure in event.body.figures}
    opening = matters.tables.opening_balance
    return event.body.number, Told(event=event.event_hash, values=values, movements=joint, opening=opening)


def _take_body(matters: Matters, event: Event) -> None:
    tables = matters.tables
    match event.body:
        case Keys() as body:
            matters.ring.take(body)
        case Declare() as body:
            _declare(matters, event, body)
        case Opening() as body:
            tables.opening = body
            tables.taken.add(body)
            tables.departed.add(body)
            matters.lists.name(event, body)
        case CountTally() as body:
            tables.tallies.update({(body.movement, party): body for party in event.parties})
        case Depart() as body:
            matters.lists.name(event, body)
            matters.open(_version(event, body))
        case Minutes() as body:
            for event_hash in body.accepts:
                matters.make_joint(matters.movements[matters.movement_of[event_hash]])
        case Publish() as body:
            tables.published = body.number
            matters.lists.publish(event, body)
        case _:
            _take_change(matters, event)


def _take_change(matters: Matters, event: Event) -> None:
    match event.body:
        case Amend(body=Declare() as declare):
            _declare(matters, event, declare)
        case Amend(body=Depart() as depart) as body:
            matters.lists.name(event, depart)
            movement = matters.movements[matters.movement_of[body.replaces]]
            change = matters.add_rival if is_rival(matters, body) else matters.supersede
            change(movement, _version(event, depart))
        case Dispute() as body:
            (party,) = event.parties
            matters.disputes[body.event, party, body.field] = OpenDispute(
                event=body.event, party=party, field=body.field, value=body.value_claimed, dispute=event.event_hash
            )
        case Cancel() as body:
            _cancel(matters, body)
        case Resolve() as body:
            _resolve(matters, body)
        case Correct() as body:
            matters.told[body.number].values.update({one.name: one.new for one in body.values})
        case SealedCount() as body:
            matters.seals.seal(event, body)
        case OpenedCount() as body:
            matters.seals.open(event, body)
            matters.tables.tallies.update({(body.movement, party): body for party in event.parties})
        case _:
            pass


def _declare(matters: Matters, event: Event, declare: Declare) -> None:
    tables = matters.tables
    tables.baselines[declare.scope] = Baseline(
        cells=declare.cells, kg=declare.kg, root=declare.root, slots=declare.slots, version=declare.version
    )
    matters.declared[declare.scope] = event.event_hash
    if declare.scope == SCOPES[0]:
        tables.people_cells = counts_of(declare.cells)


def _cancel(matters: Matters, cancel: Cancel) -> None:
    for key, opened in list(matters.disputes.items()):
        if opened.dispute == cancel.event:
            del matters.disputes[key]
            return
    matters.cancel(matters.movements[matters.movement_of[cancel.event]])


def _resolve(matters: Matters, resolve: Resolve) -> None:
    movement = next(
        one for one in matters.movements.values() if resolve.event == one.current.event or resolve.event in one.rivals
    )
    if resolve.event in movement.rivals:
        matters.supersede(movement, movement.rivals[resolve.event])
    matters.make_joint(movement)


def _version(event: Event, depart: Depart) -> Version:
    return Version(
        event=event.event_hash,
        depart=depart,
        parties=event.parties,
        feed=event.frame.feed,
        line=event.frame.index + 1,
    )
