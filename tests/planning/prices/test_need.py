"""What floors keep until the wave: by hand."""

from dataclasses import replace

from repli.model import Floor, Operation
from repli.planning.prices.doors import Yard
from repli.planning.prices.need import Needs, value_at
from tests.tiny import at, edit_row, tiny_operation


def needs(operation: Operation, minute: int, site_id: str = "BASE") -> tuple[int, int, int]:
    found = Needs(Yard(operation), site_id).at(minute)
    return found["people"], found["kg"], found["sensitive"]


def test_a_step_holds_from_its_minute_on() -> None:
    floor = Floor(site_id="BASE", quantity="people", function=None, steps=((at(0), 6), (at(2), 4)))
    assert [value_at(floor, m) for m in (at(0) - 1, at(0), at(2) - 1, at(2))] == [0, 6, 6, 4]


def test_people_needed_are_those_of_all_or_of_the_functions_together() -> None:
    tiny = tiny_operation()
    assert needs(tiny, at(0)) == (6, 5_000, 1)
    logistic = Floor(site_id="BASE", quantity="people", function="logistic", steps=((at(0), 3),))
    assert needs(replace(tiny, floors=(*tiny.floors, logistic)), at(0)) == (7, 5_000, 1)  # 4 guards and 3 others
    assert needs(replace(tiny, floors=(*tiny.floors, logistic)), at(2)) == (7, 2_000, 1)
    assert needs(tiny, at(1), "FEED") == (2, 0, 0)


def test_the_larger_one_counts_where_a_floor_stands_twice() -> None:
    tiny = tiny_operation()
    twice = Floor(site_id="BASE", quantity="people", function="guard", steps=((at(0), 9), (at(1), 5)))
    assert needs(replace(tiny, floors=(*tiny.floors, twice)), at(0))[0] == 9


def test_what_never_leaves_is_taken_off() -> None:
    """A line from inside to inside may stand anywhere; an item that stays stands at its own site alone."""
    tiny = tiny_operation()
    kept = edit_row(tiny, "people", "FEED-GUARD", destination_id="BASE")
    assert needs(kept, at(0))[0] == 2  # of 6, and of the 4 guards: 4 less
    scrapped = edit_row(tiny, "items", "I3", disposition="scrap", destination_id="BASE")
    assert needs(scrapped, at(0))[1] == 2_000
    elsewhere = edit_row(tiny, "items", "I6", disposition="scrap", destination_id="FEED")
    assert needs(elsewhere, at(0))[1] == 5_000
