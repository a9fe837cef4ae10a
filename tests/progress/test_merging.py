"""The order of events does not depend on who has them; a cut has a state only if it is closed."""

import pytest

from repli.errors import RefusedError
from repli.progress import CountTally, fold
from repli.progress.merging import merged, replay_cut
from tests.progress.world import FORCE, HOST, World

ONE = CountTally(movement="R1", people=1, items=0)


def test_events_that_have_not_seen_each_other_stand_by_time_then_feed() -> None:
    world = World()
    events = world.start()
    late = world.event(ONE, at="2024-06-01T12:00:00Z")
    early = world.event(ONE, frozenset({HOST}), at="2024-06-01T11:00:00Z", seen={FORCE: 3})
    feeds = {FORCE: [*events, late], HOST: [early]}
    assert list(merged(feeds)) == [*events, early, late]
    assert list(merged(dict(reversed(feeds.items())))) == [*events, early, late]


def test_a_part_of_the_log_can_have_a_state_that_the_whole_never_passed_through() -> None:
    """The force has not seen the host's earlier count: its head covers its own events alone."""
    world = World()
    events = world.start()
    late = world.event(ONE, at="2024-06-01T12:00:00Z")
    early = world.event(ONE, frozenset({HOST}), at="2024-06-01T11:00:00Z", seen={FORCE: 3})
    feeds = {FORCE: [*events, late], HOST: [early]}
    alone = replay_cut(feeds, {FORCE: 4, HOST: 0}, world.sidecars.get).state
    assert alone == fold([*events, late], world.sidecars.get).state
    assert [tally.party for tally in alone.tallies] == [FORCE]


def test_a_cut_that_misses_what_its_events_have_seen_is_refused() -> None:
    world = World()
    events = world.start()
    host = world.event(ONE, frozenset({HOST}))
    with pytest.raises(RefusedError):
        replay_cut({FORCE: events, HOST: [host]}, {FORCE: 2, HOST: 1}, world.sidecars.get)
