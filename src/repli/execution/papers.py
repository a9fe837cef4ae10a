"""Papers that a party keeps: lists of manifests, accounts of incidents, certificates, inventories, evidence.

The log names a paper by its SHA-256 and never holds it, so nobody can change it later and nobody else can read it. They
lie beside the party's keys, for its owner alone, each file called like its hash. Both stores have `put` and `get`, and
`keep` and `kept` for what has a name of its own: what opens a seal.

>>> MemoryPapers().put(b"what happened")[:8]
'3b1c91e6'
"""

import hashlib
import os
from pathlib import Path
from typing import Protocol

from repli.ledger.files import make_folder, read_file, write_files
from repli.ledger.rawlog import MAX_SIDECAR_BYTES

__all__ = ["FolderPapers", "MemoryPapers", "PaperStore"]

_OWN_FOLDER = 0o700


class PaperStore(Protocol):
    """A place for papers."""

    def put(self, data: bytes) -> str:
        """Keep ``data`` and return its name, its SHA-256 in hexadecimal."""

    def get(self, name: str) -> bytes | None:
        """Return the bytes called ``name``, or None."""

    def keep(self, name: str, data: bytes) -> None:
        """Keep ``data`` under a name of its own."""

    def kept(self, name: str) -> bytes | None:
        """Return what was kept under a name, or None."""


class MemoryPapers:
    """Papers in memory."""

    def __init__(self) -> None:
        """Start empty."""
        self._held: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        """Keep ``data`` and return its name."""
        name = hashlib.sha256(data).hexdigest()
        self._held[name] = data
        return name

    def get(self, name: str) -> bytes | None:
        """Return the bytes called ``name``, or None."""
        return self._held.get(name)

    def keep(self, name: str, data: bytes) -> None:
        """Keep ``data`` under a name of its own."""
        self._held[name] = data

    kept = get


class FolderPapers:
    """Papers in the folder ``root``, which is made, for its owner alone, when the first is put in."""

    def __init__(self, root: Path) -> None:
        """Name the folder."""
        self.root = root

    def put(self, data: bytes) -> str:
        """Write ``data`` and return its name; on disk when this returns."""
        name = hashlib.sha256(data).hexdigest()
        self.keep(name, data)
        return name

    def get(self, name: str) -> bytes | None:
        """Return the bytes called ``name``, or None; another file in its place counts as none."""
        data = self.kept(name)
        return data if data is not None and hashlib.sha256(data).hexdigest() == name else None

    def keep(self, name: str, data: bytes) -> None:
        """Keep ``data`` under a name of its own; on disk when this returns."""
        others_out = os.umask(0o077)
        try:
            make_folder(self.root)
            self.root.chmod(_OWN_FOLDER)
            write_files(self.root, {name: data})
        finally:
            os.umask(others_out)

    def kept(self, name: str) -> bytes | None:
        """Return what was kept under a name, or None."""
        path = self.root / name
        return read_file(path, max_bytes=MAX_SIDECAR_BYTES) if path.is_file() else None
