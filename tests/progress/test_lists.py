"""Which lists a replay notes, and when it takes the withdrawal for closed."""

from repli.execution import publish_figures, sign_together
from repli.ledger.shapes import second_of_time
from repli.progress.lists import Lists
from tests.cast import NOON, texts
from tests.second import HOUR, Second
from tests.third import Third


def noted(world: Second) -> Lists:
    matters = world.force.copy.replay.matters
    assert matters is not None
    return matters.lists


def publish(world: Second, second: int) -> None:
    publish_figures(world.force, world.host, world.sidecars, texts, as_of_second=second, second=second)


def test_every_event_that_takes_slots_is_noted_with_its_place_and_time() -> None:
    world = Third()
    world.open(2, NOON)
    event = world.force.record(world.depart("R1", 1), second=NOON + HOUR)
    found = list(noted(world).named.values())
    assert [(one.place, one.number, one.second, one.committed.people) for one in found] == [
        ("feed force line 4", 0, NOON, 2),
        ("feed force line 5", 1, second_of_time(event.frame.at), 1),
    ]


def test_a_log_of_format_2_has_no_list_beside_it() -> None:
    world = Second()
    world.force.record(world.depart("R1", 1), second=NOON)
    assert noted(world).named == {}


def test_the_first_publication_that_nobody_remains_closes_and_no_later_one() -> None:
    world = Third()
    publish(world, NOON)
    assert noted(world).closed_second is None
    everybody = sorted(slot for slots in world.book.people.slots_of.values() for slot in slots)
    sign_together(world.force, world.host, world.depart_of("R1", everybody), second=NOON)
    publish(world, NOON + HOUR)
    publish(world, NOON + 2 * HOUR)
    assert noted(world).closed_second == NOON + HOUR
