"""One step of the fold for what format 4 adds: an entry, what makes entries joint or takes them out, and a witness.

`repli.progress.second` judges and settles every event and calls these where a kind of format 4 is met. Checks change
nothing; what has been checked is let happen by the functions that begin with ``take``. The law is
docs/reference/log-format.md, sections 28 and 29.
"""

from collections.abc import Iterable
from typing import NoReturn

from repli.errors import Phrase, RefusedError, phrase
from repli.progress.account_rules import AccountBody, check_account, check_joining
from repli.progress.bodies import Attest, Dispose, Status, Transfer
from repli.progress.bodies.carriage import Inspect
from repli.progress.change import Cancel, Dispute, Resolve
from repli.progress.entries import Entry
from repli.progress.events import EntryBody, Event
from repli.progress.matters import Matters
from repli.progress.register import row_of
from repli.progress.register_rules import check_row, row_state
from repli.progress.rules import Sidecars
from repli.progress.sitting import Minutes

__all__ = [
    "accepted_entries",
    "check_attest",
    "check_entry",
    "check_entry_change",
    "check_joint_day",
    "take_attest",
    "take_cancel_entry",
    "take_entry",
    "take_joint",
]


def check_entry(matters: Matters, event: Event, body: EntryBody, sidecars: Sidecars) -> None:
    """Check an entry of one party, or of both."""
    row = row_of(body, event, matters.ring.parties)
    if row is not None:
        check_row(matters, event, body, row)
    elif isinstance(body, AccountBody):
        check_account(matters, event, body)
    if event.parties == matters.ring.parties:
        position = matters.position()
        check_joining(matters, event, position, [_entry(matters, event, body)], sidecars)
        position.check(event)


def take_entry(matters: Matters, event: Event, body: EntryBody) -> None:
    """Let an entry take effect."""
    row = row_of(body, event, matters.ring.parties)
    entry = _entry(matters, event, body)
    if isinstance(body, Status | Dispose | Transfer | Inspect):
        matters.lists.name(event, body.committed)
    before = matters.entries.put(entry, row, row_state(matters, event, body))
    if before is not None:
        matters.close_disputes(before)
    if event.parties == matters.ring.parties:
        take_joint(matters, [entry])


def take_joint(matters: Matters, entries: Iterable[Entry]) -> None:
    """Let entries become joint, in their order."""
    for entry in entries:
        matters.entries.make_joint(entry, matters.tables)
        matters.close_disputes(entry.event)


def accepted_entries(matters: Matters, accepts: Iterable[str]) -> tuple[Entry, ...]:
    """Return the entries among the hashes ``accepts``, in the order of the log."""
    held = matters.entries.held
    return tuple(sorted((held[one] for one in accepts if one in held), key=lambda entry: entry.number))


def check_joint_day(matters: Matters, event: Event, minutes: Minutes, sidecars: Sidecars) -> None:
    """Check what the minutes make joint together, and that what goes up a level is an event of this log."""
    for one in minutes.sitting.escalated if minutes.sitting else ():
        if one.event not in matters.tables.hashes:
            _refuse(event, phrase("The minutes give an event to a higher level that is not here."), "not-an-event")
    position = matters.position()
    for event_hash in minutes.accepts:
        if (movement := matters.movement_of.get(event_hash)) is not None:
            position.accept(matters.movements[movement].current.depart)
    check_joining(matters, event, position, accepted_entries(matters, minutes.accepts), sidecars)
    position.check(event)


def check_entry_change(matters: Matters, event: Event, body: Dispute | Cancel | Resolve, sidecars: Sidecars) -> None:
    """Check what is said of an entry that is held: an objection, that it is taken out, or that it stands."""
    match body:
        case Dispute():
            _check_dispute(matters, event, body)
        case Cancel():
            _check_cancel(matters, event, body)
        case Resolve():
            _check_resolve(matters, event, body, sidecars)


def _check_dispute(matters: Matters, event: Event, dispute: Dispute) -> None:
    """The other party objects to an entry that is not joint."""
    entry = _current(matters, event, dispute.event)
    if entry.event in matters.entries.joint:
        _refuse(event, phrase("Both parties stand by what is disputed."), "joint-stands")
    if event.parties <= entry.parties:
        _refuse(event, phrase("A party disputes what it signed itself."), "not-yours")


def _check_cancel(matters: Matters, event: Event, cancel: Cancel) -> None:
    """Whoever signed an entry takes it out, both if both stand by it; what it did is undone."""
    entry = _current(matters, event, cancel.event)
    entries, is_of_both = matters.entries, event.parties == matters.ring.parties
    if entry.body.kind != cancel.cancels:
        _refuse(event, phrase("The event to cancel is of another kind."), "not-a-version")
    is_joint = entry.event in entries.joint
    if (is_joint and not is_of_both) or not event.parties & entry.parties:
        _refuse(event, phrase("The event changes what its signers alone may not change."), "not-yours")
    if not is_joint:
        return
    if entry.body.kind == "reinforce" or entry.event in entries.arrived:
        _refuse(event, phrase("A reinforcement, or a transfer that has arrived, cannot be cancelled."), "")
    position = matters.position()
    position.accounts.add(entries.effects[entry.event], -1)
    position.check(event)


def take_cancel_entry(matters: Matters, event_hash: str) -> None:
    """Take an entry out for good."""
    matters.close_disputes(event_hash)
    matters.entries.cancel(event_hash)


def _check_resolve(matters: Matters, event: Event, resolve: Resolve, sidecars: Sidecars) -> None:
    """Both parties stand by an entry of one of them, disputed or not."""
    entry = _current(matters, event, resolve.event)
    if entry.event in matters.entries.joint:
        _refuse(event, phrase("The resolution names no version that waits for one."), "not-a-version")
    position = matters.position()
    check_joining(matters, event, position, [entry], sidecars)
    position.check(event)


def check_attest(matters: Matters, event: Event, attest: Attest) -> None:
    """A witness speaks of an event that stands before it in the order."""
    if attest.event not in matters.tables.hashes:
        _refuse(event, phrase("The witness speaks of an event that is not here before."), "not-an-event")


def take_attest(matters: Matters, event: Event, attest: Attest) -> None:
    """Let a witness's word stand, in the place of an older one of its own."""
    matters.entries.attests[attest.event, event.frame.feed] = attest.result


def _entry(matters: Matters, event: Event, body: EntryBody) -> Entry:
    return Entry(
        event=event.event_hash,
        place=event.place,
        number=len(matters.tables.hashes),
        body=body,
        parties=event.parties,
    )


def _current(matters: Matters, event: Event, event_hash: str) -> Entry:
    """Return the entry, which is current in its row if it has one."""
    entry = matters.entries.held.get(event_hash)
    if entry is None or not matters.entries.register.is_current(event_hash):
        _refuse(event, phrase("The event names no entry, or one that is current no more."), "not-a-version")
    return entry


def _refuse(event: Event, message: Phrase, reason: str) -> NoReturn:
    raise RefusedError(event.place, message, phrase("See section 28 of the log format."), reason=reason)
