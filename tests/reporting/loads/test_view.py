from repli.reporting.loads.notes import Notes
from repli.reporting.loads.view import notes_table, plan_line, sheet_view
from tests.reporting.load_samples import loaded, sheet_of, voice


def test_a_flight_has_a_picture_and_a_convoy_has_lists_only() -> None:
    operation, _ = loaded()
    flight, convoy = (sheet_view(sheet_of(one), operation, Notes(operation), voice()) for one in ("R1", "C1"))
    assert flight.loads[0].picture is not None
    assert flight.loads[0].picture.table == flight.loads[0].items
    assert convoy.loads[0].picture is None
    assert convoy.loads[0].items is not None


def test_a_sheet_says_itself_in_one_line() -> None:
    operation, _ = loaded()
    view = sheet_view(sheet_of("R2"), operation, Notes(operation), voice())
    assert view.title == "Load sheet R2"
    assert view.summary == (
        "R2 · 2030-01-08 06:00 · L2, OUT1 → FLD1 → OUT1 · people 6, 11,600 kg in all, full: positions"
    )


def test_notes_are_listed_once_for_all_that_rests_on_them() -> None:
    operation, _ = loaded()
    notes = Notes(operation)
    for name in ("R1", "R3"):
        sheet_view(sheet_of(name), operation, notes, voice())
    assert [row[2] for row in notes_table(notes, voice()).rows] == [
        "Made up: floor.",
        "Made up: limits.",
        "Made up: weights.",
    ]


def test_every_sheet_says_that_it_is_a_plan_and_not_for_flight() -> None:
    assert "not for flight" in plan_line(voice())
    assert "impropre au vol" in plan_line(voice("fr"))
