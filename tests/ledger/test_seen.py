"""In format 2 a line has its place in itself, forgets nothing, and knows what its lines have seen."""

import pytest

from repli.errors import RefusedError
from repli.ledger.event import EventFrame
from repli.ledger.order import merge
from repli.ledger.seen import check_next, check_seen


def line(feed: str, minute: int = 0, **seen: int) -> EventFrame:
    return EventFrame(
        at=f"2024-06-01T10:{minute:02}:00Z", body={}, feed=feed, genesis="ab" * 32, kind="count", seen=seen, v=2
    )


def feeds(**lines: list[EventFrame]) -> dict[str, list[EventFrame]]:
    return {"a": [line("a")], "b": [], "device": [], **lines}


def test_the_first_line_of_each_feed_and_what_follows_stand() -> None:
    check_seen(feeds(a=[line("a"), line("a", a=1, b=1)], b=[line("b", a=1)], device=[line("device", a=1)]))


def test_the_next_line_is_judged_as_it_would_be_among_all() -> None:
    held = feeds(a=[line("a"), line("a", a=1, b=1)], b=[line("b", a=1)])
    for seen in ({"a": 2, "b": 1}, {"a": 1}, {"a": 2}, {"a": 3, "b": 1}, {"device": 1}, {"c": 1}, {}):
        event = line("device", **seen)
        try:
            check_next(held, event)
            says = ""
        except RefusedError as refusal:
            says = refusal.place
        try:
            merge(held | {"device": [event]}, leading=("a", "b"))
            all_say = ""
        except RefusedError as refusal:
            all_say = refusal.place
        assert says == all_say, seen
    assert says == ""


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ({"b": [line("b", a=1, b=1)]}, "feed b line 1"),
        ({"a": [line("a"), line("a")]}, "feed a line 2"),
        ({"b": [line("b", a=1, c=1)]}, "feed b line 1"),
        ({"a": [line("a"), line("a", a=1, b=1), line("a", a=2)], "b": [line("b", a=1)]}, "feed a line 3"),
        ({"b": [line("b", a=1)], "device": [line("device", b=1)]}, "feed device line 1"),
        ({"a": [line("a"), line("a", a=1, device=1)], "device": [line("device", a=2)]}, "feed a line 2"),
    ],
    ids=["a place too far", "a place twice", "a feed of another log", "forgets", "knows less than it saw", "a circle"],
)
def test_a_line_that_cannot_stand_where_it_stands_is_refused_by_its_place(
    lines: dict[str, list[EventFrame]], place: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        check_seen(feeds(**lines))
    assert refused.value.place == place


def test_a_device_comes_in_with_the_first_line_of_a_party_that_has_seen_it_whatever_time_it_claims() -> None:
    early = line("device", 0, a=1)
    found = feeds(
        a=[line("a", 1), line("a", 2, a=1), line("a", 5, a=2, device=1)],
        b=[line("b", 3, a=2)],
        device=[early, line("device", 0, a=1, device=1)],
    )
    order = [(one.feed, one.index) for one in merge(found, leading=("a", "b"))]
    assert order == [("a", 0), ("a", 1), ("b", 0), ("device", 0), ("a", 2)]
