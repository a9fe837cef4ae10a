"""Slots of other users: two that overlap must fit the field together, and both rows are named."""

from pathlib import Path

import pytest

from repli.intake import check_folder
from tests.tiny_folder import edit_rows, write_tiny_folder

EARLY = ("2030-01-08T06:00Z", "2030-01-08T12:00Z")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_folder(tmp_path)


def with_slots(folder: Path, *slots: tuple[str, str, str, str]) -> list[tuple[str, str]]:
    """The problems of a folder whose closures are slots at FLD1 (parking 2:1 3:1, working 2:1)."""
    rows = [
        {
            "place_id": "FLD1",
            "starts": starts,
            "ends": ends,
            "reason": "another user",
            "parking_spots": parking,
            "working_spots": working,
            "source": "",
            "assumed": "invented for tests",
        }
        for starts, ends, parking, working in slots
    ]
    edit_rows(folder, "closures.csv", lambda _rows: rows)
    return [(problem.place, str(problem.expected)) for problem in check_folder(folder)]


def test_two_slots_that_overlap_and_fit_together_are_accepted(folder: Path) -> None:
    assert with_slots(folder, (*EARLY, "2:1", ""), (*EARLY, "3:1", "2:1")) == []


def test_two_slots_that_fit_one_by_one_and_not_together_are_refused_with_both_rows(folder: Path) -> None:
    (problem,) = with_slots(folder, (*EARLY, "3:1", ""), ("2030-01-08T11:59Z", "2030-01-08T13:00Z", "3:1", ""))
    assert problem == (
        "closures.csv:3:parking_spots",
        "spots of size 3 or larger: at most 1 together with row 2, which overlaps",
    )


def test_a_small_vehicle_on_a_large_spot_counts_for_the_small_sizes(folder: Path) -> None:
    (problem,) = with_slots(folder, (*EARLY, "2:2", ""), (*EARLY, "2:1", ""))
    assert problem[1].startswith("spots of size 2 or larger: at most 2 together with row 2")


def test_a_slot_that_starts_when_the_other_ends_overlaps_nothing(folder: Path) -> None:
    assert with_slots(folder, (*EARLY, "", "2:1"), ("2030-01-08T12:00Z", "2030-01-08T18:00Z", "", "2:1")) == []


def test_the_order_of_the_rows_does_not_matter(folder: Path) -> None:
    (problem,) = with_slots(folder, ("2030-01-08T11:00Z", "2030-01-08T13:00Z", "", "2:1"), (*EARLY, "", "2:1"))
    assert problem[0] == "closures.csv:2:working_spots"
    assert "row 3" in problem[1]
