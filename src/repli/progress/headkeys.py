"""Which keys sign heads: who represents a party, and in format 2 the key that counts at a device.

In signed notes a key is called ``FEED/ROLE``; the own feed of a party has its id. The law is
docs/reference/log-format.md, sections 6 and 16.
"""

from collections.abc import Iterable

from repli.ledger.keys import VerifierKey
from repli.ledger.policy import KeyOwner
from repli.progress.genesis import Genesis
from repli.progress.state import State

__all__ = ["head_key", "head_keys", "represent_keys", "represent_keys_of"]


def head_keys(genesis: Genesis, state: State) -> tuple[VerifierKey, ...]:
    """Return the keys that sign heads after ``state``: in format 2 those in force, in format 1 those of the genesis."""
    if state.docket is None:
        return represent_keys(genesis)
    return tuple(head_key(owner) for owner in state.docket.keys if owner.role == "represent" or owner.device)


def represent_keys(genesis: Genesis) -> tuple[VerifierKey, ...]:
    """Return the keys that may represent a party from the first event on, under their names in signed notes."""
    return represent_keys_of(genesis.owners)


def represent_keys_of(owners: Iterable[KeyOwner]) -> tuple[VerifierKey, ...]:
    """Return the keys among ``owners`` that represent a party, under their names in signed notes."""
    return tuple(head_key(owner) for owner in owners if owner.role == "represent")


def head_key(owner: KeyOwner) -> VerifierKey:
    """Return a key under its name in signed notes."""
    return VerifierKey(name=f"{owner.feed}/{owner.role}", public=owner.public)
