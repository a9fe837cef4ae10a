"""Which keys may sign at a point of the log: the list that the genesis event opens and each ``keys`` event changes.

A change counts from its place in the order, and is judged by the list before it. A key that was revoked never comes
back, and no party is ever left without a key that represents it and one that counts. The law is
docs/reference/log-format.md, sections 11, 12, 14 and 26.
"""

from collections.abc import Iterable, Mapping
from typing import NoReturn

from repli.errors import Phrase, RefusedError, phrase
from repli.ledger.policy import KeyOwner
from repli.progress.events import Event, Keys
from repli.progress.names import OBSERVE

__all__ = ["KeyRing"]


class KeyRing:
    """The keys in force, by key id, and every key id that ever was."""

    def __init__(self, owners: Iterable[KeyOwner], parties: Iterable[str]) -> None:
        """Start with the keys of the genesis event: version 1."""
        self.version = 1
        self.parties = frozenset(parties)
        self._in_force = {owner.keyid: owner for owner in owners}
        self.witnesses = frozenset(owner.party for owner in self._in_force.values() if owner.role == OBSERVE)
        self._ever = dict(self._in_force)

    @property
    def in_force(self) -> Mapping[str, KeyOwner]:
        """Return the keys in force, by key id."""
        return self._in_force

    @property
    def ever(self) -> Mapping[str, KeyOwner]:
        """Return every key that is or was in force, by key id."""
        return self._ever

    def check_signers(self, event: Event) -> None:
        """Raise RefusedError if a key that signed ``event`` is not in force; of a device, it is only void."""
        added = {owner.keyid for owner in event.body.add} if isinstance(event.body, Keys) else set()
        for keyid in sorted(event.keyids - added):
            if keyid not in self._in_force:
                raise RefusedError(
                    event.place,
                    phrase("Key {keyid} is not in force here.", keyid=keyid),
                    phrase("A revoked key signs nothing more; a new one nothing before the event that brings it in."),
                    reason="" if event.frame.feed in self.parties else "key-not-in-force",
                )

    def check(self, event: Event, change: Keys) -> None:
        """Raise RefusedError unless ``change`` may follow the list as it is."""
        if change.version != self.version + 1:
            _refuse(event, phrase("Version {found} of the keys does not follow version {last}.",
                                  found=change.version, last=self.version))  # fmt: skip
        if not change.add and not change.revoke:
            _refuse(event, phrase("The change of keys adds no key and revokes none."))
        for owner in change.add:
            if owner.keyid in self._ever:
                _refuse(event, phrase("Key {keyid} was in this log before.", keyid=owner.keyid))
        for keyid in change.revoke:
            if keyid not in self._in_force:
                _refuse(event, phrase("Key {keyid} is not in force here.", keyid=keyid))
        self._check_owners(event, change)

    def take(self, change: Keys) -> None:
        """Take a change that `check` has let through."""
        for keyid in change.revoke:
            del self._in_force[keyid]
        new = {owner.keyid: owner for owner in change.add}
        self._in_force |= new
        self._ever |= new
        self.version = change.version

    def _check_owners(self, event: Event, change: Keys) -> None:
        """Each feed stays with its party, each device counts only."""
        feed_of = {owner.feed: owner.party for owner in self._ever.values()}
        for owner in change.add:
            if not self._may_own(owner):
                _refuse(event, phrase("A key is added for {party} that cannot be its key.", party=owner.party))
            if feed_of.setdefault(owner.feed, owner.party) != owner.party:
                _refuse(event, phrase("The feed {feed} belongs to another party.", feed=owner.feed))
        self._check_parties(event, change)

    def _may_own(self, owner: KeyOwner) -> bool:
        """Say whether a key may be added: of a party in its feed or for a device, or of a witness in its own feed."""
        if owner.role == OBSERVE:
            return owner.party in self.witnesses and owner.feed == owner.party
        if owner.device:
            return owner.party in self.parties and owner.role == "count" and owner.device not in self.parties
        return owner.party in self.parties

    def _check_parties(self, event: Event, change: Keys) -> None:
        """Each party keeps a key that represents it and one that counts; a witness may lose all its keys."""
        left = [owner for keyid, owner in self._in_force.items() if keyid not in change.revoke]
        for party in sorted(self.parties):
            if not {"represent", "count"} <= {
                owner.role for owner in (*left, *change.add) if owner.party == party and not owner.device
            }:
                _refuse(
                    event, phrase("{party} would have no key that represents it, or none that counts.", party=party)
                )


def _refuse(event: Event, message: Phrase) -> NoReturn:
    raise RefusedError(event.place, message, phrase("See sections 11 and 14 of the log format."))
