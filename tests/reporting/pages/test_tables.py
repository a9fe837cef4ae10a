from repli.errors import phrase
from repli.model import Assumption
from repli.reporting.facts import NextStep
from repli.reporting.pages.tables import assumptions_table, next_tables
from repli.reporting.voice import Voice
from tests.tiny import at

VOICE = Voice("en", "Africa/Niamey")


def _assumed(row: int, text: str = "Nobody published it.", file: str = "fleet.csv") -> Assumption:
    return Assumption(file=file, row=row, subject=f"V{row}", text=text)


def test_what_is_said_of_many_rows_is_said_once_with_all_its_rows() -> None:
    rows = (_assumed(2), _assumed(3), _assumed(7), _assumed(4, "Other."), _assumed(5, file="sites.csv"))
    assert assumptions_table(rows, VOICE).rows == (
        ("fleet.csv:2\u20133, 7", "V2, V3, V7", "Nobody published it."),
        ("fleet.csv:4", "V4", "Other."),
        ("sites.csv:5", "V5", "Nobody published it."),
    )


def test_of_many_subjects_the_first_and_the_last_are_named_with_their_number() -> None:
    (row,) = assumptions_table(tuple(_assumed(number) for number in range(2, 14)), VOICE).rows
    assert row[:2] == ("fleet.csv:2\u201313", "V2 \u2026 V13 (12)")


def test_what_must_be_asked_for_stands_apart_from_what_is_done() -> None:
    kinds = ("departs", "request", "ready", "notice", "handover", "clearance")
    steps = tuple(
        NextStep(when_minute=at(number), kind=kind, what=phrase("flights"), who=phrase("Parties"))
        for number, kind in enumerate(kinds)
    )
    asked, done = next_tables(steps, VOICE)
    assert [row[2] for row in asked.rows] == ["request by", "give notice by"]
    assert [row[2] for row in done.rows] == ["depart and sign", "stand ready", "hand over and sign", "clearance used"]
    assert next_tables(steps[:1], VOICE)[0].rows == done.rows[:1]
    assert next_tables((), VOICE) == ()
