"""Signing what the other party proposed, contesting it with a reason, and taking in what came back.

The steps of the post: a proposal goes out; the other party signs it (and then writes nothing until it has the event) or
refuses it; the proposer writes what both signed into its feed, or takes the proposal back. See ``recorder``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repli.errors import LedgerError, SignatureError, UsageError, phrase
from repli.execution.desk import Desk
from repli.execution.draft import Draft
from repli.execution.logcopy import LogCopy
from repli.execution.named import named_files
from repli.execution.office import Office
from repli.execution.post import Post, Refusal
from repli.execution.referred import events_here
from repli.ledger.envelope import Envelope
from repli.ledger.event import EventFrame, parse_event
from repli.ledger.keys import fingerprint
from repli.progress.events import Body, Event, lists_of, read_body, sidecars_of

__all__ = ["News", "Proposed", "cosign_proposal", "proposals", "propose", "refuse_proposal", "send", "take_answers"]
__all__ += ["withdraw"]

_KEYID_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A proposal that lies in the post: what its bytes are, whose feed it is for, and what it says."""

    envelope: Envelope
    feed: str
    body: Body

    @property
    def event_hash(self) -> str:
        """Return the fingerprint of the exact bytes that are signed."""
        return self.envelope.event_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What came back for this party: events that both signed, and refusals."""

    adopted: tuple[Event, ...] = ()
    refused: tuple[Refusal, ...] = ()


def propose(office: Office, desk: Desk, post: Post, draft: Draft, *, second: int) -> Proposed:
    """Put what both must sign into the post, with its files, and remember that it was proposed."""
    with named_files(desk.recorder, desk.sidecars, draft.files):
        envelope = desk.recorder.propose(draft.body, second=second)
    send(office, desk, post, envelope, draft.files)
    return Proposed(envelope=envelope, feed=office.party, body=draft.body)


def send(office: Office, desk: Desk, post: Post, proposal: Envelope, files: Sequence[bytes]) -> None:
    """Put a proposal that was made into the post, and remember it."""
    post.propose(proposal, files)
    office.store.remember("proposed", desk.recorder.copy, office.feed, proposal.line)


def proposals(copy: LogCopy, post: Post) -> Iterator[Proposed]:
    """Give what lies in the post of this log and stands in the log not yet, of both parties.

    What no key in force of the party signed, in whose feed it would stand, is nobody's proposal and is passed over.
    """
    held = {event.event_hash for feed in copy.cut for event in copy.events(feed)}
    for envelope in post.envelopes("proposal"):
        found = _read(envelope)
        is_ours = found is not None and found[0].genesis == copy.charter.genesis_hash
        if found is not None and is_ours and envelope.event_hash not in held:
            frame, body = found
            if _is_signed(copy, envelope, frame.feed):
                yield Proposed(envelope=envelope, feed=frame.feed, body=body)


def _read(envelope: Envelope) -> tuple[EventFrame, Body] | None:
    """Return what an envelope holds; None if it is no event."""
    try:
        frame = parse_event(envelope.payload)
        return frame, read_body(frame.kind, frame.body)
    except LedgerError:
        return None


def take_answers(office: Office, desk: Desk, post: Post) -> News:
    """Write the answer to the own proposal into the own feed, or take the proposal back if it was refused.

    The post is cleared of what stands in the log.
    """
    recorder = desk.recorder
    adopted, refused = [], []
    proposal = recorder.proposal
    if proposal is not None:
        answer = next((one for one in post.envelopes("answer") if one.payload == proposal.payload), None)
        refusal = post.refusal(proposal.event_hash)
        if answer is not None:
            adopted.append(recorder.adopt(answer))
        elif refusal is not None:
            _check_refusal(desk, refusal)
            recorder.withdraw()
            refused.append(refusal)
            post.clear(proposal.event_hash)
        if answer is not None or refusal is not None:
            office.store.mark(recorder.copy, office.feed)
            office.store.remember("proposed", recorder.copy, office.feed, None)
    for event in events_here(desk):
        post.clear(event.event_hash)
    return News(adopted=tuple(adopted), refused=tuple(refused))


def cosign_proposal(office: Office, desk: Desk, post: Post, proposed: Proposed) -> Envelope:
    """Sign a proposal of the other party, put the answer into the post, and remember to wait for the event."""
    names = (*sidecars_of(proposed.body), *lists_of(proposed.body))
    brought = tuple(data for name in names if desk.sidecars.get(name) is None and (data := post.file(name)) is not None)
    with named_files(desk.recorder, desk.sidecars, brought):
        complete = desk.recorder.cosign(proposed.envelope)
    office.store.remember("cosigned", desk.recorder.copy, office.party, complete.line)
    post.answer(complete)
    return complete


def refuse_proposal(desk: Desk, post: Post, proposed: Proposed, reason: str) -> Refusal:
    """Say why this party does not sign; raise UsageError if it signed already."""
    if desk.recorder.cosigned is not None and desk.recorder.cosigned.payload == proposed.envelope.payload:
        raise UsageError(
            phrase("This party has signed it already."), phrase("What stands in the log then is contested there.")
        )
    refusal = Refusal.sign(proposed.event_hash, reason, desk.recorder.signer("represent"))
    post.refuse(refusal)
    return refusal


def withdraw(office: Office, desk: Desk, post: Post) -> Envelope:
    """Take the own proposal back without an answer; raise UsageError if there is none."""
    proposal = desk.recorder.proposal
    if proposal is None:
        raise UsageError(phrase("This party has proposed nothing that waits."))
    desk.recorder.withdraw()
    office.store.mark(desk.recorder.copy, office.feed)
    office.store.remember("proposed", desk.recorder.copy, office.feed, None)
    post.clear(proposal.event_hash)
    return proposal


def _is_signed(copy: LogCopy, envelope: Envelope, party: str) -> bool:
    """Say whether every signature of a proposal is by a key of ``party`` that is in force."""
    matters = copy.replay.matters
    owners = {} if matters is None else matters.ring.in_force
    try:
        envelope.verify_signatures({keyid: owner.public for keyid, owner in owners.items() if owner.party == party})
    except LedgerError:
        return False
    return True


def _check_refusal(desk: Desk, refusal: Refusal) -> None:
    """Raise SignatureError unless a key of the other party that is in force signed the refusal."""
    matters = desk.recorder.copy.replay.matters
    owner = None if matters is None else matters.ring.in_force.get(fingerprint(refusal.key)[:_KEYID_DIGITS])
    if owner is None or owner.party == desk.party or owner.party != refusal.party or owner.role != "represent":
        raise SignatureError(
            phrase("A refusal in the post is not signed by the other party."),
            phrase("Remove it from the post, and ask the other party."),
        )
