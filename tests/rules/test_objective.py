"""The figures of a plan, against an oracle that follows every person and every item one by one."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.model import Cargo, Milestone, Operation, Plan
from repli.planning import make_plan, objective_of
from repli.planning.objective import closure_minute_of
from repli.rules import closure_minute, recompute_objective, verdict_of
from repli.rules.waves import endings
from tests.border import border_operation
from tests.tiny import at, drop_movement, edit_act, edit_movement, edit_row, edit_stop, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()


def moved(plan: Plan, movement_id: str, minutes: int) -> Plan:
    """The plan with all minutes of one movement later by ``minutes``."""
    names = ("on_block_minute", "work_start_minute", "work_end_minute", "off_block_minute")
    movement = next(one for one in plan.movements if one.movement_id == movement_id)
    stops = tuple(replace(stop, **{n: getattr(stop, n) + minutes for n in names}) for stop in movement.stops)
    return edit_movement(plan, movement_id, stops=stops)


def units_out(operation: Operation, plan: Plan) -> dict[str, list[tuple[int, int]]]:
    """For people and for kg: (out minute, weight) of every single person and item, by the flights' loads at FLD1."""
    people = {line.line_id: line.count for line in operation.people}
    items = {line.line_id: line.kg for line in operation.items}
    out: dict[str, list[tuple[int, int]]] = {"people": [], "kg": []}
    for movement in plan.movements:
        for stop in movement.stops:
            for cargo in stop.loads if stop.place_id == "FLD1" else ():
                if cargo.line_id in people:
                    out["people"] += [(stop.off_block_minute, 1)] * cargo.quantity
                    people[cargo.line_id] -= cargo.quantity
                else:
                    out["kg"].append((stop.off_block_minute, items.pop(cargo.line_id)))
    out["people"] += [(operation.horizon_minute, 1)] * sum(people.values())
    out["kg"] += [(operation.horizon_minute, kg) for kg in items.values()]
    return out


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from(["R1", "R2", "R3", "R4"]), st.integers(0, 4000)),
    st.sets(st.sampled_from(["R1", "R3"])),
)
def test_stay_is_half_the_mean_over_people_plus_half_the_mean_over_kg(delays: dict[str, int], gone: set[str]) -> None:
    plan = PLAN
    for movement_id, minutes in delays.items():
        plan = moved(plan, movement_id, minutes)
    for movement_id in gone:
        plan = drop_movement(plan, movement_id)
    halves = Fraction(0)
    for rows in units_out(OPERATION, plan).values():
        total = sum((minute - OPERATION.as_of_minute) * weight for minute, weight in rows)
        halves += Fraction(total, 2 * sum(weight for _, weight in rows))
    assert recompute_objective(OPERATION, plan).stay_minutes == halves.numerator // halves.denominator


def test_stay_of_an_operation_without_items_is_half_the_mean_over_people() -> None:
    # 14 x 540 + 6 x 1,980 + 6 x 3,660 + 4 x 3,700 = 56,200 minutes of 30 people
    assert recompute_objective(tiny_operation(items=()), people_only()).stay_minutes == 56_200 // 60


def people_only() -> Plan:
    """The tiny plan without its items."""

    def people(cargoes: tuple[Cargo, ...]) -> tuple[Cargo, ...]:
        return tuple(cargo for cargo in cargoes if cargo.line_id in OPERATION.people_of)

    plan = PLAN
    for movement in PLAN.movements:
        for index, stop in enumerate(movement.stops):
            plan = edit_stop(plan, movement.movement_id, index, loads=people(stop.loads), unloads=people(stop.unloads))
    return plan


@pytest.mark.parametrize(
    ("minutes", "overrun", "day"),
    [
        (0, 0, 2),
        (619, 0, 2),  # 13:40 + 10 h 19 min = 23:59
        (620, 1, 3),  # 24:00 belongs to the next day
        (620 + 1440, 2, 4),
    ],
)
def test_overrun_counts_civil_days_after_the_deadlines_day(minutes: int, overrun: int, day: int) -> None:
    figures = recompute_objective(OPERATION, moved(PLAN, "R4", minutes))
    assert (figures.overrun_days, figures.closure_day) == (overrun, day)


@pytest.mark.parametrize(("last_day", "overrun"), [(2, 0), (1, 1), (0, 2), (-1, 3), (-4, 6)])
def test_a_deadline_before_as_of_is_overrun_by_every_civil_day_since(last_day: int, overrun: int) -> None:
    # the plan closes on day 2; the deadline is 24:00 of its last day
    operation = replace(OPERATION, agreement=replace(OPERATION.agreement, deadline_minute=at(last_day + 1)))
    assert recompute_objective(operation, PLAN).overrun_days == overrun
    assert objective_of(operation, PLAN).overrun_days == overrun


def test_closure_is_the_end_of_a_handover_where_that_is_later() -> None:
    assert closure_minute(OPERATION, PLAN) == at(2, 13, 40)
    assert closure_minute(OPERATION, edit_act(PLAN, "FEED", end_minute=at(2, 15))) == at(2, 15)


@pytest.mark.parametrize(
    ("minutes", "shortfall"),
    [
        (899, 0),  # R2 off block at 23:59 of day 1: 20 of 30
        (900, 33_334),  # at 24:00 it is too late: 14 of 30 are 466,666 ppm of 500,000
    ],
)
def test_a_milestone_counts_what_is_out_before_it_is_due(minutes: int, shortfall: int) -> None:
    assert recompute_objective(OPERATION, moved(PLAN, "R2", minutes)).milestone_shortfall_ppm == shortfall


