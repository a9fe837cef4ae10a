"""Whatever the order of arrival, the same lines give the same state."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import RefusedError
from repli.execution import LogCopy, sign_together
from repli.ledger.envelope import parse_entry, seal
from repli.ledger.event import EventFrame, parse_event
from repli.progress import CountTally, Minutes
from tests.cast import FORCE, HOST, NOON, officers
from tests.execution.desk import Desk


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Both record for a while, now and then without the other's events; at the end both have all."""
    made = Desk()
    for number in range(6):
        departed = made.force.record(made.depart(f"R{number}", 1), second=NOON + 100 * number)
        made.host.record(CountTally(movement=f"R{number}", people=1, items=0), second=NOON + 130 * number)
        made.force.record(CountTally(movement=f"R{number}", people=1, items=0), second=NOON + 90 * number)
        if number % 2:
            made.exchange()
            record = Minutes(
                day="2030-01-07",
                accepts=(departed.event_hash,),
                decisions=(),
                actions=(),
                next_meeting_at="2030-01-08T12:00:00Z",
            )
            sign_together(made.force, made.host, record, second=NOON + 200 * number)
    made.exchange()
    return made


def seen_of(line: bytes) -> dict[str, int]:
    return parse_event(parse_entry(line).payload).seen


@given(st.data())
@settings(max_examples=25)
def test_any_order_of_arrival_gives_the_same_state(desk: Desk, data: st.DataObject) -> None:
    lines = {feed: desk.force.copy.lines(feed) for feed in (FORCE, HOST)}
    copy = LogCopy(desk.sidecars.get)
    copy.add(FORCE, lines[FORCE][0])
    while copy.cut != desk.force.copy.cut:
        ready = [
            feed
            for feed, size in copy.cut.items()
            if size < len(lines[feed])
            and all(count <= copy.size(other) for other, count in seen_of(lines[feed][size]).items())
        ]
        feed = data.draw(st.sampled_from(ready))
        copy.add(feed, lines[feed][copy.size(feed)])
    assert copy.replay.state == desk.force.copy.replay.state == desk.host.copy.replay.state


def test_a_copy_read_at_once_is_the_same(desk: Desk) -> None:
    lines = {feed: desk.force.copy.lines(feed) for feed in (FORCE, HOST)}
    copy = LogCopy.of(lines, desk.sidecars.get)
    assert copy.cut == desk.force.copy.cut
    assert copy.replay.state == desk.force.copy.replay.state
    assert copy.charter == desk.force.copy.charter


def test_a_line_that_has_seen_what_is_not_here_waits(desk: Desk) -> None:
    lines = desk.force.copy.lines(HOST)
    copy = LogCopy.of({FORCE: desk.force.copy.lines(FORCE)[:2]}, desk.sidecars.get)
    before = copy.replay.state
    with pytest.raises(RefusedError, match="not here"):
        copy.add(HOST, lines[0])
    assert (copy.size(HOST), copy.replay.state) == (0, before)


def test_a_checked_line_is_not_held(desk: Desk) -> None:
    lines = desk.force.copy.lines(FORCE)
    copy = LogCopy.of({FORCE: lines[:3]}, desk.sidecars.get)
    assert copy.check(FORCE, lines[3]).place == "feed force line 4"
    assert copy.size(FORCE) == 3


def test_nothing_but_a_genesis_event_comes_first(desk: Desk) -> None:
    copy = LogCopy(desk.sidecars.get)
    with pytest.raises(RefusedError, match="not a genesis event"):
        copy.add(FORCE, desk.force.copy.lines(FORCE)[1])
    assert not copy.is_open
    with pytest.raises(RefusedError, match="no genesis event yet"):
        _ = copy.charter


def test_a_third_feed_is_refused(desk: Desk) -> None:
    copy = LogCopy.of({FORCE: desk.force.copy.lines(FORCE)[:3]}, desk.sidecars.get)
    with pytest.raises(RefusedError, match="no feed of this log"):
        copy.add("third", desk.force.copy.lines(HOST)[0])


def test_a_line_that_comes_late_behind_a_joint_event_is_not_taken_in(desk: Desk) -> None:
    lines = desk.force.copy.lines(HOST)
    copy = LogCopy.of({FORCE: desk.force.copy.lines(FORCE), HOST: lines}, desk.sidecars.get)
    late = EventFrame(
        at="2030-01-07T12:00:00Z",
        body=CountTally(movement="R1", people=1, items=0).value,
        feed=HOST,
        genesis=copy.charter.genesis_hash,
        kind="count",
        seen=seen_of(lines[-1]),  # what the host had seen before the last minutes
    )
    with pytest.raises(RefusedError, match="which both parties signed before it was here") as refused:
        copy.add(HOST, seal(late.payload, [officers(HOST)["count"]]).line)
    assert refused.value.place == f"feed host line {len(lines) + 1}"
    assert copy.size(HOST) == len(lines)
