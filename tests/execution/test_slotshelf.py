"""A yes of the shelf is a yes of the look at all lists; whatever it does not know it leaves to that look."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import RefusedError
from repli.execution import MemorySidecars
from repli.execution.slotshelf import SlotShelf
from repli.progress import Depart
from repli.progress.slotfile import SlotFile
from repli.progress.slotlists import check_lists
from tests.third import Third


def part_of(world: Third, movement: str, slots: tuple[int, ...]) -> Depart:
    """A departure of any slots, its list in the store."""
    file = SlotFile(people=slots, items=(), salt=world.salts(16))
    world.sidecars.put(file.data)
    bare = world.depart_of(movement, ())
    return replace(bare, cells=world.book.people.cells(slot for slot in slots if slot < 30), committed=file.committed)


@given(st.lists(st.sets(st.integers(0, 33), max_size=4), min_size=1, max_size=6))
@settings(max_examples=25)
def test_what_the_shelf_admits_the_whole_look_admits(lists: list[set[int]]) -> None:
    world = Third()
    shelf, matters = SlotShelf(), world.force.copy.replay.matters
    assert matters is not None
    admitted = 0
    for number, slots in enumerate(lists):
        body = part_of(world, f"R{number}", tuple(sorted(slots)))
        if shelf.admits(matters, body, world.sidecars.get):
            check_lists(matters, body, world.sidecars.get, place="", is_joint=False)
            check_lists(matters, body, world.sidecars.get, place="", is_joint=True)
            world.force.record(body, second=0)
            admitted += 1
    assert admitted or any(slot > 29 for slot in lists[0])


def test_a_list_that_is_not_here_a_slot_named_twice_and_one_outside_are_left_to_the_whole_look() -> None:
    world = Third()
    shelf, matters = SlotShelf(), world.force.copy.replay.matters
    assert matters is not None
    first = part_of(world, "R1", (1, 2))
    assert shelf.admits(matters, first, world.sidecars.get)
    assert not shelf.admits(matters, first, MemorySidecars().get)
    world.force.record(first, second=0)
    assert not shelf.admits(matters, part_of(world, "R2", (2, 3)), world.sidecars.get)
    assert not shelf.admits(matters, part_of(world, "R3", (30,)), world.sidecars.get)
    assert shelf.admits(matters, part_of(world, "R4", (4,)), world.sidecars.get)
    with pytest.raises(RefusedError) as refused:
        world.force.record(part_of(world, "R5", (1,)), second=0)
    assert refused.value.reason == "slot-taken"
