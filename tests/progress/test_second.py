"""What format 2 adds: four grades, versions, disputes, corrections, keys; and what one party breaks alone is void."""

import pytest

from repli.errors import RefusedError, RepliError
from repli.execution import Recorder, publish_figures, record_count, record_minutes, sign_together
from repli.ledger.policy import KeyOwner
from repli.progress import Event, Opening
from repli.progress.balance import balance_of
from repli.progress.change import Amend, Cancel, Correct, Dispute, Resolve
from repli.progress.change_rules import corrections
from repli.progress.figures import figure_of
from repli.progress.keychange import Keys
from tests.cast import FORCE, HOST, NOON, officers, texts
from tests.second import DAY, HOUR, RAMP, Second, device_signer, rotate_ramp


@pytest.fixture
def world() -> Second:
    return Second()


def reasons(recorder: Recorder) -> list[str]:
    return [void.reason for void in recorder.copy.replay.void.values()]


def refused(act: object, *args: object, **named: object) -> RefusedError:
    with pytest.raises(RefusedError) as error:
        act(*args, **named)  # type: ignore[operator]
    return error.value


def dispute(event: Event, value: int = 0) -> Dispute:
    return Dispute(event=event.event_hash, field="people", value_claimed=value, reason="counted otherwise")


def test_what_one_party_says_alone_stands_beside_the_joint_figures_and_never_in_them(world: Second) -> None:
    world.force.record(world.depart("R1", 4), second=NOON)
    state = world.force.copy.replay.state
    assert world.grades(world.force) == {"R1": "unilateral"}
    assert figure_of(state, "people_departed").value == 0
    assert figure_of(state, "people_unilateral").value == 4


def test_a_figure_is_unopposed_by_the_other_partys_own_two_times(world: Second) -> None:
    world.force.record(world.depart("R1", 4), second=NOON)
    world.meet(world.force, world.host)
    record_count(world.host, movement="R9", people=1, items=0, second=NOON + HOUR)  # the receipt
    record_count(world.host, movement="R9", people=1, items=0, second=NOON + HOUR + DAY - 1)
    world.meet(world.force, world.host)
    assert world.grades(world.force) == {"R1": "unilateral"}
    record_count(world.host, movement="R9", people=1, items=0, second=NOON + HOUR + DAY)
    assert world.grades(world.host) == {"R1": "unopposed"}
    assert figure_of(world.host.copy.replay.state, "people_unopposed").value == 4


def test_the_own_clock_of_a_party_makes_nothing_unopposed(world: Second) -> None:
    world.force.record(world.depart("R1", 4), second=NOON)
    record_count(world.force, movement="R9", people=1, items=0, second=NOON + 9 * DAY)
    assert world.grades(world.force) == {"R1": "unilateral"}


def test_an_objection_after_the_delay_has_no_effect(world: Second) -> None:
    event = world.force.record(world.depart("R1", 4), second=NOON)
    world.meet(world.force, world.host)
    record_count(world.host, movement="R9", people=1, items=0, second=NOON)
    late = refused(world.host.record, dispute(event), second=NOON + DAY)
    assert late.reason == "delay-passed"
    world.host.record(dispute(event), second=NOON + DAY - 1)
    assert world.grades(world.host) == {"R1": "disputed"}


def test_an_unequal_count_is_a_dispute_by_itself_until_it_is_recounted(world: Second) -> None:
    event = world.force.record(world.depart("R1", 4), second=NOON)
    world.meet(world.force, world.host)
    record_count(world.host, movement="R1", people=3, items=0, second=NOON)
    world.meet(world.force, world.host)
    assert world.grades(world.force) == {"R1": "disputed"}
    with pytest.raises(RefusedError, match="waits undisputed"):
        _accept(world, event)
    record_count(world.host, movement="R1", people=4, items=0, second=NOON)
    world.meet(world.force, world.host)
    _accept(world, event)
    assert world.grades(world.force) == {"R1": "joint"}


