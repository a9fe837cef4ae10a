"""Where the large files that events name are kept: in memory, or in the `sidecar` folder of a log directory.

A sidecar is named by its SHA-256, so two parties that hold one under the same name hold the same bytes. Both stores
have `put` (bytes -> name), `get` (name -> bytes, or None) and `drop`.
"""

import hashlib
from pathlib import Path
from typing import Protocol

from repli.errors import StoreError, phrase
from repli.ledger.files import remove_file
from repli.ledger.store import write_sidecar

__all__ = ["FolderSidecars", "MemorySidecars", "SidecarStore"]


class SidecarStore(Protocol):
    """A place for sidecars."""

    def put(self, data: bytes) -> str:
        """Keep ``data`` and return its name, its SHA-256 in hexadecimal."""

    def get(self, name: str) -> bytes | None:
        """Return the bytes called ``name``, or None."""

    def drop(self, name: str) -> None:
        """Forget the bytes called ``name``: the event that should have named them was refused."""


class MemorySidecars:
    """Sidecars in memory."""

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

    def drop(self, name: str) -> None:
        """Forget the bytes called ``name``."""
        self._held.pop(name, None)


class FolderSidecars:
    """Sidecars of a log directory; each file is read once, and its bytes compared with its name."""

    def __init__(self, root: Path) -> None:
        """Keep sidecars in ``root/sidecar``."""
        self._root = root
        self._held = MemorySidecars()

    def put(self, data: bytes) -> str:
        """Write ``data`` and return its name; on disk when this returns."""
        self._held.put(data)
        return write_sidecar(self._root, data)

    def get(self, name: str) -> bytes | None:
        """Return the bytes called ``name``, or None; raise StoreError if the file holds other bytes."""
        path = self._root / "sidecar" / name
        if self._held.get(name) is None and path.is_file():
            found = self._held.put(path.read_bytes())
            if found != name:
                raise StoreError(
                    phrase("sidecar/{name} does not hold the bytes that its name promises.", name=name),
                    phrase("The file was changed: take it again from the party that published it."),
                )
        return self._held.get(name)

    def drop(self, name: str) -> None:
        """Remove the file called ``name``: a log holds no file that no event names."""
        self._held.drop(name)
        remove_file(self._root / "sidecar" / name)
