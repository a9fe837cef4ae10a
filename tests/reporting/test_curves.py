from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.model import Floor, Operation
from repli.reporting.curves import flows, out_steps, present_steps, value_at
from repli.rules import check_plan
from repli.rules.waves import endings
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()


def test_people_are_out_at_the_off_block_towards_outside() -> None:
    assert out_steps(OPERATION, PLAN) == (
        (at(0), 0),
        (at(0, 9), 14),
        (at(1, 9), 20),
        (at(2, 13), 26),
        (at(2, 13, 40), 30),
    )


def _floor(site_id: str, function: str | None = None, quantity: str = "people") -> Floor:
    return Floor(site_id=site_id, quantity=quantity, function=function, steps=())


def test_present_falls_at_off_block_and_rises_when_people_have_been_handed_on() -> None:
    assert present_steps(OPERATION, PLAN, _floor("BASE")) == (
        (at(0), 20),
        (at(0, 9), 6),
        (at(0, 12, 5), 12),
        (at(1, 9), 6),
        (at(1, 15, 5), 10),
        (at(2, 13), 4),
        (at(2, 13, 40), 0),
    )


def test_present_of_one_function_counts_nobody_else() -> None:
    guards = present_steps(OPERATION, PLAN, _floor("BASE", "guard"))
    assert guards == ((at(0), 6), (at(1, 15, 5), 10), (at(2, 13), 4), (at(2, 13, 40), 0))


def test_those_who_arrive_are_present_from_then_on_and_not_before() -> None:
    line = OPERATION.people[0]
    late = edit_row(OPERATION, "people", line.line_id, arrives_minute=at(0, 4))
    steps = present_steps(late, PLAN, _floor(line.site_id))
    everybody = value_at(present_steps(OPERATION, PLAN, _floor(line.site_id)), at(0))
    assert [value_at(steps, minute) for minute in (at(0), at(0, 4))] == [everybody - line.count, everybody]


@pytest.mark.parametrize("operation", [OPERATION, tiny_operation(floors=())])
@pytest.mark.parametrize("quantity", ["people", "kg", "sensitive"])
@pytest.mark.parametrize("site_id", ["BASE", "FEED"])
def test_the_rule_of_floors_breaks_exactly_above_the_lowest_level_drawn(
    site_id: str, quantity: str, operation: Operation
) -> None:
    """The rule book is the oracle: a floor as high as the lowest level before the wave holds, one more does not."""
    steps = present_steps(operation, PLAN, _floor(site_id, quantity=quantity))
    wave = endings(operation, PLAN)[site_id].wave_start_minute
    lowest = min(level for minute, level in steps if minute < wave)
    for height, breaks in ((lowest, False), (lowest + 1, True)):
        floor = replace(_floor(site_id, quantity=quantity), steps=((at(0), height),))
        judged = replace(operation, floors=(floor,))
        names = {finding.rule for finding in check_plan(judged, PLAN) if finding.rule.startswith("floor")}
        assert bool(names) == breaks


def test_flows_count_trips_people_and_kg_on_each_leg() -> None:
    """By hand from `tests.tiny`: R1 to R4 take 14, 6, 6 and 4 people and all items; C1 and C2 bring 10, I5 and I6."""
    kg = {item.line_id: item.kg for item in OPERATION.items}
    assert [
        (one.mode, one.from_place, one.to_place, one.trips, one.people, one.kg) for one in flows(OPERATION, PLAN)
    ] == [
        ("air", "FLD1", "OUT1", 4, 30, sum(kg.values())),
        ("air", "OUT1", "FLD1", 4, 0, 0),
        ("road", "BASE", "FEED", 2, 0, 0),
        ("road", "FEED", "BASE", 2, 10, kg["I5"] + kg["I6"]),
    ]


def test_what_crosses_the_border_by_the_flows_is_what_the_operation_must_move() -> None:
    out = [one for one in flows(OPERATION, PLAN) if one.to_place == "OUT1"]
    assert sum(one.people for one in out) == sum(line.count for line in OPERATION.people)


@pytest.mark.parametrize(("minute", "value"), [(-1, 0), (0, 5), (9, 5), (10, 7), (99, 7)])
def test_a_step_holds_from_its_minute_on(minute: int, value: int) -> None:
    assert value_at(((0, 5), (10, 7)), minute) == value


@given(st.dictionaries(st.integers(0, 50), st.integers(0, 9), max_size=8), st.integers(-5, 60))
def test_the_value_at_a_minute_is_that_of_the_last_step_not_after_it(steps: dict[int, int], minute: int) -> None:
    earlier = [at_minute for at_minute in steps if at_minute <= minute]
    expected = steps[max(earlier)] if earlier else 0
    assert value_at(tuple(sorted(steps.items())), minute) == expected
