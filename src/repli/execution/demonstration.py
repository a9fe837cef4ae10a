"""Keys and salts for demonstrations, from a published seed: the same seed gives the same bytes everywhere.

Whoever knows the seed can sign for both parties. That is the point of a demonstration, and why the genesis event says
``demonstration: true`` and the key file says it again. No real officer's name stands at such a key.

>>> sorted(demo_signers("niger-2024", "demo-force"))
['count', 'represent']
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from itertools import count

from repli.ledger.keys import Signer, fingerprint, vkey_text
from repli.ledger.policy import KeyOwner

__all__ = ["Entropy", "demo_signers", "keys_text", "seeded_entropy"]

Entropy = Callable[[int], bytes]
"""Number of bytes -> that many random bytes; `secrets.token_bytes` in earnest."""

_DOMAIN = "repli-demonstration/1"
_DEMO_ROLES = ("represent", "count", "clear")


def demo_signers(seed: str, party: str) -> Mapping[str, Signer]:
    """Return the signers of ``party`` by role; each key seed is SHA-256 of domain, use, party, role and ``seed``."""
    return {role: Signer(party=party, role=role, seed=_digest("key", party, role, seed)) for role in _DEMO_ROLES}


def seeded_entropy(seed: str) -> Entropy:
    """Return a source of bytes that follows from ``seed``: SHA-256 over a counter."""
    numbers = count()
    held = bytearray()

    def draw(size: int) -> bytes:
        while len(held) < size:
            held.extend(_digest("entropy", str(next(numbers)), seed))
        drawn = bytes(held[:size])
        del held[:size]
        return drawn

    return draw


def keys_text(signers: Iterable[Signer | KeyOwner], *, demonstration: bool) -> str:
    """Return a key file (docs/reference/log-format.md, section 10) of the represent keys among ``signers``."""
    lines = ["# Verifier keys of a joint disengagement log: the keys that represent each party."]
    if demonstration:
        lines.append("# DEMONSTRATION KEYS from a published seed: anybody can sign with them.")
    for signer in signers:
        if signer.role == "represent":
            lines += [
                f"# SHA-256 {fingerprint(signer.public)}",
                vkey_text(f"{signer.feed}/{signer.role}", signer.public),
            ]
    return "\n".join(lines) + "\n"


def _digest(*parts: str) -> bytes:
    return hashlib.sha256("\x00".join((_DOMAIN, *parts)).encode()).digest()
