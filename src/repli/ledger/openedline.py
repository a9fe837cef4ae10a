"""One line of a roster, opened to an inspector: its salt and content, and the path to the root that both signed.

Who holds the file and the log can check that this line, and no other, stands in that slot. It never goes into a log.
The law is docs/reference/log-format.md, section 20.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from repli.errors import CanonicalError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import MAX_PAYLOAD_BYTES, Json, JsonObject, canonical_bytes, parse_canonical
from repli.ledger.merkle import inclusion_proof, leaf_hash, verify_inclusion
from repli.ledger.roster import digest_of
from repli.ledger.shapes import is_count, is_hash

__all__ = ["OpenedLine", "open_line", "parse_opened_line"]

_KEYS = {"content", "declare", "path", "salt", "scope", "slot"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLine:
    """What the file says. ``declare`` is the hash of the declaration, or of its amendment."""

    content: JsonObject
    declare: str
    path: tuple[bytes, ...]
    salt: bytes
    scope: str
    slot: int

    @property
    def data(self) -> bytes:
        """Return the bytes of the file."""
        value: Json = {
            "content": self.content,
            "declare": self.declare,
            "path": [encode64(step) for step in self.path],
            "salt": encode64(self.salt),
            "scope": self.scope,
            "slot": self.slot,
        }
        return canonical_bytes(value) + b"\n"

    def check(self, *, root: bytes, slots: int) -> None:
        """Return if the line stands in its slot of the roster with ``root`` and ``slots``; else raise LedgerError."""
        verify_inclusion(
            leaf=leaf_hash(digest_of(self.salt, self.content)),
            index=self.slot,
            size=slots,
            proof=self.path,
            root=root,
        )


def open_line(
    digests: Sequence[bytes], *, declare: str, scope: str, slot: int, salt: bytes, content: JsonObject
) -> OpenedLine:
    """Return the opened line of ``slot``; raise LedgerError if salt and content are not those of its digest."""
    path = inclusion_proof([leaf_hash(digest) for digest in digests], slot)
    if digest_of(salt, content) != digests[slot]:
        raise CanonicalError(
            phrase("Salt and content are not those of slot {slot}.", slot=slot),
            phrase("Is the private roster that of this log? An erased line cannot be opened."),
        )
    return OpenedLine(content=content, declare=declare, path=path, salt=salt, scope=scope, slot=slot)


def parse_opened_line(data: bytes) -> OpenedLine:
    """Return the opened line in ``data``; raise CanonicalError unless it writes back to the same bytes."""
    value = parse_canonical(data.removesuffix(b"\n"), max_bytes=MAX_PAYLOAD_BYTES)
    if not isinstance(value, dict) or value.keys() != _KEYS or not isinstance(value["path"], list):
        raise _bad()
    declare, slot, content, scope = value["declare"], value["slot"], value["content"], value["scope"]
    if not (is_hash(declare) and is_count(slot) and isinstance(content, dict) and isinstance(scope, str)):
        raise _bad()
    opened = OpenedLine(
        content=content,
        declare=declare,
        path=tuple(decode64(_text(step)) for step in value["path"]),
        salt=decode64(_text(value["salt"])),
        scope=scope,
        slot=slot,
    )
    if opened.data != data:
        raise _bad()
    return opened


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise _bad()
    return value


def _bad() -> CanonicalError:
    return CanonicalError(
        phrase("The file is no opened line of a roster."), phrase("See section 20 of the log format.")
    )