def test_a_party_takes_its_dispute_back_and_the_other_cannot(world: Second) -> None:
    event = world.force.record(world.depart("R1", 4), second=NOON)
    world.meet(world.force, world.host)
    objection = world.host.record(dispute(event), second=NOON)
    world.meet(world.force, world.host)
    taken_back = Cancel(event=objection.event_hash, reason="recounted")
    assert refused(world.force.record, taken_back, second=NOON).reason == "not-yours"
    world.host.record(taken_back, second=NOON)
    assert world.grades(world.host) == {"R1": "unilateral"}


def test_two_amendments_of_one_version_become_a_dispute_that_both_resolve(world: Second) -> None:
    first = world.force.record(world.depart("R1", 3), second=NOON)
    world.meet(world.force, world.ramp)
    for recorder, people in ((world.force, 2), (world.ramp, 1)):
        body = world.depart_of("R1", world.slots(people))
        recorder.record(Amend(replaces=first.event_hash, body=body, reason="recount"), second=NOON)
    world.meet(world.force, world.ramp)
    record_count(world.force, movement="R9", people=1, items=0, second=NOON)  # takes the ramp's line in
    world.meet(world.force, world.host)
    state = world.host.copy.replay.state
    assert state.docket is not None
    ((current, rival),) = state.docket.rivals
    assert world.grades(world.host) == {"R1": "disputed"}
    assert state.movements[0].event == current
    sign_together(world.force, world.host, Resolve(event=rival, reason="agreed"), second=NOON)
    state = world.force.copy.replay.state
    assert (state.movements[0].event, state.movements[0].grade, state.movements[0].version) == (rival, "joint", 3)
    assert figure_of(state, "people_departed").value == 1
    assert state.docket is not None
    assert state.docket.rivals == ()


def test_an_amendment_gives_back_what_the_old_version_took(world: Second) -> None:
    slots = world.slots(3)
    first = world.force.record(world.depart_of("R1", slots), second=NOON)
    amended = Amend(replaces=first.event_hash, body=world.depart_of("R1", slots[:1]), reason="two stayed")
    world.force.record(amended, second=NOON)
    world.force.record(world.depart_of("R2", slots[1:]), second=NOON)
    other = Amend(replaces=first.event_hash, body=world.depart_of("R2", slots[:1]), reason="no")
    assert refused(world.force.record, other, second=NOON).reason == "other-movement"
    again = world.depart_of("R3", slots[1:])
    assert refused(world.force.record, again, second=NOON).reason == "slot-taken"


def test_what_is_joint_is_changed_by_both_only(world: Second) -> None:
    first = sign_together(world.force, world.host, world.depart("R1", 3), second=NOON)
    body = Amend(replaces=first.event_hash, body=world.depart("R1", 2), reason="recount")
    assert refused(world.force.record, body, second=NOON).reason == "not-yours"
    assert refused(world.host.record, dispute(first), second=NOON).reason == "joint-stands"
    assert refused(world.host.record, Cancel(event=first.event_hash, reason="no"), second=NOON).reason == "not-yours"
    sign_together(world.force, world.host, body, second=NOON)
    assert figure_of(world.host.copy.replay.state, "people_departed").value == 2


def test_a_party_cannot_amend_or_dispute_what_is_not_its_business(world: Second) -> None:
    first = world.force.record(world.depart("R1", 3), second=NOON)
    world.meet(world.force, world.host)
    body = Amend(replaces=first.event_hash, body=world.depart("R1", 2), reason="recount")
    assert refused(world.host.record, body, second=NOON).reason == "not-yours"
    assert refused(world.force.record, dispute(first), second=NOON).reason == "not-yours"
    unknown = Cancel(event="ab" * 32, reason="no")
    assert refused(world.force.record, unknown, second=NOON).reason == "not-a-version"


