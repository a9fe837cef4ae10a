"""From an entry line to an event: the one way in, for those who write a log and for those who verify one.

The genesis event comes first: it names the parties and keys (`Charter`) by which every other line is read. A line is
read in full or refused: envelope, frame, body, signers, signatures. In format 2 keys come later too: a line is read by
the book of all keys ever added, and the replay says which of them were in force (`repli.progress.keyring`). The law is
docs/reference/log-format.md, sections 2 to 5, 11, 12, 21 and 26. Every refusal is a RefusedError that names the place.

>>> charter, first = read_genesis(line, place="feed demo-force line 1")
>>> read_event(other_line, charter, feed="demo-host", place="feed demo-host line 1").body
CountTally(movement='NIG-001', people=94, items=0)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from repli.errors import LedgerError, RefusedError, phrase
from repli.ledger.envelope import Envelope, parse_entry
from repli.ledger.event import FIRST_FORMAT, SECOND_FORMAT, EventFrame, parse_event
from repli.ledger.policy import KeyBook, KeyOwner, Policy, check_envelope
from repli.ledger.seen import place_of_line as line_place
from repli.progress.events import Amend, Body, Event, Genesis, Keys, is_of_another_format, read_body, signing_kind
from repli.progress.names import format_of
from repli.progress.policy import POLICIES

__all__ = ["Charter", "Lines", "line_place", "placed", "read_event", "read_genesis", "read_log"]

Lines = Mapping[str, Sequence[bytes]]
"""Feed -> its entry lines, without newlines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """What the genesis event settles for the whole log: its hash, its content, and the book of its keys."""

    genesis_hash: str
    genesis: Genesis
    keys: KeyBook

    @property
    def parties(self) -> tuple[str, ...]:
        """Return the ids of the parties, sorted; each is also the id of its own feed."""
        return tuple(party.id for party in self.genesis.parties)

    @property
    def feeds(self) -> tuple[str, ...]:
        """Return the feeds of the log, sorted: one for each party, and later those of devices and witnesses."""
        return tuple(sorted({owner.feed for owner in self.keys.owners.values()}))

    @property
    def devices(self) -> tuple[str, ...]:
        """Return the feeds of devices and of witnesses, sorted."""
        return tuple(feed for feed in self.feeds if feed not in self.parties)

    @property
    def witnesses(self) -> tuple[str, ...]:
        """Return the ids of the witnesses, sorted; each is also the id of its own feed."""
        return tuple(witness.id for witness in self.genesis.witnesses)

    @property
    def version(self) -> int:
        """Return the number of the format."""
        return format_of(self.genesis.policy)

    @property
    def policy(self) -> Policy:
        """Return who signs what in this log."""
        return POLICIES[self.genesis.policy]

    def with_keys(self, owners: Iterable[KeyOwner]) -> "Charter":
        """Return the charter whose book holds ``owners`` too; raise SignatureError for a key that is another's."""
        return replace(self, keys=self.keys.also(owners))

    @property
    def force(self) -> str:
        """Return the id of the party that withdraws."""
        return self.genesis.party("force").id

    @property
    def host(self) -> str:
        """Return the id of the party on whose ground it stands."""
        return self.genesis.party("host").id


@contextmanager
def placed(place: str) -> Iterator[None]:
    """Turn a LedgerError inside into a RefusedError that names ``place``."""
    try:
        yield
    except LedgerError as error:
        raise RefusedError(place, error.message, error.hint) from error


def read_genesis(line: bytes, *, place: str) -> tuple[Charter, Event]:
    """Return the charter and the event of the first line of a log; raise RefusedError."""
    with placed(place):
        envelope = parse_entry(line)
        frame = parse_event(envelope.payload)
        if frame.kind != Genesis.kind:
            raise LedgerError(
                phrase("The first event is not a genesis event."), phrase("See section 5 of the log format.")
            )
        genesis = Genesis.read(frame.body)
        charter = Charter(genesis_hash=envelope.event_hash, genesis=genesis, keys=KeyBook.of(genesis.owners))
        if frame.feed != charter.force:
            raise LedgerError(
                phrase("The genesis event does not stand in the feed of the force."),
                phrase("See section 5 of the log format."),
            )
        return charter, _event(envelope, frame, charter, place)


def read_event(line: bytes, charter: Charter, *, feed: str, place: str) -> Event:
    """Return the event of an entry line of ``feed``; raise RefusedError for whatever is wrong with it alone."""
    with placed(place):
        envelope = parse_entry(line)
        frame = parse_event(envelope.payload)
        _check_frame(frame, envelope, charter, feed)
        return _event(envelope, frame, charter, place)


