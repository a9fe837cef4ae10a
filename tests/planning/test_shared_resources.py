"""Handling sets, other users of a field, planned clearances, the order of closing: each bites and breaks no rule."""

from dataclasses import replace

import pytest

from repli.errors import NoPlanError
from repli.model import ClearanceRequest, Operation, Plan, TakenSpots
from repli.planning import make_plan
from repli.rules import check_plan, closure_minute
from repli.units import Interval
from tests.tiny import at, edit_row, tiny_operation


def planned(operation: Operation) -> Plan:
    plan = make_plan(operation, seed=1, version="test")
    assert check_plan(operation, plan) == ()
    return plan


def works_at(plan: Plan, field_id: str) -> list[tuple[int, int]]:
    return sorted(
        (stop.work_start_minute, stop.work_end_minute)
        for movement in plan.movements
        for stop in movement.stops
        if stop.place_id == field_id and (stop.loads or stop.unloads)
    )


def most_at_once(spans: list[tuple[int, int]]) -> int:
    return max(sum(start <= minute < end for start, end in spans) for minute, _ in spans)


def two_working_spots() -> Operation:
    return edit_row(tiny_operation(), "fields", "FLD1", working_spots=((2, 2),))


def test_two_aircraft_are_worked_on_at_once_only_with_two_handling_sets() -> None:
    assert most_at_once(works_at(planned(two_working_spots()), "FLD1")) == 2
    one_set = edit_row(two_working_spots(), "fields", "FLD1", handling_sets=1)
    assert most_at_once(works_at(planned(one_set), "FLD1")) == 1


@pytest.mark.parametrize("kind", ["parking_spots", "working_spots"])
def test_what_another_user_holds_is_not_used(kind: str) -> None:
    day = Interval(at(0), at(1))
    spots: dict[str, tuple[tuple[int, int], ...]] = {"parking_spots": (), "working_spots": ()}
    spots[kind] = ((2, 1), (3, 1)) if kind == "parking_spots" else ((2, 1),)
    shared = edit_row(tiny_operation(), "fields", "FLD1", taken=(TakenSpots(interval=day, **spots),))
    assert min(start for start, _ in works_at(planned(tiny_operation()), "FLD1")) < day.end_minute
    assert min(start for start, _ in works_at(planned(shared), "FLD1")) >= day.end_minute


def test_a_planned_clearance_is_used_after_its_notice_and_requested_in_time() -> None:
    operation = edit_row(
        tiny_operation(), "clearances", "C-AIR", state="planned", lead_minutes=1440 + 600, answer_minutes=60
    )
    plan = planned(operation)
    first = min(stop.off_block_minute for one in plan.movements for stop in one.stops if stop.clearance_id == "C-AIR")
    assert first >= at(1, 10)
    assert plan.requests == (ClearanceRequest(clearance_id="C-AIR", request_minute=first - 2040),)
    assert planned(tiny_operation()).requests == ()


def test_sites_close_in_the_agreed_order() -> None:
    def closes(plan: Plan, site_id: str) -> int:
        alone = replace(
            plan,
            handovers=tuple(act for act in plan.handovers if act.site_id == site_id),
            movements=tuple(
                one
                for one in plan.movements
                if any(cargo.site_id == site_id for stop in one.stops for cargo in stop.loads)
            ),
        )
        return max(
            [act.end_minute for act in alone.handovers]
            + [
                stop.off_block_minute
                for one in alone.movements
                for stop in one.stops
                if any(cargo.site_id == site_id for cargo in stop.loads)
            ]
        )

    twin = two_bases()
    free, ordered = planned(twin), planned(edit_row(twin, "sites", "BASE", closes_after=("CAMP",)))
    assert closes(free, "BASE") < closes(free, "CAMP")
    assert closes(ordered, "BASE") >= closes(ordered, "CAMP")
    assert closure_minute(twin, ordered) >= closes(ordered, "BASE")


def test_a_feeder_that_must_close_after_its_receiver_is_refused_by_name() -> None:
    """FEED leaves by way of BASE, so it is emptied first; a plan that closes it first would break the agreed order."""
    operation = edit_row(tiny_operation(), "sites", "FEED", closes_after=("BASE",))
    with pytest.raises(NoPlanError) as refused:
        make_plan(operation, seed=1, version="test")
    (reason,) = refused.value.reasons
    assert str(reason).startswith("Site FEED: closes_after names BASE")


def two_bases() -> Operation:
    """The tiny operation with a camp at the same field, whose one item is ready on day 2 only."""
    tiny = tiny_operation()
    camp = replace(tiny.site_of["BASE"], site_id="CAMP", last_out_people=0)
    item = replace(tiny.item_of["I1"], line_id="K1", site_id="CAMP", ready_minute=at(3), latest_minute=None)
    sites = tuple(sorted((*tiny.sites, camp), key=lambda site: site.site_id))
    clearances = tuple(replace(one, limit_per_day=0, window=Interval(at(0), at(6))) for one in tiny.clearances)
    return replace(tiny, sites=sites, items=(*tiny.items, item), clearances=clearances)