def test_a_cancelled_movement_frees_its_people_and_its_id_never_comes_back(world: Second) -> None:
    slots = world.slots(3)
    first = world.force.record(world.depart_of("R1", slots), second=NOON)
    world.force.record(Cancel(event=first.event_hash, reason="did not leave"), second=NOON)
    assert refused(world.force.record, world.depart_of("R1", slots), second=NOON).reason == "movement-known"
    world.force.record(world.depart_of("R2", slots), second=NOON)
    state = world.force.copy.replay.state
    assert state.docket is not None
    assert state.docket.cancelled == ("R1",)
    matters = world.force.copy.replay.matters
    assert matters is not None
    assert sum(row.awaiting for row in balance_of(matters.tables)) == 3


def test_two_devices_that_record_one_movement_offline_leave_one_of_them_void(world: Second) -> None:
    world.ramp.record(world.depart("R1", 2), second=NOON + HOUR)
    world.force.record(world.depart("R1", 3), second=NOON)
    world.meet(world.force, world.ramp)
    record_count(world.force, movement="R9", people=1, items=0, second=NOON)
    world.meet(world.force, world.host)
    assert reasons(world.host) == ["movement-known"]
    assert world.host.copy.replay.state.movements[0].people == 3
    assert world.host.copy.replay.state == world.force.copy.replay.state


def test_what_a_device_wrote_waits_until_a_party_takes_it_in(world: Second) -> None:
    before = world.host.copy.replay.state
    world.ramp.record(world.depart("R1", 2), second=NOON)
    world.meet(world.ramp, world.host)
    assert world.host.copy.replay.state == before
    assert world.host.copy.pending == 1
    record_count(world.host, movement="R1", people=2, items=0, second=NOON)
    assert world.host.copy.pending == 0
    assert world.grades(world.host) == {"R1": "unilateral"}


def test_a_revoked_device_key_changes_nothing_more_and_the_new_one_does(world: Second) -> None:
    new = device_signer(FORCE, RAMP, 2)
    rotate_ramp(world, new, second=NOON)
    world.ramp.record(world.depart("R1", 2), second=NOON)  # the thief does not know yet
    world.meet(world.force, world.ramp)
    record_count(world.force, movement="R9", people=1, items=0, second=NOON)
    assert reasons(world.force) == ["key-not-in-force"]
    assert world.grades(world.force) == {}
    world.meet(world.force, world.ramp)
    world.ramp.use(new)
    world.ramp.record(world.depart("R2", 2), second=NOON)
    world.meet(world.force, world.ramp)
    record_count(world.force, movement="R9", people=1, items=0, second=NOON)
    assert world.grades(world.force) == {"R2": "unilateral"}


def change(**changes: object) -> Keys:
    new = device_signer(FORCE, RAMP, 2)
    values = {
        "version": 2,
        "add": (KeyOwner(party=FORCE, role="count", public=new.public, device=RAMP),),
        "revoke": (device_signer(FORCE, RAMP).keyid,),
        "reason": "lost",
    }
    return Keys(**(values | changes))  # type: ignore[arg-type]  # as many types as the fields


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": 3}, "does not follow"),
        ({"add": (), "revoke": ()}, "adds no key"),
        ({"revoke": ("ab" * 8,)}, "not in force"),
        ({"add": (), "revoke": (officers(FORCE)["represent"].keyid,)}, "no key that represents"),
        ({"add": (), "revoke": (officers(HOST)["count"].keyid,)}, "none that counts"),
    ],
)
def test_a_change_of_keys_that_cannot_follow_is_refused(
    world: Second, changes: dict[str, object], message: str
) -> None:
    new = device_signer(FORCE, RAMP, 2)
    also = ((new,), ()) if "add" not in changes else ((), ())
    with pytest.raises(RefusedError, match=message):
        sign_together(world.force, world.host, change(**changes), second=NOON, also=also)


