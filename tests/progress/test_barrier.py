"""Whoever comes late behind a joint event is refused, and so what both signed keeps its place in the order."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from repli.errors import RefusedError
from repli.ledger.event import EventFrame, event_hash
from repli.progress import CountTally, Event
from repli.progress.barrier import check_barriers
from repli.progress.merging import merged
from tests.progress.world import BOTH, FORCE, HOST

ONE = CountTally(movement="R1", people=1, items=0)
Feeds = dict[str, list[Event]]
Step = tuple[str, bool, int, int]
"""Who writes, whether both sign, how many lines of the other the writer misses, and the minute it claims."""


def other_of(feed: str) -> str:
    return HOST if feed == FORCE else FORCE


def add(feeds: Feeds, feed: str, seen: int, *, joint: bool = False, minute: int = 0) -> None:
    """Put the next line into ``feed``; a line claims any minute it likes."""
    frame = EventFrame(
        at=f"2024-06-01T10:{minute:02}:00Z",
        body=ONE.value,
        feed=feed,
        genesis="ab" * 32,
        kind="count",
        seen={other_of(feed): seen},
    )
    feeds[feed].append(
        Event(
            place=f"feed {feed} line {len(feeds[feed]) + 1}",
            event_hash=event_hash(frame.payload),
            frame=frame,
            parties=BOTH if joint else frozenset({feed}),
            body=ONE,
        )
    )


def written(steps: list[Step], *, honest: bool) -> Feeds:
    """What comes of ``steps``; honest writers sign together only what has seen all, and then have seen it."""
    feeds: Feeds = {FORCE: [], HOST: []}
    for feed, joint, lag, minute in steps:
        other = other_of(feed)
        had = len(feeds[other])
        least = feeds[feed][-1].frame.seen[other] if feeds[feed] else 0
        if honest:
            signed = [line for line, event in enumerate(feeds[other], start=1) if event.parties == BOTH]
            least = had if joint else max([least, *signed])
        add(feeds, feed, max(least, had - lag), joint=joint, minute=minute)
    return feeds


def late_line(feeds: Feeds) -> str | None:
    """The first late line by the words of rule 8, every pair of lines looked at."""
    for feed in sorted(feeds):
        for line, event in enumerate(feeds[feed], start=1):
            for number, joint in enumerate(feeds[other_of(feed)], start=1):
                was_not_there = line > joint.frame.seen[feed]
                if joint.parties == BOTH and was_not_there and event.frame.seen[joint.frame.feed] < number:
                    return event.place
    return None


STEPS = st.lists(
    st.tuples(st.sampled_from([FORCE, HOST]), st.booleans(), st.integers(0, 5), st.integers(0, 9)), max_size=16
)


@given(STEPS)
@settings(max_examples=150)
def test_what_honest_parties_write_is_never_refused(steps: list[Step]) -> None:
    feeds = written(steps, honest=True)
    assert late_line(feeds) is None
    assert len(merged(feeds)) == len(steps)


@given(STEPS)
@settings(max_examples=150)
def test_nothing_ever_comes_before_a_joint_event_that_was_not_there_when_it_was_signed(steps: list[Step]) -> None:
    feeds = written(steps, honest=True)
    order = merged(feeds)
    for place, event in enumerate(order):
        if event.parties == BOTH:
            feed, other = event.frame.feed, other_of(event.frame.feed)
            cut = {feed: feeds[feed].index(event), other: event.frame.seen[other]}
            assert merged(feeds, cut) == order[:place]


@given(STEPS)
@example([(FORCE, True, 0, 5), (HOST, False, 1, 0)])  # late, with an old time
@example([(FORCE, True, 0, 0), (HOST, False, 1, 5)])  # late, with a true time
@example([(HOST, False, 0, 0), (FORCE, True, 1, 0)])  # signed without a line that was there
@example([(FORCE, True, 0, 0), (HOST, True, 1, 0)])  # two joint events that have not seen each other
@settings(max_examples=300)
def test_a_log_is_refused_exactly_where_rule_8_says(steps: list[Step]) -> None:
    feeds = written(steps, honest=False)
    if (late := late_line(feeds)) is None:
        assert len(merged(feeds)) == len(steps)
    else:
        with pytest.raises(RefusedError, match="which both parties signed before it was here") as refused:
            merged(feeds)
        assert refused.value.place == late


def test_the_late_line_is_named_and_the_joint_event_that_it_has_not_seen() -> None:
    feeds: Feeds = {FORCE: [], HOST: []}
    add(feeds, FORCE, 0, joint=True)
    add(feeds, HOST, 1)
    add(feeds, FORCE, 1, joint=True, minute=5)
    add(feeds, HOST, 2)
    check_barriers(feeds)
    add(feeds, FORCE, 2, joint=True)
    add(feeds, FORCE, 2)
    add(feeds, HOST, 2)
    with pytest.raises(RefusedError, match="has not seen line 3 of force") as refused:
        check_barriers(feeds)
    assert refused.value.place == "feed host line 3"


def test_a_line_that_was_there_when_both_signed_need_not_have_seen_it() -> None:
    feeds: Feeds = {FORCE: [], HOST: []}
    add(feeds, FORCE, 0, joint=True)
    add(feeds, HOST, 1)
    add(feeds, HOST, 1)
    add(feeds, FORCE, 2, joint=True)
    check_barriers(feeds)


def test_what_one_party_signed_alone_holds_nobody_up() -> None:
    feeds: Feeds = {FORCE: [], HOST: []}
    add(feeds, FORCE, 0, joint=True)
    add(feeds, FORCE, 0)
    add(feeds, HOST, 1)
    check_barriers(feeds)


def test_a_late_line_outside_a_cut_does_not_touch_it() -> None:
    feeds: Feeds = {FORCE: [], HOST: []}
    add(feeds, FORCE, 0, joint=True)
    add(feeds, FORCE, 0, joint=True)
    add(feeds, HOST, 1)
    assert len(merged(feeds, {FORCE: 2, HOST: 0})) == 2
    assert len(merged(feeds, {FORCE: 1, HOST: 1})) == 2
    with pytest.raises(RefusedError):
        merged(feeds, {FORCE: 2, HOST: 1})


def test_of_two_late_lines_that_of_the_first_feed_by_id_is_named() -> None:
    feeds: Feeds = {FORCE: [], HOST: []}
    add(feeds, FORCE, 0, joint=True)
    add(feeds, FORCE, 0, joint=True)
    add(feeds, HOST, 1, joint=True)
    with pytest.raises(RefusedError) as refused:
        merged(feeds)
    assert refused.value.place == "feed force line 2"
