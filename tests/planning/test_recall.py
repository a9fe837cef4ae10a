"""What is called back has never been: the board is as it was before the sortie was sent."""

from random import Random

from repli.planning import make_plan
from repli.planning.board import board_of
from repli.planning.recall import in_wave, recall, with_onward
from tests.planning.improve.states import planned_operations, start_of
from tests.tiny import tiny_operation


def test_a_board_from_which_everything_is_called_back_is_the_board_before_the_first_sortie() -> None:
    judged = 0
    for operation, plan in planned_operations(12):
        state = start_of(operation, plan)
        empty = board_of(state.board.ways)
        board = state.board.copy()
        Random(1).shuffle(board.sorties)  # noqa: S311 - test data, not a secret
        recall(board, state.order, [one for one in board.sorties if one.load is not None])
        assert all(one.load is None for one in board.sorties)
        for site_id, book in board.books.items():
            if not empty.books[site_id].staying:
                judged += 1
                fresh = empty.books[site_id]
                assert {(lot.line.line_id, lot.ready): lot.count for lot in book.people} == {
                    (lot.line.line_id, lot.ready): lot.count for lot in fresh.people
                }
                assert {lot.line.line_id for lot in book.items} == {lot.line.line_id for lot in fresh.items}
                minutes = range(operation.as_of_minute, operation.horizon_minute, 700)
                assert [book.rooms(at, at + 600) for at in minutes] == [fresh.rooms(at, at + 600) for at in minutes]
        assert board.order.waiting == {**empty.order.waiting, **{act.item_id: 0 for act in board.acts}} or board.acts
        assert not any(people for people, _ in board.booked.values())
    assert judged >= 8


def test_who_brings_something_to_a_site_inside_is_called_back_after_those_who_took_it_on() -> None:
    operation = tiny_operation()
    board = start_of(operation, make_plan(operation, seed=1, version="test")).board
    feeders = [one for one in board.sorties if one.slot.route.unload_site == "BASE" and one.load is not None]
    assert feeders
    for sortie in feeders:
        chain = with_onward(board, [sortie])
        lines = {name for name, *_ in (*sortie.people, *sortie.items)}
        onward = [
            one
            for one in board.sorties
            if one.slot.route.site_id == "BASE" and lines & {name for name, *_ in (*one.people, *one.items)}
        ]
        assert onward
        assert {id(one) for one in chain} >= {id(one) for one in onward}
        assert chain[-1] is sortie


def test_a_flight_of_a_closing_wave_keeps_its_slot() -> None:
    operation, plan = next(one for one in planned_operations(12) if one[1].movements)
    state = start_of(operation, plan)
    board = state.board.copy()
    wave = [one for one in board.sorties if in_wave(board, one)]
    assert wave
    recall(board, state.order, wave)
    slot = wave[0].slot
    rows = board.timeline.diaries[slot.vehicle_id].absences
    assert slot.route.flight is not None or slot.timing.off[0] in [int(row[0]) for row in rows]