def test_a_milestone_is_met_exactly_at_its_fraction_and_missed_by_one() -> None:
    def shortfall(fraction_ppm: int) -> int:
        milestone = Milestone(milestone_id="m", quantity="people", fraction_ppm=fraction_ppm, due_minute=at(1))
        agreement = replace(OPERATION.agreement, milestones=(milestone, milestone))
        return recompute_objective(replace(OPERATION, agreement=agreement), PLAN).milestone_shortfall_ppm

    # R1 alone, 14 of 30, is 466,666.67 ppm; the two milestones add up
    assert shortfall(466_666) == 0
    assert shortfall(466_667) == 2


def test_a_milestone_of_kg_counts_items_only() -> None:
    milestone = Milestone(milestone_id="m", quantity="kg", fraction_ppm=200_000, due_minute=at(1))
    operation = replace(OPERATION, agreement=replace(OPERATION.agreement, milestones=(milestone,)))
    # I1 is 2,000 of 17,500 kg = 114,285 ppm
    assert recompute_objective(operation, PLAN).milestone_shortfall_ppm == 200_000 - 114_285


@pytest.mark.parametrize(
    ("latest", "days"),
    [
        (at(0, 9), 0),  # R1's off block
        (at(0, 8, 59), 1),  # late on the same day counts as a day
        (at(0), 1),  # latest "before day 0": the day that ends there is the day before
        (at(-2), 3),  # already past at as_of: days -2, -1 and 0
        (None, 0),
    ],
)
def test_a_late_line_counts_the_days_it_is_late(latest: int | None, days: int) -> None:
    operation = edit_row(OPERATION, "items", "I1", latest_minute=latest)
    assert recompute_objective(operation, PLAN).latest_missed_days == days


def test_a_divided_line_is_as_late_as_the_last_of_it() -> None:
    # BASE-GUARD leaves with R3 and R4 on day 2; its latest is 24:00 of day 0, so two days; I4 by R2 one day
    operation = edit_row(OPERATION, "people", "BASE-GUARD", latest_minute=at(1))
    assert recompute_objective(operation, PLAN).latest_missed_days == 2
    both = edit_row(operation, "items", "I4", latest_minute=at(1))
    assert recompute_objective(both, PLAN).latest_missed_days == 3


def test_flying_minutes_count_positioning_and_no_road_legs() -> None:
    assert recompute_objective(OPERATION, PLAN).flying_minutes == 8 * 120
    assert recompute_objective(OPERATION, drop_movement(PLAN, "C1")).flying_minutes == 8 * 120
    assert recompute_objective(OPERATION, drop_movement(PLAN, "R1")).flying_minutes == 6 * 120


def test_by_road_out_is_the_on_block_at_the_first_site_outside() -> None:
    """FEED taken as a site outside: what C1 and C2 would carry there is out when they arrive."""
    sites = tuple(replace(site, inside=site.site_id == "BASE") for site in OPERATION.sites)
    item = replace(OPERATION.item_of["I1"], line_id="X", destination_id="FEED", latest_minute=at(0, 9, 30))
    operation = replace(OPERATION, sites=sites, people=(), items=(item,))
    cargo = Cargo(line_id="X", quantity=1, site_id="BASE")
    first, away, back = PLAN.movements[0].stops  # BASE 07:00, FEED 08:30-09:30, BASE 11:00-11:45
    turned = (
        replace(away, unloads=(), loads=()),
        replace(back, unloads=(), loads=(cargo,)),
        replace(away, on_block_minute=at(0, 13, 15), loads=(), unloads=(replace(cargo, site_id="FEED"),)),
    )
    plan = replace(PLAN, movements=(replace(PLAN.movements[0], stops=(first, *turned)),), handovers=())
    figures = recompute_objective(operation, plan)
    assert figures.stay_minutes == (13 * 60 + 15) // 2
    assert figures.latest_missed_days == 1  # off block at BASE at 11:45 counts against the latest
    assert closure_minute(operation, plan) == at(0, 13, 15)  # BASE itself is closed at 11:45


def test_late_is_proven_only_by_a_bound_that_holds_and_lies_after_the_deadline() -> None:
    operation = edit_row(OPERATION, "items", "I6", ready_minute=at(3, 8))
    late = moved(PLAN, "R4", 1440)
    rows = (replace(PLAN.bound.rows[0], from_minute=at(3, 8), value_day=3),)
    proven = replace(late, bound=replace(PLAN.bound, closure_day=3, rows=rows))
    assert verdict_of(operation, proven) == "late-proven"
    assert verdict_of(operation, replace(proven, bound=replace(proven.bound, proven=False))) == "late-not-proven"
    assert verdict_of(OPERATION, proven) == "late-not-proven"  # there I6 is ready on day 1
    assert verdict_of(OPERATION, late) == "late-not-proven"


def test_a_convoy_that_crosses_the_border_after_the_deadline_makes_the_plan_late() -> None:
    """FEED is closed at 11:00 of day 1; who left it then is out at 11:00 of day 3; the deadline is that of day 2."""
    operation = border_operation()
    plan = make_plan(operation, seed=1, version="test")
    assert endings(operation, plan)["FEED"].last_off_minute == at(1, 11)
    assert closure_minute(operation, plan) == closure_minute_of(operation, plan) == at(3, 11)
    assert recompute_objective(operation, plan).overrun_days == plan.objective.overrun_days == 1
    assert verdict_of(operation, plan) == plan.verdict == "late-proven"
