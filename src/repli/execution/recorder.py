"""One party's hand on the log: writes its own feed, cosigns what the other proposes, takes in what the other wrote.

A `Recorder` never signs what its own replay refuses. Between a proposal and its answer the proposer writes nothing
else; between its signature and the arrival of the joint event the cosigner writes nothing at all, because where the
proposer put the event is not known before. So no line of an honest party ever comes late behind a joint event. Times
are arguments, in whole seconds since 1970; keys and the place to write are arguments too. A device of a party has a
recorder of its own, with its own feed and key. The law is docs/reference/log-format.md, sections 2 to 7 and 11 to 14,
above all rule 8 of section 7.

>>> envelope = force.propose(minutes, second=now)
>>> force.adopt(host.cosign(envelope))
>>> exchange(force, host)
"""

from collections.abc import Callable, Mapping, Sequence

from repli.errors import RefusedError, UsageError, phrase
from repli.execution.logcopy import LogCopy
from repli.ledger.envelope import Envelope, add_signature, seal
from repli.ledger.event import FIRST_FORMAT, EventFrame, parse_event
from repli.ledger.keys import Signer
from repli.ledger.note import Head, Seen, SignedHead, check_roots, cosign_head, sign_head
from repli.ledger.policy import Quorum
from repli.ledger.shapes import ZERO_HASH, time_of_second
from repli.progress.events import Body, Event, Genesis, read_body, signing_kind
from repli.progress.names import OBSERVE, format_of
from repli.progress.policy import REPLI_4
from repli.progress.reading import line_place
from repli.progress.state import state_digest

__all__ = ["Append", "Recorder", "exchange"]

Append = Callable[[Sequence[bytes]], None]
"""Put entry lines into one's own feed; they are on disk when it returns."""


