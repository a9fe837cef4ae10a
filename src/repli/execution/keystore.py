"""A party's own folder of secret keys, apart from every log: one file a key, readable by its owner alone.

Beside the keys it remembers what must not be forgotten between two runs: how far each feed was written and signed (a
restored backup is then noticed before anything is signed a second time), what was proposed, and what was cosigned and
has not come back. Nothing of it is ever written into a log. See docs/reference/log-format.md, sections 3 and 11.

>>> store = KeyStore(Path("keys"))
>>> store.add(Signer(party="demo-host", role="count", seed=seed), passphrase=None)
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from repli.errors import UsageError, phrase
from repli.execution.logcopy import LogCopy
from repli.execution.publickeys import line_of, owners_in, vkey_of
from repli.ledger.base64text import encode64
from repli.ledger.files import make_folder, read_file, shown, write_files
from repli.ledger.keyfile import key_file, read_key
from repli.ledger.keys import Signer
from repli.ledger.merkle import root_of_hashes
from repli.ledger.policy import KeyOwner

__all__ = ["KeyStore", "StoredKey"]

_OWN_FOLDER, _OWN_FILE, _OTHERS = 0o700, 0o600, 0o077
_MAX_KEY_BYTES = 4096
_MAX_NOTE_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredKey:
    """A key of the folder without its secret: its name ``FEED.ROLE``, and its public half as a verifier key."""

    name: str
    vkey: str


class KeyStore:
    """The folder ``root``; made, for its owner alone, when the first key is put in."""

    def __init__(self, root: Path) -> None:
        """Name the folder."""
        self.root = root

    def add(self, signer: Signer, *, passphrase: bytes | None, is_next: bool = False) -> StoredKey:
        """Put a key in; raise UsageError if one of that name is there. ``is_next``: until `promote`, it only waits."""
        name = _name_of(signer) + (".next" if is_next else "")
        path = self.root / f"{name}.pem"
        if path.exists():
            raise UsageError(
                phrase("{path} is there already.", path=shown(path)), phrase("A key is never overwritten: rotate it.")
            )
        make_folder(self.root)
        self.root.chmod(_OWN_FOLDER)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWN_FILE), "wb") as stream:
            stream.write(key_file(signer.seed, passphrase=passphrase))
            stream.flush()
            os.fsync(stream.fileno())
        owner = KeyOwner(party=signer.party, role=signer.role, public=signer.public, device=signer.device)
        write_files(self.root, {f"{name}.pub": f"{line_of(owner)}\n".encode()})
        return StoredKey(name=name, vkey=vkey_of(owner))

    def held(self) -> tuple[StoredKey, ...]:
        """Return every key of the folder, without secrets, sorted by name."""
        return tuple(
            StoredKey(name=path.stem, vkey=vkey_of(self._owner(path.stem))) for path in sorted(self.root.glob("*.pem"))
        )

    def signers(self, feed: str, *, passphrase: bytes | None) -> Mapping[str, Signer]:
        """Return role -> signer of the keys for ``feed``; raise UsageError if there is none, or others may read one."""
        names = [path.stem for path in sorted(self.root.glob(f"{feed}.*.pem")) if not path.stem.endswith(".next")]
        found = {name.split(".")[1]: self._signer(name, passphrase) for name in names}
        if not found:
            raise UsageError(
                phrase("{path} holds no key for the feed {feed}.", path=shown(self.root), feed=ascii(feed)),
                phrase("Make one with `repli keys new`, and let a `keys` event of the log bring it in."),
            )
        return found

    def next_signer(self, name: str, *, passphrase: bytes | None) -> Signer | None:
        """Return the key that waits to take the place of ``name``, or None."""
        return self._signer(f"{name}.next", passphrase) if (self.root / f"{name}.next.pem").exists() else None

    def promote(self, name: str) -> None:
        """Let the waiting key take the place of ``name``, whose secret is gone then."""
        for ending in ("pem", "pub"):
            (self.root / f"{name}.next.{ending}").replace(self.root / f"{name}.{ending}")

    def note(self, kind: str, copy: LogCopy, feed: str) -> bytes | None:
        """Return what was remembered under ``kind`` (proposed, cosigned, written) for a feed of this log, or None."""
        path = self.root / self._note_name(kind, copy, feed)
        return read_file(path, max_bytes=_MAX_NOTE_BYTES) if path.exists() else None

    def remember(self, kind: str, copy: LogCopy, feed: str, data: bytes | None) -> None:
        """Remember ``data`` under ``kind``, durably; None forgets it."""
        name = self._note_name(kind, copy, feed)
        if data is None:
            (self.root / name).unlink(missing_ok=True)
        else:
            write_files(self.root, {name: data})

    def owners(self) -> tuple[KeyOwner, ...]:
        """Return the public half of every key that is in use, with whose it is, sorted by name."""
        names = (path.stem for path in sorted(self.root.glob("*.pem")))
        return tuple(self._owner(name) for name in names if not name.endswith(".next"))

    def bind(self, genesis_hash: str, feed: str) -> None:
        """Remember that these keys found the log ``genesis_hash``; raise UsageError if they have founded another."""
        others = [path for path in self.root.glob(f"founded.*.{feed}") if path.name.split(".")[1] != genesis_hash]
        if others:
            raise UsageError(
                phrase("With these keys {feed} has founded another log already.", feed=feed),
                phrase("A log has keys of its own: make new ones with `repli keys new`."),
            )
        write_files(self.root, {f"founded.{genesis_hash}.{feed}": b""})

    def mark(self, copy: LogCopy, feed: str) -> None:
        """Remember how far ``feed`` is written."""
        self.remember("written", copy, feed, f"{copy.size(feed)} {encode64(copy.root(feed))}\n".encode())

    def check_mark(self, copy: LogCopy, feed: str) -> None:
        """Raise UsageError if ``feed`` holds less than was written, or something else: a backup was restored."""
        written = self.note("written", copy, feed)
        if written is None:
            return
        size, root = written.decode("ascii").split()
        if copy.size(feed) < int(size) or encode64(root_of_hashes(copy.leaf_hashes(feed)[: int(size)])) != root:
            raise UsageError(
                phrase(
                    "The feed {feed} was written up to line {size} with these keys, and this copy is another one.",
                    feed=feed,
                    size=int(size),
                ),
                phrase("Was it restored from a backup? Nothing is signed: merge the other party's copy first."),
            )

    def _signer(self, name: str, passphrase: bytes | None) -> Signer:
        path = self.root / f"{name}.pem"
        if path.stat().st_mode & _OTHERS:
            raise UsageError(
                phrase("{path} may be read by others than its owner.", path=shown(path)),
                phrase("Make it yours alone (chmod 600), and rotate the key if it was read."),
            )
        owner = self._owner(name)
        seed = read_key(read_file(path, max_bytes=_MAX_KEY_BYTES), passphrase=passphrase)
        return Signer(party=owner.party, role=owner.role, seed=seed, device=owner.device)

    def _owner(self, name: str) -> KeyOwner:
        """Return whose key the public half of ``name`` says it is."""
        data = read_file(self.root / f"{name}.pub", max_bytes=_MAX_KEY_BYTES)
        (owner,) = owners_in(data, shown(self.root / f"{name}.pub"))
        return owner

    def _note_name(self, kind: str, copy: LogCopy, feed: str) -> str:
        return f"{kind}.{copy.charter.genesis_hash}.{feed}"


def _name_of(signer: Signer) -> str:
    return f"{signer.feed}.{signer.role}"
