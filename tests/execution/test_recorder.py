"""A recorder writes its own feed only, signs nothing that its replay refuses, and notices two histories."""

import pytest

from repli.errors import LedgerError, RefusedError, StoreError, UsageError, phrase
from repli.execution import LogCopy, Recorder, exchange, sign_together
from repli.ledger.envelope import add_signature, parse_entry
from repli.progress import CountTally, Minutes, state_digest
from tests.cast import FORCE, HOST, NOON, officers
from tests.execution.desk import Desk

ONE = CountTally(movement="R1", people=1, items=0)
RECORD = Minutes(day="2030-01-07", accepts=(), decisions=(), actions=(), next_meeting_at="2030-01-08T12:00:00Z")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_is_recorded_is_written_and_held(desk: Desk) -> None:
    event = desk.host.record(ONE, second=NOON)
    assert event.place == "feed host line 1"
    assert (event.frame.at, event.frame.seen) == ("2030-01-07T12:00:00Z", {FORCE: 3})
    assert desk.written[HOST] == list(desk.host.copy.lines(HOST))
    assert desk.force.copy.size(HOST) == 0


def test_both_have_the_same_state_after_an_exchange(desk: Desk) -> None:
    desk.host.record(ONE, second=NOON)
    desk.force.record(desk.depart("R1", 2), second=NOON + 1)
    desk.exchange()
    assert desk.force.copy.cut == desk.host.copy.cut == {FORCE: 4, HOST: 1}
    assert state_digest(desk.force.copy.replay.state) == state_digest(desk.host.copy.replay.state)


def test_an_exchange_repeated_changes_nothing(desk: Desk) -> None:
    desk.host.record(ONE, second=NOON)
    desk.exchange()
    before = desk.force.copy.replay.state
    desk.force.receive(HOST, desk.host.copy.lines(HOST), start=0)
    desk.exchange()
    assert desk.force.copy.replay.state == before


def test_an_event_that_a_rule_forbids_is_neither_written_nor_held(desk: Desk) -> None:
    desk.force.record(desk.depart("R1", 2), second=NOON)
    before, written = desk.force.copy.replay.state, list(desk.written[FORCE])
    with pytest.raises(RefusedError, match="has departed already"):
        desk.force.record(desk.depart("R1", 2), second=NOON)
    assert (desk.force.copy.replay.state, desk.written[FORCE]) == (before, written)


def test_an_event_that_cannot_be_written_is_not_held(desk: Desk) -> None:
    def full(_: object) -> None:
        raise StoreError(phrase("The disk is full."))

    copy = LogCopy.of({FORCE: desk.force.copy.lines(FORCE)}, desk.sidecars.get)
    force = Recorder(party=FORCE, signers=officers(FORCE), copy=copy, append=full)
    with pytest.raises(StoreError, match="full"):
        force.record(ONE, second=NOON)
    assert force.copy.size(FORCE) == 3


def test_a_joint_event_needs_both_and_counts_as_seen_by_both(desk: Desk) -> None:
    event = sign_together(desk.force, desk.host, RECORD, second=NOON)
    assert event.parties == {FORCE, HOST}
    assert desk.host.copy.size(FORCE) == 4
    assert desk.host.record(ONE, second=NOON).frame.seen == {FORCE: 4}


def test_a_proposal_signed_by_one_party_cannot_be_adopted(desk: Desk) -> None:
    proposal = desk.force.propose(RECORD, second=NOON)
    with pytest.raises(RefusedError, match="not exactly the signatures"):
        desk.force.adopt(proposal)


def test_nothing_else_is_written_while_a_proposal_waits(desk: Desk) -> None:
    desk.force.propose(RECORD, second=NOON)
    with pytest.raises(UsageError, match="A proposal waits"):
        desk.force.record(ONE, second=NOON)
    with pytest.raises(UsageError, match="A proposal waits"):
        desk.force.propose(RECORD, second=NOON)
    desk.force.withdraw()
    assert desk.force.record(ONE, second=NOON).place == "feed force line 4"


def test_the_answer_must_be_what_was_proposed(desk: Desk) -> None:
    first = desk.host.cosign(desk.force.propose(RECORD, second=NOON))
    desk.force.withdraw()
    desk.force.propose(RECORD, second=NOON + 1)
    with pytest.raises(UsageError, match="not the event that was proposed"):
        desk.force.adopt(first)


def test_a_proposal_without_my_latest_events_is_not_signed(desk: Desk) -> None:
    desk.host.record(ONE, second=NOON)
    with pytest.raises(RefusedError, match="has not seen the latest events of host") as refused:
        desk.host.cosign(desk.force.propose(RECORD, second=NOON))
    assert str(refused.value.hint) == "Take in the lines of host, then propose it again."
    assert desk.host.cosigned is None
    desk.force.withdraw()
    desk.exchange()
    assert sign_together(desk.force, desk.host, RECORD, second=NOON).frame.seen == {HOST: 1}


