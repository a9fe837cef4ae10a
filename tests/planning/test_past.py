"""What has begun stands on the board as it was agreed, and nothing of what is to come."""

import pytest

from repli.errors import UsageError
from repli.planning.past import agreed_of, from_now_on
from tests.planning.grounds import agreed_plan, ground_at
from tests.tiny import at, tiny_operation, without_row


def test_what_has_begun_to_load_is_on_the_board_and_the_rest_is_to_come_in_order() -> None:
    ground = ground_at()
    begun = {(one.slot.vehicle_id, one.slot.off_minute) for one in ground.board.sorties}
    agreed = {one.name: one for one in agreed_of(tiny_operation(), agreed_plan())}
    assert [one.name for one in ground.to_come] == ["C001", "R003", "R004"]
    assert {off for _, off in begun} == {agreed["R001"].off_minute, agreed["R002"].off_minute}
    assert list(ground.slots) == ["C001", "R003", "R004"]
    assert [one.load_minute for one in ground.to_come] == sorted(one.load_minute for one in ground.to_come)


def test_what_was_brought_to_a_site_waits_there_and_what_left_does_not() -> None:
    before, after = ground_at(at(1)).board.books["BASE"], ground_at(at(1, 12)).board.books["BASE"]
    assert {lot.line.line_id: lot.count for lot in before.people} == {"BASE-GUARD": 4, "BASE-STAFF": 2}
    assert {lot.line.line_id: lot.count for lot in after.people} == {
        "BASE-GUARD": 4,
        "BASE-STAFF": 2,
        "FEED-GUARD": 4,
        "FEED-STAFF": 6,
    }
    assert {lot.line.line_id for lot in before.items} == {"I2", "I3"}


def test_the_end_of_a_site_begins_with_its_act() -> None:
    assert ground_at().since == {act.site_id: act.start_minute for act in agreed_plan().handovers}


def test_a_movement_that_loads_at_this_minute_has_not_begun() -> None:
    first = agreed_of(tiny_operation(), agreed_plan())[0]
    assert first in ground_at(first.load_minute).to_come
    assert first not in ground_at(first.load_minute + 1).to_come


def test_what_has_begun_with_a_vehicle_that_is_not_there_is_refused_by_name() -> None:
    gone = without_row(tiny_operation(), "vehicles", "L1")
    with pytest.raises(UsageError, match="R001"):
        ground_at(at(1), gone)


def test_no_vehicle_leaves_before_now_nor_at_the_minutes_of_what_is_forbidden() -> None:
    ground = ground_at(at(1), bans=frozenset({("movement", "R003")}))
    board = ground.board.copy()
    from_now_on(board, ground, frozenset())
    assert all(diary.free_from >= at(1) for diary in board.timeline.diaries.values())
    flight = next(one for one in agreed_plan().movements if one.movement_id == "R003")
    away = board.timeline.diaries[flight.vehicle_id].absences
    assert any(start <= flight.stops[0].off_block_minute < end for start, end in away)
