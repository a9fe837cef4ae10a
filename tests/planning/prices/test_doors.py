"""Edges and doors of the tiny operation, and hours against a look at every minute."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from repli.planning.hours import Hours, hours_of
from repli.planning.prices.doors import AIR, IN, ROAD, Yard, common, union
from repli.units import Interval
from tests.tiny import at, edit_row, tiny_operation

TABLES = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 15)), max_size=5).map(
    lambda spans: hours_of(Interval(start, start + length) for start, length in spans)
)


def minutes(hours: Hours) -> set[int]:
    return {m for start, end in zip(hours.starts, hours.ends, strict=True) for m in range(start, end)}


@given(TABLES, TABLES)
def test_hours_in_common_and_together_are_those_of_sets_of_minutes(one: Hours, other: Hours) -> None:
    assert minutes(common(one, other)) == minutes(one) & minutes(other)
    assert minutes(union([one, other])) == minutes(one) | minutes(other)


def test_the_tiny_operation_flies_out_and_drives_in() -> None:
    yard = Yard(tiny_operation())
    assert set(yard.edges_of) == {(AIR, "FLD1", "OUT1"), (ROAD, "BASE", IN), (ROAD, "FEED", IN)}
    assert yard.places_of("BASE") == ((AIR, "FLD1"), (ROAD, "BASE"))


def test_a_planned_clearance_opens_after_its_answer_is_due() -> None:
    open_field = edit_row(tiny_operation(), "fields", "FLD1", open_intervals=(Interval(at(0), at(6)),))
    planned = edit_row(open_field, "clearances", "C-AIR", state="planned", lead_minutes=60, answer_minutes=3_000)
    hours = Yard(planned).door_hours[AIR, "FLD1", "OUT1"]
    assert hours.starts[0] == at(0) + 3_000
    assert Yard(open_field).door_hours[AIR, "FLD1", "OUT1"].starts[0] < at(0) + 3_000


def test_a_convoy_with_halts_sets_out_so_that_each_stretch_lies_in_open_hours() -> None:
    tiny = tiny_operation()
    stretches = ((0, 30), (270, 300))
    names = {leg.leg_id for leg in tiny.legs if leg.mode == "road" and leg.from_place == "FEED"}
    passages = tuple(
        replace(one, stretches=stretches, block_minutes=300) if one.leg_id in names else one for one in tiny.passages
    )
    legs = tuple(
        replace(leg, open_intervals=(Interval(at(1, 6), at(1, 10)), Interval(at(1, 12), at(1, 18))))
        if leg.leg_id in names
        else leg
        for leg in tiny.legs
    )
    hours = Yard(replace(tiny, passages=passages, legs=legs)).door_hours[ROAD, "FEED", IN]
    spans = ((at(1, 6), at(1, 10)), (at(1, 12), at(1, 18)))
    for off in range(at(1, 5), at(1, 19)):
        fits = [any(start <= off + one and off + other <= end for start, end in spans) for one, other in stretches]
        assert (hours.next_open(off) == off) == all(fits)