def test_a_proposal_that_has_seen_events_that_i_never_wrote_is_not_signed(desk: Desk) -> None:
    desk.host.record(ONE, second=NOON)
    desk.exchange()
    restored = LogCopy.of({FORCE: desk.host.copy.lines(FORCE)}, desk.sidecars.get)  # without the own last line
    host = Recorder(party=HOST, signers=officers(HOST), copy=restored, append=lambda _: None)
    with pytest.raises(RefusedError, match="events that are not here"):
        host.cosign(desk.force.propose(RECORD, second=NOON))


def test_after_cosigning_a_party_writes_nothing_before_it_has_the_joint_event(desk: Desk) -> None:
    complete = desk.host.cosign(desk.force.propose(RECORD, second=NOON))
    assert desk.host.cosigned == complete
    for act in (desk.host.record, desk.host.propose):
        with pytest.raises(UsageError, match="has not come back in the feed of force"):
            act(ONE, second=NOON)
    desk.exchange()  # nothing is there yet
    with pytest.raises(UsageError, match="has not come back"):
        desk.host.record(ONE, second=NOON)
    desk.force.adopt(complete)
    desk.exchange()
    assert desk.host.cosigned is None
    assert desk.host.record(ONE, second=NOON).frame.seen == {FORCE: 4}


def test_a_joint_event_may_come_after_other_lines_of_its_feed(desk: Desk) -> None:
    """The answer was late, and the force went on: the host waits for the event itself, not for the next line."""
    complete = desk.host.cosign(desk.force.propose(RECORD, second=NOON))
    desk.force.withdraw()
    desk.force.record(ONE, second=NOON)
    desk.exchange()
    with pytest.raises(UsageError, match="has not come back"):
        desk.host.record(ONE, second=NOON)
    assert desk.force.adopt(complete).place == "feed force line 5"
    desk.exchange()
    assert desk.host.record(ONE, second=NOON).frame.seen == {FORCE: 5}


def test_a_party_that_did_not_wait_would_be_the_late_one(desk: Desk) -> None:
    complete = desk.host.cosign(desk.force.propose(RECORD, second=NOON))
    forgetful = Recorder(
        party=HOST,
        signers=officers(HOST),
        copy=LogCopy.of({FORCE: desk.host.copy.lines(FORCE)}, desk.sidecars.get),
        append=lambda _: None,
    )
    forgetful.record(ONE, second=NOON)
    desk.force.receive(HOST, forgetful.copy.lines(HOST), start=0)
    with pytest.raises(RefusedError, match="has not seen line 4 of force") as refused:
        desk.force.adopt(complete)
    assert refused.value.place == "feed host line 1"


def test_asked_again_a_cosigner_gives_the_same_answer_and_signs_nothing_else(desk: Desk) -> None:
    proposal = desk.force.propose(RECORD, second=NOON)
    complete = desk.host.cosign(proposal)
    assert desk.host.cosign(proposal) == complete
    desk.force.withdraw()
    with pytest.raises(UsageError, match="has not come back"):
        desk.host.cosign(desk.force.propose(RECORD, second=NOON + 1))


def test_two_proposals_that_cross_are_both_refused(desk: Desk) -> None:
    """Signed and written both, each would be late behind the other."""
    one, two = desk.force.propose(RECORD, second=NOON), desk.host.propose(RECORD, second=NOON)
    for recorder, proposal in ((desk.host, one), (desk.force, two)):
        with pytest.raises(UsageError, match="A proposal waits"):
            recorder.cosign(proposal)
    desk.host.withdraw()
    desk.force.adopt(desk.host.cosign(one))
    desk.exchange()
    assert desk.host.copy.cut == {FORCE: 4, HOST: 0}


def test_who_cosigned_and_waits_does_not_adopt_its_own_proposal_either(desk: Desk) -> None:
    """Both withdrew and answered the other: no line is written, so none is late."""
    one, two = desk.force.propose(RECORD, second=NOON), desk.host.propose(RECORD, second=NOON)
    desk.force.withdraw()
    desk.host.withdraw()
    answers = desk.host.cosign(one), desk.force.cosign(two)
    for recorder, complete in zip((desk.force, desk.host), answers, strict=True):
        with pytest.raises(UsageError, match="has not come back"):
            recorder.adopt(complete)
    assert (desk.written[FORCE][3:], desk.written[HOST]) == ([], [])


