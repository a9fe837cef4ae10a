"""Lists of slots beside the log: who has none sees the same state, who has them sees who is counted twice."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import RefusedError
from repli.execution import Recorder, exchange, sign_together
from repli.progress import Depart, state_digest
from repli.progress.change import Amend, Resolve
from repli.progress.merging import merged
from repli.progress.replay import Replay, fold
from repli.progress.slotfile import SlotFile
from repli.progress.slotlists import JudgedLists, due_lists, judge_lists
from tests.cast import NOON
from tests.second import DAY, HOUR, Second
from tests.third import Third, third_genesis

LATE = NOON + 9 * DAY


@pytest.fixture
def world() -> Third:
    return Third()


def replayed(recorder: Recorder, sidecars: Callable[[str], bytes | None]) -> Replay:
    copy = recorder.copy
    return fold(merged({feed: copy.events(feed) for feed in copy.cut}), sidecars)


def judged(world: Third, second: int = NOON, *, lacking: int = 0, as_of: int | None = None) -> JudgedLists:
    """Judge what the force has, without the first ``lacking`` lists."""
    matters = world.force.copy.replay.matters
    assert matters is not None
    gone = [one.committed.slots for one in matters.lists.named.values()][:lacking]
    return judge_lists(
        matters, lambda name: None if name in gone else world.sidecars.get(name), second=second, as_of=as_of
    )


def lying(world: Third, movement: str, slots: tuple[int, ...], *, told: int | None = None) -> Depart:
    """A departure whose file lists ``slots``, whatever its cells and numbers say."""
    part = Second.depart_of(world, movement, world.slots(len(slots) if told is None else told))
    file = SlotFile(people=slots, items=(), salt=world.salts(16))
    world.sidecars.put(file.data)
    committed = replace(file.committed, people=len(part.people))
    return replace(part, people=(), items=(), committed=committed)


def write(recorder: Recorder, body: Depart, second: int = NOON) -> None:
    """Record without looking at the list, as a liar would."""
    recorder.copy.check_lists = lambda *_, **__: None  # type: ignore[method-assign]  # the liar looks away
    recorder.record(body, second=second)


def taken(world: Third) -> int:
    """Return a slot that R1, recorded here, has taken."""
    slots = world.slots(2)
    world.force.record(world.depart_of("R1", slots), second=NOON)
    return slots[0]


def test_state_and_order_are_the_same_with_the_files_and_without(world: Third) -> None:
    world.open(2, NOON)
    world.force.record(world.depart("R1", 2), second=NOON)
    exchange(world.force, world.host)
    world.count("R1", 2)
    world.accept("R1", second=NOON)
    matters = world.force.copy.replay.matters
    assert matters is not None
    lists = {one.committed.slots for one in matters.lists.named.values()}
    without = replayed(world.force, lambda name: None if name in lists else world.sidecars.get(name))
    assert len(lists) == 2
    assert state_digest(without.state) == state_digest(world.force.copy.replay.state)


def test_lists_that_are_there_are_compared_and_those_that_are_not_are_counted(world: Third) -> None:
    world.open(2, NOON)
    world.force.record(world.depart("R1", 2), second=NOON)
    assert judged(world) == JudgedLists(disclosed=2, undisclosed=0)
    assert judged(world, lacking=1) == JudgedLists(disclosed=1, undisclosed=1)


@pytest.mark.parametrize(
    ("slots", "told", "reason"),
    [((999,), 1, "slot-outside"), ((5, 6), 1, "slots-count"), ((), 1, "slots-count")],
)
def test_a_list_that_is_not_what_its_event_says_is_told(
    world: Third, slots: tuple[int, ...], told: int, reason: str
) -> None:
    write(world.force, lying(world, "R1", slots, told=told))
    (fault,) = judged(world).faults
    assert (fault.reason, fault.refuses) == (reason, False)


def test_a_file_that_is_no_list_is_told(world: Third) -> None:
    part = Second.depart(world, "R1", 1)
    name = world.sidecars.put(b"nothing\n")
    assert part.committed is not None
    write(world.force, replace(part, committed=replace(part.committed, slots=name)))
    assert [fault.reason for fault in judged(world).faults] == ["slots-form"]


def test_a_person_in_two_lists_is_told_at_the_later_and_refuses_once_both_have_signed(world: Third) -> None:
    slot = taken(world)
    write(world.force, lying(world, "R2", (slot,)))
    (fault,) = judged(world).faults
    assert (fault.reason, fault.refuses) == ("slot-taken", False)
    exchange(world.force, world.host)
    with pytest.raises(RefusedError) as refused:
        world.accept("R1", "R2", second=NOON)
    assert refused.value.reason == "slot-taken"
    world.host.copy.check_lists = lambda *_, **__: None  # type: ignore[method-assign]  # it looks away too
    world.force.withdraw()
    world.accept("R1", "R2", second=NOON)
    (fault,) = judged(world).faults
    assert (fault.reason, fault.refuses) == ("slot-taken", True)
    with pytest.raises(RefusedError, match="counted twice"):
        judged(world).check()


def test_what_both_signed_holds_its_slots_against_an_older_claim_of_one(world: Third) -> None:
    slots = world.slots(1)
    world.force.record(world.depart_of("R1", slots), second=NOON)  # the force alone, first
    exchange(world.force, world.host)
    body = world.depart_of("R2", slots)
    world.force.copy.check_lists = lambda *_, **__: None  # type: ignore[method-assign]
    sign_together(world.force, world.host, body, second=NOON)
    (fault,) = judged(world).faults
    assert (fault.place, fault.reason, fault.refuses) == ("feed force line 4", "slot-taken", False)


def test_a_list_that_is_due_and_not_there_is_overdue(world: Third) -> None:
    world.open(2, NOON)
    world.force.record(world.depart("R1", 2), second=NOON + DAY)
    assert judged(world, NOON + 2 * DAY - 1, lacking=2).faults == ()
    (first,) = judged(world, NOON + 2 * DAY, lacking=2).faults
    assert (first.reason, first.refuses) == ("slots-overdue", True)
    _, second = judged(world, NOON + 3 * DAY, lacking=2).faults
    assert (second.reason, second.refuses) == ("slots-overdue", False)


def test_the_readers_own_time_tells_what_is_overdue_and_refuses_nothing(world: Third) -> None:
    world.open(2, NOON)
    found = judged(world, NOON, lacking=1, as_of=LATE)
    assert [(fault.reason, fault.refuses) for fault in found.faults] == [("slots-overdue", False)]
    found.check()


def test_until_closure_no_list_is_due_however_late_it_is() -> None:
    world = Third(genesis=third_genesis(since="closure", minutes=0))
    world.open(2, NOON)
    matters = world.force.copy.replay.matters
    assert matters is not None
    assert judged(world, LATE, lacking=1).faults == ()
    assert due_lists(matters, LATE) == frozenset()
    matters.lists.closed_second = NOON + HOUR
    assert judged(world, NOON + HOUR, lacking=1).faults[0].reason == "slots-overdue"
    assert len(due_lists(matters, NOON + HOUR)) == 1


def test_a_party_signs_no_list_that_it_does_not_have(world: Third) -> None:
    body = world.depart("R1", 2)
    assert body.committed is not None
    world.force.record(body, second=NOON)
    exchange(world.force, world.host)
    world.sidecars.drop(body.committed.slots)
    with pytest.raises(RefusedError) as refused:
        world.accept("R1", second=NOON)
    assert refused.value.reason == "slots-missing"


def test_an_amendment_gives_the_slots_of_the_old_list_back(world: Third) -> None:
    slots = world.slots(3)
    first = world.force.record(world.depart_of("R1", slots), second=NOON)
    amended = Amend(replaces=first.event_hash, body=world.depart_of("R1", slots[:1]), reason="two stayed")
    world.force.record(amended, second=NOON)
    world.force.record(world.depart_of("R2", slots[1:]), second=NOON)
    assert judged(world) == JudgedLists(disclosed=2, undisclosed=0)
    with pytest.raises(RefusedError) as refused:
        world.force.record(world.depart_of("R3", slots[:1]), second=NOON)
    assert refused.value.reason == "slot-taken"


def test_a_rival_becomes_current_only_with_a_list_that_is_here(world: Third) -> None:
    first = world.force.record(world.depart("R1", 3), second=NOON)
    world.meet(world.force, world.ramp)
    world.force.record(Amend(replaces=first.event_hash, body=world.depart("R1", 2), reason="two"), second=NOON)
    body = world.depart("R1", 1)
    rival = world.ramp.record(Amend(replaces=first.event_hash, body=body, reason="one"), second=NOON)
    world.meet(world.force, world.ramp)
    seal_line = world.depart("R2", 1)
    world.force.record(seal_line, second=NOON)  # takes the ramp's line in
    world.meet(world.force, world.host)
    assert body.committed is not None
    file = world.sidecars.get(body.committed.slots)
    assert file is not None
    world.sidecars.drop(body.committed.slots)
    with pytest.raises(RefusedError) as refused:
        sign_together(world.force, world.host, Resolve(event=rival.event_hash, reason="one"), second=NOON)
    assert refused.value.reason == "slots-missing"
    world.sidecars.put(file)
    sign_together(world.force, world.host, Resolve(event=rival.event_hash, reason="one"), second=NOON)
    assert world.grades(world.force)["R1"] == "joint"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.lists(st.integers(0, 7), min_size=1, max_size=3, unique=True), st.booleans()), max_size=5))
def test_a_list_has_a_fault_exactly_if_somebody_of_it_is_in_one_before_it(rows: list[tuple[list[int], bool]]) -> None:
    """Against the obvious: joint ones first, a list with somebody taken holds nobody."""
    world = Third()
    for recorder in (world.force, world.host):
        recorder.copy.check_lists = lambda *_, **__: None  # type: ignore[method-assign]  # nobody looks
    base = world.book.people.slots_of["BASE-STAFF"]
    for number, (people, is_joint) in enumerate(rows):
        body = world.depart_of(f"R{number}", [base[one] for one in people])
        if is_joint:
            sign_together(world.force, world.host, body, second=NOON + number)
        else:
            world.force.record(body, second=NOON + number)
            exchange(world.force, world.host)
    gone: set[int] = set()
    expected = []
    for people, is_joint in sorted(rows, key=lambda row: not row[1]):
        if gone & set(people):
            expected.append(("slot-taken", is_joint))
        else:
            gone |= set(people)
    found = judged(world).faults
    assert [(fault.reason, fault.refuses) for fault in found] == expected
