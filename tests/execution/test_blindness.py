"""What a party keeps to itself for a while: a refused list leaves no file, a count is told by both or by none."""

from dataclasses import replace

import pytest

from repli.errors import RefusedError
from repli.execution import hiding
from repli.execution.blindness import as_they_are, count_blind
from repli.progress import Depart
from repli.progress.slotfile import parse_slot_file
from tests.cast import NOON
from tests.second import Second
from tests.third import Third


@pytest.fixture
def world() -> Third:
    return Third()


def plain(world: Third, movement: str, people: int) -> Depart:
    """A departure with its slots in it."""
    return Second.depart_of(world, movement, world.slots(people))


def test_a_departure_goes_without_its_slots_and_the_file_has_them(world: Third) -> None:
    part = plain(world, "R1", 3)
    with hiding(world.force, part, sidecars=world.sidecars, entropy=world.salts) as hidden:
        world.force.record(hidden, second=NOON)
    assert (hidden.people, hidden.items, hidden.people_count) == ((), (), 3)
    assert hidden.committed is not None
    data = world.sidecars.get(hidden.committed.slots)
    assert data is not None
    assert parse_slot_file(data).people == part.people


def test_the_file_of_a_departure_that_was_refused_is_gone(world: Third) -> None:
    part = plain(world, "R1", 3)
    names = []

    def record() -> None:
        with hiding(world.force, part, sidecars=world.sidecars, entropy=world.salts) as hidden:
            assert hidden.committed is not None
            names.append(hidden.committed.slots)
            assert world.sidecars.get(names[0]) is not None
            world.force.record(replace(hidden, cells=()), second=NOON)

    with pytest.raises(RefusedError, match="cells sum"):
        record()
    assert world.sidecars.get(names[0]) is None


def test_a_log_of_the_formats_before_takes_departures_as_they_are() -> None:
    world = Second()
    part = world.depart("R1", 2)
    with as_they_are(world.force, part) as same:
        assert same is part
        world.force.record(same, second=NOON)


def test_both_count_alike_and_nobody_was_first(world: Third) -> None:
    count_blind(world.force, world.host, movement="R1", people=3, items=0, entropy=world.salts, second=NOON)
    for recorder in (world.force, world.host):
        tallies = recorder.copy.replay.state.tallies
        assert [(one.party, one.people, one.blind) for one in tallies] == [("force", 3, True), ("host", 3, True)]