def test_an_event_that_was_cosigned_and_could_not_be_written_stays_proposed(desk: Desk) -> None:
    disk: list[str] = ["full"]

    def append(_: object) -> None:
        if disk:
            raise StoreError(phrase("The disk is {state}.", state=disk.pop()))

    copy = LogCopy.of({FORCE: desk.force.copy.lines(FORCE)}, desk.sidecars.get)
    force = Recorder(party=FORCE, signers=officers(FORCE), copy=copy, append=append)
    with pytest.raises(StoreError, match="full"):
        sign_together(force, desk.host, RECORD, second=NOON)
    assert force.proposal is not None
    event = force.adopt(desk.host.cosign(force.proposal))
    exchange(force, desk.host)
    assert (event.place, force.proposal, desk.host.cosigned) == ("feed force line 4", None, None)


def test_a_proposal_that_breaks_a_rule_is_not_signed(desk: Desk) -> None:
    desk.host.record(CountTally(movement="R1", people=3, items=0), second=NOON)
    departed = desk.force.record(desk.depart("R1", 2), second=NOON)
    desk.exchange()
    proposal = desk.force.propose(
        Minutes(
            day="2030-01-07",
            accepts=(departed.event_hash,),
            decisions=(),
            actions=(),
            next_meeting_at="2030-01-08T12:00:00Z",
        ),
        second=NOON,
    )
    with pytest.raises(RefusedError, match="host counted 3 people"):
        desk.host.cosign(proposal)
    assert desk.host.copy.size(FORCE) == 4


def test_a_party_does_not_cosign_its_own_proposal(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="own feed"):
        desk.force.cosign(desk.force.propose(RECORD, second=NOON))


def test_without_a_key_of_the_role_nothing_is_signed(desk: Desk) -> None:
    ramp = Recorder(
        party=FORCE, signers={"count": officers(FORCE)["count"]}, copy=desk.force.copy, append=lambda _: None
    )
    with pytest.raises(UsageError, match="role represent"):
        ramp.propose(RECORD, second=NOON)


def test_two_histories_of_one_party_are_found_when_they_meet(desk: Desk) -> None:
    desk.host.record(ONE, second=NOON)
    desk.exchange()
    twin = desk.recorder(HOST)
    exchange(desk.force, twin)
    twin = Recorder(
        party=HOST,
        signers=officers(HOST),
        copy=LogCopy.of({FORCE: desk.force.copy.lines(FORCE)}, desk.sidecars.get),
        append=lambda _: None,
    )
    twin.record(CountTally(movement="R1", people=2, items=0), second=NOON)
    with pytest.raises(RefusedError, match="another entry") as refused:
        desk.force.receive(HOST, twin.copy.lines(HOST), start=0)
    assert refused.value.place == "feed host line 1"


def test_a_line_of_the_other_that_is_wrong_is_not_taken_in(desk: Desk) -> None:
    desk.host.record(ONE, second=NOON)
    envelope = parse_entry(desk.host.copy.lines(HOST)[0])
    forged = add_signature(envelope, officers(FORCE)["count"]).line
    with pytest.raises(RefusedError):
        desk.force.receive(HOST, [forged], start=0)
    assert desk.force.copy.size(HOST) == 0


def test_a_head_is_cosigned_after_the_own_replay_gives_its_state(desk: Desk) -> None:
    desk.host.record(ONE, second=NOON)
    desk.exchange()
    signed = desk.host.cosign_head(desk.force.head(second=NOON), second=NOON)
    assert [one.name for one in signed.note.signatures] == ["force/represent", "host/represent"]
    assert signed.head.cut == {FORCE: 3, HOST: 1}


def test_an_older_head_can_be_cosigned_too(desk: Desk) -> None:
    older = desk.force.head(second=NOON)
    desk.host.record(ONE, second=NOON)
    assert desk.host.cosign_head(older, second=NOON).head.cut == {FORCE: 3, HOST: 0}


def test_a_head_over_events_that_are_not_here_is_not_cosigned(desk: Desk) -> None:
    desk.force.record(ONE, second=NOON)
    with pytest.raises(LedgerError, match="covers 4 entries"):
        desk.host.cosign_head(desk.force.head(second=NOON), second=NOON)


def test_a_head_over_another_state_is_not_cosigned(desk: Desk) -> None:
    class Liar:
        state = desk.force.copy.replay.state

    desk.force.record(ONE, second=NOON)
    desk.exchange()
    desk.force.copy._replay = Liar()  # type: ignore[assignment]  # a state that is one event behind
    with pytest.raises(RefusedError, match="signs another state"):
        desk.host.cosign_head(desk.force.head(second=NOON), second=NOON)
