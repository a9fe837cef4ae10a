"""A line that no vehicle can bring to its destination: the cell that is in the way is named."""

from pathlib import Path

import pytest

from repli.intake import check_folder
from tests.tiny_folder import edit_cell, edit_rows, write_tiny_folder

AIR_LINES = [f"people.csv:{row}:destination_id" for row in range(2, 6)] + [
    f"items.csv:{row}:destination_id" for row in range(2, 8)
]
FEED_LINES = [f"people.csv:{row}:destination_id" for row in (4, 5)] + [
    f"items.csv:{row}:destination_id" for row in (6, 7)
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_folder(tmp_path)


def places(folder: Path) -> list[str]:
    return [problem.place for problem in check_folder(folder)]


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (5, "kg", "12001", "at most 12000 kg, the largest payload from BASE to HOME"),  # LIFT on 900 km
        (6, "kg", "4001", "at most 4000 kg, the largest payload from FEED to HOME"),  # the convoy first
        (4, "positions", "7", "as many positions as some configuration to HOME has"),  # LIFT has 6
        (6, "positions", "5", "as many positions as some configuration to HOME has"),  # the convoy has 4
        (6, "class", "outsize", "a configuration to HOME that takes it"),  # the convoy takes none
    ],
)
def test_an_item_too_large_for_every_way_out_is_named(
    folder: Path, row: int, column: str, value: str, expected: str
) -> None:
    edit_cell(folder, "items.csv", row, column, value)
    (problem,) = check_folder(folder)
    assert problem.place == f"items.csv:{row}:{column}"
    assert str(problem.expected) == expected
    assert problem.found == value


def test_an_item_that_just_fits_is_no_problem(folder: Path) -> None:
    edit_cell(folder, "items.csv", 5, "kg", "12000")
    edit_cell(folder, "items.csv", 6, "kg", "4000")
    edit_cell(folder, "items.csv", 6, "positions", "4")
    assert places(folder) == []


def test_an_item_that_fits_no_single_configuration_is_named_by_its_weight(folder: Path) -> None:
    edit_rows(
        folder,
        "configurations.csv",
        lambda found: [{**row, "outsize": "yes" if row["configuration_id"] == "pax" else "no"} for row in found],
    )
    (problem,) = check_folder(folder)  # I4 is outsize (pax only) and takes 4 positions (cargo only)
    assert problem.place == "items.csv:5:kg"
    assert "together" in str(problem.expected)


@pytest.mark.parametrize(
    ("place", "value", "stranded"),
    [
        ("payload_ranges.csv:3:up_to_km", "899", AIR_LINES),  # out of range
        ("vehicle_types.csv:3:duty_max_minutes", "209", AIR_LINES),  # 60 + 120 + 30 = 210
        ("vehicle_types.csv:3:size", "4", AIR_LINES),  # no spot is that large
        ("vehicle_types.csv:3:size", "3", AIR_LINES),  # it can park but not be worked
        ("vehicle_types.csv:2:duty_max_minutes", "149", FEED_LINES),  # 30 + 90 + 30 = 150
    ],
)
def test_lines_without_a_way_out_are_named(folder: Path, place: str, value: str, stranded: list[str]) -> None:
    file, row, column = place.split(":")
    edit_cell(folder, file, int(row), column, value)
    assert places(folder) == stranded


def test_a_road_that_leads_only_in_is_no_way_out(folder: Path) -> None:
    edit_cell(folder, "legs.csv", 2, "both_ways", "no")
    edit_rows(folder, "clearances.csv", lambda found: found[:2])  # the third names the way back
    assert places(folder) == FEED_LINES


def test_without_the_flight_nobody_gets_out(folder: Path) -> None:
    edit_rows(folder, "legs.csv", lambda found: found[:1])
    assert places(folder) == AIR_LINES


def test_a_type_without_a_vehicle_carries_nothing(folder: Path) -> None:
    edit_rows(folder, "fleet.csv", lambda found: [row for row in found if row["type_id"] != "TRUCK"])
    assert places(folder) == FEED_LINES


def test_people_need_a_seat_and_their_weight(folder: Path) -> None:
    edit_cell(folder, "configurations.csv", 4, "seats", "0")  # the convoy
    edit_cell(folder, "people.csv", 2, "kg_per_person", "12001")
    assert places(folder) == [
        "people.csv:2:kg_per_person",
        "people.csv:4:destination_id",
        "people.csv:5:destination_id",
    ]


def test_a_flight_may_pass_over_a_field_where_it_cannot_be_worked(folder: Path) -> None:
    edit_cell(folder, "legs.csv", 3, "distance_km", "1500")  # out of range without the stop at MID1
    middle = {"field_id": "MID1", "name": "Middle", "parking_spots": "2:1", "working_spots": "1:1"}
    edit_rows(folder, "fields.csv", lambda found: [*found, {**found[1], **middle}])
    over = [
        {"leg_id": "FLD1-MID1", "from_place": "FLD1", "to_place": "MID1", "distance_km": "900"},
        {"leg_id": "MID1-OUT1", "from_place": "MID1", "to_place": "OUT1", "distance_km": "900"},
    ]
    edit_rows(folder, "legs.csv", lambda found: [*found, *({**found[1], **leg} for leg in over)])
    assert places(folder) == []


def test_nothing_waits_at_a_site_outside_for_another_flight(folder: Path) -> None:
    edit_rows(
        folder,
        "sites.csv",
        lambda found: [*found, {**found[2], "site_id": "FAR", "field_id": "", "name_en": "Far", "name_fr": "Loin"}],
    )
    road = {"leg_id": "HOME-FAR", "from_place": "HOME", "to_place": "FAR"}
    edit_rows(folder, "legs.csv", lambda found: [*found, {**found[0], **road}])
    edit_cell(folder, "people.csv", 2, "destination_id", "FAR")
    assert places(folder) == ["people.csv:2:destination_id"]
