"""A long log in memory: as many events as asked for, signed as the format asks, with each kind in its usual share.

Every movement is a departure of one item (signed by the force) and a count by each party; the record of the day, signed
by both, accepts each hundred movements; now and then both publish. ``departs`` of a two-signature log are signed by
both at once.

>>> log = long_log(20_000)
>>> sum(map(len, log.lines.values()))
20000
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from repli import commission
from repli.execution.demonstration import demo_signers
from repli.execution.founding import reconstruction_genesis
from repli.ledger.envelope import seal
from repli.ledger.event import EventFrame
from repli.ledger.roster import digest_file, root_of
from repli.ledger.shapes import ZERO_HASH, time_of_second
from repli.progress import Depart, Event, Figure, Replay, figures, state_digest
from repli.progress.baseline import Declare
from repli.progress.cells import Cell
from repli.progress.events import Body, CountTally, Minutes, Publish
from repli.progress.state import State

__all__ = ["LongLog", "long_log", "two_signature_lines"]

START = 1_716_076_800  # 19 May 2024, a day like any other
ACCEPTED = 100  # movements in one record of the day: 7 KB of hashes
PUBLISHED_EVERY = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LongLog:
    """Feed -> lines, and the sidecars that they name."""

    lines: Mapping[str, list[bytes]]
    sidecars: Mapping[str, bytes]


class _Pen:
    """Writes events of both parties, each of which has seen all before it."""

    def __init__(self, case_folder: Path) -> None:
        operation = commission.load_case(case_folder).operation
        parties = {party.role: party.party_id for party in operation.agreement.parties}
        self.force, self.host = parties["force"], parties["host"]
        self.signers = {party: demo_signers("benchmark", party) for party in parties.values()}
        self.lines: dict[str, list[bytes]] = {self.force: [], self.host: []}
        self.sidecars: dict[str, bytes] = {}
        self.replay = Replay(self.sidecars.get)
        self.second = START
        self.genesis = ZERO_HASH
        first = reconstruction_genesis(
            operation, self.signers, agreement_sha256="ab" * 32, seed="benchmark", delay_to_object_minutes=1440
        )
        self.genesis = self.write(self.force, first, "represent", both=True)

    def write(self, party: str, body: Body, role: str, *, both: bool = False) -> str:
        """Sign ``body``, put it into the feed of ``party``, return its hash."""
        self.second += 1
        other = self.host if party == self.force else self.force
        frame = EventFrame(
            at=time_of_second(self.second),
            body=body.value,
            feed=party,
            genesis=self.genesis,
            kind=body.kind,
            seen={other: len(self.lines[other])},
        )
        names = (party, other) if both else (party,)
        envelope = seal(frame.payload, [self.signers[name][role] for name in names])
        self.lines[party].append(envelope.line)
        self.replay.apply(
            Event(
                place=f"feed {party} line {len(self.lines[party])}",
                event_hash=envelope.event_hash,
                frame=frame,
                parties=frozenset(names),
                body=body,
            )
        )
        return envelope.event_hash

    def declare(self, scope: str, slots: int) -> None:
        """Declare ``slots`` slots of one cell."""
        digests = [hashlib.sha256(f"{scope} {slot}".encode()).digest() for slot in range(slots)]
        name = self._sidecar(digest_file(digests))
        body = Declare(
            scope=scope,
            cells=(Cell(site="BASE", category="ALL", count=slots),),
            kg=0 if scope == "people" else slots,
            slots=slots,
            root=root_of(digests).hex(),
            sidecar=name,
        )
        self.write(self.force, body, "represent", both=True)

    def depart(self, number: int, *, both: bool = False) -> str:
        """Let item ``number`` depart."""
        body = Depart(
            movement=f"M{number}",
            off_block_at=time_of_second(self.second),
            field="FIELD",
            vehicle="V1",
            cells=(),
            people=(),
            items=(number,),
            kg=1,
        )
        return self.write(self.force, body, "count", both=both)

    def publish(self) -> None:
        """Publish what the log gives."""
        state: State = self.replay.state
        found: tuple[Figure, ...] = figures(state)
        body = Publish(
            number=state.published + 1,
            as_of=time_of_second(self.second),
            figures=found,
            state=state_digest(state),
            text_en=self._sidecar(b"%d departed.\n" % len(state.movements)),
            text_fr=self._sidecar("%d désengagés.\n".encode() % len(state.movements)),
        )
        self.write(self.force, body, "represent", both=True)

    def _sidecar(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        self.sidecars[name] = data
        return name


def long_log(events: int, case_folder: Path, progress: Callable[[int], None] | None = None) -> LongLog:
    """Return a log of exactly ``events`` events."""
    pen = _Pen(case_folder)
    for scope in ("people", "items"):
        pen.declare(scope, events)
    waiting: list[str] = []
    number = 0
    while (size := sum(map(len, pen.lines.values()))) < events:
        if size % PUBLISHED_EVERY == 0:
            pen.publish()
        elif len(waiting) == ACCEPTED:
            day = time_of_second(pen.second)
            body = Minutes(day=day[:10], accepts=tuple(sorted(waiting)), decisions=(), actions=(), next_meeting_at=day)
            pen.write(pen.force, body, "represent", both=True)
            waiting = []
        elif size % 3 == 0:
            waiting.append(pen.depart(number))
            number += 1
        else:
            party = pen.force if size % 3 == 1 else pen.host
            pen.write(party, CountTally(movement=f"M{max(0, number - 1)}", people=0, items=1), "count")
        if progress is not None:
            progress(size)
    return LongLog(lines=pen.lines, sidecars=pen.sidecars)


def two_signature_lines(count: int, case_folder: Path) -> tuple[LongLog, list[bytes]]:
    """Return the beginning of a log, and ``count`` departures that both parties signed, to be taken in after it."""
    pen = _Pen(case_folder)
    for scope in ("people", "items"):
        pen.declare(scope, count)
    begun = {feed: list(lines) for feed, lines in pen.lines.items()}
    for number in range(count):
        pen.depart(number, both=True)
    return LongLog(lines=begun, sidecars=pen.sidecars), pen.lines[pen.force][len(begun[pen.force]) :]
