"""The keys of a party: made, shown without their secrets, and changed in the log in three steps."""

from dataclasses import dataclass
from pathlib import Path

from repli.errors import UsageError, phrase
from repli.execution import KeyStore, Office, OnCut, StoredKey, adopt_keys, cosign_keys, demo_signers, propose_keys
from repli.ledger.files import shown
from repli.ledger.keys import Signer, fingerprint, parse_vkey
from repli.ledger.shapes import is_feed, is_party
from repli.progress.names import OBSERVE, ROLES

__all__ = [
    "Office",
    "PublicKey",
    "adopt_keys",
    "cosign_keys",
    "demonstration_keys",
    "new_key",
    "office",
    "propose_keys",
    "stored_keys",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """A key as it may be shown: its name in the folder, its verifier key, its fingerprint."""

    name: str
    vkey: str
    fingerprint: str


def new_key(folder: Path, *, party: str, role: str, device: str, passphrase: bytes | None, seed: bytes) -> PublicKey:
    """Put a new key into ``folder``; raise UsageError for what cannot be a key of a log."""
    if not is_party(party) or role not in (*ROLES, OBSERVE) or (device and (not is_feed(device) or role != "count")):
        raise UsageError(
            phrase("A key of {party} with the role {role} cannot be in a log.", party=ascii(party), role=ascii(role)),
            phrase(
                "Roles are represent, count and clear, of a witness observe; a device only counts; ids are lower-case "
                "letters and digits."
            ),
        )
    signer = Signer(party=party, role=role, seed=seed, device="" if device == party else device)
    return _public(KeyStore(folder).add(signer, passphrase=passphrase))


def demonstration_keys(folder: Path, *, party: str, seed: str) -> tuple[PublicKey, ...]:
    """Put the keys that a demonstration log has for ``party`` into ``folder``: anybody can make them from the seed."""
    if not is_party(party):
        raise UsageError(
            phrase("{party} cannot be the id of a party.", party=ascii(party)),
            phrase("Ids are lower-case letters, digits and dashes."),
        )
    store = KeyStore(folder)
    return tuple(_public(store.add(signer, passphrase=None)) for signer in demo_signers(seed, party).values())


def stored_keys(folder: Path) -> tuple[PublicKey, ...]:
    """Return the keys of a folder, without secrets."""
    if not folder.is_dir():
        raise UsageError(
            phrase("{path} is no folder.", path=shown(folder)), phrase("Make a key with `repli keys new`.")
        )
    return tuple(_public(key) for key in KeyStore(folder).held())


def office(
    log: Path, keys: Path, *, party: str, passphrase: bytes | None, device: str = "", on_cut: OnCut | None = None
) -> Office:
    """Return where a party works; raise UsageError for keys inside a log, which is public."""
    if keys.resolve().is_relative_to(log.resolve()):
        raise UsageError(
            phrase("{path} lies inside the log, which is public.", path=shown(keys)),
            phrase("Keep secret keys with their party, apart from the log."),
        )
    return Office(log=log, store=KeyStore(keys), party=party, passphrase=passphrase, device=device, on_cut=on_cut)


def _public(key: StoredKey) -> PublicKey:
    return PublicKey(name=key.name, vkey=key.vkey, fingerprint=fingerprint(parse_vkey(key.vkey).public))
