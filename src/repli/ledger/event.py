"""The frame of an event: what every event says, whatever its kind.

``at`` is a claim, never an order. ``seen`` counts the events that the writer had, and orders events across feeds: in
format 1 (``v`` = 1) those of every *other* feed, later those of every feed of which it had any, its own included, so
that each event says its own place. ``genesis`` ties the event to one log, so that it cannot be played into another.
``body`` belongs to the kind; this room does not look inside. The law is docs/reference/log-format.md, sections 2, 11.

>>> event = EventFrame(at="2024-06-07T12:00:00Z", body={"people": 20}, feed="demo-force", genesis="a" * 64,
...                    kind="count", seen={"demo-host": 3})
>>> parse_event(event.payload) == event
True
"""

from dataclasses import dataclass
from typing import NoReturn

from repli.errors import CanonicalError, Phrase, phrase
from repli.ledger.canonical import MAX_DEPTH, MAX_PAYLOAD_BYTES, Json, JsonObject, canonical_bytes, parse_canonical
from repli.ledger.envelope import event_hash
from repli.ledger.shapes import ZERO_HASH, is_count, is_feed, is_hash, is_time

__all__ = [
    "FIRST_FORMAT",
    "FOURTH_FORMAT",
    "GENESIS",
    "SECOND_FORMAT",
    "THIRD_FORMAT",
    "EventFrame",
    "event_hash",
    "parse_event",
]

GENESIS = "genesis"
_KEYS = {"at", "body", "feed", "genesis", "kind", "seen", "v"}
FIRST_FORMAT, SECOND_FORMAT, THIRD_FORMAT, FOURTH_FORMAT = 1, 2, 3, 4
_LATER = SECOND_FORMAT, THIRD_FORMAT, FOURTH_FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFrame:
    """What every event says. ``at`` is text like ``2024-06-07T12:00:00Z``; ``seen`` maps feeds to counts."""

    at: str
    body: JsonObject
    feed: str
    genesis: str
    kind: str
    seen: dict[str, int]
    v: int = FIRST_FORMAT

    def __post_init__(self) -> None:
        """Refuse a frame whose shape the format does not know."""
        _check_shape(self)

    @property
    def is_genesis(self) -> bool:
        """Say whether this is the first event of a log."""
        return self.kind == GENESIS

    @property
    def index(self) -> int:
        """Return the place in the own feed that the event claims, from 0 (0 in format 1, which has none)."""
        return self.seen.get(self.feed, 0)

    @property
    def payload(self) -> bytes:
        """Return the canonical bytes that are signed."""
        value: Json = {
            "at": self.at,
            "body": self.body,
            "feed": self.feed,
            "genesis": self.genesis,
            "kind": self.kind,
            "seen": self.seen,
            "v": self.v,
        }
        return canonical_bytes(value, max_bytes=MAX_PAYLOAD_BYTES, max_depth=MAX_DEPTH)


def parse_event(payload: bytes) -> EventFrame:
    """Return the frame of payload bytes; raise CanonicalError unless they are canonical and have exactly its keys."""
    value = parse_canonical(payload)
    if not isinstance(value, dict) or value.keys() != _KEYS:
        _refuse(phrase("An event does not have exactly the keys at, body, feed, genesis, kind, seen and v."))
    return EventFrame(**value)


def _check_shape(frame: EventFrame) -> None:
    """Check each value of section 2; the types of a parsed frame are not known before this."""
    checks = (
        ("at", is_time(frame.at)),
        ("body", isinstance(frame.body, dict)),
        ("feed", is_feed(frame.feed)),
        ("genesis", is_hash(frame.genesis) and (frame.genesis == ZERO_HASH) == (frame.kind == GENESIS)),
        ("kind", isinstance(frame.kind, str)),
        ("seen", _is_seen(frame.seen, frame)),
        ("v", type(frame.v) is int and FIRST_FORMAT <= frame.v <= FOURTH_FORMAT),
    )
    for name, holds in checks:
        if not holds:
            _refuse(phrase("The {name} of an event is not what the log format asks for.", name=name))


def _is_seen(seen: object, frame: EventFrame) -> bool:
    if not isinstance(seen, dict) or not is_feed(frame.feed):
        return False
    if not all(is_feed(feed) and is_count(count) for feed, count in seen.items()):
        return False
    if frame.v in _LATER and not all(seen.values()):  # of an unchecked `v`, so compared and not measured
        return False
    if frame.v == FIRST_FORMAT and frame.feed in seen:
        return False
    return not (frame.kind == GENESIS and any(seen.values()))


def _refuse(message: Phrase) -> NoReturn:
    raise CanonicalError(message, phrase("See section 2 of the log format."))
