from dataclasses import replace
from fractions import Fraction

from repli.model import Cargo
from repli.reporting import load_sheets
from tests.reporting.load_samples import LIMIT, loaded, sheet_of
from tests.tiny import edit_stop, tiny_operation, tiny_plan


def test_there_is_a_sheet_for_every_movement_in_order_of_time() -> None:
    assert [sheet.trip.name for sheet in load_sheets(*loaded())] == ["R1", "C1", "R2", "C2", "R3", "R4"]


def test_a_sheet_holds_what_is_aboard_where_it_stands_and_its_balance() -> None:
    """R1: 2,000 x 500 + 1,400 x 600 = 1,840,000 kg cm on 3,400 kg."""
    (load,) = sheet_of("R1").loads
    assert {line.line_id: units for line, units in load.aboard.items()} == {"BASE-STAFF": 14, "I1": 1}
    assert load.places == {"I1": (1,)}
    assert load.gravity is not None
    assert (load.gravity.arm_cm, load.gravity.limit) == (Fraction(1_840_000, 3_400), LIMIT)
    (leg,) = load.legs
    assert (leg.fullness.people, leg.fullness.positions, leg.fullness.kg) == (14, 1, 3_400)


def test_a_convoy_has_a_list_and_no_balance() -> None:
    (load,) = sheet_of("C1").loads
    assert {line.line_id for line in load.aboard} == {"FEED-STAFF", "I5"}
    assert (load.places, load.gravity) == ({}, None)


def test_a_movement_that_carries_nothing_has_a_sheet_without_loads() -> None:
    plan = edit_stop(edit_stop(tiny_plan(), "R4", 1, loads=()), "R4", 2, unloads=())
    assert load_sheets(tiny_operation(), plan)[-1].loads == ()


def test_legs_with_the_same_aboard_are_one_load_and_a_change_begins_another() -> None:
    """R4 goes on from OUT1 to FLD1 and back with its load, and drops 1 of its 4 guards at the second OUT1."""
    plan = tiny_plan()
    flight = next(one for one in plan.movements if one.movement_id == "R4")
    start, field, out = flight.stops
    on = replace(out, unloads=())
    one = (Cargo(line_id="BASE-GUARD", quantity=1, site_id="HOME"),)
    stops = (start, field, on, replace(field, loads=()), replace(on, unloads=one), replace(field, loads=()), out)
    changed = replace(plan, movements=(*plan.movements[:-1], replace(flight, stops=stops)))
    sheet = load_sheets(tiny_operation(), changed)[-1]
    assert [len(load.legs) for load in sheet.loads] == [3, 2]
    assert [sum(load.aboard.values()) for load in sheet.loads] == [5, 4]


def test_what_takes_no_position_is_loose() -> None:
    operation, plan = loaded()
    items = tuple(replace(one, positions=0) if one.line_id == "I1" else one for one in operation.items)
    first = load_sheets(replace(operation, items=items), plan)[0].loads[0]
    assert [line.line_id for line in first.loose] == ["I1"]
