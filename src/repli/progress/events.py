"""The kinds of event that format 1 reads, each a frozen value with its body; and an event as it stands in a log.

``read_body`` is the only way in, `Body.value` the only way out; what comes in and goes out again is the same value.
The law is docs/reference/log-format.md, section 4.

>>> read_body("count", {"items": 0, "movement": "NIG-001", "people": 94})
CountTally(movement='NIG-001', people=94, items=0)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from repli.errors import CanonicalError, phrase
from repli.ledger.canonical import Json
from repli.ledger.event import EventFrame
from repli.progress.baseline import Declare, Opening
from repli.progress.genesis import Genesis
from repli.progress.movement import CountTally, Depart
from repli.progress.sitting import Minutes, Publish

__all__ = ["KINDS", "Body", "CountTally", "Declare", "Depart", "Event", "Genesis", "Minutes", "Opening", "Publish"]
__all__ += ["read_body"]

Body: TypeAlias = Genesis | Declare | Opening | CountTally | Depart | Minutes | Publish

_READERS: Mapping[str, Callable[[Json], Body]] = {
    kind.kind: kind.read for kind in (Genesis, Declare, Opening, CountTally, Depart, Minutes, Publish)
}
KINDS = tuple(_READERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a log: where it stands, its hash, its frame, the parties that signed it, and its body."""

    place: str
    event_hash: str
    frame: EventFrame
    parties: frozenset[str]
    body: Body


def read_body(kind: str, value: Json) -> Body:
    """Return the typed body of an event of ``kind``; raise CanonicalError or SignatureError (a key that is none)."""
    read = _READERS.get(kind)
    if read is None:
        raise CanonicalError(
            phrase("Format 1 does not read events of kind {kind}.", kind=kind),
            phrase("See section 4 of the log format."),
        )
    return read(value)
