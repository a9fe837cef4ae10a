"""How long a vehicle is under way at least, and how early it can be somewhere."""

from dataclasses import replace

from repli.rules.ahead import Ahead
from repli.rules.chains import Chains
from tests.rules.test_cheapest import two_hops
from tests.tiny import at, edit_row, tiny_operation

TINY = tiny_operation()


def test_a_way_has_at_least_one_leg_and_adds_blocks_along_the_shortest_chain() -> None:
    chains = Chains(two_hops())
    assert chains.way("LIFT", "OUT1", "FLD3") == 360
    assert chains.way("LIFT", "FLD1", "FLD1") is None
    assert Chains(TINY).way("LIFT", "FLD1", "FLD1") == 240
    assert (chains.least_block_from("LIFT", "FLD1"), chains.least_block_to("LIFT", "FLD1")) == (120, 120)


def test_a_vehicle_is_somewhere_once_it_is_available_and_has_come() -> None:
    assert Chains(TINY).reach("LIFT", "FLD1") == at(0, 2)
    later = replace(TINY, vehicles=tuple(replace(one, available_from_minute=at(1)) for one in TINY.vehicles))
    assert Chains(later).reach("LIFT", "FLD1") == at(1, 2)
    assert Chains(TINY).reach("TRUCK", "FLD1") is None
    assert Chains(edit_row(TINY, "vehicles", "L1", start_place="FLD1")).reach("LIFT", "FLD1") == at(0, 2)


def test_a_destination_lies_ahead_by_legs_outside_and_by_changes_between_air_and_road() -> None:
    home = TINY.site_of["HOME"]
    port = replace(home, site_id="PORT", field_id=None)
    road = replace(TINY.legs[0], leg_id="PORT-HOME", from_place="PORT", to_place="HOME")
    passage = replace(TINY.passages[2], leg_id="PORT-HOME")
    operation = replace(TINY, sites=(*TINY.sites, port), legs=(*TINY.legs, road), passages=(*TINY.passages, passage))
    assert Ahead(operation, ("LIFT", "TRUCK")).of("HOME") == {("air", "OUT1"), ("road", "HOME"), ("road", "PORT")}
    assert Ahead(operation, ("LIFT",)).of("HOME") == {("air", "OUT1"), ("road", "HOME")}
    assert Ahead(operation, ("LIFT", "TRUCK")).of("PORT") == {("road", "PORT")}
