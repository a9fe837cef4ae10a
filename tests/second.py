"""A small world of format 2: two parties and devices, offline and online, over the 30 people of `tests.tiny`.

Devices have feeds of their own (``force-ramp``, ``host-gate``); what they write comes in when somebody carries it. All
keys come from seeds that stand here. `second_log` writes a whole directory with every kind of event.

>>> world = Second()
>>> world.ramp.record(world.depart("R1", 3), second=NOON)
>>> world.carry(world.ramp, world.force)
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from repli.execution import (
    LogCopy,
    LogDirectory,
    MemorySidecars,
    Recorder,
    choose_slots,
    declare_book,
    draw_book,
    exchange,
    keys_text,
    publish_figures,
    record_count,
    record_minutes,
    seeded_entropy,
    sign_heads,
    sign_together,
)
from repli.execution.sidecars import SidecarStore
from repli.ledger.keys import Signer
from repli.ledger.policy import KeyOwner
from repli.progress import Depart, Genesis
from repli.progress.change import Amend, Cancel, Correct, Dispute, Resolve
from repli.progress.change_rules import corrections
from repli.progress.genesis import PartyKey
from repli.progress.keychange import Keys
from repli.progress.names import POLICY_2
from tests.cast import FORCE, HOST, NOON, cast_genesis, officers, texts
from tests.tiny import tiny_operation

__all__ = ["DAY", "GATE", "HOUR", "RAMP", "Second", "device_signer", "second_genesis", "second_log"]

RAMP, GATE = "force-ramp", "host-gate"
HOUR = 3600
DAY = 24 * HOUR


def device_signer(party: str, device: str, number: int = 1) -> Signer:
    seed = hashlib.sha256(f"second/{device}/{number}".encode()).digest()
    return Signer(party=party, role="count", seed=seed, device=device)


def second_genesis(**changes: object) -> Genesis:
    """The genesis of the cast in format 2, with a device for each party and a delay to object of a day."""
    genesis = cast_genesis(policy=POLICY_2)
    devices = {FORCE: device_signer(FORCE, RAMP), HOST: device_signer(HOST, GATE)}
    parties = tuple(
        replace(
            party,
            keys=(*party.keys, PartyKey(key=devices[party.id].public, role="count", device=devices[party.id].device)),
        )
        for party in genesis.parties
    )
    return replace(genesis, parties=parties, **changes)  # type: ignore[arg-type]  # as many types as the fields


class Second:
    """``force``, ``host``, ``ramp`` (a device of the force) and ``gate`` (of the host), all declared, nothing departed.

    ``log`` is a directory to write into; without one everything stays in memory.
    """

    def __init__(self, log: LogDirectory | None = None, genesis: Genesis | None = None) -> None:
        self.sidecars: SidecarStore = MemorySidecars() if log is None else log.sidecars
        self.written: dict[str, list[bytes]] = {}
        self._log = log
        self.force, self.host = self.recorder(FORCE), self.recorder(HOST)
        self.ramp, self.gate = self.recorder(FORCE, RAMP), self.recorder(HOST, GATE)
        self.book = draw_book(tiny_operation(), seeded_entropy("second"))
        self.gone: set[int] = set()
        sign_together(self.force, self.host, genesis or second_genesis(), second=NOON)
        declare_book(self.force, self.host, self.book, self.sidecars, second=NOON)
        self.meet(self.force, self.host, self.ramp, self.gate)

    def recorder(self, party: str, device: str = "") -> Recorder:
        signers = {"count": device_signer(party, device)} if device else officers(party)
        if self._log is not None:
            return self._log.recorder(party, signers)
        feed = device or party
        append = self.written.setdefault(feed, []).extend
        return Recorder(party=party, signers=signers, copy=LogCopy(self.sidecars.get), append=append)

    def carry(self, sender: Recorder, receiver: Recorder) -> None:
        """Carry everything that one has to the other, and back."""
        exchange(sender, receiver)

    def meet(self, *recorders: Recorder) -> None:
        """Bring all to the same events."""
        for _ in recorders:
            for one in recorders:
                for two in recorders:
                    if one is not two:
                        exchange(one, two)

    def slots(self, people: int) -> tuple[int, ...]:
        slots = choose_slots(self.book.people, "BASE-STAFF", people, self.gone)
        self.gone.update(slots)
        return slots

    def depart(self, movement: str, people: int) -> Depart:
        """The next people of BASE-STAFF."""
        return self.depart_of(movement, self.slots(people))

    def depart_of(self, movement: str, slots: Sequence[int]) -> Depart:
        return Depart(
            movement=movement,
            off_block_at="2030-01-07T12:30:00Z",
            field="FLD1",
            vehicle="L1",
            cells=self.book.people.cells(slots),
            people=tuple(sorted(slots)),
            items=(),
            kg=0,
        )

    def grades(self, recorder: Recorder) -> dict[str, str]:
        return {one.movement: one.grade for one in recorder.copy.replay.state.movements}


def second_log(root: Path) -> str:
    """Write a log with every kind of event into ``root`` and return its key file.

    R1 counted and accepted; R2 from the ramp, unopposed; R3 amended twice and resolved; R4 disputed; R5 cancelled; the
    ramp's key rotated; a publication, one of its movements amended by both, and the correction.
    """
    with LogDirectory(root) as log:
        world = Second(log)
        force, host, ramp, gate = world.force, world.host, world.ramp, world.gate
        force.record(world.depart("R1", 2), second=NOON + HOUR)
        ramp.record(world.depart("R2", 3), second=NOON + HOUR)
        world.meet(force, host, ramp, gate)
        record_count(gate, movement="R1", people=2, items=0, second=NOON + HOUR)
        world.meet(force, host, ramp, gate)
        _sign_day(world)
        first = force.record(world.depart("R3", 1), second=NOON + 2 * HOUR)
        ramp_copy = world.depart_of("R3", world.slots(2))
        world.meet(force, ramp)
        force.record(Amend(replaces=first.event_hash, body=world.depart_of("R3", world.slots(1)), reason="recount"),
                     second=NOON + 3 * HOUR)  # fmt: skip
        rival = ramp.record(Amend(replaces=first.event_hash, body=ramp_copy, reason="two"), second=NOON + 3 * HOUR)
        disputed = force.record(world.depart("R4", 1), second=NOON + 3 * HOUR)
        cancelled = force.record(world.depart("R5", 1), second=NOON + 3 * HOUR)
        force.record(Cancel(event=cancelled.event_hash, reason="did not leave"), second=NOON + 3 * HOUR)
        world.meet(force, host, ramp, gate)
        host.record(
            Dispute(event=disputed.event_hash, field="people", value_claimed=0, reason="nobody left"),
            second=NOON + 4 * HOUR,
        )
        world.meet(force, host, ramp, gate)
        sign_together(force, host, Resolve(event=rival.event_hash, reason="two stand"), second=NOON + 5 * HOUR)
        new = device_signer(FORCE, RAMP, 2)
        rotate_ramp(world, new, second=NOON + 6 * HOUR)
        record_count(host, movement="R9", people=1, items=0, second=NOON + 2 * DAY)
        world.meet(force, host)
        publish_figures(force, host, log.sidecars, texts, as_of_second=NOON + 2 * DAY, second=NOON + 2 * DAY)
        _correct(world)
        sign_heads(root, force, host, second=NOON + 3 * DAY)
    return keys_text((officers(party)["represent"] for party in (FORCE, HOST)), demonstration=True)


def rotate_ramp(world: Second, new: Signer, *, second: int) -> None:
    """Revoke the key of the ramp and bring in ``new``."""
    change = Keys(
        version=2,
        add=(KeyOwner(party=FORCE, role="count", public=new.public, device=RAMP),),
        revoke=(device_signer(FORCE, RAMP).keyid,),
        reason="the tablet was lost",
    )
    sign_together(world.force, world.host, change, second=second, also=((new,), ()))


def _sign_day(world: Second) -> None:
    (accepted,) = [one.event for one in world.force.copy.replay.state.movements if one.movement == "R1"]
    record_minutes(
        world.force,
        world.host,
        day="2030-01-07",
        accepts=[accepted],
        next_meeting_second=NOON + DAY,
        second=NOON + 2 * HOUR,
    )


def _correct(world: Second) -> None:
    force, host = world.force, world.host
    (old,) = [one.event for one in force.copy.replay.state.movements if one.movement == "R1"]
    body = world.depart_of("R1", world.slots(1))
    sign_together(force, host, Amend(replaces=old, body=body, reason="one stayed"), second=NOON + 2 * DAY + HOUR)
    matters = force.copy.replay.matters
    assert matters is not None
    told = matters.told[1]
    sign_together(
        force,
        host,
        Correct(number=1, publish=told.event, values=corrections(matters, told), reason="one stayed"),
        second=NOON + 2 * DAY + HOUR,
    )
