"""Movements before the closing waves: what floors hold for long leaves once they fall."""

from dataclasses import replace

from repli.model import Floor
from repli.planning.board import board_of
from repli.planning.dispatch import dispatch
from repli.planning.variants import variants_of
from repli.planning.ways import ways_of
from tests.tiny import tiny_operation
from tests.tiny_places import at


def test_people_who_get_ready_one_after_the_other_below_a_floor_leave_once_it_falls() -> None:
    tiny = tiny_operation()
    staff = tiny.people_of["BASE-STAFF"]
    lines = tuple(replace(staff, line_id=f"L{hour:02d}", count=1, ready_minute=at(0, hour)) for hour in range(24))
    guards = replace(tiny.people_of["BASE-GUARD"], count=1)
    floor = Floor(site_id="BASE", quantity="people", function=None, steps=((at(0), 25), (at(2), 0)))
    operation = replace(tiny, people=(guards, *lines), items=(), floors=(floor,))
    board = board_of(ways_of(operation))
    dispatch(board, ["BASE"], variants_of(1)[0])
    assert {lot.line.line_id for lot in board.books["BASE"].people} <= {"BASE-GUARD"}
    assert min(sortie.slot.off_minute for sortie in board.sorties) >= at(2)


def test_however_many_get_ready_below_a_floor_they_leave_once_it_falls() -> None:
    tiny = tiny_operation()
    staff, guard = tiny.people_of["BASE-STAFF"], tiny.people_of["BASE-GUARD"]
    lines = tuple(replace(staff, line_id=f"L{one}", count=1, ready_minute=at(0, 7) + one) for one in range(600))
    floor = Floor(site_id="BASE", quantity="people", function=None, steps=((at(0), 601), (at(2), 0)))
    operation = replace(tiny, people=(replace(guard, count=1), *lines), items=(), floors=(floor,))
    board = board_of(ways_of(operation))
    dispatch(board, ["BASE"], variants_of(1)[0])
    assert board.sorties
    assert min(sortie.slot.off_minute for sortie in board.sorties) >= at(2)
