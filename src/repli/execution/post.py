"""What is under way between the parties: proposals, answers and refusals, as files of a folder that travels.

The log holds nothing but what is complete, so a proposal lies beside it, by default in ``LOG.post``; a stick does as
well. A file is named by the hash of the event: HASH.proposal (one signature), HASH.answer (both), HASH.refusal (a
reason, signed by who refuses). ``sidecar`` holds the files that a proposal names. What stands in the log is removed.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from repli.errors import LedgerError, UsageError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import JsonObject, canonical_bytes, parse_canonical
from repli.ledger.envelope import MAX_LINE_BYTES, Envelope, parse_entry
from repli.ledger.files import read_file, shown, write_files
from repli.ledger.keys import Signer, verify
from repli.ledger.rawlog import MAX_SIDECAR_BYTES
from repli.ledger.shapes import is_hash
from repli.progress.fields import is_text, one_of, read_field, read_record

__all__ = ["Post", "Refusal", "post_beside"]

_NAME = re.compile(r"([0-9a-f]{64})\.(proposal|answer|refusal)")
_FORMAT = "repli-refusal/1"
_DOMAIN = b"repli-refusal/1\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a party does not sign the event ``event``: its reason, signed with its key ``key``."""

    event: str
    party: str
    reason: str
    key: bytes
    signature: bytes

    @property
    def data(self) -> bytes:
        """Return the bytes of the file."""
        value = {**self._signed, "key": encode64(self.key), "signature": encode64(self.signature)}
        return canonical_bytes(value) + b"\n"

    @property
    def _signed(self) -> JsonObject:
        return {"event": self.event, "format": _FORMAT, "party": self.party, "reason": self.reason}

    @classmethod
    def sign(cls, event: str, reason: str, signer: Signer) -> "Refusal":
        """Return the refusal of an event by the party of ``signer``."""
        bare = cls(event=event, party=signer.party, reason=reason, key=signer.public, signature=b"")
        return cls(
            event=event,
            party=signer.party,
            reason=reason,
            key=signer.public,
            signature=signer.sign(_DOMAIN + canonical_bytes(bare._signed)),
        )

    @classmethod
    def read(cls, data: bytes) -> "Refusal":
        """Return the refusal in a file; raise LedgerError if it is none or its signature does not hold."""
        value = parse_canonical(data.removesuffix(b"\n"), max_bytes=MAX_LINE_BYTES)
        record = read_record(value, "refusal", ("event", "format", "key", "party", "reason", "signature"))
        read_field(record, "format", one_of((_FORMAT,)))
        found = cls(
            event=read_field(record, "event", is_hash),
            party=read_field(record, "party", is_text),
            reason=read_field(record, "reason", is_text),
            key=decode64(read_field(record, "key", is_text)),
            signature=decode64(read_field(record, "signature", is_text)),
        )
        verify(found.key, _DOMAIN + canonical_bytes(found._signed), found.signature)
        return found


class Post:
    """The folder ``root``; made when something is put in."""

    def __init__(self, root: Path) -> None:
        """Name the folder."""
        self.root = root

    def propose(self, envelope: Envelope, files: Sequence[bytes]) -> Path:
        """Put a proposal and its files in; return the path of the proposal."""
        if files:
            write_files(self.root / "sidecar", {hashlib.sha256(data).hexdigest(): data for data in files})
        return self._put(envelope.event_hash, "proposal", envelope.line + b"\n")

    def answer(self, envelope: Envelope) -> Path:
        """Put the answer to a proposal in: the event with both signatures."""
        return self._put(envelope.event_hash, "answer", envelope.line + b"\n")

    def refuse(self, refusal: Refusal) -> Path:
        """Put the refusal of a proposal in."""
        return self._put(refusal.event, "refusal", refusal.data)

    def envelopes(self, kind: str) -> Iterator[Envelope]:
        """Give the proposals, or the answers, sorted by name; raise UsageError for a file that is none."""
        for path in self._files(kind):
            try:
                envelope = parse_entry(read_file(path, max_bytes=MAX_LINE_BYTES + 1).removesuffix(b"\n"))
            except LedgerError as error:
                raise _damaged(path) from error
            if envelope.event_hash != path.stem:
                raise _damaged(path)
            yield envelope

    def refusal(self, event: str) -> Refusal | None:
        """Return the refusal of an event, or None; raise UsageError for a file that is none."""
        path = self.root / f"{event}.refusal"
        if not path.is_file():
            return None
        try:
            return Refusal.read(read_file(path, max_bytes=MAX_LINE_BYTES))
        except LedgerError as error:
            raise _damaged(path) from error

    def file(self, name: str) -> bytes | None:
        """Return a file that a proposal names, or None."""
        path = self.root / "sidecar" / name
        return read_file(path, max_bytes=MAX_SIDECAR_BYTES) if path.is_file() else None

    def clear(self, event: str) -> None:
        """Remove what is here of an event that stands in the log, or was withdrawn."""
        for kind in ("proposal", "answer", "refusal"):
            (self.root / f"{event}.{kind}").unlink(missing_ok=True)

    def _files(self, kind: str) -> Iterator[Path]:
        if self.root.is_dir():
            yield from sorted(
                path for path in self.root.iterdir() if (m := _NAME.fullmatch(path.name)) and m[2] == kind
            )

    def _put(self, event: str, kind: str, data: bytes) -> Path:
        write_files(self.root, {f"{event}.{kind}": data})
        return self.root / f"{event}.{kind}"


def post_beside(log: Path) -> Path:
    """Return the folder that lies beside a log by default."""
    return log.resolve().with_name(f"{log.resolve().name}.post")


def _damaged(path: Path) -> UsageError:
    return UsageError(
        phrase("{path} is not what its name promises.", path=shown(path)),
        phrase("It was changed or cut short on its way: ask for it again."),
    )