class Recorder:
    """The recorder of ``party``: its signers by role, its copy of the log, and where its feed is written.

    ``feed`` is the party's own, unless its signers are those of a device.
    """

    def __init__(self, *, party: str, signers: Mapping[str, Signer], copy: LogCopy, append: Append) -> None:
        """Take over ``copy``; nobody else may add to it."""
        self.party = party
        self.feed = next((signer.feed for signer in signers.values()), party)
        self._signers = signers
        self._copy = copy
        self._append = append
        self._proposal: Envelope | None = None
        self._cosigned: Envelope | None = None

    @property
    def proposal(self) -> Envelope | None:
        """Return what this party proposed and neither adopted nor withdrew."""
        return self._proposal

    @property
    def cosigned(self) -> Envelope | None:
        """Return what this party cosigned and has not received yet, with both signatures."""
        return self._cosigned

    @property
    def copy(self) -> LogCopy:
        """Return what this party has of the log; for reading."""
        return self._copy

    def record(self, body: Body, *, second: int) -> Event:
        """Sign ``body`` alone, write it to the own feed, return its event; raise RefusedError if a rule forbids it."""
        self._require_nothing_waits()
        return self._write(self._seal(body, second))

    def propose(self, body: Body, *, second: int, also: Sequence[Signer] = ()) -> Envelope:
        """Return ``body`` signed by this party, for the other to cosign; the own feed waits for the answer.

        ``also`` are the keys that a change of keys brings in for this party: they sign too.
        """
        self._require_nothing_waits()
        self._copy.check_lists(body, place=self._next_place(self.feed), is_joint=True)
        proposal = _signed(self._seal(body, second), also)
        self._copy.check_proposed(body, proposal.payload, place=self._next_place(self.feed))
        if self._copy.is_second and _stands_alone(proposal):
            self._copy.check(self.feed, proposal.line, may_be_void=True)
        self._proposal = proposal
        return proposal

    def withdraw(self) -> None:
        """Take the proposal back, after the other party has refused it.

        An answer that is only late is waited for: a party that has cosigned writes nothing until it has the event. If
        an answer comes after all, both signatures exist and the event must be adopted. In format 2 an event says its
        own place: what is complete with one signature cannot be taken back, because writing another event in its place
        would be a second history; it is written as this party's own.
        """
        proposal, self._proposal = self._proposal, None
        if proposal is not None and self._copy.is_second and _stands_alone(proposal):
            event = self._copy.check(self.feed, proposal.line, may_be_void=True)
            self._append([proposal.line])
            self._copy.hold(proposal.line, event)

    def cosign(self, envelope: Envelope, *, also: Sequence[Signer] = ()) -> Envelope:
        """Return ``envelope`` with this party's signature, and wait until it stands in the other's feed.

        Raise RefusedError if it was written without this party's latest line or breaks a rule. The signature is made
        first and shown to nobody before the complete line has passed every check. Asked again, the answer is the same.
        """
        if self._cosigned is not None and self._cosigned.payload == envelope.payload:
            return self._cosigned
        frame = parse_event(envelope.payload)
        self._require_seen(frame)
        self._require_nothing_waits()
        complete = add_signature(envelope, self._signer(signing_kind(read_body(frame.kind, frame.body))))
        complete = _signed(complete, also)
        event = self._copy.check(frame.feed, complete.line)
        self._copy.check_lists(event.body, place=event.place, is_joint=True)
        self._cosigned = complete
        return complete

    def adopt(self, envelope: Envelope) -> Event:
        """Write an event that both have signed to the own feed and return it."""
        self._require_nothing_cosigned()
        if self._proposal is not None and envelope.payload != self._proposal.payload:
            raise UsageError(phrase("The answer is not the event that was proposed."))
        event = self._write(envelope)
        self._proposal = None
        return event

    def receive(self, feed: str, lines: Sequence[bytes], *, start: int) -> None:
        """Take in ``lines`` of the other's feed, the first of them being event ``start`` (0 = the first of the feed).

        Lines that are here already are compared; raise RefusedError where the other shows two histories.
        """
        held = self._copy.lines(feed)
        for index, line in enumerate(lines, start=start):
            if index >= len(held):
                event = self._copy.add(feed, line)
                if self._cosigned is not None and event.event_hash == self._cosigned.event_hash:
                    self._cosigned = None
            elif held[index] != line:
                raise RefusedError(
                    line_place(feed, index + 1),
                    phrase("{feed} shows another entry than the one that was here.", feed=feed),
                    phrase("Keep both copies: together they prove that the party signed two histories."),
                )

    def resume(self, *, proposed: Envelope | None, cosigned: Envelope | None) -> None:
        """Take up what was proposed and cosigned before this program started, unless it stands in the log by now."""
        held = {event.event_hash for feed in self._copy.cut for event in self._copy.events(feed)}
        self._proposal = proposed if proposed is not None and proposed.event_hash not in held else None
        self._cosigned = cosigned if cosigned is not None and cosigned.event_hash not in held else None

    def signer(self, role: str) -> Signer:
        """Return the key of a role; raise UsageError if it is not at hand."""
        found = self._signers.get(role)
        if found is None:
            raise UsageError(
                phrase("No key of {party} with the role {role} is at hand.", party=self.party, role=role),
                phrase("An event of this kind is signed with a key of that role."),
            )
        return found

    @property
    def may_sign_head(self) -> bool:
        """Say whether the key that signs heads of this feed is at hand."""
        return bool(self._signers.keys() & ({"represent", "observe"} if self.feed == self.party else {"count"}))

    def use(self, signer: Signer) -> None:
        """Sign with ``signer`` from now on, in the place of the key of the same role."""
        self._signers = {**self._signers, signer.role: signer}

    def head(self, *, second: int) -> SignedHead:
        """Return this party's signed head of everything it has: a receipt for the other's feed."""
        copy = self._copy
        seen = (Seen(feed=feed, size=size, root=copy.root(feed)) for feed, size in copy.seen_from(self.feed).items())
        head = Head(
            origin=copy.charter.genesis.origin,
            feed=self.feed,
            size=copy.size(self.feed),
            root=copy.root(self.feed),
            at=time_of_second(second),
            state=state_digest(copy.replay.state),
            seen=tuple(sorted((one for one in seen if one.feed != self.feed), key=lambda one: one.feed)),
        )
        role = next(role for role in ("represent", OBSERVE, "count") if role in self._signers)  # of a device it counts
        return sign_head(head, self._signers[role])

    def cosign_head(self, signed: SignedHead, *, second: int) -> SignedHead:
        """Return the other's head with this party's cosignature, if its own replay gives the same state."""
        head = signed.head
        covered = head.cut if self._copy.is_second else self._copy.cut
        check_roots(head, {feed: self._copy.leaf_hashes(feed) for feed in covered})
        replay = self._copy.replay_of(head.cut)
        if head.state != state_digest(replay.state):
            raise RefusedError(
                f"head of {head.feed}",
                phrase("The head signs another state than this party's own replay gives."),
                phrase("Do not sign: compare both copies line by line."),
            )
        self._copy.check_disclosed(replay, head)
        return cosign_head(signed, self._signers["represent"], second=second)

    def _seal(self, body: Body, second: int) -> Envelope:
        if isinstance(body, Genesis):
            genesis, version = ZERO_HASH, format_of(body.policy)
            others = [party.id for party in body.parties if party.id != self.feed]
            seen = dict.fromkeys(others, 0) if version == FIRST_FORMAT else {}
        else:
            genesis, version = self._copy.charter.genesis_hash, self._copy.charter.version
            seen = self._copy.seen_from(self.feed)
        frame = EventFrame(
            at=time_of_second(second),
            body=body.value,
            feed=self.feed,
            genesis=genesis,
            kind=body.kind,
            seen=seen,
            v=version,
        )
        return seal(frame.payload, [self._signer(signing_kind(body))])

    def _write(self, envelope: Envelope) -> Event:
        event = self._copy.check(self.feed, envelope.line)
        self._copy.check_lists(event.body, place=event.place, is_joint=len(event.parties) > 1)
        self._append([envelope.line])
        self._copy.hold(envelope.line, event)
        return event

    def _signer(self, kind: str) -> Signer:
        return self.signer(REPLI_4.rule(kind).role)  # the roles of the formats before are the same

    def _require_nothing_waits(self) -> None:
        self._require_nothing_cosigned()
        if self._proposal is not None:
            raise UsageError(
                phrase("A proposal waits for the other party's signature."),
                phrase("Adopt the answer, or withdraw the proposal."),
            )

    def _require_nothing_cosigned(self) -> None:
        """Rule 8: a party has the joint event that it cosigned before it writes another line."""
        if self._cosigned is not None:
            feed = parse_event(self._cosigned.payload).feed
            raise UsageError(
                phrase("{party} has cosigned an event that has not come back in the feed of {feed}.", party=self.party,
                       feed=feed),
                phrase("Take in the lines of {feed} first; {feed} must adopt the event.", feed=feed),
            )  # fmt: skip

    def _next_place(self, feed: str) -> str:
        return line_place(feed, self._copy.size(feed) + 1)

    def _require_seen(self, frame: EventFrame) -> None:
        """Refuse a proposal that was written without this party's latest line (rule 8), or in its own feed."""
        place = self._next_place(frame.feed)
        if frame.feed == self.party:
            raise RefusedError(
                place,
                phrase("A party does not cosign an event of its own feed."),
                phrase("The other party answers a proposal."),
            )
        if frame.seen.get(self.party, 0) < self._copy.size(self.party):
            raise RefusedError(
                place,
                phrase("The proposal has not seen the latest events of {party}.", party=self.party),
                phrase("Take in the lines of {party}, then propose it again.", party=self.party),
            )


