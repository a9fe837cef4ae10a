"""What an event does to the tables, once it is judged: one branch per kind, for formats 2 to 4.

Nothing is checked here. The law is docs/reference/log-format.md, sections 14, 22 and 28.
"""

from repli.progress.bodies import Attest
from repli.progress.cells import counts_of
from repli.progress.change import Amend, Cancel, Correct, Dispute, Resolve
from repli.progress.change_rules import is_rival
from repli.progress.daily import accepted_entries, take_attest, take_cancel_entry, take_entry, take_joint
from repli.progress.events import (
    CountTally,
    Declare,
    Depart,
    EntryBody,
    Event,
    Keys,
    Minutes,
    OpenedCount,
    Opening,
    Publish,
    SealedCount,
)
from repli.progress.matters import Matters, Version
from repli.progress.names import SCOPES
from repli.progress.state import Baseline, OpenDispute

__all__ = ["take_body"]


def take_body(matters: Matters, event: Event) -> None:
    """Let an event that was judged take effect."""
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
            matters.lists.name(event, body.committed)
        case Depart() as body:
            matters.lists.name(event, body.committed)
            matters.open(_version(event, body))
        case Minutes() as body:
            for event_hash in body.accepts:
                if event_hash in matters.movement_of:
                    matters.make_joint(matters.movements[matters.movement_of[event_hash]])
            take_joint(matters, accepted_entries(matters, body.accepts))
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
            matters.lists.name(event, depart.committed)
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
        case _:
            _take_word(matters, event)


def _take_word(matters: Matters, event: Event) -> None:
    """Let a count, an entry or the word of a witness take effect: what one party, or a witness, says."""
    match event.body:
        case CountTally() as body:
            matters.tables.tallies.update({(body.movement, party): body for party in event.parties})
        case SealedCount() as body:
            matters.seals.seal(event, body)
        case OpenedCount() as body:
            matters.seals.open(event, body)
            matters.tables.tallies.update({(body.movement, party): body for party in event.parties})
        case Attest() as body:
            take_attest(matters, event, body)
        case body if isinstance(body, EntryBody):
            take_entry(matters, event, body)
        case _:
            pass  # the genesis event opened the log


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
    if cancel.event in matters.entries.held:
        take_cancel_entry(matters, cancel.event)
        return
    matters.cancel(matters.movements[matters.movement_of[cancel.event]])


def _resolve(matters: Matters, resolve: Resolve) -> None:
    if resolve.event in matters.entries.held:
        take_joint(matters, [matters.entries.held[resolve.event]])
        return
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
