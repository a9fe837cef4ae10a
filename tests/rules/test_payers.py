"""Who pays: lines that must be out, alike ones together."""

from dataclasses import replace

from repli.rules.lines import lines_of
from repli.rules.payers import floor_measure, others_counted, payers_of, whole_of
from tests.tiny import at, edit_row, tiny_operation

TINY = tiny_operation()


def test_lines_that_are_alike_pay_together_and_others_apart() -> None:
    """Two more lines like BASE-STAFF; one that arrives a day later, and one that stays, are not."""
    staff = TINY.people_of["BASE-STAFF"]
    more = (
        replace(staff, line_id="A", count=3),
        replace(staff, line_id="B", arrives_minute=at(1)),
        replace(staff, line_id="C", destination_id="BASE", count=9),
    )
    operation = replace(TINY, people=(*TINY.people, *more))
    payers = payers_of(operation, lines_of(operation))
    by_line = {payer.line.line_id: (units, payer.since_minute) for payer, units in payers.items()}
    assert by_line["BASE-STAFF"] == (17, at(0))
    assert by_line["B"] == (14, at(1))
    assert not {"A", "C"} & by_line.keys()
    assert whole_of(payers) == (30 + 3 + 14, 17_500)
    assert whole_of({}) == (1, 1)


def test_what_does_not_leave_is_counted_as_it_could_stand_in_for_others() -> None:
    stays = edit_row(TINY, "items", "I3", destination_id="BASE")
    scrapped = edit_row(stays, "items", "I2", disposition="scrap", destination_id="BASE")
    lines = lines_of(scrapped)
    assert others_counted(lines, floor_measure("floor-kg", "BASE", None)) == 3_000
    assert others_counted(lines, floor_measure("floor-sensitive", "BASE", None)) == 0
    assert others_counted(lines_of(TINY), floor_measure("floor-people", "BASE", "guard")) == 0
