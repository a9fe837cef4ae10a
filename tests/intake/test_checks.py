"""Checks across rows and tables that no change of a single cell by a fixed word reaches."""

from pathlib import Path

import pytest

from repli.intake import check_folder
from tests.tiny_folder import edit_cell, edit_rows, rows, write_tiny_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_folder(tmp_path)


def places(folder: Path) -> list[str]:
    return [problem.place for problem in check_folder(folder)]


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("sites.csv:2:last_out_people", "7", "at most 6, the people of function guard at BASE"),
        ("sites.csv:2:office_to", "08:00", "later than office_from"),
        ("sites.csv:2:field_id", "OUT1", "a field on the same side as the site, inside"),
        ("sites.csv:4:handover_minutes", "60", "a site outside is not handed over"),
        ("sites.csv:4:handed_to", "host", "a site outside is not handed over"),
        ("sites.csv:4:act_after", "yes", "a site outside is not handed over"),
        ("fields.csv:3:closes", "05:00", "later than opens"),
        ("fields.csv:3:parking_spots", "", "only fields outside may be without a limit"),
        ("closures.csv:2:ends", "2030-01-07T20:00Z", "later than starts"),
        ("payload_ranges.csv:3:payload_kg", "12501", "at most 12500 kg, the payload up to 500 km"),
        ("fleet.csv:2:available_to", "2030-01-07", "later than available_from"),
        ("legs.csv:2:distance_km", "", "the length of the road in km"),
        ("legs.csv:2:to_place", "BASE", "another place than from_place"),
        ("legs.csv:2:closes", "06:00", "later than opens"),
        ("clearances.csv:2:window_to", "2030-01-07T05:00Z", "later than window_from"),
        ("clearances.csv:2:types", "TRUCK", "types of mode air; TRUCK is not"),
        ("clearances.csv:3:types", "TRUCK LIFT", "types of mode road; LIFT is not"),
        ("people.csv:2:destination_id", "FEED", "a site outside"),
        ("people.csv:2:ready", "2030-01-13", "a time before the horizon, 2030-01-12T23:00Z"),
        ("people.csv:2:latest", "2030-01-07", "later than ready"),
        ("items.csv:2:item_id", "BASE-GUARD", "an id that no line of people.csv has"),
        ("items.csv:2:destination_id", "BASE", "a site outside"),
        ("floors.csv:3:minimum", "15001", "at most 15000, what is at BASE"),
        ("floors.csv:2:minimum", "7", "at most 6, what is at BASE"),
        ("floors.csv:5:minimum", "21", "at most 20, what is at BASE"),
        ("floors.csv:7:minimum", "2", "at most 1, what is at BASE"),
        ("floors.csv:4:minimum", "5001", "at most 5000, the minimum before it"),
        ("floors.csv:4:from", "2030-01-06T23:00Z", "one minimum for one time"),
        ("floors.csv:3:function", "guard", "only people have a function"),
        ("assumptions.csv:2:base", "91", "a value between low, 90.0, and high, 10.0"),
        ("claims.csv:2:value", "31", "at most the total, 30"),
    ],
)
def test_a_cell_that_contradicts_others_is_named(folder: Path, place: str, value: str, expected: str) -> None:
    file, row, column = place.split(":")
    edit_cell(folder, file, int(row), column, value)
    mine = [problem for problem in check_folder(folder) if problem.place == place]
    assert [problem for problem in mine if expected in str(problem.expected)]
    assert all(problem.found == value for problem in mine)


def test_a_floor_of_people_whom_nobody_knows_is_above_strength(folder: Path) -> None:
    edit_cell(folder, "floors.csv", 8, "function", "medical")
    assert places(folder) == ["floors.csv:8:minimum"]


def test_a_line_at_a_site_outside_is_named(folder: Path) -> None:
    edit_cell(folder, "items.csv", 4, "site_id", "HOME")
    assert "items.csv:4:site_id" in places(folder)


def test_a_type_without_rows_in_the_other_tables_is_named(folder: Path) -> None:
    for file in ("configurations.csv", "payload_ranges.csv", "vehicle_operations.csv", "fleet.csv"):
        edit_rows(folder, file, lambda found: [row for row in found if row["type_id"] != "TRUCK"])
    mine = [problem for problem in check_folder(folder) if problem.place == "vehicle_types.csv:2:type_id"]
    assert len(mine) == 2 + 4  # configuration, payload, and four sets of operations


def test_a_site_inside_says_how_it_is_handed_over(folder: Path) -> None:
    needed = ("handover_minutes", "notice_hours", "office_from", "office_to", "office_days", "act_after")
    for column in needed:
        edit_cell(folder, "sites.csv", 3, column, "")
    assert places(folder) == [f"sites.csv:3:{column}" for column in needed]


def test_two_legs_between_the_same_places_are_one_too_many(folder: Path) -> None:
    edit_rows(folder, "legs.csv", lambda found: [*found, {**found[0], "leg_id": "AGAIN", "both_ways": "no"}])
    assert places(folder) == ["legs.csv:4:to_place"]


