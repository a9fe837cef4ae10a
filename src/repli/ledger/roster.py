"""People and items as salted digests: a count that binds, without a name in the log.

The roster stays with its party. Each line becomes SHA-256(``repli-roster-line/1``, 0x00, 16-byte salt, canonical line);
the digest file is published and named by its hash; its tree head is what the parties sign. Without the salt a digest
tells nothing; with it, one line can be opened to an inspector (`merkle.inclusion_proof`). Salts are arguments: who
calls draws them, from the system in earnest, from a seed in demonstrations. The law is docs/reference/log-format.md,
section 9.
"""

import hashlib
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Sequence

from repli.errors import CanonicalError, phrase
from repli.ledger.canonical import JsonObject, canonical_bytes
from repli.ledger.merkle import tree_head

__all__ = ["DIGEST_BYTES", "SALT_BYTES", "digest_file", "digest_of", "parse_digest_file", "root_of"]

SALT_BYTES = 16
DIGEST_BYTES = 32
_DOMAIN = b"repli-roster-line/1\x00"


def digest_of(salt: bytes, line: JsonObject) -> bytes:
    """Return the digest of one roster line under its 16-byte salt."""
    if len(salt) != SALT_BYTES:
        raise CanonicalError(
            phrase("A salt has 16 bytes, this one has {count}.", count=len(salt)),
            phrase("Draw 16 random bytes for each line of the roster."),
        )
    return hashlib.sha256(_DOMAIN + salt + canonical_bytes(line)).digest()


def digest_file(digests: Iterable[bytes]) -> bytes:
    """Return the digest file: base64 of each digest and a newline, slot 0 first."""
    return b"".join(map(b2a_base64, digests))  # which ends each in a newline


def parse_digest_file(data: bytes) -> tuple[bytes, ...]:
    """Return the digests of a digest file; raise CanonicalError unless it writes back to the same bytes."""
    try:  # a file may hold as many lines as there are people: no check of each line but that of the whole
        digests = tuple(a2b_base64(line) for line in data.split(b"\n")[:-1])
    except ValueError:
        digests = ()
    if digest_file(digests) != data or any(len(digest) != DIGEST_BYTES for digest in digests):
        raise CanonicalError(
            phrase("A digest file is not one base64 digest of 32 bytes a line."),
            phrase("Take the file again from the party that declared it."),
        )
    return digests


def root_of(digests: Sequence[bytes]) -> bytes:
    """Return the tree head over the raw digests; a declaration signs it together with their number."""
    return tree_head(digests)
