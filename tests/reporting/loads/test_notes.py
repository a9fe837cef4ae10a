from dataclasses import replace

from repli.model import Assumption
from repli.reporting.loads.notes import Notes
from tests.tiny import tiny_operation


def notes_of(*rows: tuple[str, int, str, str]) -> Notes:
    assumed = tuple(Assumption(file=file, row=row, subject=subject, text=text) for file, row, subject, text in rows)
    return Notes(replace(tiny_operation(), assumptions=assumed))


def test_an_assumption_has_one_number_wherever_it_stands_and_lists_its_rows() -> None:
    rows = [("items.csv", row, f"I{row}", "weights") for row in (2, 3, 4, 7)]
    notes = notes_of(*rows, ("people.csv", 2, "P1", "numbers"), ("people.csv", 3, "P2", "weights"))
    assert [notes.mark("items.csv", f"I{row}") for row in (2, 3, 4, 7)] == ["[1]"] * 4
    assert (notes.mark("people.csv", "P1"), notes.mark("people.csv", "P2")) == ("[2]", "[1]")
    assert notes.rows == (
        ("[1]", "items.csv 2-4 7; people.csv 3", "weights"),
        ("[2]", "people.csv 2", "numbers"),
    )


def test_what_is_not_assumed_has_no_mark_and_no_row() -> None:
    notes = notes_of(("items.csv", 2, "I2", "weights"))
    assert (notes.mark("items.csv", "I3"), notes.mark("people.csv", "I2"), notes.rows) == ("", "", ())


def test_several_subjects_have_all_their_marks_in_order() -> None:
    notes = notes_of(("positions.csv", 2, "LIFT pax 1", "floor"), ("positions.csv", 3, "LIFT pax 2", "ramp"))
    assert notes.mark("positions.csv", "LIFT pax 2") == "[1]"
    assert notes.mark("positions.csv", "LIFT pax 1", "LIFT pax 2") == "[1] [2]"


def test_a_prefix_is_a_whole_word() -> None:
    notes = notes_of(("payload_ranges.csv", 2, "C-17 4000", "a"), ("payload_ranges.csv", 3, "C-17B 4000", "b"))
    assert notes.mark_of("payload_ranges.csv", "C-17") == "[1]"
    assert [text for _, _, text in notes.rows] == ["a"]
