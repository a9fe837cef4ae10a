"""What is said where there is no plan, on the tiny operation: the conflict, how sure it is, and each repair."""

from dataclasses import replace

import pytest

from repli import commission
from repli.errors import PlanningError
from repli.model import Operation
from tests.tiny import at, edit_row, tiny_operation

DUTY = "the longest duty of 5 hours of LIFT (vehicle_types.csv)"


def advice(operation: Operation, effort: int = 1) -> list[str]:
    with pytest.raises(PlanningError) as refused:
        commission.make_plan(operation, seed=1)
    return [str(one) for one in commission.advised(refused.value, operation, seed=1, effort=effort).advice]


def test_a_proven_conflict_and_its_repair_with_the_day_of_the_new_plan() -> None:
    short = edit_row(tiny_operation(), "vehicle_types", "LIFT", duty_max_minutes=300)
    assert advice(short) == [
        "Conflict, proven: these requirements alone leave no plan, whatever the others are.",
        f"- {DUTY}",
        f"Repair, planned again: 7 instead, in {DUTY}: closed 2030-01-08, commitments kept.",
    ]


def test_what_no_row_can_mend_is_said() -> None:
    assert advice(replace(tiny_operation(), vehicles=())) == [
        "No row could be set aside to get a plan: what is named above is in the way by itself."
    ]


def test_what_is_not_proven_is_not_called_so_and_the_work_limit_is_told() -> None:
    tiny = edit_row(tiny_operation(), "clearances", "C-AIR", limit_per_day=1)
    floors = tuple(replace(one, steps=((at(0), 15_000),)) if one.quantity == "kg" else one for one in tiny.floors)
    said = advice(replace(tiny, floors=floors), effort=0)
    assert said[0] == "Conflict, not proven: with these requirements alone the search found no plan either."
    assert "The work limit was reached; some of these may not be needed for the conflict." in said


def test_several_rows_that_only_help_together_are_listed() -> None:
    both = edit_row(tiny_operation(), "vehicle_types", "LIFT", duty_max_minutes=300)
    said = advice(edit_row(both, "fields", "FLD1", open_intervals=()))
    place = next(index for index, line in enumerate(said) if line.startswith("Repair, planned again: without all"))
    assert len(said[place + 1 :]) == 2
