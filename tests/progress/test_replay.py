"""Random legal histories keep the balance, and the figures equal a recount that knows nothing of the fold."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.progress import (
    CountTally,
    Depart,
    Event,
    Figure,
    Opening,
    Replay,
    figures,
    fold,
    initial_state,
    state_digest,
)
from repli.progress.merging import merged, replay_cut
from tests.progress.world import BOTH, CIVILIAN, FORCE, HOST, MILITARY, World, depart, minutes, opening

PEOPLE, ITEMS = 10, 4


@st.composite
def histories(draw: st.DrawFn) -> tuple[World, list[Event]]:
    """A legal log: opening, departures of either grade, counts, minutes, publications; the world that made it."""
    world = World()
    events = world.start()
    world.play(*events)

    def play(event: Event) -> None:
        world.play(event)
        events.append(event)

    people = draw(st.permutations(range(PEOPLE)))
    items = draw(st.permutations(range(ITEMS)))
    cuts = sorted(draw(st.lists(st.integers(0, PEOPLE), min_size=3, max_size=5)))
    groups = [people[start:end] for start, end in zip([0, *cuts], [*cuts, PEOPLE], strict=True)]
    if draw(st.booleans()):
        play(world.event(opening(groups[0], items[:1]), BOTH))
        items = items[1:]
    for number, group in enumerate(groups[1:]):
        movement, load = f"R{number}", items[number : number + 1]
        signers = draw(st.sampled_from([BOTH, frozenset({FORCE}), frozenset({HOST})]))
        play(world.event(depart(movement, group, load), signers))
        for party in draw(st.sets(st.sampled_from([FORCE, HOST]))):
            play(world.event(CountTally(movement=movement, people=len(group), items=len(load)), frozenset({party})))
        if draw(st.booleans()):
            accepted = [one for one in world.replay.waiting if draw(st.booleans())]
            play(world.event(minutes(*accepted), BOTH))
        if draw(st.booleans()):
            play(world.event(world.publish(), BOTH))
    return world, events


def recount(events: list[Event]) -> dict[str, tuple[int, str]]:
    """The figures, counted from the JSON of the bodies with sets only."""
    bodies: list[tuple[str, dict[str, Any], bool, str]] = [
        (event.frame.kind, dict(event.frame.body), event.parties == BOTH, event.event_hash) for event in events
    ]
    opened = [body for kind, body, _, _ in bodies if kind == "opening"]
    accepted = {one for kind, body, _, _ in bodies if kind == "minutes" for one in body["accepts"]}
    joint = [body for kind, body, both, name in bodies if kind == "depart" and (both or name in accepted)]
    people = {slot for body in [*opened, *joint] for slot in body["people"]}
    items = {slot for body in [*opened, *joint] for slot in body["items"]}
    opened_people = sum(len(body["people"]) for body in opened)

    def grade(key: str) -> str:
        return "declared" if any(body[key] for body in opened) else "joint"

    return {
        "people_baseline": (PEOPLE, "joint"),
        "people_opening": (opened_people, "declared"),
        "people_counted": (sum(len(body["people"]) for body in joint), "joint"),
        "people_departed": (len(people), grade("people")),
        "people_remaining": (PEOPLE - len(people), grade("people")),
        "items_baseline": (ITEMS, "joint"),
        "items_departed": (len(items), grade("items")),
        "kg_departed": (sum(body["kg"] for body in [*opened, *joint]), grade("kg")),
        "movements_departed": (len(joint), "joint"),
    }


@given(histories())
@settings(max_examples=60)
def test_figures_equal_a_recount_of_the_bodies(history: tuple[World, list[Event]]) -> None:
    world, events = history
    assert {one.name: (one.value, one.grade) for one in figures(world.replay.state)} == recount(events)


@given(histories())
@settings(max_examples=60)
def test_everybody_in_the_baseline_is_accounted_for_once(history: tuple[World, list[Event]]) -> None:
    world, events = history
    parts = [event.body for event in events if isinstance(event.body, Opening | Depart)]
    listed = {slot for part in parts for slot in part.people}
    departed = set(world.replay.state.departed.people)
    rows = {row.category: row for row in world.replay.balance}
    for category, slots in (("military", set(MILITARY)), ("civilian", set(CIVILIAN))):
        row = rows[category]
        assert (row.baseline, row.departed) == (len(slots), len(slots & departed))
        assert (row.awaiting, row.present) == (len(slots & (listed - departed)), len(slots - listed))


@given(histories())
@settings(max_examples=30)
def test_the_merged_order_of_the_feeds_is_the_order_of_writing_where_each_has_seen_all(
    history: tuple[World, list[Event]],
) -> None:
    world, events = history
    feeds = {feed: [event for event in events if event.frame.feed == feed] for feed in (FORCE, HOST)}
    assert list(merged(feeds)) == events
    assert fold(merged(feeds), world.sidecars.get).state == world.replay.state


@given(histories(), st.data())
@settings(max_examples=30)
def test_the_replay_of_a_closed_cut_is_the_state_of_its_moment(
    history: tuple[World, list[Event]], data: st.DataObject
) -> None:
    world, events = history
    size = data.draw(st.integers(1, len(events)))
    cut = {feed: sum(event.frame.feed == feed for event in events[:size]) for feed in (FORCE, HOST)}
    feeds = {feed: [event for event in events if event.frame.feed == feed] for feed in (FORCE, HOST)}
    assert replay_cut(feeds, cut, world.sidecars.get).state == fold(events[:size], world.sidecars.get).state


def test_one_changed_event_changes_figures_and_digest() -> None:
    digests, departed = set(), set()
    for people in ((0, 1), (0, 2), (0, 1, 2)):
        world = World()
        world.play(*world.start(), world.event(depart("R1", people), BOTH))
        digests.add(state_digest(world.replay.state))
        departed.add(next(one.value for one in figures(world.replay.state) if one.name == "people_departed"))
    assert len(digests) == 3
    assert departed == {2, 3}


def test_a_departure_that_waits_is_in_no_figure_but_its_people_are_taken() -> None:
    world = World()
    events = world.start()
    first = world.event(depart("R1", (0, 6)))
    world.play(*events, first)
    assert Figure(name="people_departed", value=0, grade="joint") in figures(world.replay.state)
    assert world.replay.waiting == (first.event_hash,)
    assert [row.awaiting for row in world.replay.balance] == [1, 1]


def test_an_empty_replay_has_the_initial_state() -> None:
    assert Replay({}.get).state == initial_state()
    assert Replay({}.get).balance == ()
