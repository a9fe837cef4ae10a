"""Change who may sign, in steps that two parties take apart: propose, cosign, adopt.

The proposal and the answer are single lines in files that travel as one likes. Each step opens the log anew, so what
must be remembered between them lies in the key store; a copy that fell behind what its keys wrote signs nothing. The
law is docs/reference/log-format.md, sections 11, 12 and 14.
"""

from collections.abc import Callable, Mapping, Sequence

from repli.errors import UsageError, phrase
from repli.execution.office import Office, opened
from repli.execution.recorder import Recorder
from repli.ledger.envelope import Envelope, parse_entry
from repli.ledger.event import parse_event
from repli.ledger.keys import Signer
from repli.ledger.policy import KeyOwner
from repli.ledger.store import write_head, write_tiles
from repli.progress.events import Event
from repli.progress.keychange import Keys

__all__ = ["adopt_keys", "cosign_keys", "propose_keys"]


def propose_keys(
    office: Office,
    *,
    reason: str,
    second: int,
    revoke: Sequence[str] = (),
    renew: str = "",
    seed: Callable[[], bytes] | None = None,
) -> bytes:
    """Return the proposal of a change of keys, as one line for the other party.

    ``renew`` is the name ``FEED.ROLE`` of a key to be replaced by a new one from ``seed``, or, if the log has never
    seen it, to be brought in; ``revoke`` are key ids.
    """
    with opened(office) as recorder:
        matters = recorder.copy.replay.matters
        if matters is None:
            raise UsageError(
                phrase("A log of format 1 keeps its keys."), phrase("Only a log of format 2 can change who signs.")
            )
        for keyid in revoke:
            if keyid not in matters.ring.in_force:
                raise UsageError(
                    phrase("Key {keyid} is not in force here.", keyid=ascii(keyid)),
                    phrase("The genesis event and the changes of keys say which are."),
                )
        new = _new_signers(office, renew, seed, matters.ring.ever)
        old = _keyids_of(recorder, new)
        owners = (KeyOwner(party=one.party, role=one.role, public=one.public, device=one.device) for one in new)
        change = Keys(
            version=matters.ring.version + 1,
            add=tuple(sorted(owners, key=lambda owner: owner.keyid)),
            revoke=tuple(sorted({*revoke, *old})),
            reason=reason,
        )
        line = recorder.propose(change, second=second, also=new).line
        office.store.remember("proposed", recorder.copy, office.party, line)
        return line


def cosign_keys(office: Office, line: bytes) -> bytes:
    """Return the proposal with this party's signature; from here on it waits for the event to come back."""
    with opened(office) as recorder:
        envelope = _keys_of(line)
        complete = recorder.cosign(envelope)
        office.store.remember("cosigned", recorder.copy, office.party, complete.line)
        return complete.line


def adopt_keys(office: Office, line: bytes, *, second: int) -> Event:
    """Write the event that both have signed, let new keys take their place, sign the own head; return the event."""
    with opened(office) as recorder:
        event = recorder.adopt(_keys_of(line))
        store, copy = office.store, recorder.copy
        store.mark(copy, office.party)
        store.remember("proposed", copy, office.party, None)
        for key in store.held():
            waiting = store.next_signer(key.name, passphrase=office.passphrase)
            if (
                waiting is not None
                and isinstance(event.body, Keys)
                and waiting.keyid in {owner.keyid for owner in event.body.add}
            ):
                store.promote(key.name)
                recorder.use(waiting)
        write_tiles(office.log, office.party, copy.leaf_hashes(office.party))
        write_head(office.log, recorder.head(second=second))
        return event


def _new_signers(
    office: Office, renew: str, seed: Callable[[], bytes] | None, ever: Mapping[str, KeyOwner]
) -> tuple[Signer, ...]:
    """Return the key to bring in: one made for it, or the one at hand if this log has never seen it."""
    if not renew or seed is None:
        return ()
    feed, _, role = renew.partition(".")
    old = office.store.signers(feed, passphrase=office.passphrase).get(role)
    if old is None:
        raise UsageError(phrase("There is no key {name} here.", name=ascii(renew)), phrase("Ask `repli keys show`."))
    if old.keyid not in ever:
        return (old,)
    waiting = office.store.next_signer(renew, passphrase=office.passphrase)
    if waiting is None:
        waiting = Signer(party=old.party, role=role, seed=seed(), device=old.device)
        office.store.add(waiting, passphrase=office.passphrase, is_next=True)
    return (waiting,)


def _keyids_of(recorder: Recorder, new: Sequence[Signer]) -> list[str]:
    """Return the key ids in force that ``new`` takes the place of."""
    matters = recorder.copy.replay.matters
    names = {signer.name for signer in new}
    owners = () if matters is None else matters.ring.in_force.values()
    return [owner.keyid for owner in owners if f"{owner.feed}/{owner.role}" in names]


def _keys_of(line: bytes) -> Envelope:
    envelope = parse_entry(line.strip())
    if parse_event(envelope.payload).kind != Keys.kind:
        raise UsageError(phrase("The file holds no change of keys."), phrase("Give the file that was sent."))
    return envelope
