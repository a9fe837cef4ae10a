from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import LedgerError, RefusedError
from repli.ledger.event import EventFrame
from repli.ledger.order import Position, check_closed, merge
from tests.ledger.cast import GENESIS

_NAMES = ("a", "b", "c")


def _event(feed: str, at: int, seen: Mapping[str, int]) -> EventFrame:
    others = {name: seen.get(name, 0) for name in _NAMES if name != feed}
    return EventFrame(at=f"2024-06-07T12:00:{at:02}Z", body={}, feed=feed, genesis=GENESIS, kind="count", seen=others)


@st.composite
def histories(draw: st.DrawFn) -> dict[str, list[EventFrame]]:
    """Three writers; each step one of them hears some more of the others, then writes, with any clock it likes."""
    feeds: dict[str, list[EventFrame]] = {name: [] for name in _NAMES}
    heard = {name: dict.fromkeys(_NAMES, 0) for name in _NAMES}
    for writer in draw(st.lists(st.sampled_from(_NAMES), max_size=9)):
        for other in set(_NAMES) - {writer}:
            heard[writer][other] = draw(st.integers(heard[writer][other], len(feeds[other])))
        feeds[writer].append(_event(writer, draw(st.integers(0, 5)), heard[writer]))
    return feeds


def _merge_slowly(feeds: Mapping[str, list[EventFrame]]) -> list[tuple[str, int]]:
    """Section 7 word for word, over a set of events that no feed holds together."""
    left = {(feed, index): event for feed, events in feeds.items() for index, event in enumerate(events)}
    order: list[tuple[str, int]] = []
    while left:
        ready = [
            (event.at, feed, index)
            for (feed, index), event in left.items()
            if (index == 0 or (feed, index - 1) in order)
            and all(len([1 for other, _ in order if other == name]) >= count for name, count in event.seen.items())
        ]
        _, feed, index = min(ready)
        order.append((feed, index))
        del left[feed, index]
    return order


@given(histories())
def test_the_order_is_the_one_of_the_format(feeds: dict[str, list[EventFrame]]) -> None:
    assert [(one.feed, one.index) for one in merge(feeds)] == _merge_slowly(feeds)


@given(histories(), st.permutations(_NAMES), st.data())
def test_whatever_arrives_first_the_merge_is_the_same(
    feeds: dict[str, list[EventFrame]], arrival: list[str], data: st.DataObject
) -> None:
    copy: dict[str, list[EventFrame]] = {name: [] for name in arrival}
    while any(len(copy[name]) < len(feeds[name]) for name in _NAMES):
        name = data.draw(st.sampled_from([name for name in _NAMES if len(copy[name]) < len(feeds[name])]))
        more = data.draw(st.integers(len(copy[name]) + 1, len(feeds[name])))
        copy[name] = feeds[name][:more]
    assert merge(copy) == merge(feeds)


@given(histories())
def test_nothing_comes_before_what_it_has_seen_and_nothing_is_dropped(feeds: dict[str, list[EventFrame]]) -> None:
    taken = dict.fromkeys(_NAMES, 0)
    for one in merge(feeds):
        assert one.index == taken[one.feed]
        assert all(taken[other] >= count for other, count in feeds[one.feed][one.index].seen.items())
        taken[one.feed] += 1
    assert taken == {name: len(events) for name, events in feeds.items()}


@given(histories(), st.data())
def test_a_cut_is_closed_exactly_if_it_can_be_merged_alone(
    feeds: dict[str, list[EventFrame]], data: st.DataObject
) -> None:
    cut = {name: data.draw(st.integers(0, len(feeds[name]))) for name in _NAMES}
    part = {name: feeds[name][:size] for name, size in cut.items()}
    try:
        check_closed(feeds, cut)
    except RefusedError:
        with pytest.raises(RefusedError):
            merge(feeds, cut)
    else:
        assert merge(feeds, cut) == merge(part)


def test_equal_times_are_ordered_by_feed() -> None:
    feeds = {"b": [_event("b", 3, {})], "a": [_event("a", 3, {})], "c": [_event("c", 2, {})]}
    assert [one.place for one in merge(feeds)] == ["feed c line 1", "feed a line 1", "feed b line 1"]


def test_a_clock_that_runs_behind_does_not_put_an_event_before_what_it_answers() -> None:
    feeds = {"a": [_event("a", 50, {})], "b": [_event("b", 1, {"a": 1})], "c": []}
    assert [one.feed for one in merge(feeds)] == ["a", "b"]


def test_two_events_that_have_seen_each_other_are_refused_with_the_line() -> None:
    feeds = {"a": [_event("a", 1, {}), _event("a", 2, {"b": 1})], "b": [_event("b", 1, {"a": 2})], "c": []}
    with pytest.raises(RefusedError, match="not here or that come after it") as refusal:
        merge(feeds)
    assert refusal.value.place == "feed a line 2"


def test_an_event_that_has_seen_what_is_not_here_is_refused() -> None:
    with pytest.raises(RefusedError) as refusal:
        merge({"a": [_event("a", 1, {"b": 1})], "b": [], "c": []})
    assert refusal.value.place == "feed a line 1"


def test_a_writer_that_has_seen_less_than_before_is_refused() -> None:
    feeds = {"a": [_event("a", 1, {"b": 1}), _event("a", 2, {"b": 0})], "b": [_event("b", 0, {})], "c": []}
    with pytest.raises(RefusedError, match="seen less") as refusal:
        merge(feeds)
    assert refusal.value.place == "feed a line 2"


def test_an_event_in_a_feed_that_is_not_its_own_is_refused() -> None:
    with pytest.raises(RefusedError, match="own feed"):
        merge({"a": [_event("b", 1, {})], "b": [], "c": []})


def test_an_event_that_does_not_count_every_other_feed_is_refused() -> None:
    with pytest.raises(RefusedError, match="every other feed"):
        merge({"a": [_event("a", 1, {})], "b": []})
    with pytest.raises(RefusedError, match="every other feed"):
        merge({"a": [_event("a", 1, {})], "b": [], "c": [], "d": []})


@pytest.mark.parametrize(
    "cut", [{"a": 1}, {"a": 2, "b": 0, "c": 0}, {"a": -1, "b": 0, "c": 0}, {"a": 0, "b": 0, "x": 0}]
)
def test_a_cut_that_the_feeds_do_not_have_is_refused(cut: dict[str, int]) -> None:
    with pytest.raises(LedgerError, match="cut"):
        merge({"a": [_event("a", 1, {})], "b": [], "c": []}, cut)


def test_a_cut_that_is_not_closed_names_the_event() -> None:
    feeds = {"a": [_event("a", 1, {})], "b": [_event("b", 2, {}), _event("b", 3, {"a": 1})], "c": []}
    with pytest.raises(RefusedError, match="more than the head") as refusal:
        check_closed(feeds, {"a": 0, "b": 2, "c": 0})
    assert refusal.value.place == Position("b", 1).place == "feed b line 2"
    check_closed(feeds, {"a": 0, "b": 1, "c": 0})


def test_a_leading_line_that_has_seen_a_line_of_a_device_that_is_not_here_is_refused() -> None:
    """A copy set back by that line is not a copy: whoever leads has taken the line in."""
    feeds = {"a": [_event("a", 1, {"b": 1})], "b": [_event("b", 0, {})], "c": []}
    assert [one.feed for one in merge(feeds, leading={"a", "c"})] == ["b", "a"]
    with pytest.raises(RefusedError, match="not here") as refused:
        merge({**feeds, "b": []}, leading={"a", "c"})
    assert refused.value.place == "feed a line 1"