def test_a_new_key_signs_the_event_that_brings_it_in(world: Second) -> None:
    with pytest.raises(RefusedError, match="has not signed it"):
        sign_together(world.force, world.host, change(), second=NOON)


def test_a_rotated_representative_signs_what_comes_and_the_old_key_nothing(world: Second) -> None:
    old, new = officers(FORCE)["represent"], officers(FORCE, "later")["represent"]
    add = (KeyOwner(party=FORCE, role="represent", public=new.public),)
    body = change(add=add, revoke=(old.keyid,))
    sign_together(world.force, world.host, body, second=NOON, also=((new,), ()))
    with pytest.raises(RepliError, match="not in force"):
        _accept_nothing(world)
    world.force.use(new)
    _accept_nothing(world)


def test_a_correction_lists_exactly_what_changed(world: Second) -> None:
    first = sign_together(world.force, world.host, world.depart("R1", 3), second=NOON)
    publish_figures(world.force, world.host, world.sidecars, texts, as_of_second=NOON, second=NOON)
    sign_together(world.force, world.host, world.depart("R2", 5), second=NOON)  # later, and no correction
    body = Amend(replaces=first.event_hash, body=world.depart("R1", 2), reason="one stayed")
    sign_together(world.force, world.host, body, second=NOON)
    matters = world.force.copy.replay.matters
    assert matters is not None
    values = corrections(matters, matters.told[1])
    assert {one.name: (one.old, one.new) for one in values} == {
        "people_counted": (3, 2),
        "people_departed": (3, 2),
        "people_remaining": (27, 28),
    }
    correct = Correct(number=1, publish=matters.told[1].event, values=values, reason="one stayed")
    for wrong in (values[:-1], ()):
        with pytest.raises(RefusedError, match="exactly the figures"):
            sign_together(world.force, world.host, _with(correct, wrong), second=NOON)
    sign_together(world.force, world.host, correct, second=NOON)
    with pytest.raises(RefusedError, match="exactly the figures"):
        sign_together(world.force, world.host, correct, second=NOON)


def test_a_proposal_that_is_complete_alone_is_not_taken_back(world: Second) -> None:
    world.force.propose(world.depart("R1", 3), second=NOON)
    world.force.withdraw()
    assert world.grades(world.force) == {"R1": "unilateral"}
    (movement,) = world.force.copy.replay.state.movements
    world.force.propose(Resolve(event=movement.event, reason="as counted"), second=NOON)
    world.force.withdraw()
    assert world.force.copy.size(FORCE) == 4
    with pytest.raises(RefusedError, match="names no version"):
        world.force.propose(Resolve(event="ab" * 32, reason="no"), second=NOON)
    assert world.force.proposal is None


def _with(correct: Correct, values: tuple[object, ...]) -> Correct:
    return Correct(number=correct.number, publish=correct.publish, values=values, reason="no")  # type: ignore[arg-type]  # fewer


def _accept(world: Second, *events: Event) -> None:
    record_minutes(
        world.force,
        world.host,
        day="2030-01-07",
        accepts=[event.event_hash for event in events],
        next_meeting_second=NOON + DAY,
        second=NOON,
    )


def _accept_nothing(world: Second) -> None:
    _accept(world)


def test_a_correction_keeps_the_opening_of_the_time_of_the_publication(world: Second) -> None:
    publish_figures(world.force, world.host, world.sidecars, texts, as_of_second=NOON, second=NOON)
    slots = world.slots(2)
    opening = Opening(
        as_of="2030-01-06T23:00:00Z", cells=world.book.people.cells(slots), people=slots, items=(), kg=0, reason="late"
    )
    sign_together(world.force, world.host, opening, second=NOON)
    matters = world.force.copy.replay.matters
    assert matters is not None
    assert corrections(matters, matters.told[1]) == ()
    assert figure_of(world.force.copy.replay.state, "people_departed").value == 2