def exchange(one: Recorder, two: Recorder) -> None:
    """Give each of two recorders what the other's own feed, and the feeds of devices, hold beyond its copy."""
    for sender, receiver in ((one, two), (two, one)):
        moved = True
        while moved:  # a line waits for what it has seen, and for the keys of its feed
            moved = sum(_give(sender, receiver, feed) for feed in sender.copy.cut if feed != receiver.feed) > 0


def _give(sender: Recorder, receiver: Recorder, feed: str) -> int:
    """Give the lines of ``feed`` that come next for ``receiver``; return how many."""
    start = receiver.copy.size(feed)
    if not receiver.copy.is_open and feed != sender.copy.charter.force:
        return 0
    lines = [
        line
        for line, event in zip(sender.copy.lines(feed)[start:], sender.copy.events(feed)[start:], strict=True)
        if all(count <= receiver.copy.size(other) for other, count in event.frame.seen.items() if other != feed)
    ]
    receiver.receive(feed, lines, start=start)
    return len(lines)


def _signed(envelope: Envelope, also: Sequence[Signer]) -> Envelope:
    for signer in also:
        envelope = add_signature(envelope, signer)
    return envelope


def _stands_alone(envelope: Envelope) -> bool:
    """Say whether a proposal is complete with the one signature that it has."""
    frame = parse_event(envelope.payload)
    rule = REPLI_4.rule(signing_kind(read_body(frame.kind, frame.body)))
    return rule.quorum is not Quorum.EACH_PARTY
