"""Where a type would be of more use than at home, and what a vehicle takes along on its way there."""

from dataclasses import replace

from repli.planning.board import board_of
from repli.planning.stands import send_on, stands_of
from repli.planning.ways import ways_of
from tests.planning.elsewhere_operations import port_operation, strip_operation
from tests.tiny import at, tiny_operation


def test_a_type_is_of_more_use_where_it_reaches_more_or_is_sooner_back() -> None:
    ways = ways_of(port_operation())
    assert stands_of(ways, "LIFT", "OUT1") == ("OUT2",)
    assert stands_of(ways, "LIFT", "OUT2") == ()
    assert stands_of(ways, "TRUCK", "PORT") == ()
    assert "FLD1" in stands_of(ways_of(strip_operation()), "LIFT", "OUT1")


def test_who_serves_all_from_where_it_is_has_no_other_place_to_be() -> None:
    ways = ways_of(tiny_operation())
    assert stands_of(ways, "LIFT", "OUT1") == stands_of(ways, "TRUCK", "BASE") == ()


def test_a_place_where_the_crew_cannot_rest_is_of_no_use() -> None:
    operation = port_operation()
    fields = tuple(
        replace(one, crew_rest=False, crew_base=False) if one.field_id == "OUT2" else one for one in operation.fields
    )
    assert stands_of(ways_of(replace(operation, fields=fields)), "LIFT", "OUT1") == ()


def test_a_vehicle_goes_by_way_of_what_waits_and_else_straight() -> None:
    board = board_of(ways_of(port_operation()))
    assert send_on(board, "L1", "OUT2", at(0)) == "L1@1"
    held = board.timeline.diaries["L1@0>"].held
    assert held is not None
    assert held[0].site_id == "BASE"
    bare = board_of(ways_of(port_operation(items=0)))
    assert send_on(bare, "L1", "OUT2", at(0)) == "L1@1"
    held = bare.timeline.diaries["L1@0>"].held
    assert held is not None
    assert held[0].site_id == ""


def test_where_no_way_leads_nobody_goes() -> None:
    board = board_of(ways_of(port_operation()))
    assert send_on(board, "L1", "OUT2", at(30)) is None
    assert list(board.timeline.diaries) == ["L1", "T1"]
