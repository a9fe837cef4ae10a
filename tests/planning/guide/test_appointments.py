"""Closing waves that stand: what they use is held, and given back whole where a vehicle is not there."""

from repli.planning.board import board_of
from repli.planning.guide.appointments import closed_as, given_up, kept
from tests.planning.elsewhere_operations import port_operation
from tests.planning.guide.toured import drafted


def test_a_wave_that_is_given_up_leaves_the_board_as_it_was() -> None:
    state = drafted(port_operation())
    assert state is not None
    board = board_of(state.board.ways)
    before = board.copy().timeline
    appointments = closed_as(board, state.board)
    assert board.closings == state.board.closings
    assert (board.timeline.used != before.used).any()
    given_up(board, "BASE", tuple(one for some in appointments.values() for one in some))
    assert "BASE" not in board.closings
    assert (board.timeline.used == before.used).all()


def test_a_vehicle_that_stands_there_keeps_its_flight_under_its_own_name() -> None:
    state = drafted(port_operation())
    assert state is not None
    board = board_of(state.board.ways)
    ((vehicle_id, (due, *_)),) = closed_as(board, state.board).items()
    assert (vehicle_id, due.start, due.end) == ("L1", "OUT2", "OUT2")
    diary = board.timeline.diaries["L1"]
    board.timeline.diaries["P"] = type(diary)(
        vehicle_id="P", type_id="LIFT", home="OUT2", free_from=diary.free_from, free_to=diary.free_to
    )
    assert kept(board, "P", due) == "P"
    assert board.closings["BASE"].flights[due.index].vehicle_id == "P"
    assert board.timeline.diaries["P"].absences[0, 0] == due.minute
