"""Claims and the reconstruction: grouped into movements, checked against the lines they come from."""

from pathlib import Path

import pytest

from repli.errors import InputError
from repli.intake import check_folder, read_history, read_operation
from repli.units import minute_from_text
from tests.tiny_folder import edit_cell, edit_rows, write_tiny_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_folder(tmp_path)


def test_rows_become_movements_in_order_of_time(folder: Path) -> None:
    edit_rows(folder, "reconstruction.csv", lambda found: found[::-1])
    opening, flight = read_history(folder, read_operation(folder)).movements
    assert (opening.kind, opening.movement_id, opening.field_id, opening.vehicle_type) == ("opening", "OPENING", "", "")
    assert opening.at_minute == minute_from_text("2030-01-05T23:00Z")  # 00:00 local
    assert (flight.kind, flight.movement_id, flight.field_id, flight.vehicle_type) == ("depart", "R1", "FLD1", "LIFT")
    assert flight.at_minute == minute_from_text("2030-01-07T08:00Z")
    assert [(part.site_id, part.category, part.people, part.people_line, part.items) for part in flight.parts] == [
        ("BASE", "military", 12, "BASE-STAFF", ("I1", "I3")),
        ("FEED", "military", 2, "FEED-STAFF", ()),
    ]
    assert flight.assumed == "invented for tests"


def test_claims_are_kept_as_they_were_said(folder: Path) -> None:
    first, second = read_history(folder, read_operation(folder)).claims
    assert (first.stated_on, first.value, first.qualifier, first.total, first.quote) == (
        "2030-01-07",
        2,
        "exact",
        30,
        "two, of thirty",
    )
    assert (second.claim_id, second.language) == ("second", "fr")


def test_a_folder_without_history_has_an_empty_one(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    (folder / "reconstruction.csv").unlink()
    history = read_history(folder, read_operation(folder))
    assert (history.claims, history.movements) == ((), ())


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (3, "people", "13", "at most 12, what the line of 14 still has"),
        (2, "people", "15", "at most 14, what the line of 14 still has"),
        (3, "people_category", "civilian", "military, that of the people line"),
        (3, "people_line", "", "a value, as people departed"),
        (3, "people_category", "", "a value, as people departed"),
        (3, "site_id", "FEED", "BASE, the site of the people line"),
        (3, "items", "I1 I5", "items of BASE; I5 is at FEED"),
        (4, "items", "I1", "items that have not departed yet; I1 departed in line 3"),
        (3, "items", "I1 I99", "an id of items.csv"),
        (3, "items", "I1 I1", "none twice"),
        (2, "field_id", "FLD1", "an opening balance has no field"),
        (4, "at", "2030-01-07T08:01Z", "the same as in line 3"),
        (4, "vehicle_type", "TRUCK", "the same as in line 3"),
        (4, "kind", "return", "known, but this version does not plan with it yet"),
    ],
)
def test_what_the_force_cannot_have_done_is_named(
    folder: Path, row: int, column: str, value: str, expected: str
) -> None:
    operation = read_operation(folder)
    edit_cell(folder, "reconstruction.csv", row, column, value)
    with pytest.raises(InputError) as caught:
        read_history(folder, operation)
    mine = [one for one in caught.value.problems if one.place == f"reconstruction.csv:{row}:{column}"]
    assert [one for one in mine if expected in str(one.expected)]
    assert caught.value.problems == check_folder(folder)


def test_a_row_that_moves_nothing_is_named(folder: Path) -> None:
    operation = read_operation(folder)
    for column, value in (("people", "0"), ("people_line", ""), ("people_category", "")):
        edit_cell(folder, "reconstruction.csv", 4, column, value)
    with pytest.raises(InputError) as caught:
        read_history(folder, operation)
    assert [one.place for one in caught.value.problems] == ["reconstruction.csv:4:people"]


def test_items_can_go_without_people(folder: Path) -> None:
    for column, value in (("people", "0"), ("people_line", ""), ("people_category", ""), ("items", "I5 I6")):
        edit_cell(folder, "reconstruction.csv", 4, column, value)
    (_, flight) = read_history(folder, read_operation(folder)).movements
    assert flight.parts[1].items == ("I5", "I6")
    assert flight.parts[1].people_line is None
