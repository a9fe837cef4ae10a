"""What floors are sure of, and until when."""

from dataclasses import replace

from repli.model import FloorPrices, Operation
from repli.rules.credits import FloorAt, floor_at
from repli.rules.ends import Ends
from repli.rules.routes import Ways
from tests.tiny import at, edit_row, tiny_operation

TINY = tiny_operation()


def known(operation: Operation, kind: str, site_id: str, function: str | None = None) -> FloorAt | None:
    return floor_at(Ends(Ways(operation)), FloorPrices(kind=kind, site_id=site_id, function=function, prices=()))


def test_a_floor_holds_until_the_earliest_closing_wave_with_the_step_of_the_last_minute_before() -> None:
    """BASE: 6 people from day 0, 4 from day 2 on; what leaves FEED at 11:00 of day 1 leaves BASE at 14:10."""
    floor = known(TINY, "floor-people", "BASE")
    assert floor is not None
    assert [floor.holds_at(minute) for minute in (at(1, 11, 10), at(1, 11, 11))] == [True, False]
    assert [floor.least_at(minute) for minute in (at(0) + 1, at(1), at(2), at(2) + 1)] == [6, 6, 6, 4]
    assert known(TINY, "floor-people", "FEED") is None
    assert known(TINY, "floor-people", "FEED", "guard") is not None
    assert known(TINY, "floor-people", "HOME") is None


def test_the_same_floor_twice_asks_for_the_larger() -> None:
    twice = replace(TINY, floors=(*TINY.floors, replace(TINY.floors[1], steps=((at(0), 2), (at(3), 1)))))
    floor = known(twice, "floor-people", "BASE")
    assert floor is not None
    assert floor.least_at(at(1)) == 6


def test_guards_who_leave_last_are_there_until_the_earliest_formation() -> None:
    """FEED's last off block is at 11:00 of day 1 at the earliest; the formation is of 30 minutes."""
    guards = known(TINY, "guards-last", "FEED")
    assert guards is not None
    assert (guards.least_at(at(0)), guards.least_at(at(9))) == (2, 2)
    assert [guards.holds_at(minute) for minute in (at(1, 10, 30), at(1, 10, 31))] == [True, False]
    assert [guards.measure(line) for line in Ways(TINY).lines.values()] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert known(TINY, "guards-last", "FEED", "guard") is None
    assert known(edit_row(TINY, "sites", "FEED", last_out_people=0), "guards-last", "FEED") is None


def test_guards_of_a_site_who_do_not_leave_may_be_the_last_of_it() -> None:
    stay = edit_row(TINY, "people", "BASE-GUARD", destination_id="FEED", count=3)
    base, feed = known(stay, "guards-last", "BASE"), known(stay, "guards-last", "FEED")
    assert base is not None
    assert feed is not None
    assert (base.least_at(at(1)), feed.least_at(at(1))) == (1, 2)
