"""How busy each thing is: counted minute by minute by other code, on the hand-made plan and on drawn ones."""

import pytest

from repli.model import Operation, Plan
from repli.planning import bounded, busy_weeks, make_plan
from tests.planning.shuttle import shuttle
from tests.planning.small_operations import small_operation
from tests.planning.test_gains import planned
from tests.tiny import at, tiny_operation, tiny_plan

Shares = dict[tuple[int, str], tuple[int, int]]


def shares(operation: Operation, plan: Plan) -> Shares:
    return {
        (week.first_day, str(use.what)): (use.used, use.there)
        for week in busy_weeks(operation, plan)
        for use in week.uses
    }


def by_minutes(operation: Operation, plan: Plan, first_day: int) -> dict[str, tuple[int, int]]:
    """Used and there of the first week, minute by minute."""
    starts = operation.agreement.day_starts
    span = range(operation.as_of_minute, starts[min(7, len(starts) - 1)])
    assert first_day == 0
    found = {}
    for kind in operation.vehicle_types:
        tails = [one for one in operation.vehicles if one.type_id == kind.type_id]
        away = [
            (m.stops[0].off_block_minute, m.stops[-1].on_block_minute)
            for m in plan.movements
            if m.vehicle_id in {one.vehicle_id for one in tails}
        ]
        found[f"{kind.type_id} under way (of {len(tails)})"] = (
            sum(start <= minute < end for minute in span for start, end in away),
            sum(one.available_from_minute <= minute < one.available_to_minute for minute in span for one in tails),
        )
    for place in (one for one in operation.fields if one.inside):
        stops = [stop for m in plan.movements for stop in m.stops if stop.place_id == place.field_id]
        works = [(one.work_start_minute, one.work_end_minute) for one in stops if one.loads or one.unloads]
        opened = {m for one in place.open_intervals for m in range(one.start_minute, one.end_minute)} & set(span)
        taken = [(one.interval, sum(n for _, n in one.working_spots)) for one in place.taken]
        found[f"working spots of {place.field_id}"] = (
            sum(start <= minute < end for minute in span for start, end in works)
            + sum(n for minute in span for interval, n in taken if interval.contains(minute)),
            len(opened) * sum(n for _, n in place.working_spots),
        )
    return found


@pytest.mark.parametrize("seed", [None, 0, 4, 9, 15])
def test_what_is_used_and_what_is_there_are_the_minutes_counted_one_by_one(seed: int | None) -> None:
    operation = tiny_operation() if seed is None else small_operation(seed)
    plan = tiny_plan() if seed is None else planned(operation)
    if plan is None:
        pytest.fail("this seed has a plan")
    said = shares(operation, plan)
    for name, (used, there) in by_minutes(operation, plan, 0).items():
        if used:
            assert said[0, name] == (used, there), name
        else:
            assert said.get((0, name), (0, there))[0] == 0, name


def test_the_hand_made_plan_uses_two_of_two_departures_on_its_last_day() -> None:
    """R1, R2, R3, R4 go on days 0, 1, 2, 2; the window of C-AIR, two a day, meets days 0, 1 and 2, and 06:00 of 3."""
    said = shares(tiny_operation(), tiny_plan())
    assert said[0, "departures under C-AIR (FLD1)"][0] == 4
    assert said[0, "departures under C-AIR (FLD1)"][1] == 2 * 3  # the field is shut while only the tolerance lasts


def test_a_price_above_nothing_marks_the_aircraft_that_everything_waits_for() -> None:
    operation = shuttle(*[at(0)] * 6)
    plan = bounded(operation, make_plan(operation, seed=1, version="test"))
    (week,) = busy_weeks(operation, plan)
    assert {str(one.what) for one in week.uses if one.priced} == {"LIFT under way (of 1)"}


def test_without_a_certificate_nothing_is_priced() -> None:
    plan = make_plan(shuttle(at(0)), seed=1, version="test")
    assert not any(use.priced for week in busy_weeks(shuttle(at(0)), plan) for use in week.uses)


def test_floors_count_the_days_at_which_they_hold() -> None:
    said = shares(tiny_operation(), tiny_plan())
    floors = {name: share for (_, name), share in said.items() if name.startswith("days at the floor")}
    assert floors
    assert all(0 < used <= there for used, there in floors.values())


def test_the_busiest_thing_comes_first() -> None:
    for week in busy_weeks(tiny_operation(), tiny_plan()):
        values = [use.share_ppm for use in week.uses]
        assert values == sorted(values, reverse=True)
