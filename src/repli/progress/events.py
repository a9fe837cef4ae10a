"""The kinds of event that the formats read, each a frozen value with its body; and an event as it stands in a log.

``read_body`` is the only way in, `Body.value` the only way out; what comes in and goes out again is the same value.
The law is docs/reference/log-format.md, sections 4 and 14.

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
from repli.progress.change import Amend, Cancel, Correct, Dispute, Resolve
from repli.progress.genesis import Genesis
from repli.progress.keychange import Keys
from repli.progress.movement import CountTally, Depart
from repli.progress.sitting import Minutes, Publish

__all__ = ["KINDS", "Amend", "Body", "Cancel", "Correct", "CountTally", "Declare", "Depart", "Dispute", "Event"]
__all__ += ["Genesis", "Keys", "Minutes", "Opening", "Publish", "Resolve", "read_body", "signing_kind"]

Body: TypeAlias = (
    Genesis
    | Declare
    | Opening
    | CountTally
    | Depart
    | Minutes
    | Publish
    | Keys
    | Amend
    | Dispute
    | Resolve
    | Cancel
    | Correct
)

_READERS: Mapping[str, Callable[[Json], Body]] = {
    kind.kind: kind.read
    for kind in (
        Genesis, Declare, Opening, CountTally, Depart, Minutes, Publish, Keys, Amend, Dispute, Resolve, Cancel, Correct,
    )
}  # fmt: skip
KINDS = tuple(_READERS)
"""Format 1 reads the first seven of them; which ones a log reads is in its policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a log: where it stands, its hash, its frame, who signed it (parties, key ids), and its body."""

    place: str
    event_hash: str
    frame: EventFrame
    parties: frozenset[str]
    body: Body
    keyids: frozenset[str] = frozenset()


def signing_kind(body: Body) -> str:
    """Return the row of the policy that says who signs ``body``."""
    return f"{body.kind} {body.body.kind}" if isinstance(body, Amend) else body.kind


def read_body(kind: str, value: Json) -> Body:
    """Return the typed body of an event of ``kind``; raise CanonicalError or SignatureError (a key that is none)."""
    read = _READERS.get(kind)
    if read is None:
        raise CanonicalError(
            phrase("No format reads events of kind {kind}.", kind=kind),
            phrase("See section 4 of the log format."),
        )
    return read(value)