def read_log(lines: Lines) -> tuple[Charter, dict[str, tuple[Event, ...]]]:
    """Return the charter and the events of every feed of the log, each read alone; raise RefusedError with the line.

    Nothing is said of the order and the rules of replay. A feed of the log without lines here has no events.
    """
    charter, first = _find_genesis(lines)
    if charter.version >= SECOND_FORMAT:
        charter = charter.with_keys(_keys_to_come(lines, charter))
    for feed in sorted(lines):
        if feed not in charter.feeds:
            raise RefusedError(first.place, phrase("The genesis event names no party {feed}.", feed=feed))
    events = {feed: tuple(_read_feed(feed, lines.get(feed, ()), charter, first)) for feed in charter.feeds}
    return charter, events


def _read_feed(feed: str, lines: Sequence[bytes], charter: Charter, first: Event) -> Iterator[Event]:
    for number, line in enumerate(lines, start=1):
        place = line_place(feed, number)
        yield first if place == first.place else read_event(line, charter, feed=feed, place=place)


def _keys_to_come(lines: Lines, charter: Charter) -> Iterator[KeyOwner]:
    """Give the keys that ``keys`` events in the feeds of the parties add; raise RefusedError for one that comes twice.

    Nothing is verified yet: every line is read in full afterwards, and a bad one refuses the log.
    """
    known = set(charter.keys.owners)
    for feed in charter.parties:
        for number, line in enumerate(lines.get(feed, ()), start=1):
            for owner in _added(line, charter.version):
                if owner.keyid in known:
                    raise RefusedError(
                        line_place(feed, number),
                        phrase("Key {keyid} is listed twice.", keyid=owner.keyid),
                        phrase("A key is added once in a log, revoked or not: make a new one."),
                    )
                known.add(owner.keyid)
                yield owner


def _added(line: bytes, version: int) -> tuple[KeyOwner, ...]:
    try:
        frame = parse_event(parse_entry(line).payload)
        body = Keys.read(frame.body) if frame.kind == Keys.kind else None
    except LedgerError:
        return ()
    return () if body is None or is_of_another_format(body, version) else body.add


def _find_genesis(lines: Lines) -> tuple[Charter, Event]:
    """Read line 1 of the feed that starts with a genesis event, or with a line that cannot be read."""
    starts = [(feed, entries[0]) for feed, entries in sorted(lines.items()) if entries]
    for feed, line in starts:
        if _may_be_genesis(line):
            return read_genesis(line, place=line_place(feed, 1))
    raise RefusedError("feeds", phrase("The log has no genesis event."), phrase("See section 5 of the log format."))


def _may_be_genesis(line: bytes) -> bool:
    try:
        return parse_event(parse_entry(line).payload).is_genesis
    except LedgerError:
        return True


def _check_frame(frame: EventFrame, envelope: Envelope, charter: Charter, feed: str) -> None:
    if frame.feed != feed:
        raise LedgerError(
            phrase("The event says that it stands in the feed of {feed}.", feed=frame.feed),
            phrase("A line was copied from another feed."),
        )
    if charter.genesis_hash not in (frame.genesis, envelope.event_hash):
        raise LedgerError(
            phrase("The event belongs to another log, or is a second genesis event."),
            phrase("Every event carries the hash of the one genesis event of its log."),
        )


def _event(envelope: Envelope, frame: EventFrame, charter: Charter, place: str) -> Event:
    if frame.v != charter.version:
        raise LedgerError(
            phrase("The event is written in another format than the log."),
            phrase("The policy of the genesis event says which format a log has."),
        )
    if frame.v == FIRST_FORMAT and {frame.feed, *frame.seen} != set(charter.feeds):
        raise LedgerError(
            phrase("The event does not count every other feed of the log."), phrase("See section 2 of the log format.")
        )
    if frame.kind != Amend.kind or frame.v == FIRST_FORMAT:
        charter.policy.rule(frame.kind)  # a kind that is not read is refused before its body is looked at
    body = read_body(frame.kind, frame.body)
    if is_of_another_format(body, frame.v):
        raise LedgerError(
            phrase("The body of the event has the form of another format than the log."),
            phrase("See sections 4, 21 and 27 of the log format."),
        )
    added = body.add if isinstance(body, Keys) else ()
    keys = charter.keys.also(added)
    check_envelope(
        envelope,
        frame,
        policy=charter.policy,
        keys=keys,
        parties=charter.parties,
        kind=signing_kind(body),
        joining=[owner.keyid for owner in added],
    )
    owners = (keys.owner(keyid) for keyid in envelope.keyids)
    return Event(
        place=place,
        event_hash=envelope.event_hash,
        frame=frame,
        parties=_parties(owners, body, charter),
        body=body,
        keyids=frozenset(envelope.keyids),
    )


def _parties(owners: Iterable[KeyOwner], body: Body, charter: Charter) -> frozenset[str]:
    """Return the parties that signed; keys that an event brings in speak for nobody in it, and a witness is none."""
    everyone = frozenset(charter.parties)
    return everyone if isinstance(body, Keys) else frozenset(owner.party for owner in owners) & everyone
