"""Public halves of keys as parties exchange them: lines ``PARTY FEED/ROLE+ID+KEY``, as the files ``.pub`` have them.

What a party hands over on a stick is one such line for each key that it will sign with; the fingerprint is compared on
paper. The verifier key at its end is that of docs/reference/log-format.md, section 10.

>>> owners_in(b"demo-host demo-host/count+0b3c9a5e+AT...", "host.keys")[0].role
'count'
"""

from repli.errors import LedgerError, UsageError, phrase
from repli.ledger.keys import parse_vkey, vkey_text
from repli.ledger.policy import KeyOwner
from repli.ledger.shapes import is_feed, is_party
from repli.progress.names import OBSERVE, ROLES

__all__ = ["line_of", "owners_in", "vkey_of"]


def vkey_of(owner: KeyOwner) -> str:
    """Return the verifier key of a key: its name is ``FEED/ROLE``."""
    return vkey_text(f"{owner.feed}/{owner.role}", owner.public)


def line_of(owner: KeyOwner) -> str:
    """Return the line that hands a key over."""
    return f"{owner.party} {vkey_of(owner)}"


def _owner_of(line: str) -> KeyOwner | None:
    """Return whose key a line hands over; None for a line that hands over none."""
    party, _, vkey = line.strip().partition(" ")
    try:
        key = parse_vkey(vkey)
    except LedgerError:
        return None
    feed, _, role = key.name.partition("/")
    if not (is_party(party) and is_feed(feed) and role in (*ROLES, OBSERVE)):
        return None
    is_own = feed == party and role != OBSERVE  # the feed of a witness keeps the rules of a device's
    return KeyOwner(party=party, role=role, public=key.public, device="" if is_own else feed)


def owners_in(data: bytes, place: str) -> tuple[KeyOwner, ...]:
    """Return whose keys a file hands over; raise UsageError for a file with any other line, or with none."""
    lines = [line for line in data.decode("utf-8", "replace").splitlines() if line.strip() and line[0] != "#"]
    found = [_owner_of(line) for line in lines]
    wrong = next((number for number, owner in enumerate(found, start=1) if owner is None), None)
    if wrong is not None or not found:
        raise UsageError(
            phrase("{place} holds no public keys, or a line that is none: {number}.", place=place, number=wrong or 0),
            phrase("The other party writes them with `repli keys show KEYS --out FILE`."),
        )
    return tuple(owner for owner in found if owner is not None)
