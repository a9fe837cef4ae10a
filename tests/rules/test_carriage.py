"""What the movements of the tiny plan carry on each leg."""

from dataclasses import replace

from repli.rules.carriage import carriages
from tests.tiny import tiny_operation, tiny_plan


def test_each_leg_has_its_people_positions_kg_and_payload() -> None:
    """R2: 6 people of 100 kg, I3 (3,000 kg, 2 positions) and I4 (8,000 kg, 4 positions) on the way back only."""
    legs = [one for one in carriages(tiny_operation(), tiny_plan()) if one.trip.name == "R2"]
    assert [(one.stop.place_id, one.following.place_id) for one in legs] == [("OUT1", "FLD1"), ("FLD1", "OUT1")]
    assert [(one.people, one.positions, one.kg) for one in legs] == [(0, 0, 0), (6, 6, 11_600)]
    assert {one.payload_kg for one in legs} == {12_000}


def test_where_a_type_cannot_go_it_has_no_payload() -> None:
    operation = replace(tiny_operation(), passages=())
    assert {one.payload_kg for one in carriages(operation, tiny_plan())} == {None}
