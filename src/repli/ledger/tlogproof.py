"""An offline proof that one entry stands in a signed tree: a C2SP tlog-proof (https://c2sp.org/tlog-proof).

A text of lines: what it is, ``extra`` data of the application, the index of the entry, its inclusion path, an empty
line, and the checkpoint with its signatures. Nothing is verified here but the form. The law is
docs/reference/log-format.md, section 17.
"""

import re
from dataclasses import dataclass

from repli.errors import CanonicalError, phrase
from repli.ledger.base64text import decode64, encode64

__all__ = ["MAX_PROOF_BYTES", "TLOG_PROOF", "TlogProof", "parse_tlog_proof"]

TLOG_PROOF = b"c2sp.org/tlog-proof@v1\n"
MAX_PROOF_BYTES = 4096
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,15})")
_HASH_BYTES = 32
_FIXED_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TlogProof:
    """``index`` counts entries from 0; ``path`` is the inclusion path, leaf first."""

    extra: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes

    @property
    def data(self) -> bytes:
        """Return the bytes of the file."""
        lines = [f"extra {encode64(self.extra)}", f"index {self.index}", *map(encode64, self.path), ""]
        return TLOG_PROOF + "".join(f"{line}\n" for line in lines).encode() + self.checkpoint


def parse_tlog_proof(data: bytes) -> TlogProof:
    """Return the proof in ``data``; raise CanonicalError unless it writes back to the same bytes."""
    head, gap, checkpoint = data.partition(b"\n\n")
    lines = head.decode("ascii", "replace").split("\n")
    if len(data) > MAX_PROOF_BYTES or not gap or len(lines) < _FIXED_LINES or not lines[1].startswith("extra "):
        raise _bad()
    index = _INDEX.fullmatch(lines[2])
    if index is None:
        raise _bad()
    proof = TlogProof(
        extra=decode64(lines[1].removeprefix("extra ")),
        index=int(index[1]),
        path=tuple(decode64(line) for line in lines[_FIXED_LINES:]),
        checkpoint=checkpoint,
    )
    if proof.data != data or not data.endswith(b"\n") or any(len(step) != _HASH_BYTES for step in proof.path):
        raise _bad()
    return proof


def _bad() -> CanonicalError:
    return CanonicalError(
        phrase("The file is no proof of the log format."), phrase("Take the file, or the code, again from its source.")
    )