def test_a_leg_may_not_take_the_name_of_a_way_back(folder: Path) -> None:
    extra = {"leg_id": "FLD1-OUT1.back", "from_place": "FEED", "to_place": "HOME", "mode": "road", "distance_km": "9"}
    edit_rows(folder, "legs.csv", lambda found: [*found, {**found[1], **extra, "both_ways": "no"}])
    assert "legs.csv:3:leg_id" in places(folder)


def test_a_closure_may_name_a_way_back(folder: Path) -> None:
    edit_cell(folder, "closures.csv", 3, "place_id", "FLD1-OUT1.back")
    assert places(folder) == []


def test_a_quote_may_be_missing_only_with_a_reason(folder: Path) -> None:
    edit_cell(folder, "claims.csv", 2, "quote", "")
    assert places(folder) == []
    edit_cell(folder, "claims.csv", 2, "assumed", "")
    edit_cell(folder, "claims.csv", 2, "source", "a page")
    assert places(folder) == ["claims.csv:2:quote"]


def test_everything_that_is_wrong_comes_at_once_in_order_of_file_and_row(folder: Path) -> None:
    edit_cell(folder, "items.csv", 5, "kg", "8 t")
    edit_cell(folder, "items.csv", 2, "site_id", "NOWHERE")
    edit_cell(folder, "people.csv", 3, "count", "-14")
    edit_cell(folder, "sites.csv", 2, "name_fr", "")
    edit_cell(folder, "fields.csv", 3, "closes", "05:00")
    edit_cell(folder, "legs.csv", 2, "closes", "05:00")
    edit_cell(folder, "claims.csv", 2, "value", "about 2")
    edit_cell(folder, "reconstruction.csv", 2, "site_id", "NOWHERE")
    (folder / "assumptions.csv").unlink()
    assert places(folder) == [
        "sites.csv:2:name_fr",
        "fields.csv:3:closes",
        "legs.csv:2:closes",
        "people.csv:3:count",
        "items.csv:2:site_id",
        "items.csv:5:kg",
        "assumptions.csv",
        "claims.csv:2:value",
        "reconstruction.csv:2:site_id",
    ]


def test_what_was_found_is_the_text_of_the_cell(folder: Path) -> None:
    edit_cell(folder, "fields.csv", 3, "closes", "05:00")
    edit_cell(folder, "people.csv", 2, "latest", "2030-01-06T22:00Z")
    assert [problem.found for problem in check_folder(folder)] == ["05:00", "2030-01-06T22:00Z"]


def test_a_large_table_of_wrong_rows_is_checked_in_a_moment(folder: Path) -> None:
    first = rows(folder, "items.csv")[0]
    many = [{**first, "item_id": f"X{number}", "kg": "1,5", "site_id": "NOWHERE"} for number in range(2_000)]
    edit_rows(folder, "items.csv", lambda _found: many)
    edit_rows(folder, "reconstruction.csv", lambda found: found[:1])
    edit_rows(folder, "floors.csv", lambda found: found[:1])
    assert len(places(folder)) == 2 * 2_000


def add_columns(folder: Path, file: str, row: int, **cells: str) -> None:
    """Give a table columns that may be left out; the cells of all rows but one are empty."""
    edit_rows(
        folder,
        file,
        lambda found: [
            {**one, **(cells if number == row else dict.fromkeys(cells, ""))}
            for number, one in enumerate(found, start=2)
        ],
    )


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("sites.csv:2:closes_after", "NOWHERE", "an id of sites.csv"),
        ("sites.csv:2:closes_after", "HOME", "sites inside, at a site inside"),
        ("sites.csv:4:closes_after", "BASE", "sites inside, at a site inside"),
        ("sites.csv:2:closes_after", "BASE", "an order in which no site closes before itself"),
        ("fields.csv:2:handling_sets", "-1", "a whole number"),
        ("clearances.csv:2:lead_hours", "5", "nothing, or 0, beside state granted"),
        ("clearances.csv:2:answer_hours", "5", "nothing, or 0, beside state granted"),
        ("closures.csv:2:parking_spots", "9:1", "spots of size 9 or larger: at most 0"),
        ("closures.csv:2:working_spots", "2:9", "spots of size 2 or larger: at most 1"),
        ("closures.csv:2:parking_spots", "one", "size:count"),
    ],
)
def test_a_cell_of_a_column_that_may_be_left_out_is_judged(folder: Path, place: str, value: str, expected: str) -> None:
    file, row, column = place.split(":")
    edit_cell(folder, "closures.csv", 2, "place_id", "FLD1")
    add_columns(folder, file, int(row), **{column: value})
    mine = [problem for problem in check_folder(folder) if problem.place == place]
    assert [problem for problem in mine if expected in str(problem.expected)]


def test_only_fields_have_spots_to_take(folder: Path) -> None:
    edit_cell(folder, "closures.csv", 2, "place_id", "BASE")
    add_columns(folder, "closures.csv", 2, parking_spots="2:1")
    assert places(folder) == ["closures.csv:2:parking_spots"]
