"""The private list of a manifest: which slots are to go with a movement, and which stand by.

The event of the log carries its hash only; the list stays with its party, who prints it and works from it at the door.
The law is docs/reference/log-format.md, section 27.

>>> parse_manifest_list(ManifestList(people=(3, 7), items=(), standby=(9,), salt=bytes(16)).data).people
(3, 7)
"""

import hashlib
from dataclasses import dataclass

from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import JsonObject, canonical_bytes, parse_canonical
from repli.ledger.rawlog import MAX_SIDECAR_BYTES
from repli.progress.fields import is_text, one_of, read_field, read_record, read_slots

__all__ = ["ManifestList", "parse_manifest_list"]

_FORMAT = "repli-manifest/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestList:
    """Slots of people, items and people on standby, each ascending, and the 16 bytes of salt."""

    people: tuple[int, ...]
    items: tuple[int, ...]
    standby: tuple[int, ...]
    salt: bytes

    @property
    def data(self) -> bytes:
        """Return the bytes of the list."""
        value: JsonObject = {
            "format": _FORMAT,
            "items": list(self.items),
            "people": list(self.people),
            "salt": encode64(self.salt),
            "standby": list(self.standby),
        }
        return canonical_bytes(value) + b"\n"

    @property
    def name(self) -> str:
        """Return its hash, as the event names it."""
        return hashlib.sha256(self.data).hexdigest()


def parse_manifest_list(data: bytes) -> ManifestList:
    """Return the list of a paper; raise CanonicalError unless it is one."""
    value = parse_canonical(data.removesuffix(b"\n"), max_bytes=MAX_SIDECAR_BYTES)
    record = read_record(value, "manifest list", ("format", "items", "people", "salt", "standby"))
    read_field(record, "format", one_of((_FORMAT,)))
    return ManifestList(
        people=read_slots(record, "people"),
        items=read_slots(record, "items"),
        standby=read_slots(record, "standby"),
        salt=decode64(read_field(record, "salt", is_text)),
    )
