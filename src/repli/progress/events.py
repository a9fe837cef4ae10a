"""The kinds of event that the formats read, each a frozen value with its body; and an event as it stands in a log.

``read_body`` is the only way in, `Body.value` the only way out; what comes in and goes out again is the same value.
The law is docs/reference/log-format.md, sections 4, 14, 21 and 27.

>>> read_body("count", {"items": 0, "movement": "NIG-001", "people": 94})
CountTally(movement='NIG-001', people=94, items=0)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from repli.errors import CanonicalError, phrase
from repli.ledger.canonical import Json
from repli.ledger.event import FIRST_FORMAT, FOURTH_FORMAT, THIRD_FORMAT, EventFrame
from repli.progress.baseline import Declare, Opening
from repli.progress.blind import OpenedCount, SealedCount, read_count
from repli.progress.bodies import (
    Arrive,
    Attest,
    Calendar,
    Clearance,
    Close,
    Dispose,
    Extend,
    Handover,
    Incident,
    Inspect,
    Manifest,
    Obligation,
    Reinforce,
    Status,
    Transfer,
)
from repli.progress.change import Amend, Cancel, Correct, Dispute, Resolve
from repli.progress.genesis import Genesis
from repli.progress.keychange import Keys
from repli.progress.movement import CountTally, Depart
from repli.progress.names import FIGURE_NAMES_2, OBSERVE
from repli.progress.sitting import Minutes, Publish

__all__ = ["KINDS", "Amend", "Body", "Cancel", "Correct", "CountTally", "Declare", "Depart", "Dispute", "Event"]
__all__ += ["Genesis", "Keys", "Minutes", "OpenedCount", "Opening", "Publish", "Resolve", "SealedCount"]
__all__ += ["EntryBody", "is_of_another_format", "lists_of", "read_body", "rosters_of", "sidecars_of", "signing_kind"]

EntryBody: TypeAlias = (
    Arrive
    | Calendar
    | Clearance
    | Close
    | Dispose
    | Extend
    | Handover
    | Incident
    | Inspect
    | Manifest
    | Obligation
    | Reinforce
    | Status
    | Transfer
)
"""What one party may say and both may accept (section 28)."""

Body: TypeAlias = (
    Genesis
    | Declare
    | Opening
    | CountTally
    | SealedCount
    | OpenedCount
    | Depart
    | Minutes
    | Publish
    | Keys
    | Amend
    | Dispute
    | Resolve
    | Cancel
    | Correct
    | EntryBody
    | Attest
)

_READERS: Mapping[str, Callable[[Json], Body]] = {
    kind.kind: read_count if kind is CountTally else kind.read
    for kind in (
        Genesis, Declare, Opening, CountTally, Depart, Minutes, Publish, Keys, Amend, Dispute, Resolve, Cancel, Correct,
        Arrive, Calendar, Clearance, Close, Dispose, Extend, Handover, Incident, Inspect, Manifest, Obligation,
        Reinforce, Status, Transfer, Attest,
    )
}  # fmt: skip
KINDS = tuple(_READERS)
"""Format 1 reads the first seven of them; which ones a log reads is in its policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a log: where it stands, its hash, its frame, who signed it (parties, key ids), and its body.

    ``parties`` holds no witness: what a witness signs is signed by no party. Its feed is called like it.
    """

    place: str
    event_hash: str
    frame: EventFrame
    parties: frozenset[str]
    body: Body
    keyids: frozenset[str] = frozenset()


def signing_kind(body: Body) -> str:
    """Return the row of the policy that says who signs ``body``."""
    match body:
        case Amend():
            return f"{body.kind} {body.body.kind}"
        case Cancel() if body.cancels:
            return f"{body.kind} {body.cancels}"
        case _:
            return body.kind


def sidecars_of(body: Body) -> tuple[str, ...]:
    """Return the names of the files that ``body`` promises: they are there, or the log is not whole."""
    match body:
        case (Declare() as declare) | Amend(body=Declare() as declare):
            return (declare.sidecar,)
        case Publish() as publish:
            return publish.texts
        case _:
            return ()


def lists_of(body: Body) -> tuple[str, ...]:
    """Return the name of the slot file that ``body`` is committed to, which may be missing (section 23)."""
    match body:
        case (Opening() | Depart() as part) | Amend(body=Depart() as part):
            return () if part.committed is None else (part.committed.slots,)
        case Status() | Dispose() | Transfer() | Inspect():
            return (body.slots,)
        case _:
            return ()


def rosters_of(body: Body) -> tuple[str, ...]:
    """Return the name of the digest file that a reinforcement continues the roster with: there, once it is joint."""
    return (body.sidecar,) if isinstance(body, Reinforce) else ()


def is_of_another_format(body: Body, version: int) -> bool:
    """Say whether ``body`` has a form that format ``version`` does not give to its kind; most kinds have one form."""
    first, last = FIRST_FORMAT, FOURTH_FORMAT
    match body:
        case (Opening() | Depart() as part) | Amend(body=Depart() as part):
            first, last = _since(THIRD_FORMAT, is_later=part.committed is not None)
        case SealedCount() | OpenedCount() | CountTally():
            first, last = _since(THIRD_FORMAT, is_later=not isinstance(body, CountTally))
        case Minutes():
            first, last = _since(FOURTH_FORMAT, is_later=body.sitting is not None)
        case Cancel():
            first, last = _since(FOURTH_FORMAT, is_later=body.cancels != "")
        case Dispute(field="entry"):
            first = FOURTH_FORMAT
        case Keys() if any(owner.role == OBSERVE for owner in body.add):
            first = FOURTH_FORMAT
        case Correct() if any(one.name not in FIGURE_NAMES_2 for one in body.values):
            first = FOURTH_FORMAT
        case _:
            pass
    return not first <= version <= last


def _since(version: int, *, is_later: bool) -> tuple[int, int]:
    return (version, FOURTH_FORMAT) if is_later else (FIRST_FORMAT, version - 1)


def read_body(kind: str, value: Json) -> Body:
    """Return the typed body of an event of ``kind``; raise CanonicalError or SignatureError (a key that is none)."""
    read = _READERS.get(kind)
    if read is None:
        raise CanonicalError(
            phrase("No format reads events of kind {kind}.", kind=kind),
            phrase("See section 4 of the log format."),
        )
    return read(value)
