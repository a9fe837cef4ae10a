"""Counts made blind, event by event: sealed by both, then opened; whoever copies or recounts is seen to."""

from dataclasses import replace

import pytest

from repli.errors import RefusedError
from repli.execution import Recorder, exchange, seal_count
from repli.progress import state_digest
from repli.progress.blind import OpenedCount, SealedCount
from repli.progress.state import TallyState
from tests.cast import NOON
from tests.third import Third

SALT = bytes(16)


@pytest.fixture
def world() -> Third:
    return Third()


def seal(recorder: Recorder, people: int, salt: bytes = SALT) -> OpenedCount:
    return seal_count(recorder, movement="R1", people=people, items=0, salt=salt, second=NOON)


def tallies(recorder: Recorder) -> dict[str, tuple[int, bool | None]]:
    return {one.party: (one.people, one.blind) for one in recorder.copy.replay.state.tallies}


def reason(recorder: Recorder, count: OpenedCount) -> str:
    with pytest.raises(RefusedError) as refused:
        recorder.record(count, second=NOON)
    return refused.value.reason


def test_both_seal_then_both_open_and_both_counts_are_blind(world: Third) -> None:
    of_force, of_host = seal(world.force, 3), seal(world.host, 2)
    exchange(world.force, world.host)
    assert tallies(world.force) == {}
    docket = world.force.copy.replay.state.docket
    assert docket is not None
    assert [one[:2] for one in docket.seals] == [("R1", "force"), ("R1", "host")]
    world.force.record(of_force, second=NOON)
    exchange(world.force, world.host)
    world.host.record(of_host, second=NOON)
    exchange(world.force, world.host)
    assert tallies(world.force) == {"force": (3, True), "host": (2, True)}
    after = world.force.copy.replay.state.docket
    assert after is not None
    assert after.seals == ()
    assert state_digest(world.force.copy.replay.state) == state_digest(world.host.copy.replay.state)


def test_nobody_opens_before_the_other_was_seen_to_seal(world: Third) -> None:
    of_force = seal(world.force, 3)
    assert reason(world.force, of_force) == "not-both-sealed"
    seal(world.host, 3)
    assert reason(world.force, of_force) == "not-both-sealed"  # it is sealed, but the force has not seen it
    exchange(world.force, world.host)
    world.force.record(of_force, second=NOON)
    assert tallies(world.force) == {"force": (3, True)}


def test_a_count_that_is_not_what_was_sealed_opens_nothing(world: Third) -> None:
    of_force = seal(world.force, 3)
    seal(world.host, 2)
    exchange(world.force, world.host)
    for lie in (replace(of_force, people=2), replace(of_force, items=1), replace(of_force, salt=bytes([1] * 16))):
        assert reason(world.force, lie) == "seal-differs"
    world.force.record(of_force, second=NOON)
    assert reason(world.force, of_force) == "not-a-seal"  # it is open


def test_a_seal_that_was_copied_from_the_other_opens_for_nobody(world: Third) -> None:
    of_force = seal(world.force, 3)
    exchange(world.force, world.host)
    sealed = of_force.seal("force", world.host.copy.charter.genesis_hash)
    copied = world.host.record(SealedCount(movement="R1", sealed=sealed), second=NOON)
    exchange(world.force, world.host)
    world.force.record(of_force, second=NOON)
    exchange(world.force, world.host)
    assert reason(world.host, replace(of_force, opens=copied.event_hash)) == "seal-differs"
    assert tallies(world.host) == {"force": (3, True)}


def test_who_seals_anew_after_the_others_number_counts_but_not_blind(world: Third) -> None:
    of_force, first = seal(world.force, 3), seal(world.host, 2)
    exchange(world.force, world.host)
    world.force.record(of_force, second=NOON)
    exchange(world.force, world.host)
    again = seal(world.host, 3, salt=bytes([7] * 16))
    assert reason(world.host, first) == "not-a-seal"  # the later seal took its place
    world.host.record(again, second=NOON)
    assert tallies(world.host) == {"force": (3, True), "host": (3, False)}


def test_a_seal_with_an_old_time_is_no_blind_one(world: Third) -> None:
    """What counts is what the other's opening had seen, not the time that a seal claims."""
    of_force = seal(world.force, 3)
    seal(world.host, 2)
    exchange(world.force, world.host)
    world.force.record(of_force, second=NOON + 60)
    exchange(world.force, world.host)
    again = seal_count(world.host, movement="R1", people=3, items=0, salt=SALT, second=NOON - 3600)
    world.host.record(again, second=NOON - 3600)
    assert tallies(world.host)["host"] == (3, False)


def test_unequal_counts_make_the_movement_disputed_with_both_values(world: Third) -> None:
    world.force.record(world.depart("R1", 3), second=NOON)
    exchange(world.force, world.host)
    world.count("R1", 3, 2)
    assert world.grades(world.host) == {"R1": "disputed"}
    assert [(one.party, one.people) for one in world.host.copy.replay.state.tallies] == [("force", 3), ("host", 2)]


def test_a_tally_of_the_formats_before_says_nothing_of_blindness() -> None:
    assert TallyState(movement="R1", party="force", people=1, items=0).blind is None
