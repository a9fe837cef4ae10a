from dataclasses import replace

from repli.reporting import load_sheets
from repli.reporting.loads.lines import items_aboard, items_table, people_table
from repli.reporting.loads.notes import Notes
from tests.reporting.load_samples import loaded, sheet_of, voice
from tests.tiny import edit_movement, edit_row


def test_people_are_listed_by_line_with_their_weight() -> None:
    operation, _ = loaded()
    table = people_table(sheet_of("R3").loads[0], operation, Notes(operation), voice())
    assert table is not None
    assert table.caption == "People aboard: 6, 600 kg with bags"
    assert table.rows == (
        ("BASE-GUARD", ("military, guards, 1st", "BASE → HOME"), "2", "200"),
        ("FEED-GUARD", ("military, guards, 1st", "FEED → HOME"), "4", "400"),
    )


def test_items_are_listed_where_they_stand_with_class_disposition_danger_and_notes() -> None:
    operation, _ = loaded()
    table = items_table(sheet_of("R3").loads[0], operation, Notes(operation), voice())
    assert table is not None
    assert table.caption == "Items aboard: 2, 3,500 kg"
    assert table.rows == (
        ("1", "I2 [1]", ("Item I2", "pallet, repatriate, ammunition · BASE → HOME"), "2,000", "1.2"),
        ("2", "I6 [1]", ("Item I6", "pallet, repatriate · FEED → HOME"), "1,500", ""),
    )


def test_items_stand_in_the_order_of_their_positions_and_loose_ones_come_last() -> None:
    operation, plan = loaded()
    flight = next(one for one in plan.movements if one.movement_id == "R3")
    first, second = flight.placements
    swapped = edit_movement(plan, "R3", placements=(replace(first, position=2), replace(second, position=1)))
    (load,) = next(one for one in load_sheets(operation, swapped) if one.trip.name == "R3").loads
    assert [one.line_id for one in items_aboard(load, operation)] == ["I6", "I2"]
    loose = edit_row(operation, "items", "I2", positions=0)
    (load,) = next(one for one in load_sheets(loose, plan) if one.trip.name == "R3").loads
    table = items_table(load, loose, Notes(loose), voice())
    assert table is not None
    assert [row[0] for row in table.rows] == ["2", "loose"]


def test_without_a_floor_list_an_item_says_how_many_positions_it_takes() -> None:
    operation, _ = loaded()
    table = items_table(sheet_of("C1").loads[0], operation, Notes(operation), voice("fr"))
    assert table is not None
    assert table.rows[0][:3] == ("\u2013", "I5", ("Matériel I5", "vrac, à rapatrier, positions 1 · FEED → HOME"))


def test_nobody_and_nothing_have_no_table() -> None:
    operation, _ = loaded()
    (load,) = sheet_of("R1").loads
    only = {kind: {line: 1 for line in load.aboard if line.is_people is kind} for kind in (True, False)}
    assert people_table(replace(load, aboard=only[False]), operation, Notes(operation), voice()) is None
    assert items_table(replace(load, aboard=only[True]), operation, Notes(operation), voice()) is None
