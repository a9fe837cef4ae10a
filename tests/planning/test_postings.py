"""A vehicle moves on from one posting to the next: what it uses is held, it is undone without a trace."""

from repli.planning.board import Board, board_of
from repli.planning.occupancy import FOREVER
from repli.planning.postings import (
    diaries_before,
    flown,
    last_posting,
    may_move_on,
    move_on,
    onward_slots,
    posting_at,
    stay_on,
)
from repli.planning.sorties import Slot
from repli.planning.timing import Wish, earliest_slot
from repli.planning.ways import ways_of
from tests.planning.elsewhere_operations import port_operation, strip_operation
from tests.tiny import at, edit_row


def port_board() -> Board:
    return board_of(ways_of(port_operation()))


def slot_to(board: Board, place: str, site_id: str = "", depart_from: int = 0) -> Slot:
    slots = onward_slots(board, last_posting(board, "L1"), place, depart_from)
    return next(one for one in slots if one.route.site_id == site_id)


def test_the_ways_on_are_the_empty_one_over_the_base_and_one_by_way_of_its_stock() -> None:
    board = port_board()
    slots = list(onward_slots(board, "L1", "OUT2", at(1)))
    assert [[stop.place_id for stop in one.route.stops] for one in slots] == [["OUT1", "FLD1", "OUT2"]] * 2
    assert [one.route.site_id for one in slots] == ["", "BASE"]
    assert all(one.timing.off[0] >= at(1) for one in slots)
    assert [one.timing.clearances[1] for one in slots] == ["C-FLD1", "C-FLD1"]


def test_a_vehicle_that_moves_on_has_a_diary_here_one_there_and_one_between() -> None:
    board = port_board()
    slot = slot_to(board, "OUT2", depart_from=at(2))
    assert move_on(board, "L1", slot) == last_posting(board, "L1") == "L1@1"
    diaries = board.timeline.diaries
    assert (diaries["L1"].home, diaries["L1"].free_to) == ("OUT1", slot.timing.off[0])
    assert diaries["L1@1"].home == "OUT2"
    assert diaries["L1@1"].free_from >= slot.timing.on[-1]
    assert diaries_before("L1@1") == ("L1", "L1@0>")
    assert diaries_before("L1") == ()
    leaves = slot.timing.off[0]
    assert [posting_at(board, "L1", leaves + one) for one in (-1, 0, 1)] == ["L1", "L1@0>", "L1@1"]


def test_the_movement_between_flies_empty_until_something_is_loaded() -> None:
    board = port_board()
    slot = slot_to(board, "OUT2", "BASE")
    move_on(board, "L1", slot)
    (empty,) = flown(board)
    assert (empty.slot.timing, empty.load) == (slot.timing, None)
    (route,) = board.routes_of("L1@0>", "BASE")
    assert board.routes_of("L1@0>", "PORT") == ()
    held = earliest_slot(board.timeline, "L1@0>", route, Wish())
    assert held is not None
    assert earliest_slot(board.timeline, "L1@0>", route, Wish(load_from=held.load_minute + 1)) is None
    load = board.load_for(held, FOREVER)
    assert load is not None
    marks = board.timeline.steps.marks()
    board.timeline.take(held.vehicle_id, held.route, held.timing)
    board.send(held, load)
    assert board.timeline.steps.marks() == marks
    assert [one.items for one in flown(board)] == [(("I0", "PORT"),)]
    assert earliest_slot(board.timeline, "L1@0>", route, Wish()) is None


def test_staying_undoes_all_postings_after_it() -> None:
    board = port_board()
    before, diary, used = board.timeline.steps.marks(), board.timeline.diaries["L1"], board.timeline.used.copy()
    move_on(board, "L1", slot_to(board, "OUT2"))
    move_on(board, "L1@1", slot_to(board, "OUT1", depart_from=at(3)))
    assert last_posting(board, "L1") == "L1@2"
    assert (board.timeline.used != used).any()
    stay_on(board, "L1")
    assert board.timeline.steps.marks() == before
    assert (board.timeline.used == used).all()
    assert (board.timeline.diaries["L1"].free_from, board.timeline.diaries["L1"].free_to) == (
        diary.free_from,
        diary.free_to,
    )
    assert [name for name in board.timeline.diaries if name.startswith("L1")] == ["L1"]


def test_a_vehicle_can_move_on_at_just_these_minutes_only_while_all_is_free() -> None:
    board = port_board()
    slot = slot_to(board, "OUT2", depart_from=at(1))
    assert may_move_on(board, "L1", slot)
    move_on(board, "L1", slot)
    assert not may_move_on(board, "L1@1", slot)


def test_who_stands_inside_takes_a_parking_spot_until_it_moves_on_again() -> None:
    board = board_of(ways_of(strip_operation(spots=1)))
    spots = board.timeline.parking["FLD1"]
    slot = slot_to(board, "FLD1")
    comes, size = slot.timing.off[-1], slot.route.size
    move_on(board, "L1", slot)
    assert spots.next_free(size, comes, comes + 1) > comes
    assert list(onward_slots(board, "L2", "FLD1", 0)) == []
    leaves = slot_to(board, "OUT1", depart_from=at(3))
    move_on(board, "L1@1", leaves)
    gone = leaves.timing.off[0]
    assert spots.next_free(size, gone - 1, gone) > gone - 1
    assert spots.next_free(size, gone, gone + 1) == gone


def test_who_comes_back_to_its_own_spot_unloads_on_a_working_spot_and_takes_no_second_one_to_park() -> None:
    operation = edit_row(strip_operation(spots=1), "fields", "FLD1", working_spots=((2, 1),))
    board = board_of(ways_of(operation))
    move_on(board, "L1", slot_to(board, "FLD1"))
    (route,) = (one for one in board.routes_of("L1@1", "STRIP") if one.keeps_spot)
    assert [stop.place_id for stop in route.stops] == ["FLD1", "FLD2", "FLD1"]
    slot = earliest_slot(board.timeline, "L1@1", route, Wish())
    assert slot is not None
    parked = board.timeline.parking["FLD1"].changes()
    board.timeline.take(slot.vehicle_id, slot.route, slot.timing)
    works, ends = slot.timing.work_start[2], slot.timing.work_end[2]
    spots = board.timeline.working["FLD1"]
    assert spots.next_free(route.size, works, works + 1) == ends
    assert spots.next_free(route.size, works - 1, works) == works - 1
    assert board.timeline.parking["FLD1"].changes() == parked
    board.timeline.release(slot.vehicle_id, slot.route, slot.timing)
    assert spots.next_free(route.size, works, works + 1) == works
