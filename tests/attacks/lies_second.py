"""Attacks on a log of format 2, carried out with the product's own functions after its defence was taken out.

Each act runs with the check named in ``without`` switched off, so what is on disk afterwards is what a liar's program
would have written: lines, tiles, heads and all. Then the check is switched on again, and the verifiers look. What one
party did alone ends as *void*: the log stays readable, and the lie has no effect.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from repli.execution import (
    LogDirectory,
    Recorder,
    publish_figures,
    record_count,
    record_minutes,
    sign_heads,
    sign_together,
)
from repli.ledger.envelope import seal
from repli.ledger.event import EventFrame
from repli.ledger.keys import Signer
from repli.ledger.policy import KeyOwner
from repli.ledger.roster import digest_file, root_of
from repli.ledger.shapes import time_of_second
from repli.progress.change import Amend, Correct, Dispute
from repli.progress.change_rules import corrections
from repli.progress.events import Body, Declare
from repli.progress.keychange import Keys
from tests.cast import FORCE, HOST, NOON, OUTSIDER, officers, texts
from tests.second import DAY, HOUR, RAMP, Second, device_signer, rotate_ramp

__all__ = ["SECOND", "Lie"]


@dataclass(frozen=True, kw_only=True)
class Lie:
    """``place`` and ``void``: where the log is refused, or which reason the event without effect has."""

    name: str
    threat: str
    act: Callable[[Second], None]
    without: Sequence[str]
    place: str = ""
    void: str = ""

    def carry_out(self, root: Path) -> None:
        """Write the log of the liar."""
        with LogDirectory(root) as log:
            world = Second(log)
            self.act(world)
            sign_heads(root, world.force, world.host, second=NOON + 9 * DAY)


SECOND: list[Lie] = []
RULES = "repli.progress.change_rules."
STEP = "repli.progress.second."
RING = "repli.progress.keyring.KeyRing."


def lie(threat: str, *without: str, place: str = "", void: str = "") -> Callable[[Callable[[Second], None]], None]:
    """Add the decorated act."""

    def add(act: Callable[[Second], None]) -> None:
        SECOND.append(Lie(name=act.__name__, threat=threat, act=act, without=without, place=place, void=void))

    return add


def minutes(world: Second, *accepts: str) -> None:
    record_minutes(
        world.force, world.host, day="2030-01-07", accepts=accepts, next_meeting_second=NOON + DAY, second=NOON + HOUR
    )


def take_in(world: Second) -> None:
    """The force carries everything together and writes a line that has seen it."""
    world.meet(world.force, world.ramp)
    record_count(world.force, movement="R9", people=1, items=0, second=NOON + 2 * HOUR)
    world.meet(world.force, world.host)


def forged(recorder: Recorder, body: Body, signers: Sequence[Signer], **changes: object) -> bytes:
    """A line that no honest recorder would sign."""
    frame = EventFrame(
        at=time_of_second(NOON + HOUR),
        body=body.value,
        feed=recorder.feed,
        genesis=recorder.copy.charter.genesis_hash,
        kind=body.kind,
        seen=recorder.copy.seen_from(recorder.feed),
        v=2,
    )
    return seal(replace(frame, **changes).payload, signers).line  # type: ignore[arg-type]  # as many types as the fields


@lie("stolen key", f"{RING}check_signers", void="key-not-in-force")
def departure_by_a_stolen_tablet(world: Second) -> None:
    rotate_ramp(world, device_signer(FORCE, RAMP, 2), second=NOON)
    world.ramp.record(world.depart("R1", 3), second=NOON)
    take_in(world)


@lie("stolen key", f"{RING}check_signers", place="feed force line 5")
def minutes_by_a_representative_who_was_replaced(world: Second) -> None:
    new = officers(FORCE, "later")["represent"]
    change = Keys(
        version=2,
        add=(KeyOwner(party=FORCE, role="represent", public=new.public),),
        revoke=(officers(FORCE)["represent"].keyid,),
        reason="replaced",
    )
    sign_together(world.force, world.host, change, second=NOON, also=((new,), ()))
    minutes(world)
    world.force.use(new)


@lie("stolen key", "repli.verification.verdict.check_signatures", place="*checkpoint line*")
def head_by_a_representative_who_was_replaced(world: Second) -> None:
    new = officers(FORCE, "later")["represent"]
    change = Keys(
        version=2,
        add=(KeyOwner(party=FORCE, role="represent", public=new.public),),
        revoke=(officers(FORCE)["represent"].keyid,),
        reason="replaced",
    )
    sign_together(world.force, world.host, change, second=NOON, also=((new,), ()))


@lie("key outside its role", "repli.progress.reading.check_envelope", place="feed force line 4")
def key_that_nobody_showed_to_hold(world: Second) -> None:
    """A key is brought in without its own signature."""
    change = Keys(
        version=2,
        add=(KeyOwner(party=FORCE, role="count", public=OUTSIDER.public, device="force-tablet"),),
        revoke=(),
        reason="one more",
    )
    sign_together(world.force, world.host, change, second=NOON)


@lie("key outside its role", "repli.progress.reading.check_envelope", place="feed force line 4")
def tablet_that_writes_for_its_party(world: Second) -> None:
    world.force.use(device_signer(FORCE, RAMP))
    record_count(world.force, movement="R1", people=1, items=0, second=NOON)


@lie("person counted twice", f"{STEP}check_depart", void="slot-taken")
def one_person_on_two_tablets(world: Second) -> None:
    slots = world.slots(2)
    world.force.record(world.depart_of("R1", slots), second=NOON)
    world.ramp.record(world.depart_of("R2", slots), second=NOON)
    take_in(world)


@lie("person counted twice", f"{STEP}check_depart", void="movement-known")
def one_movement_on_two_tablets(world: Second) -> None:
    world.force.record(world.depart("R1", 2), second=NOON)
    world.ramp.record(world.depart("R1", 2), second=NOON)
    take_in(world)


@lie("inflated figure", f"{STEP}check_amend_depart", place="feed force line 6")
def amendment_by_both_that_takes_who_has_gone(world: Second) -> None:
    slots = world.slots(3)
    first = sign_together(world.force, world.host, world.depart_of("R1", slots[:1]), second=NOON)
    sign_together(world.force, world.host, world.depart_of("R2", slots[1:]), second=NOON)
    body = world.depart_of("R1", slots)
    sign_together(world.force, world.host, Amend(replaces=first.event_hash, body=body, reason="more"), second=NOON)


@lie("inflated figure", f"{STEP}check_amend_depart", void="not-yours")
def amendment_of_what_both_signed_by_one(world: Second) -> None:
    first = sign_together(world.force, world.host, world.depart("R1", 1), second=NOON)
    body = world.depart("R1", 5)
    world.force.record(Amend(replaces=first.event_hash, body=body, reason="more"), second=NOON)
    world.meet(world.force, world.host)


@lie("unwelcome amendment", f"{STEP}check_minutes", place="feed force line 5")
def minutes_that_pass_over_a_dispute(world: Second) -> None:
    event = world.force.record(world.depart("R1", 3), second=NOON)
    world.meet(world.force, world.host)
    world.host.record(Dispute(event=event.event_hash, field="people", value_claimed=2, reason="two"), second=NOON)
    world.meet(world.force, world.host)
    minutes(world, event.event_hash)


@lie("unwelcome amendment", f"{STEP}check_minutes", place="feed force line 6")
def minutes_that_accept_the_version_before_the_amendment(world: Second) -> None:
    first = world.force.record(world.depart("R1", 3), second=NOON)
    body = world.depart("R1", 1)
    world.force.record(Amend(replaces=first.event_hash, body=body, reason="one"), second=NOON)
    world.meet(world.force, world.host)
    minutes(world, first.event_hash)


@lie("refusal to sign", f"{STEP}check_dispute", void="delay-passed")
def objection_after_the_delay(world: Second) -> None:
    event = world.force.record(world.depart("R1", 3), second=NOON)
    world.meet(world.force, world.host)
    record_count(world.host, movement="R9", people=1, items=0, second=NOON)
    body = Dispute(event=event.event_hash, field="people", value_claimed=0, reason="no")
    world.host.record(body, second=NOON + 2 * DAY)
    world.meet(world.force, world.host)


@lie("refusal to sign", f"{STEP}check_dispute", void="joint-stands")
def taking_back_a_signature_by_an_objection(world: Second) -> None:
    event = sign_together(world.force, world.host, world.depart("R1", 3), second=NOON)
    body = Dispute(event=event.event_hash, field="people", value_claimed=0, reason="no")
    world.host.record(body, second=NOON)
    world.meet(world.force, world.host)


@lie("understated roster", f"{STEP}check_amend_declare", place="feed force line 4")
def later_roster_that_puts_somebody_else_into_a_slot(world: Second) -> None:
    digests = [bytes([1]) * 32, *world.book.people.digests[1:]]
    _amend_roster(world, digests)


@lie("understated roster", f"{STEP}check_amend_declare", place="feed force line 4")
def later_roster_with_one_slot_fewer(world: Second) -> None:
    _amend_roster(world, list(world.book.people.digests)[:-1])


def _amend_roster(world: Second, digests: list[bytes]) -> None:
    old = world.book.people.declare("")
    cells = (replace(old.cells[0], count=old.cells[0].count + len(digests) - old.slots), *old.cells[1:])
    sidecar = world.sidecars.put(digest_file(digests))
    body = Declare(
        scope="people", cells=cells, kg=0, slots=len(digests), root=root_of(digests).hex(), sidecar=sidecar, version=2
    )
    first = world.force.copy.events(FORCE)[1].event_hash
    sign_together(world.force, world.host, Amend(replaces=first, body=body, reason="recount"), second=NOON)


@lie("inflated figure", f"{STEP}check_correct", place="feed force line 7")
def correction_that_leaves_out_a_figure(world: Second) -> None:
    first = sign_together(world.force, world.host, world.depart("R1", 3), second=NOON)
    publish_figures(world.force, world.host, world.sidecars, texts, as_of_second=NOON, second=NOON)
    body = Amend(replaces=first.event_hash, body=world.depart("R1", 2), reason="one stayed")
    sign_together(world.force, world.host, body, second=NOON)
    matters = world.force.copy.replay.matters
    assert matters is not None
    values = corrections(matters, matters.told[1])[1:]
    correct = Correct(number=1, publish=matters.told[1].event, values=values, reason="one stayed")
    sign_together(world.force, world.host, correct, second=NOON)


@lie("backdating", "repli.progress.merging.check_barriers", place="feed host line 1")
def line_of_a_party_that_has_not_seen_what_both_signed(world: Second) -> None:
    sign_together(world.force, world.host, world.depart("R1", 3), second=NOON + HOUR)
    late = Second().host.copy.seen_from(HOST)
    line = forged(world.host, world.depart("R2", 1), [officers(HOST)["count"]], at=time_of_second(NOON), seen=late)
    world.host.copy.add(HOST, line)
    world.host._append([line])
    world.meet(world.force, world.host)


@lie("backdating", "repli.ledger.order.check_seen", "repli.execution.logcopy.check_next", place="feed host-gate line 1")
def tablet_that_has_seen_less_than_what_it_has_seen(world: Second) -> None:
    """It claims to know a line of the host without what that line knew."""
    world.force.record(world.depart("R1", 1), second=NOON)
    world.meet(world.force, world.host)
    record_count(world.host, movement="R1", people=1, items=0, second=NOON)
    world.meet(world.force, world.host, world.gate)
    body = world.depart("R2", 1)
    line = forged(world.gate, body, [device_signer(HOST, "host-gate")], seen={FORCE: 3, HOST: 1})
    world.gate.copy.add("host-gate", line)
    world.gate._append([line])
    world.meet(world.gate, world.host, world.force)


@lie(
    "replay from another agreement",
    "repli.ledger.order.check_seen",
    "repli.execution.logcopy.check_next",
    place="feed force-ramp line 2",
)
def line_moved_to_another_place(world: Second) -> None:
    world.ramp.record(world.depart("R1", 1), second=NOON)
    line = forged(world.ramp, world.depart("R2", 1), [device_signer(FORCE, RAMP)], seen={FORCE: 3})
    world.ramp.copy.add(RAMP, line)
    world.ramp._append([line])
    world.meet(world.ramp, world.force, world.host)
